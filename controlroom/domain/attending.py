"""Which of its incidents a unit attends to now, and who is left when it goes."""

from controlroom.domain.entities import Assignment, Incident, Unit
from controlroom.domain.state import State


def attended(state: State, unit: Unit) -> tuple[Incident, Assignment] | None:
    """Return what a unit attends to: the first sent to where it has not been yet.

    A unit on several takes them in the order they were given; having been at all of
    them, it is still at the last.
    """
    found = None
    for incident_id in unit.incident_ids:
        incident = state.incidents[incident_id]
        assignment = assignment_of(incident, unit.unit_id)
        if assignment is None:
            continue
        found = incident, assignment
        if assignment.at_scene_at_us is None:
            break
    return found


def assignment_of(incident: Incident, unit_id: str) -> Assignment | None:
    """Return a unit's assignment to an incident."""
    return next((a for a in incident.assignments if a.unit_id == unit_id), None)


def left_without(incident: Incident, unit_ids: frozenset[str]) -> tuple[str, ...]:
    """Return the units an incident keeps when these go, first sent first."""
    return tuple(
        each.unit_id for each in incident.assignments if each.unit_id not in unit_ids
    )


def is_free(state: State, unit: Unit) -> bool:
    """Return whether a unit is on nothing and in a state in which it can be sent."""
    known = state.codes.state(unit.state)
    return not unit.incident_ids and (
        known is None or known.availability in {"available", "warn"}
    )
