"""Words that are to go out, and that they were read."""

from controlroom.domain.commands.base import Act
from controlroom.domain.entities import Audience, Party


class SendMessage(Act, frozen=True, kw_only=True, tag="send_message"):
    """Words to units, through their devices."""

    unit_ids: tuple[str, ...]
    text: str
    incident_id: str | None = None


class Broadcast(Act, frozen=True, kw_only=True, tag="broadcast"):
    """Words to all units on duty of an audience; `reaches` is what the sender was told.

    More units than that by now, beyond a few, refuse it: nobody speaks to a crowd
    unawares.
    """

    audience: Audience
    text: str
    reaches: int
    incident_id: str | None = None


class SendRoomMessage(Act, frozen=True, kw_only=True, tag="send_room_message"):
    """Words from this desk to others of the room."""

    to: Party
    text: str
    incident_id: str | None = None


class ReadMessage(Act, frozen=True, kw_only=True, tag="read_message"):
    """Whoever is at this desk has read a message of the room."""

    message_id: str


MessageAct = SendMessage | Broadcast | SendRoomMessage | ReadMessage
