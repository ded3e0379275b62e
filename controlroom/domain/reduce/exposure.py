"""Keeps who is alone at a scene, and when each is due a welfare check.

Whoever else comes to or leaves the scene changes it for those who are there, so this
looks at the colleagues of what a fact touched, and at nobody else.
"""

from collections.abc import Iterable

import msgspec

from controlroom.domain.entities import Incident, Unit
from controlroom.domain.exposure import AT_SCENE, check_due_us
from controlroom.domain.state import State


def keep_exposure(
    state: State, at_us: int, touched: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what a fact touched, with the units whose exposure it changed."""
    concerned = _concerned(state, touched)
    if not concerned:
        return touched
    present: dict[str, int] = {}
    changed = [
        unit_id
        for unit_id in concerned
        if _keep(state, state.units[unit_id], at_us, present)
    ]
    return tuple(dict.fromkeys((*touched, *changed))) if changed else touched


def _concerned(state: State, touched: Iterable[str]) -> dict[str, None]:
    """Return the units that a fact is about and those at the same incidents."""
    found: dict[str, None] = {}
    for key in touched:
        unit = state.units.get(key)
        if unit is not None:
            found[key] = None
            for incident_id in unit.incident_ids:
                _add_units(found, state.incidents.get(incident_id))
        elif key in state.incidents:
            _add_units(found, state.incidents[key])
        elif key == "codes":
            found.update(
                (each.unit_id, None)
                for each in state.units.values()
                if each.state == AT_SCENE
            )
    return found


def _add_units(found: dict[str, None], incident: Incident | None) -> None:
    for assignment in incident.assignments if incident else ():
        found[assignment.unit_id] = None


def _keep(state: State, unit: Unit, at_us: int, present: dict[str, int]) -> bool:
    """Take one unit's exposure anew; True when it changed."""
    if unit.state != AT_SCENE:
        due_before = state.checks.pop(unit.unit_id, None)
        if not unit.alone_since_us:
            return due_before is not None
        state.units[unit.unit_id] = msgspec.structs.replace(unit, alone_since_us=0)
        return True
    since_us = 0
    if _is_alone(state, unit, present):
        since_us = unit.alone_since_us or at_us
    changed = since_us != unit.alone_since_us
    if changed:
        unit = msgspec.structs.replace(unit, alone_since_us=since_us)
        state.units[unit.unit_id] = unit
    due_us = check_due_us(unit, state)
    if due_us == state.checks.get(unit.unit_id):
        return changed
    if due_us is None:
        del state.checks[unit.unit_id]
    else:
        state.checks[unit.unit_id] = due_us
    return True


def _is_alone(state: State, unit: Unit, present: dict[str, int]) -> bool:
    """One officer, and no other unit at the scene; a crew nobody knows is not one."""
    if len(unit.crew) != 1:
        return False
    return all(_present(state, key, present) <= 1 for key in unit.incident_ids)


def _present(state: State, incident_id: str, present: dict[str, int]) -> int:
    """Return how many units are at the scene of an incident, counted once a fact."""
    if incident_id not in present:
        incident = state.incidents.get(incident_id)
        present[incident_id] = sum(
            state.units[each.unit_id].state == AT_SCENE
            for each in (incident.assignments if incident else ())
        )
    return present[incident_id]
