"""Decides on words: to units, to an audience, in the room; and what came of them."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.audience import audience_of
from controlroom.domain.decide.parties import is_meant, party_of
from controlroom.domain.decide.rules import (
    Ids,
    incident_of,
    refuse,
    undecided,
    unit_of,
    written,
)
from controlroom.domain.decide.units import MOST_UNITS
from controlroom.domain.entities import Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State

MOST_REACHED = 20_000
"""Units that one broadcast may reach."""
MORE_LEAST, MORE_SHARE = 10, 10
"""So many more units than the sender was told, or a tenth, are still no surprise."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del now_us
    match said.command.act:
        case c.SendMessage() as act:
            return send_message(state, act, ids)
        case c.Broadcast() as act:
            return broadcast(state, act, ids)
        case c.SendRoomMessage() as act:
            return send_room_message(state, act, ids)
        case c.ReadMessage() as act:
            return read_message(state, act, said)
        case other:
            raise undecided(other)


def send_message(state: State, act: c.SendMessage, ids: Ids) -> list[e.AnyEvent]:
    """Send words to units."""
    unit_ids = tuple(dict.fromkeys(act.unit_ids))
    if not unit_ids:
        refuse("no_unit", "No unit was named.", "Choose who gets the message.")
    if len(unit_ids) > MOST_UNITS:
        refuse(
            "units",
            f"{len(unit_ids):,} units at once, the most is {MOST_UNITS}.",
            "Broadcast to a sector, a talkgroup or all units instead.",
        )
    for unit_id in unit_ids:
        unit_of(state, unit_id)
    if act.incident_id is not None:
        incident_of(state, act.incident_id)
    return [
        e.MessageSent(
            message_id=ids("msg"),
            unit_ids=unit_ids,
            text=written(act.text, "the message", needed=True),
            incident_id=act.incident_id,
        )
    ]


def broadcast(state: State, act: c.Broadcast, ids: Ids) -> list[e.AnyEvent]:
    """Send words to every unit on duty of an audience."""
    text = written(act.text, "the message", needed=True)
    if act.incident_id is not None:
        incident_of(state, act.incident_id)
    reach = len(audience_of(state, act.audience))
    whom = sentences.audience(act.audience)
    if not reach:
        refuse("no_unit", f"No unit on duty is in {whom}.", "Choose another audience.")
    if reach > MOST_REACHED:
        refuse(
            "units",
            f"That reaches {reach:,} units, the most is {MOST_REACHED:,}.",
            "Choose a sector or a talkgroup.",
        )
    if reach > act.reaches + max(MORE_LEAST, act.reaches // MORE_SHARE):
        refuse(
            "reach",
            f"That would reach {reach:,} units now, not {act.reaches:,}.",
            "Look again, then send.",
        )
    return [
        e.MessageSent(
            message_id=ids("msg"),
            unit_ids=(),
            text=text,
            incident_id=act.incident_id,
            audience=act.audience,
            reach=reach,
        )
    ]


def send_room_message(
    state: State, act: c.SendRoomMessage, ids: Ids
) -> list[e.AnyEvent]:
    """Send words to others of the room."""
    if act.incident_id is not None:
        incident_of(state, act.incident_id)
    return [
        e.RoomMessageSent(
            message_id=ids("msg"),
            to=party_of(state, act.to),
            text=written(act.text, "the message", needed=True),
            incident_id=act.incident_id,
        )
    ]


def read_message(
    state: State, act: c.ReadMessage, said: c.Commanded
) -> list[e.AnyEvent]:
    """Record the first time that somebody whom it is for has read a room message."""
    message = state.messages.get(act.message_id)
    if message is None or message.to is None:
        refuse("unknown_message", "That message is no longer in the picture.")
    if message.sent_by == said.person_id or not is_meant(message.to, said):
        return []
    if said.person_id in state.receipts.get(act.message_id, {}):
        return []
    return [e.MessageRead(message_id=act.message_id, person_id=said.person_id)]


def message_seen(
    state: State, unit: Unit, seen: o.MessageSeen | o.MessageRead
) -> list[e.AnyEvent]:
    """Record the first confirmation, and the first reading, of a unit it was for.

    What was read had arrived, whether its device said so or not.
    """
    delivered_us, read_us = state.receipts.get(seen.message_id, {}).get(
        unit.unit_id, (1, 1)
    )
    events: list[e.AnyEvent] = []
    if not delivered_us:
        events.append(
            e.MessageDelivered(message_id=seen.message_id, unit_id=unit.unit_id)
        )
    if isinstance(seen, o.MessageRead) and not read_us:
        events.append(e.MessageRead(message_id=seen.message_id, unit_id=unit.unit_id))
    return events
