"""Words from the room, and what became of them."""

from controlroom.domain.events.base import Event


class MessageSent(Event, frozen=True, kw_only=True, tag="message_sent"):
    """Words on their way to units."""

    message_id: str
    unit_ids: tuple[str, ...]
    text: str
    incident_id: str | None = None


class MessageDelivered(Event, frozen=True, kw_only=True, tag="message_delivered"):
    """A unit's device confirmed a message."""

    message_id: str
    unit_id: str


MessageEvent = MessageSent | MessageDelivered
