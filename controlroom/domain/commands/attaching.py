"""What is attached to an incident; the file itself is with the gateway already."""

from controlroom.domain.commands.base import Act


class AttachFile(Act, frozen=True, kw_only=True, tag="attach_file"):
    """Attach a file that was uploaded whole; said by the gateway for a person."""

    incident_id: str
    sha256: str
    name: str
    media_type: str
    size: int


AttachingAct = AttachFile
