"""Applies what happened to shifts, requests, contacts and the skills of crews."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.entities import Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to, stamped
from controlroom.domain.state import State

REFRESHMENTS, OFF_DUTY = 4, 11
OFF: dict[str, object] = {
    "duty_at_us": 0,
    "shift_end_us": None,
    "meal_at_us": None,
    "meal_us": 0,
    "request": None,
    "request_at_us": 0,
}
"""What booking off ends: the shift with its meal, and what was asked for in it."""

DutyEvent = e.ShiftPlanned | e.ShiftPutBack | e.RequestAnswered | e.ContactRecorded


def reduce_duty(state: State, fact: e.Fact, event: DutyEvent) -> tuple[str, ...]:
    """Change the state by one event of this subject; return the ids it touched."""
    unit = state.units[event.unit_id]
    touched = [unit.unit_id]
    match event:
        case e.ShiftPlanned():
            state.units[unit.unit_id] = stamped(unit, fact, **_planned(event))
            return (unit.unit_id,)
        case e.ShiftPutBack():
            former = {name: getattr(event, name) for name in OFF}
            state.units[unit.unit_id] = stamped(unit, fact, **former)
            return (unit.unit_id,)
        case e.RequestAnswered():
            state.units[unit.unit_id] = stamped(
                unit, fact, request=None, request_at_us=0, contact_at_us=fact.at_us
            )
            text = sentences.request_answered(state, event)
        case e.ContactRecorded():
            # Nobody could overwrite a contact, so it is no new revision.
            state.units[unit.unit_id] = msgspec.structs.replace(
                unit, contact_at_us=fact.at_us
            )
            if fact.actor in state.devices:
                return (unit.unit_id,)  # every word on the radio is no line in a log
            text = sentences.contact(state, event)
    for incident_id in unit.incident_ids:
        touched += log_to(state, fact, incident_id, "state", text)
    return tuple(touched)


def _planned(event: e.ShiftPlanned) -> dict[str, object]:
    given = {
        "duty_at_us": event.began_us,
        "shift_end_us": event.shift_end_us,
        "meal_at_us": event.meal_at_us,
        "meal_us": event.meal_us,
    }
    return {name: value for name, value in given.items() if value is not None}


def duty_changes(unit: Unit, number: int, at_us: int) -> dict[str, object]:
    """Return what a new radio state does to a unit's shift and its meal."""
    if number == OFF_DUTY:
        return OFF
    if unit.state == OFF_DUTY:
        return {"duty_at_us": at_us}
    if unit.state == REFRESHMENTS and number != REFRESHMENTS:
        return {"meal_us": unit.meal_us + max(0, at_us - unit.state_at_us)}
    return {}


def crew_skills(state: State, unit: Unit, crew: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a unit can do: its own kit, then what its crew has learnt."""
    people = (state.people.get(person_id) for person_id in crew)
    learnt = {skill for each in people if each for skill in each.skills}
    return (*unit.kit, *sorted(learnt - set(unit.kit)))
