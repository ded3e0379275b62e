"""Decides what takes a command back: the opposite events, all of them or none.

Refused when something that the command touched has changed since, with what happened.
An emergency, a message and a log entry are never taken back. The opposite stands in the
log beside what it takes back, and a device that was told is told again.
"""

from typing import NoReturn

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.access import may, why_not
from controlroom.domain.decide.former import (
    amended_names,
    crewed_as_before,
    ended_as_before,
    shift_as_before,
    unamended,
)
from controlroom.domain.decide.joining import (
    link_incidents,
    unlink_incidents,
    unmerge_incident,
)
from controlroom.domain.decide.rules import Ids, check_expected, refuse, when
from controlroom.domain.decide.units import AT_SCENE, EMERGENCY
from controlroom.domain.done import Done, Standing, Undoing
from controlroom.domain.entities import Assignment, Drawing, Incident, Unit
from controlroom.domain.reduce.incidents import ENDING
from controlroom.domain.state import State

TAKEN_BACK = "taken back"
"""The reason in the log, of every opposite that has one."""

UNDOABLE: tuple[type[c.Act], ...] = (
    c.AssignUnits, c.OverrideDivert, c.PreAssign, c.StandDown, c.StandDownAll,
    c.SetUnitState, c.GradeIncident, c.ResolveIncident, c.LinkIncidents,
    c.UnlinkIncidents, c.MergeIncidents, c.Draw, c.Redraw, c.Erase,
    c.AmendIncident, c.CloseIncident, c.ReopenIncident, c.SetCrew, c.BookOn, c.BookOff,
)  # fmt: skip
"""Acts that can be taken back."""

_NEVER: dict[type[c.Act], tuple[str, str]] = {
    c.RaiseEmergency: (
        "An emergency is not taken back.", "End it, or end it as a false alarm."
    ),
    c.SendMessage: ("A message that was sent is not taken back.", "Send another."),
    c.AddLogEntry: (
        "A log entry is not taken back.", "Add another that puts it right."
    ),
    c.Undo: (
        "What was taken back is not taken back again.", "Do it once more by hand."
    ),
}  # fmt: skip


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    done = said.done if isinstance(said, Undoing) else None
    if done is None:
        refuse(
            "unknown_command",
            "What was to be taken back is too long ago, or was never done.",
            "Do the opposite by hand.",
        )
    if done.person_id != said.person_id:
        who = state.name_of(done.person_id)
        refuse(
            "not_yours",
            f"{who} did this at {when(state, done.at_us, now_us)}.",
            f"Only {who} takes it back with one key; do the opposite by hand.",
        )
    if not may(state.codes, said.role, done.act):
        refuse("not_allowed", why_not(state.codes, said.role, done.act))
    if not isinstance(done.act, UNDOABLE):
        what, advice = _NEVER.get(
            type(done.act), ("This is not taken back by a key.", "Do it by hand.")
        )
        refuse("no_undo", what, advice)
    return opposite(state, done, now_us)


def opposite(state: State, done: Done, now_us: int) -> list[e.AnyEvent]:
    """Return what takes a command back, the last of its events first.

    Raises `Refused`, or `Conflict` when something changed since.
    """
    if isinstance(done.act, c.LinkIncidents | c.UnlinkIncidents | c.MergeIncidents):
        return _parted(state, done, done.act, now_us)
    events: list[e.AnyEvent] = []
    for event in reversed(done.events):
        _check(state, done, event, now_us)
        events += _opposite_of(state, done, event)
    return events


def _parted(
    state: State,
    done: Done,
    act: c.LinkIncidents | c.UnlinkIncidents | c.MergeIncidents,
    now_us: int,
) -> list[e.AnyEvent]:
    """Return what takes a link, its end or a merge back, by its own rules."""
    match act:
        case c.MergeIncidents(incident_id=kept, duplicate_id=duplicate):
            for incident_id in (kept, duplicate):
                _check_same(state, done, incident_id, now_us, "status")
            apart = c.UnmergeIncident(duplicate_id=duplicate, reason=TAKEN_BACK)
            return unmerge_incident(state, apart)
        case c.LinkIncidents(incident_id=one, other_id=other):
            loose = c.UnlinkIncidents(
                incident_id=one, other_id=other, reason=TAKEN_BACK
            )
            return unlink_incidents(state, loose)
        case c.UnlinkIncidents(incident_id=one, other_id=other):
            again = c.LinkIncidents(incident_id=one, other_id=other, reason=TAKEN_BACK)
            return link_incidents(state, again)


def _check(state: State, done: Done, event: e.AnyEvent, now_us: int) -> None:
    """Raise `Refused` when what an event brought about is not so any more."""
    match event:
        case e.PreAssigned() | e.PreAssignmentEnded():
            _check_same(state, done, event.unit_id, now_us, "incident_ids", "next_ids")
            _check_same(state, done, event.incident_id, now_us, "status")
        case e.UnitAssigned() | e.UnitStoodDown():
            _check_same(state, done, event.unit_id, now_us, "incident_ids")
            _check_same(state, done, event.incident_id, now_us, "status")
            _check_ready(state, done, event, now_us)
        case e.UnitStateChanged():
            _check_same(state, done, event.unit_id, now_us, "incident_ids", "state")
        case (
            e.IncidentGraded() | e.IncidentResolved() | e.IncidentAmended()
            | e.IncidentClosed() | e.IncidentReopened()
        ):  # fmt: skip
            names = ("status", *_words_of(event))
            _check_same(state, done, event.incident_id, now_us, *names)
        case e.CrewChanged() | e.ShiftPlanned():
            _check_duty(state, done, event, now_us)
        case e.Drawn() | e.Redrawn():
            _check_same(state, done, event.drawing_id, now_us, "revision")
        case e.DrawingErased():
            _check_erased(state, done, event, now_us)
        case _:
            pass


def _words_of(
    event: e.IncidentGraded | e.IncidentResolved | e.IncidentAmended
    | e.IncidentClosed | e.IncidentReopened,
) -> tuple[str, ...]:  # fmt: skip
    """Return what of an incident must be as the command left it."""
    match event:
        case e.IncidentGraded():
            return ("grade",)
        case e.IncidentResolved():
            return ()
        case e.IncidentAmended():
            return amended_names(event)
        case e.IncidentClosed():
            return ENDING
        case e.IncidentReopened():
            return (*ENDING, "assignments", "pre_assigned", "scheduled_at_us")


def _check_duty(
    state: State, done: Done, event: e.CrewChanged | e.ShiftPlanned, now_us: int
) -> None:
    """Raise `Refused` when a crew or shift changed since, or came to harm."""
    crew = isinstance(event, e.CrewChanged)
    names = ("crew",) if crew else ("shift_end_us", "meal_at_us")
    _check_same(state, done, event.unit_id, now_us, *names)
    if state.units[event.unit_id].state == EMERGENCY:
        _changed(state, event.unit_id, done.after.units[event.unit_id], now_us)


def _check_same(
    state: State, done: Done, entity_id: str, now_us: int, *names: str
) -> None:
    """Raise `Refused` when any of these is not what the command left."""
    left, now = _entity(done.after, entity_id), _entity(state, entity_id)
    if left is None or now is None:
        refuse("gone", "What this was about is no longer in the picture.")
    if any(getattr(left, name) != getattr(now, name) for name in names):
        _changed(state, entity_id, left, now_us)


def _changed(
    state: State, entity_id: str, left: Incident | Unit | Drawing, now_us: int
) -> NoReturn:
    """Raise `Conflict` with who changed it, when, and to what."""
    check_expected(state, {entity_id: left.revision}, now_us)
    refuse("changed", "It has been changed since.", "Look again, then decide.")


def _check_ready(
    state: State, done: Done, event: e.UnitAssigned | e.UnitStoodDown, now_us: int
) -> None:
    """Raise `Refused` when a unit has come to harm, arrived, or booked off since."""
    unit, left = state.units[event.unit_id], done.after.units[event.unit_id]
    known = state.codes.state(unit.state)
    away = known is not None and known.availability == "unavailable"
    arrived = isinstance(event, e.UnitAssigned) and unit.state == AT_SCENE
    moved = left.state != unit.state
    if unit.state == EMERGENCY or (moved and (away or arrived)):
        _changed(state, unit.unit_id, left, now_us)


def _check_erased(
    state: State, done: Done, event: e.DrawingErased, now_us: int
) -> None:
    drawing = done.before.drawings.get(event.drawing_id)
    if drawing is None or event.drawing_id in state.drawings:
        refuse("gone", "What this was about is no longer in the picture.")
    until_us = drawing.expires_at_us
    if until_us is not None and until_us <= now_us:
        refuse("expiry", "The drawing would have expired by now.")


def _entity(
    where: State | Standing, entity_id: str
) -> Incident | Unit | Drawing | None:
    return (
        where.incidents.get(entity_id)
        or where.units.get(entity_id)
        or where.drawings.get(entity_id)
    )


def _opposite_of(state: State, done: Done, event: e.AnyEvent) -> list[e.AnyEvent]:
    """Return the opposite of one event.

    Nothing for an alarm that ended with it: the clock raises it again where it is due.
    """
    match event:
        case e.UnitAssigned() | e.PreAssigned() | e.PreAssignmentEnded():
            return _sent_back(done, event)
        case e.UnitStoodDown():
            return [_again(done, event)]
        case e.UnitStateChanged():
            return _stated_back(done, event)
        case e.IncidentGraded():
            return [_graded_back(done, event)]
        case e.IncidentResolved(incident_id=incident_id):
            return [e.IncidentReopened(incident_id=incident_id, reason=TAKEN_BACK)]
        case e.Drawn() | e.Redrawn() | e.DrawingErased():
            return _drawn_back(done, event)
        case _:
            return _former(state, done, event)


def _former(state: State, done: Done, event: e.AnyEvent) -> list[e.AnyEvent]:
    """Return what makes so again what was so before."""
    match event:
        case e.IncidentAmended():
            return unamended(done, event, TAKEN_BACK)
        case e.IncidentClosed() | e.IncidentReopened():
            return ended_as_before(state, done, event, TAKEN_BACK)
        case e.CrewChanged():
            return crewed_as_before(state, done, event)
        case e.ShiftPlanned():
            return shift_as_before(done, event.unit_id)
        case _:
            return []


def _sent_back(
    done: Done, event: e.UnitAssigned | e.PreAssigned | e.PreAssignmentEnded
) -> list[e.AnyEvent]:
    """Stand down who was sent; who had it next, or has it no longer, has it again."""
    incident_id, unit_id = event.incident_id, event.unit_id
    next_again = e.PreAssigned(incident_id=incident_id, unit_id=unit_id)
    match event:
        case e.PreAssigned():
            return [
                e.PreAssignmentEnded(
                    incident_id=incident_id, unit_id=unit_id, reason=TAKEN_BACK
                )
            ]
        case e.PreAssignmentEnded():
            return [next_again]
        case e.UnitAssigned():
            back = e.UnitStoodDown(
                incident_id=incident_id, unit_id=unit_id, reason=TAKEN_BACK
            )
            before = done.before.units.get(unit_id)
            waited = before is not None and incident_id in before.next_ids
            return [back, next_again] if waited else [back]


def _stated_back(done: Done, event: e.UnitStateChanged) -> list[e.AnyEvent]:
    unit = done.before.units.get(event.unit_id)
    if unit is None or unit.state == event.state:
        return []
    back = e.UnitStateChanged(unit_id=event.unit_id, state=unit.state)
    return [back, *shift_as_before(done, event.unit_id)]


def _again(done: Done, event: e.UnitStoodDown) -> e.UnitAssigned:
    """Put a unit back on its incident, with who sent it and how far it had come."""
    return e.UnitAssigned(
        incident_id=event.incident_id,
        unit_id=event.unit_id,
        carried=_assignment(done, event),
        reason=TAKEN_BACK,
    )


def _assignment(done: Done, event: e.UnitStoodDown) -> Assignment | None:
    incident = done.before.incidents.get(event.incident_id)
    if incident is None:
        return None
    return next((x for x in incident.assignments if x.unit_id == event.unit_id), None)


def _graded_back(done: Done, event: e.IncidentGraded) -> e.IncidentGraded:
    before = done.before.incidents.get(event.incident_id)
    grade = before.grade if before is not None else event.grade
    return e.IncidentGraded(
        incident_id=event.incident_id, grade=grade, reason=TAKEN_BACK
    )


def _drawn_back(
    done: Done, event: e.Drawn | e.Redrawn | e.DrawingErased
) -> list[e.AnyEvent]:
    if isinstance(event, e.Drawn):
        return [e.DrawingErased(drawing_id=event.drawing_id)]
    before = done.before.drawings.get(event.drawing_id)
    if before is None:
        return []
    kind = e.Redrawn if isinstance(event, e.Redrawn) else e.Drawn
    return [
        kind(
            drawing_id=before.drawing_id,
            kind=before.kind,
            outline=before.outline,
            label=before.label,
            expires_at_us=before.expires_at_us,
            incident_id=before.incident_id,
        )
    ]
