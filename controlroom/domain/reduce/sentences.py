"""The line that each event writes into its incident's log, in the room's words."""

from controlroom.domain import events as e
from controlroom.domain.state import State

STATE_WORDS = {
    0: "emergency", 1: "on duty", 2: "on patrol", 3: "at station", 4: "refreshments",
    5: "en route", 6: "at scene", 7: "committed, deployable",
    8: "committed, not deployable", 9: "prisoner escort", 10: "court", 11: "off duty",
}  # fmt: skip
"""Used where the force's own codes name no such state."""


def callsign(state: State, unit_id: str) -> str:
    """Return the callsign of a unit, or its id when it is not known."""
    unit = state.units.get(unit_id)
    return unit.callsign if unit else unit_id


def cad(state: State, incident_id: str) -> str:
    """Return the CAD number of an incident, or its id when it is not known."""
    incident = state.incidents.get(incident_id)
    return incident.cad if incident else incident_id


def state_sentence(state: State, unit_id: str, number: int) -> str:
    """Return, say, "CN21 state 5, en route"."""
    known = state.codes.state(number)
    words = known.name.lower() if known else STATE_WORDS.get(number, "")
    return f"{callsign(state, unit_id)} state {number}, {words}"


def opened_sentence(state: State, event: e.IncidentOpened) -> str:
    """Say type, grade and, where another system passed it on, by which."""
    kind = state.codes.type(event.type_code)
    grade = state.codes.grade(event.grade)
    parts = [kind.name if kind else event.type_code]
    parts.append(f"grade {grade.name if grade else event.grade}")
    if event.source:
        parts.append(f"from {event.source} {event.source_id}")
    return f"Opened: {', '.join(parts)}."


def amended_sentence(event: e.IncidentAmended, state: State) -> str:
    """Name every field that changed and what it is now."""
    kind = state.codes.type(event.type_code) if event.type_code else None
    changes = {
        "type": kind.name if kind else event.type_code,
        "place": event.place,
        "position": None if event.lat is None else f"{event.lat:.5f}, {event.lon:.5f}",
        "sector": event.sector,
        "caller": event.caller,
    }
    words = [f"{what} now {value or 'empty'}" for what, value in changes.items()
             if value is not None]  # fmt: skip
    return f"Amended: {', '.join(words)}."


def stood_down_sentence(state: State, event: e.UnitStoodDown) -> str:
    """Say who left, where to when it was diverted, and why."""
    unit = callsign(state, event.unit_id)
    where = (
        f"{unit} diverted to {cad(state, event.diverted_to)}"
        if event.diverted_to
        else f"{unit} stood down"
    )
    return with_note(where, event.reason)


def with_note(sentence: str, note: str) -> str:
    """Return "sentence: note", or the sentence alone with its full stop."""
    return f"{sentence}: {note}" if note else f"{sentence}."
