"""Applies what happened to incidents and to the units that are on them."""

from controlroom.domain import events as e
from controlroom.domain.entities import Incident, LogKind
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.sending import SendingEvent, reduce_sending
from controlroom.domain.reduce.stamp import keep_incident, log_line, log_to, stamped
from controlroom.domain.state import State, source_key

IncidentEvent = (
    e.IncidentOpened | e.IncidentAmended | e.IncidentGraded | e.LogEntryAdded
    | e.LogEntryCorrected | SendingEvent | e.IncidentResolved | e.IncidentClosed
    | e.IncidentReopened | e.EndingPutBack | e.IncidentArchived | e.BringUpSet
    | e.BroughtUp
    | e.IncidentScheduled | e.IncidentDue
)  # fmt: skip
_Line = tuple[LogKind, str, dict[str, object]]
_KnownEvent = (
    e.IncidentAmended | e.IncidentGraded | e.LogEntryAdded | e.LogEntryCorrected
)
_StatusEvent = (
    e.IncidentResolved | e.IncidentClosed | e.IncidentReopened | e.EndingPutBack
)
ENDING = (
    "status", "resolved_at_us", "closed_at_us", "closing_code", "qualifiers",
    "disposition", "type_code", "bring_up_at_us", "bring_up_note",
)  # fmt: skip
"""What closing and reopening change of an incident."""
_PlanEvent = e.BringUpSet | e.BroughtUp | e.IncidentScheduled | e.IncidentDue


def reduce_incident(
    state: State, fact: e.Fact, event: IncidentEvent
) -> tuple[str, ...]:
    """Change the state by one event about an incident; return the ids it touched."""
    match event:
        case e.IncidentOpened():
            return _opened(state, fact, event)
        case (
            e.UnitAssigned() | e.PreAssigned() | e.PreAssignmentEnded()
            | e.AssignmentAcknowledged() | e.UnitStoodDown()
        ):  # fmt: skip
            return reduce_sending(state, fact, event)
        case e.IncidentArchived():
            return _archived(state, event)
        case (
            e.IncidentAmended() | e.IncidentGraded() | e.LogEntryAdded()
            | e.LogEntryCorrected()
        ):  # fmt: skip
            kind, text, changes = _known(state, fact, event)
        case (
            e.IncidentResolved() | e.IncidentClosed() | e.IncidentReopened()
            | e.EndingPutBack()
        ):  # fmt: skip
            kind, text, changes = _status(state, fact, event)
        case _:
            kind, text, changes = _planned(state, fact, event)
    return log_to(state, fact, event.incident_id, kind, text, **changes)


def _opened(state: State, fact: e.Fact, event: e.IncidentOpened) -> tuple[str, ...]:
    state.cad_day, state.cad_count = event.cad_day, event.cad_count
    if event.source_id:
        key = source_key(event.source, event.source_id)
        state.sources[key] = event.incident_id
    incident = Incident(
        incident_id=event.incident_id,
        cad=event.cad,
        type_code=event.type_code,
        grade=event.grade,
        place=event.place,
        lat=event.lat,
        lon=event.lon,
        sector=event.sector,
        narrative=event.narrative,
        caller=event.caller,
        source=event.source,
        source_id=event.source_id,
        opened_at_us=event.opened_at_us,
        opened_by=fact.actor,
        emergency_alarm_id=event.emergency_alarm_id,
        log=(log_line(fact, "opened", sentences.opened(state, event)),),
    )
    keep_incident(state, stamped(incident, fact))
    return (event.incident_id,)


def _known(state: State, fact: e.Fact, event: _KnownEvent) -> _Line:
    """Return the kind of the line, the line, and what changes."""
    match event:
        case e.IncidentAmended():
            changes: dict[str, object] = {
                name: value
                for name in ("type_code", "place", "lat", "lon", "sector", "caller")
                if (value := getattr(event, name)) is not None
            }
            if event.unplaced:
                changes |= {"lat": None, "lon": None}
            before = state.incidents[event.incident_id].type_code
            if event.type_code is not None and event.type_code != before:
                changes |= _risk_again(fact, f"type {event.type_code}")
            return "amended", sentences.amended(state, event), changes
        case e.IncidentGraded():
            before = state.incidents[event.incident_id].grade
            # A new grade is a new target: it may pass, and be said, once more.
            changes = {"grade": event.grade, "target_passed": False}
            changes |= _risk_again(fact, f"grade {before or 'none'} to {event.grade}")
            return "graded", sentences.graded(event, before), changes
        case e.LogEntryAdded():
            return "entry", event.text, {}
        case e.LogEntryCorrected():
            return "corrected", event.text, {}


def _risk_again(fact: e.Fact, why: str) -> dict[str, object]:
    """What was known of the risk was known of something else."""
    return {"risk_asked_us": fact.at_us, "risk_asked_for": why}


def _archived(state: State, event: e.IncidentArchived) -> tuple[str, ...]:
    incident = state.incidents.pop(event.incident_id)
    state.watch.pop(incident.incident_id, None)
    if incident.source_id:
        state.sources.pop(source_key(incident.source, incident.source_id), None)
    return (incident.incident_id,)


def _status(state: State, fact: e.Fact, event: _StatusEvent) -> _Line:
    """Return the kind of the line, the line, and what changes."""
    match event:
        case e.IncidentResolved():
            text = sentences.with_reason("Resolved", event.note)
            return (
                "resolved",
                text,
                {"status": "resolved", "resolved_at_us": fact.at_us},
            )
        case e.IncidentClosed():
            changes: dict[str, object] = {
                "status": "closed",
                "closed_at_us": fact.at_us,
                "closing_code": event.closing_code,
                "qualifiers": event.qualifiers,
                "disposition": event.disposition,
                "bring_up_at_us": None,
                "bring_up_note": "",
            }
            if event.type_code is not None:
                changes["type_code"] = event.type_code
            return "closed", sentences.closed(state, event), changes
        case e.IncidentReopened():
            changes = {
                "status": "open",
                "resolved_at_us": None,
                "closed_at_us": None,
                "closing_code": "",
                "qualifiers": (),
                "disposition": "",
            }
            return "reopened", sentences.with_reason("Reopened", event.reason), changes
        case e.EndingPutBack():
            changes = {name: getattr(event, name) for name in ENDING}
            text = sentences.with_reason(
                f"{event.status.capitalize()} again", event.reason
            )
            return "closed" if event.status == "closed" else "resolved", text, changes


def _planned(state: State, fact: e.Fact, event: _PlanEvent) -> _Line:
    """Return the kind of the line, the line, and what changes."""
    changes: dict[str, object]
    match event:
        case e.BringUpSet():
            text = sentences.bring_up(state, event, fact.at_us)
            changes = {
                "bring_up_at_us": event.at_us,
                "bring_up_note": event.note if event.at_us is not None else "",
                "brought_up_at_us": None,
            }
            return "bring_up", text, changes
        case e.BroughtUp():
            note = state.incidents[event.incident_id].bring_up_note
            changes = {"bring_up_at_us": None, "brought_up_at_us": fact.at_us}
            return "bring_up", sentences.with_reason("Brought up", note), changes
        case e.IncidentScheduled():
            text = sentences.scheduled(state, event, fact.at_us)
            changes = {"scheduled_at_us": event.at_us, "target_passed": False}
            if event.at_us is None:
                changes["counts_from_us"] = fact.at_us
            return "scheduled", text, changes
        case e.IncidentDue():
            at_us = state.incidents[event.incident_id].scheduled_at_us
            changes = {"scheduled_at_us": None, "counts_from_us": at_us}
            return "scheduled", "Due now, as scheduled.", changes
