"""Words that are to go out."""

from controlroom.domain.commands.base import Act


class SendMessage(Act, frozen=True, kw_only=True, tag="send_message"):
    """Words to units, through their devices."""

    unit_ids: tuple[str, ...]
    text: str
    incident_id: str | None = None


MessageAct = SendMessage
