"""Applies who was sent, is next, answered and was stood down: both sides at once."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.entities import Assignment, Incident, PreAssignment, Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to, stamped
from controlroom.domain.state import State

SendingEvent = (
    e.UnitAssigned | e.PreAssigned | e.PreAssignmentEnded | e.AssignmentAcknowledged
    | e.UnitStoodDown
)  # fmt: skip


def reduce_sending(state: State, fact: e.Fact, event: SendingEvent) -> tuple[str, ...]:
    """Change the state by one event about a unit on an incident; return the ids."""
    match event:
        case e.UnitAssigned():
            return _assigned(state, fact, event)
        case e.PreAssigned():
            return _pre_assigned(state, fact, event)
        case e.PreAssignmentEnded():
            return _pre_assignment_ended(state, fact, event)
        case e.AssignmentAcknowledged():
            return _acknowledged(state, fact, event)
        case e.UnitStoodDown():
            return _stood_down(state, fact, event)


def _assigned(state: State, fact: e.Fact, event: e.UnitAssigned) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    unit = state.units[event.unit_id]
    assignment = event.carried or Assignment(
        unit_id=event.unit_id,
        at_us=fact.at_us,
        by=fact.actor,
        recommended=event.recommended,
        answers=event.answers,
        briefing=event.briefing,
    )
    log_to(
        state,
        fact,
        incident.incident_id,
        "assigned",
        sentences.assigned(state, event),
        assignments=(*incident.assignments, assignment),
        pre_assigned=_without(incident, unit.unit_id),
        first_assigned_at_us=_earlier(incident.first_assigned_at_us, assignment.at_us),
        first_at_scene_at_us=_earlier(
            incident.first_at_scene_at_us, assignment.at_scene_at_us
        ),
    )
    state.units[unit.unit_id] = stamped(
        unit,
        fact,
        incident_ids=(*unit.incident_ids, incident.incident_id),
        next_ids=_not_next(unit, incident.incident_id),
    )
    return incident.incident_id, unit.unit_id


def _earlier(one_us: int | None, other_us: int | None) -> int | None:
    times = [at_us for at_us in (one_us, other_us) if at_us is not None]
    return min(times, default=None)


def _pre_assigned(state: State, fact: e.Fact, event: e.PreAssigned) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    unit = state.units[event.unit_id]
    ready = PreAssignment(unit_id=unit.unit_id, at_us=fact.at_us, by=fact.actor)
    log_to(
        state,
        fact,
        incident.incident_id,
        "assigned",
        sentences.pre_assigned(state, event),
        pre_assigned=(*incident.pre_assigned, ready),
    )
    next_ids = (*unit.next_ids, incident.incident_id)
    state.units[unit.unit_id] = stamped(unit, fact, next_ids=next_ids)
    return incident.incident_id, unit.unit_id


def _pre_assignment_ended(
    state: State, fact: e.Fact, event: e.PreAssignmentEnded
) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    unit = state.units[event.unit_id]
    log_to(
        state,
        fact,
        incident.incident_id,
        "stood_down",
        sentences.pre_assignment_ended(state, event),
        pre_assigned=_without(incident, unit.unit_id),
    )
    next_ids = _not_next(unit, incident.incident_id)
    state.units[unit.unit_id] = stamped(unit, fact, next_ids=next_ids)
    return incident.incident_id, unit.unit_id


def _without(incident: Incident, unit_id: str) -> tuple[PreAssignment, ...]:
    return tuple(each for each in incident.pre_assigned if each.unit_id != unit_id)


def _not_next(unit: Unit, incident_id: str) -> tuple[str, ...]:
    return tuple(each for each in unit.next_ids if each != incident_id)


def _acknowledged(
    state: State, fact: e.Fact, event: e.AssignmentAcknowledged
) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    assignments = tuple(
        msgspec.structs.replace(each, acknowledged_at_us=fact.at_us)
        if each.unit_id == event.unit_id and each.acknowledged_at_us is None
        else each
        for each in incident.assignments
    )
    text = f"{sentences.callsign(state, event.unit_id)} acknowledged."
    return log_to(
        state,
        fact,
        event.incident_id,
        "acknowledged",
        text,
        assignments=assignments,
    )


def _stood_down(state: State, fact: e.Fact, event: e.UnitStoodDown) -> tuple[str, ...]:
    incident = state.incidents[event.incident_id]
    unit = state.units[event.unit_id]
    log_to(
        state,
        fact,
        incident.incident_id,
        "stood_down",
        sentences.stood_down(state, event),
        assignments=tuple(
            each for each in incident.assignments if each.unit_id != event.unit_id
        ),
    )
    state.units[unit.unit_id] = stamped(
        unit,
        fact,
        incident_ids=tuple(
            each for each in unit.incident_ids if each != incident.incident_id
        ),
    )
    return incident.incident_id, unit.unit_id
