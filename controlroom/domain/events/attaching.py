"""Files of an incident; the bytes rest by their digest, never in an event."""

from controlroom.domain.events.base import Event


class AttachmentAdded(Event, frozen=True, kw_only=True, tag="attachment_added"):
    """A photo, video or document. `sha256` is hexadecimal, `size` in bytes."""

    incident_id: str
    sha256: str
    name: str
    media_type: str
    size: int
    by: str = ""


AttachingEvent = AttachmentAdded
