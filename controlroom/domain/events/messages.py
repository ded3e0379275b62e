"""Words from the room, and what became of them."""

from controlroom.domain.entities import Audience, Party
from controlroom.domain.events.base import Event


class MessageSent(Event, frozen=True, kw_only=True, tag="message_sent"):
    """Words on their way to units: to those named, or to the audience of a broadcast.

    Whom a broadcast is for follows from the picture at this seq (`audience_of`);
    `reach` is how many they were.
    """

    message_id: str
    unit_ids: tuple[str, ...]
    text: str
    incident_id: str | None = None
    audience: Audience | None = None
    reach: int = 0


class RoomMessageSent(Event, frozen=True, kw_only=True, tag="room_message_sent"):
    """Words from one desk to others."""

    message_id: str
    to: Party
    text: str
    incident_id: str | None = None


class MessageDelivered(Event, frozen=True, kw_only=True, tag="message_delivered"):
    """A unit's device confirmed a message."""

    message_id: str
    unit_id: str


class MessageRead(Event, frozen=True, kw_only=True, tag="message_read"):
    """A unit's crew, or somebody of the room, has read a message."""

    message_id: str
    unit_id: str = ""
    person_id: str = ""


MessageEvent = MessageSent | RoomMessageSent | MessageDelivered | MessageRead
