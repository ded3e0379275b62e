"""Decides on units: assign, divert, stand down, radio states, duty, acknowledgements.

An assignment does not change a radio state: the officer does, on the unit's device.
Where no device of the unit could say a state, the desk's word counts: sent is en route
(5), stood down is on patrol (2).
"""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.decide.rules import (
    Ids,
    cad,
    commitment,
    committed_words,
    open_incident_of,
    refuse,
    undecided,
    unit_of,
    when,
    written,
)
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State

EMERGENCY, ON_DUTY, ON_PATROL, EN_ROUTE, AT_SCENE, OFF_DUTY = 0, 1, 2, 5, 6, 11
LAST_STATE, LAST_REQUEST = 11, 16
MOST_UNITS = 50
"""Units in one assignment or one message."""
STATELESS_DOORS = frozenset({"cot", "osmand"})
"""Doors whose devices say where they are, but no radio state."""


def speaks_states(state: State, unit: Unit) -> bool:
    """Return whether an enabled device of the unit can report its radio state."""
    return any(
        device.enabled and device.door not in STATELESS_DOORS
        for device in state.devices_of(unit.unit_id)
    )


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    match said.command.act:
        case c.AssignUnits() as act:
            return assign_units(state, act, now_us)
        case c.StandDown() as act:
            return stand_down(state, act)
        case c.SetUnitState() as act:
            return set_unit_state(state, act, now_us)
        case other:
            raise undecided(other)


def assign_units(state: State, act: c.AssignUnits, now_us: int) -> list[e.AnyEvent]:
    """Send all the units or none."""
    incident = open_incident_of(state, act.incident_id, now_us)
    unit_ids = tuple(dict.fromkeys(act.unit_ids))
    if not unit_ids:
        refuse("no_unit", "No unit was named.", "Choose a unit.")
    if len(unit_ids) > MOST_UNITS:
        refuse("units", f"{len(unit_ids)} units at once, the most is {MOST_UNITS}.")
    events: list[e.AnyEvent] = []
    for unit_id in unit_ids:
        unit = unit_of(state, unit_id)
        _check_sendable(state, unit, incident, now_us, divert=act.divert)
        events.extend(
            e.UnitStoodDown(
                incident_id=before, unit_id=unit_id, diverted_to=incident.incident_id
            )
            for before in unit.incident_ids
        )
        events.append(
            e.UnitAssigned(
                incident_id=incident.incident_id,
                unit_id=unit_id,
                recommended=unit_id in act.recommended,
            )
        )
        if not speaks_states(state, unit):
            events.append(e.UnitStateChanged(unit_id=unit_id, state=EN_ROUTE))
    return events


def _check_sendable(
    state: State, unit: Unit, incident: Incident, now_us: int, *, divert: bool
) -> None:
    if unit.state == EMERGENCY:
        refuse(
            "emergency",
            f"{unit.callsign}'s officer is in an emergency since "
            f"{when(state, unit.state_at_us, now_us)}.",
            "Choose another unit.",
        )
    if incident.incident_id in unit.incident_ids:
        refuse(
            "already_assigned",
            f"{unit.callsign} is already on {committed_words(state, unit, now_us)}.",
        )
    if unit.incident_ids and not divert:
        refuse(
            "committed",
            f"{unit.callsign} is committed to {committed_words(state, unit, now_us)}.",
            f"Choose another unit, or stand {unit.callsign} down first.",
        )
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "unavailable":
        refuse(
            "unavailable",
            f"{unit.callsign} is {sentences.state_words(state, unit.state)} since "
            f"{when(state, unit.state_at_us, now_us)}.",
            f"Choose another unit, or set {unit.callsign}'s state first.",
        )


def stand_down(state: State, act: c.StandDown) -> list[e.AnyEvent]:
    """Release a unit from an incident."""
    unit = unit_of(state, act.unit_id)
    incident = state.incidents.get(act.incident_id)
    if incident is None or act.incident_id not in unit.incident_ids:
        where = cad(state, incident) if incident else "that incident"
        refuse("not_assigned", f"{unit.callsign} is not on {where}.")
    reason = written(act.reason, "the reason")
    return released(state, incident, unit.unit_id, reason)


def released(
    state: State, incident: Incident, unit_id: str, reason: str
) -> list[e.AnyEvent]:
    """Return what happens when a unit leaves an incident for none."""
    events: list[e.AnyEvent] = [
        e.UnitStoodDown(
            incident_id=incident.incident_id, unit_id=unit_id, reason=reason
        )
    ]
    unit = state.units[unit_id]
    free = unit.incident_ids == (incident.incident_id,)
    under_way = unit.state in {EN_ROUTE, AT_SCENE}
    if free and under_way and not speaks_states(state, unit):
        events.append(e.UnitStateChanged(unit_id=unit_id, state=ON_PATROL))
    return events


def set_unit_state(state: State, act: c.SetUnitState, now_us: int) -> list[e.AnyEvent]:
    """Set a radio state on the unit's behalf."""
    unit = unit_of(state, act.unit_id)
    if act.state == EMERGENCY:
        refuse(
            "state",
            "State 0 is an officer's emergency.",
            "Raise the emergency with its own key.",
        )
    if not 1 <= act.state <= LAST_STATE:
        refuse("state", f"{act.state} is no radio state.", "Use 1 to 11.")
    if unit.state == EMERGENCY:
        refuse(
            "emergency",
            f"{unit.callsign}'s officer is in an emergency since "
            f"{when(state, unit.state_at_us, now_us)}.",
            "End the emergency first.",
        )
    if act.state == OFF_DUTY and unit.incident_ids:
        refuse(
            "committed",
            f"{unit.callsign} is committed to {committed_words(state, unit, now_us)}.",
            f"Stand {unit.callsign} down first.",
        )
    return changed_state(state, unit, act.state)


def changed_state(state: State, unit: Unit, number: int) -> list[e.AnyEvent]:
    """Return what a radio state brings about; the same state again is nothing new.

    Except under way: a diverted unit says 5 once more, and that counts for its new
    incident. Whoever arrives ends the alarm that nobody had.
    """
    if number == unit.state and not _is_progress(state, unit, number):
        return []
    events: list[e.AnyEvent] = [e.UnitStateChanged(unit_id=unit.unit_id, state=number)]
    if number != AT_SCENE:
        return events
    for incident_id in unit.incident_ids:
        alarm = (
            state.alarm_of(incident_id, "target_passed")
            if state.incidents[incident_id].target_passed
            else None
        )
        if alarm is not None:
            events.append(e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="recovered"))
    return events


def _is_progress(state: State, unit: Unit, number: int) -> bool:
    found = commitment(state, unit)
    if found is None:
        return False
    if number == EN_ROUTE:
        return found[1].en_route_at_us is None
    return number == AT_SCENE and found[1].at_scene_at_us is None


def state_reported(state: State, unit: Unit, number: int) -> list[e.AnyEvent]:
    """Record what a device said, 1 to 16; out of range says nothing.

    A device's report cannot be refused: a unit that books off (11) while it is assigned
    stays on its incident, where the log says so, until a person stands it down.
    """
    if LAST_STATE < number <= LAST_REQUEST:
        return [e.RequestReceived(unit_id=unit.unit_id, request=number)]
    if not 1 <= number <= LAST_STATE:
        return []
    return changed_state(state, unit, number)


def duty_reported(state: State, unit: Unit, *, on_duty: bool) -> list[e.AnyEvent]:
    """Book a unit on (1, unless it is on already) or off (11)."""
    if on_duty:
        return changed_state(state, unit, ON_DUTY) if unit.state == OFF_DUTY else []
    return changed_state(state, unit, OFF_DUTY)


def assignment_seen(
    state: State, unit: Unit, seen: o.AssignmentSeen
) -> list[e.AnyEvent]:
    """Record the first acknowledgement of an assignment that still holds."""
    incident = state.incidents.get(seen.incident_id)
    for assignment in incident.assignments if incident else ():
        if assignment.unit_id == unit.unit_id and assignment.acknowledged_at_us is None:
            return [
                e.AssignmentAcknowledged(
                    incident_id=seen.incident_id, unit_id=unit.unit_id
                )
            ]
    return []
