"""What was so before a command, made so again: words, endings, crews and shifts."""

from typing import Any

from controlroom.domain import events as e
from controlroom.domain.decide.duty import check_seat
from controlroom.domain.decide.incidents import target_over
from controlroom.domain.decide.rules import cad, refuse
from controlroom.domain.done import Done
from controlroom.domain.entities import Unit
from controlroom.domain.reduce.duty import OFF, OFF_DUTY
from controlroom.domain.reduce.incidents import ENDING
from controlroom.domain.state import State

AMENDED = ("type_code", "place", "sector", "caller")
"""What an amendment changes besides the position."""


def amended_names(event: e.IncidentAmended) -> tuple[str, ...]:
    """Return the fields of an incident that an amendment gave another value."""
    names = tuple(name for name in AMENDED if getattr(event, name) is not None)
    return (*names, "lat", "lon") if event.lat is not None else names


def unamended(done: Done, event: e.IncidentAmended, reason: str) -> list[e.AnyEvent]:
    """Put back what was known; what had no position has none again."""
    before = done.before.incidents.get(event.incident_id)
    if before is None:
        return []
    former: dict[str, Any] = {
        name: getattr(before, name) for name in amended_names(event)
    }
    return [
        e.IncidentAmended(
            incident_id=event.incident_id,
            unplaced="lat" in former and before.lat is None,
            reason=reason,
            **former,
        )
    ]


def ended_as_before(
    state: State, done: Done, event: e.IncidentClosed | e.IncidentReopened, reason: str
) -> list[e.AnyEvent]:
    """Put back how an incident had ended, with its codes and when."""
    incident_id = event.incident_id
    before = done.before.incidents.get(incident_id)
    incident = state.incidents.get(incident_id)
    if before is None or incident is None:
        return []
    if state.alarm_of(incident_id, "officer_emergency") is not None:
        refuse(
            "emergency_stands",
            f"The officer's emergency of {cad(state, incident)} stands.",
            "End the emergency first.",
        )
    former: dict[str, Any] = {name: getattr(before, name) for name in ENDING}
    back = e.EndingPutBack(incident_id=incident_id, reason=reason, **former)
    return [back, *target_over(state, incident, superseded=False)]


def crewed_as_before(
    state: State, done: Done, event: e.CrewChanged
) -> list[e.AnyEvent]:
    """Seat the former crew, unless one of them sits elsewhere on duty by now."""
    before = done.before.units.get(event.unit_id)
    if before is None:
        return []
    # Units that the same command changed give their people back with it.
    mine = frozenset(done.before.units)
    for person_id in before.crew:
        if state.riders.get(person_id, "") not in mine:
            check_seat(state, before, person_id)
    unit = state.units[event.unit_id]
    if not before.crew and unit.incident_ids:
        refuse(
            "committed",
            f"{unit.callsign} is on an incident and would have no crew.",
            f"Stand {unit.callsign} down first.",
        )
    return [e.CrewChanged(unit_id=event.unit_id, person_ids=before.crew)]


def shift_as_before(done: Done, unit_id: str) -> list[e.AnyEvent]:
    """Put back a unit's shift, meal and request where the command changed them."""
    before, after = done.before.units.get(unit_id), done.after.units.get(unit_id)
    if before is None or after is None or before.state == OFF_DUTY:
        return []  # booking off again ends all of it
    former = _shift(before)
    if former == _shift(after):
        return []
    return [e.ShiftPutBack(unit_id=unit_id, **former)]


def _shift(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in OFF}
