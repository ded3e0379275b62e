"""Decides on words to units: who they go to, and what came of them."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
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
from controlroom.domain.state import State


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del now_us
    match said.command.act:
        case c.SendMessage() as act:
            return send_message(state, act, ids)
        case other:
            raise undecided(other)


def send_message(state: State, act: c.SendMessage, ids: Ids) -> list[e.AnyEvent]:
    """Send words to units."""
    unit_ids = tuple(dict.fromkeys(act.unit_ids))
    if not unit_ids:
        refuse("no_unit", "No unit was named.", "Choose who gets the message.")
    if len(unit_ids) > MOST_UNITS:
        refuse("units", f"{len(unit_ids)} units at once, the most is {MOST_UNITS}.")
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


def message_seen(state: State, unit: Unit, seen: o.MessageSeen) -> list[e.AnyEvent]:
    """Record the first confirmation of a unit that a message was for."""
    message = state.messages.get(seen.message_id)
    if message is None or unit.unit_id not in message.unit_ids:
        return []
    if any(unit_id == unit.unit_id for unit_id, _ in message.delivered):
        return []
    return [e.MessageDelivered(message_id=seen.message_id, unit_id=unit.unit_id)]
