"""Decides on units: radio states, duty, acknowledgements, leaving an incident.

An assignment does not change a radio state: the officer does, on the unit's device.
Where no device of the unit could say a state, the desk's word counts: sent is en route
(5), stood down is on patrol (2).
"""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.attending import attended
from controlroom.domain.decide.answers import silence_over
from controlroom.domain.decide.rules import (
    Ids,
    committed_words,
    refuse,
    undecided,
    unit_of,
    when,
)
from controlroom.domain.entities import Incident, Unit
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
        case c.SetUnitState() as act:
            return set_unit_state(state, act, now_us)
        case other:
            raise undecided(other)


def released(
    state: State, incident: Incident, unit_id: str, reason: str
) -> list[e.AnyEvent]:
    """Return what happens when a unit leaves an incident for none.

    The end of an alarm about its silence is said by whoever knows all that leave.
    """
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


def nobodys_next(incident: Incident, reason: str) -> list[e.AnyEvent]:
    """Return what happens when no unit is to have an incident next any more."""
    return [
        e.PreAssignmentEnded(
            incident_id=incident.incident_id, unit_id=each.unit_id, reason=reason
        )
        for each in incident.pre_assigned
    ]


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
    found = attended(state, unit)
    if found is None or number not in {EN_ROUTE, AT_SCENE}:
        return events
    incident, assignment = found
    if assignment.unanswered:
        events += silence_over(
            state, incident.incident_id, (unit.unit_id,), "recovered"
        )
    if number == AT_SCENE and incident.target_passed:
        alarm = state.alarm_of(incident.incident_id, "target_passed")
        if alarm is not None:
            events.append(e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="recovered"))
    return events


def _is_progress(state: State, unit: Unit, number: int) -> bool:
    found = attended(state, unit)
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
                ),
                *silence_over(state, seen.incident_id, (unit.unit_id,), "recovered"),
            ]
    return []
