"""Sends each command and each observation to the file of its subject."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.access import may
from controlroom.domain.decide import (
    alarms,
    calls,
    drawings,
    force,
    incidents,
    units,
    viewing,
)
from controlroom.domain.decide.rules import Ids, check_expected, refuse
from controlroom.domain.decide.tick import tick
from controlroom.domain.entities import Unit
from controlroom.domain.state import State

_AlarmAct = (
    c.RaiseEmergency
    | c.AcceptAlarm
    | c.EndAlarm
    | c.SendMessage
    | c.StartViewing
    | c.EndViewing
)
_KnowledgeAct = c.OpenIncident | c.AmendIncident | c.GradeIncident | c.AddLogEntry
_EndAct = c.ResolveIncident | c.CloseIncident | c.ReopenIncident | c.SetBringUp

NEVER_CONFLICTS = (
    c.RaiseEmergency,
    c.AcceptAlarm,
    c.EndAlarm,
    c.AddLogEntry,
    c.SendMessage,
    c.StartViewing,
    c.EndViewing,
)
"""Acts that nothing somebody else did can make wrong, least of all a call for help."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Turn a command into events. Raises `Refused` or `Conflict`."""
    act = said.command.act
    if not may(said.role, act):
        refuse("not_allowed", f"As {said.role or 'nobody'} you may not do this.")
    if not isinstance(act, NEVER_CONFLICTS):
        check_expected(state, said.command.expects, now_us)
    match act:
        case (
            c.RaiseEmergency()
            | c.AcceptAlarm()
            | c.EndAlarm()
            | c.SendMessage()
            | c.StartViewing()
            | c.EndViewing()
        ):
            return _about_alarm(state, act, said.person_id, now_us, ids)
        case c.AssignUnits() | c.StandDown() | c.SetUnitState():
            return _about_unit(state, act, now_us)
        case c.Draw() | c.Redraw() | c.Erase():
            return _about_drawing(state, act, now_us, ids)
        case c.Enrol() | c.BindDevice() | c.BindContact() | c.SetEnabled():
            return _about_force(state, act, said.person_id, ids)
        case c.OpenIncident() | c.AmendIncident() | c.GradeIncident() | c.AddLogEntry():
            return _about_knowledge(state, act, now_us, ids)
        case _:
            return _about_end(state, act, now_us)


def _about_alarm(
    state: State, act: _AlarmAct, person_id: str, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    match act:
        case c.RaiseEmergency():
            return alarms.raise_emergency(state, act, now_us, ids)
        case c.AcceptAlarm():
            return alarms.accept_alarm(state, act, now_us)
        case c.EndAlarm():
            return alarms.end_alarm(state, act, person_id, now_us)
        case c.SendMessage():
            return alarms.send_message(state, act, ids)
        case c.StartViewing():
            return viewing.start_viewing(state, act, ids)
        case c.EndViewing():
            return viewing.end_viewing(state, act)


def _about_unit(
    state: State, act: c.AssignUnits | c.StandDown | c.SetUnitState, now_us: int
) -> list[e.AnyEvent]:
    match act:
        case c.AssignUnits():
            return units.assign_units(state, act, now_us)
        case c.StandDown():
            return units.stand_down(state, act)
        case c.SetUnitState():
            return units.set_unit_state(state, act, now_us)


def _about_drawing(
    state: State, act: c.Draw | c.Redraw | c.Erase, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    match act:
        case c.Draw():
            return drawings.draw(state, act, now_us, ids)
        case c.Redraw():
            return drawings.redraw(state, act, now_us)
        case c.Erase():
            return drawings.erase(state, act)


def _about_knowledge(
    state: State, act: _KnowledgeAct, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    match act:
        case c.OpenIncident():
            return incidents.open_incident(state, act, now_us, ids)
        case c.AmendIncident():
            return incidents.amend_incident(state, act, now_us)
        case c.GradeIncident():
            return incidents.grade_incident(state, act, now_us)
        case c.AddLogEntry():
            return incidents.add_log_entry(state, act)


def _about_end(state: State, act: _EndAct, now_us: int) -> list[e.AnyEvent]:
    match act:
        case c.ResolveIncident():
            return incidents.resolve_incident(state, act, now_us)
        case c.CloseIncident():
            return incidents.close_incident(state, act, now_us)
        case c.ReopenIncident():
            return incidents.reopen_incident(state, act)
        case c.SetBringUp():
            return incidents.set_bring_up(state, act, now_us)


def _about_force(
    state: State,
    act: c.Enrol | c.BindDevice | c.BindContact | c.SetEnabled,
    person_id: str,
    ids: Ids,
) -> list[e.AnyEvent]:
    match act:
        case c.Enrol():
            return force.enrol(state, act)
        case c.BindDevice():
            return force.bind_device(state, act)
        case c.BindContact():
            return force.bind_contact(state, act, ids)
        case c.SetEnabled():
            return force.set_enabled(state, act, person_id)


def observed(
    state: State, seen: o.AnyObservation, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Turn an observation into events; what makes no sense makes none."""
    match seen:
        case o.Tick():
            return tick(state, now_us, ids)
        case o.CallReceived():
            return calls.call_received(state, seen, now_us, ids)
        case o.DoorChanged():
            return alarms.door_changed(state, seen, ids)
        case o.CameraReported():
            return viewing.camera_reported(state, seen)
        case _:
            return _from_device(state, seen, now_us, ids)


_DeviceSeen = (
    o.StateReported | o.EmergencyReported | o.AssignmentSeen | o.DutyReported
    | o.CrewReported | o.MessageSeen
)  # fmt: skip


def _from_device(
    state: State, seen: _DeviceSeen, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    device = state.devices.get(seen.device_id)
    if device is None or not device.enabled:
        return []
    if isinstance(seen, o.EmergencyReported) or (
        isinstance(seen, o.StateReported) and seen.state == units.EMERGENCY
    ):
        return alarms.emergency_reported(state, seen, now_us, ids)
    unit = state.unit_of(seen.device_id)
    if unit is None:
        return []
    match seen:
        case o.AssignmentSeen():
            return units.assignment_seen(state, unit, seen)
        case o.CrewReported():
            return force.crew_reported(state, unit, seen)
        case o.MessageSeen():
            return alarms.message_seen(state, unit, seen)
        case _:
            return _state_or_duty(state, unit, seen, now_us)


def _state_or_duty(
    state: State, unit: Unit, seen: o.StateReported | o.DutyReported, now_us: int
) -> list[e.AnyEvent]:
    """A state while an emergency stands is a line in its log; a request counts."""
    request = isinstance(seen, o.StateReported) and seen.state > units.LAST_STATE
    # Only a unit in state 0 can have one: the others need no search.
    emergency = unit.state == units.EMERGENCY and not request
    standing = state.emergency_of(unit.unit_id) if emergency else None
    if standing is not None:
        if isinstance(seen, o.StateReported):
            number = seen.state
        else:
            number = units.ON_DUTY if seen.on_duty else units.OFF_DUTY
        return alarms.said_meanwhile(state, unit, standing, number, now_us)
    if isinstance(seen, o.StateReported):
        return units.state_reported(state, unit, seen.state)
    return units.duty_reported(state, unit, on_duty=seen.on_duty)
