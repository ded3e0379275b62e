"""What events do to incidents and to the assignments of units."""

from msgspec.structs import replace

from controlroom.domain import events as e
from controlroom.domain.entities import Assignment, Incident, LogKind
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import logged, stamped
from controlroom.domain.state import State

IncidentEvent = (
    e.IncidentOpened | e.IncidentAmended | e.IncidentGraded | e.LogEntryAdded
    | e.UnitAssigned | e.AssignmentAcknowledged | e.UnitStoodDown | e.IncidentResolved
    | e.IncidentClosed | e.IncidentReopened | e.IncidentArchived | e.BringUpSet
    | e.BroughtUp
)  # fmt: skip


def reduce_incident(
    state: State, fact: e.Fact, event: IncidentEvent
) -> tuple[str, ...]:
    """Change one incident by one fact and return the ids of what it touched."""
    match event:
        case e.IncidentOpened():
            return _opened(state, fact, event)
        case e.IncidentArchived(incident_id=incident_id):
            del state.incidents[incident_id]
            return (incident_id,)
        case e.UnitAssigned() | e.AssignmentAcknowledged() | e.UnitStoodDown():
            return _reduce_assignment(state, fact, event)
        case _:
            return _changed(state, fact, event)


def _opened(state: State, fact: e.Fact, event: e.IncidentOpened) -> tuple[str, ...]:
    state.cad_day, state.cad_count = event.cad_day, event.cad_count
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
    )
    text = sentences.opened_sentence(state, event)
    incident = logged(stamped(incident, fact), fact, "opened", text)
    if event.narrative:
        incident = logged(incident, fact, "entry", event.narrative)
    state.incidents[event.incident_id] = incident
    return (event.incident_id,)


_Changing = (
    e.IncidentAmended | e.IncidentGraded | e.LogEntryAdded | e.IncidentResolved
    | e.IncidentClosed | e.IncidentReopened | e.BringUpSet | e.BroughtUp
)  # fmt: skip


def _changed(state: State, fact: e.Fact, event: _Changing) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    kind: LogKind
    match event:
        case e.LogEntryAdded(text=text):
            kind = "entry"
        case e.IncidentAmended():
            incident = stamped(incident, fact, **_amendments(event))
            kind, text = "amended", sentences.amended_sentence(event, state)
        case e.IncidentGraded(grade=grade, reason=reason):
            known = state.codes.grade(grade)
            before, incident = incident.grade, stamped(incident, fact, grade=grade)
            text = f"Grade {before} to {grade} {known.name if known else ''}".strip()
            kind, text = "graded", sentences.with_note(text, reason)
        case e.BringUpSet() | e.BroughtUp():
            return _bring_up(state, fact, event)
        case e.IncidentResolved() | e.IncidentClosed() | e.IncidentReopened():
            return _status(state, fact, event)
    state.incidents[event.incident_id] = logged(incident, fact, kind, text)
    return (event.incident_id,)


def _amendments(event: e.IncidentAmended) -> dict[str, object]:
    fields = ("type_code", "place", "lat", "lon", "sector", "caller")
    values = {field: getattr(event, field) for field in fields}
    return {field: value for field, value in values.items() if value is not None}


def _status(
    state: State,
    fact: e.Fact,
    event: e.IncidentResolved | e.IncidentClosed | e.IncidentReopened,
) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    kind: LogKind
    match event:
        case e.IncidentResolved(note=note):
            incident = stamped(
                incident, fact, status="resolved", resolved_at_us=fact.at_us
            )
            kind, text = "resolved", sentences.with_note("Resolved", note)
        case e.IncidentClosed(closing_code=code, note=note):
            known = next((c for c in state.codes.closing if c.code == code), None)
            incident = stamped(
                incident, fact, status="closed", closed_at_us=fact.at_us,
                closing_code=code, bring_up_at_us=None,
            )  # fmt: skip
            words = f"Closed {code} {known.name if known else ''}".strip()
            kind, text = "closed", sentences.with_note(words, note)
        case e.IncidentReopened(reason=reason):
            incident = stamped(
                incident, fact, status="open", resolved_at_us=None, closed_at_us=None,
                closing_code="",
            )  # fmt: skip
            kind, text = "reopened", sentences.with_note("Reopened", reason)
    state.incidents[event.incident_id] = logged(incident, fact, kind, text)
    return (event.incident_id,)


def _bring_up(
    state: State, fact: e.Fact, event: e.BringUpSet | e.BroughtUp
) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    match event:
        case e.BringUpSet(at_us=at_us, note=note):
            incident = stamped(
                incident, fact, bring_up_at_us=at_us, bring_up_note=note,
                brought_up_at_us=None,
            )  # fmt: skip
            what = "Bring-up taken away" if at_us is None else "Bring-up set"
            text = sentences.with_note(what, note)
        case e.BroughtUp():
            text = sentences.with_note("Brought up", incident.bring_up_note)
            incident = stamped(
                incident, fact, bring_up_at_us=None, brought_up_at_us=fact.at_us
            )
    state.incidents[event.incident_id] = logged(incident, fact, "bring_up", text)
    return (event.incident_id,)


def _reduce_assignment(
    state: State,
    fact: e.Fact,
    event: e.UnitAssigned | e.AssignmentAcknowledged | e.UnitStoodDown,
) -> tuple[str, ...]:
    incident, unit = state.incidents[event.incident_id], state.units[event.unit_id]
    kind: LogKind
    match event:
        case e.UnitAssigned(recommended=recommended):
            sent = Assignment(
                unit_id=unit.unit_id, at_us=fact.at_us, by=fact.actor,
                recommended=recommended,
            )  # fmt: skip
            incident = stamped(
                incident, fact, assignments=(*incident.assignments, sent),
                first_assigned_at_us=incident.first_assigned_at_us or fact.at_us,
            )  # fmt: skip
            ids = (*unit.incident_ids, incident.incident_id)
            state.units[unit.unit_id] = stamped(unit, fact, incident_ids=ids)
            kind, text = "assigned", f"{unit.callsign} assigned."
        case e.AssignmentAcknowledged():
            seen = tuple(
                replace(sent, acknowledged_at_us=fact.at_us)
                if sent.unit_id == unit.unit_id
                else sent
                for sent in incident.assignments
            )
            incident = replace(incident, assignments=seen)
            kind, text = "acknowledged", f"{unit.callsign} has seen it."
        case e.UnitStoodDown():
            left = tuple(
                sent for sent in incident.assignments if sent.unit_id != unit.unit_id
            )
            incident = stamped(incident, fact, assignments=left)
            ids = tuple(i for i in unit.incident_ids if i != incident.incident_id)
            state.units[unit.unit_id] = stamped(unit, fact, incident_ids=ids)
            kind, text = "stood_down", sentences.stood_down_sentence(state, event)
    state.incidents[incident.incident_id] = logged(incident, fact, kind, text)
    return (incident.incident_id, unit.unit_id)
