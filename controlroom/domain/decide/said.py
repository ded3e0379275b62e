"""Sends each command and each observation to the file of its subject."""

from collections.abc import Callable
from types import UnionType

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.access import may, why_not
from controlroom.domain.commands.alarms import AlarmAct
from controlroom.domain.commands.attaching import AttachingAct
from controlroom.domain.commands.drawings import DrawingAct
from controlroom.domain.commands.duty import DutyAct
from controlroom.domain.commands.endings import EndingAct
from controlroom.domain.commands.force import ForceAct
from controlroom.domain.commands.incidents import IncidentAct
from controlroom.domain.commands.joining import JoiningAct
from controlroom.domain.commands.messages import MessageAct
from controlroom.domain.commands.partners import PartnerAct
from controlroom.domain.commands.risk import RiskAct
from controlroom.domain.commands.sending import SendingAct
from controlroom.domain.commands.transfers import TransferAct
from controlroom.domain.commands.undoing import UndoingAct
from controlroom.domain.commands.units import UnitAct
from controlroom.domain.commands.viewing import ViewingAct
from controlroom.domain.commands.watchkeeping import WatchAct
from controlroom.domain.decide import (
    alarms,
    attaching,
    attention,
    calls,
    drawings,
    duty,
    endings,
    force,
    incidents,
    joining,
    messages,
    partners,
    risk,
    sending,
    transfers,
    undoing,
    units,
    viewing,
    watchkeeping,
)
from controlroom.domain.decide.rules import Ids, check_expected, refuse, undecided
from controlroom.domain.decide.tick import tick
from controlroom.domain.entities import Unit
from controlroom.domain.state import State

Decide = Callable[[State, c.Commanded, int, Ids], list[e.AnyEvent]]

SUBJECTS: tuple[tuple[type[c.Act] | UnionType, Decide], ...] = (
    (IncidentAct, incidents.commanded),
    (EndingAct, endings.commanded),
    (JoiningAct, joining.commanded),
    (AttachingAct, attaching.commanded),
    (SendingAct, sending.commanded),
    (UnitAct, units.commanded),
    (DutyAct, duty.commanded),
    (AlarmAct, alarms.commanded),
    (MessageAct, messages.commanded),
    (TransferAct, transfers.commanded),
    (ViewingAct, viewing.commanded),
    (DrawingAct, drawings.commanded),
    (RiskAct, risk.commanded),
    (ForceAct, force.commanded),
    (UndoingAct, undoing.commanded),
    (PartnerAct, partners.commanded),
    (WatchAct, watchkeeping.commanded),
)
"""Which file decides on which acts."""

NEVER_CONFLICTS = (
    c.RaiseEmergency,
    c.AcceptAlarm,
    c.EndAlarm,
    c.AddLogEntry,
    c.AttachFile,
    c.RecordRisk,
    c.RecordAdvice,
    c.SendMessage,
    c.Broadcast,
    c.SendRoomMessage,
    c.ReadMessage,
    c.OfferTransfer,
    c.AcceptTransfer,
    c.DeclineTransfer,
    c.WithdrawTransfer,
    c.AnswerRequest,
    c.RecordContact,
    c.StartViewing,
    c.EndViewing,
    c.TellPartner,
    c.TakePosition,
    c.SetAway,
    c.RecordPromise,
    c.KeepPromise,
    c.BeginHandover,
    c.TickHandover,
)
"""Acts that nothing somebody else did can make wrong, least of all a call for help."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Turn a command into events. Raises `Refused` or `Conflict`."""
    act = said.command.act
    if not may(state.codes, said.role, act):
        refuse("not_allowed", why_not(state.codes, said.role, act))
    if not isinstance(act, NEVER_CONFLICTS):
        check_expected(state, said.command.expects, now_us)
    for acts, decide in SUBJECTS:
        if isinstance(act, acts):
            return decide(state, said, now_us, ids)
    raise undecided(act)


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
        case o.IncidentNoticed() | o.IncidentForsaken():
            return attention.watched(state, seen, now_us)
        case o.CameraReported():
            return viewing.camera_reported(state, seen)
        case _:
            return _from_device(state, seen, now_us, ids)


_DeviceSeen = (
    o.StateReported | o.EmergencyReported | o.AssignmentSeen | o.DutyReported
    | o.CrewReported | o.MessageSeen | o.MessageRead | o.SpokeReported
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
        case o.MessageSeen() | o.MessageRead():
            return messages.message_seen(state, unit, seen)
        case o.SpokeReported():
            return duty.spoke(unit, now_us)
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
        if seen.state == unit.state == units.AT_SCENE:
            # Pressed again it says: still here, all is well.
            return units.state_reported(state, unit, seen.state) or duty.spoke(
                unit, now_us
            )
        return units.state_reported(state, unit, seen.state)
    booked = units.duty_reported(state, unit, on_duty=seen.on_duty)
    return booked + duty.shift_reported(unit, seen)
