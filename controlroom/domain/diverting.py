"""The force's rule for taking a committed unit from what it is on.

One rule for the gateway, which refuses, and for every desk, which says so before.
"""

from typing import NamedTuple

from controlroom.domain.attending import assignment_of
from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.sending_rules import DivertRule, Ruling
from controlroom.domain.state import State

EN_ROUTE, AT_SCENE = 5, 6
ANYTHING = "it is not taken for anything else"
_WHY = {
    "lower": "it is not taken for a lower grade",
    "not_higher": "it is taken for a higher grade alone",
    "any": ANYTHING,
}


class Hold(NamedTuple):
    """What stands in the way of a divert: the incident that holds the unit, and why."""

    incident: Incident
    ruling: Ruling
    why: str
    """What the rule says of the unit: `it is not taken for a lower grade`."""


def holds(state: State, unit: Unit, to: Incident) -> list[Hold]:
    """Return what a unit would leave for an incident, in the order it was sent."""
    return [
        _hold(state.codes, unit, state.incidents[incident_id], to)
        for incident_id in unit.incident_ids
        if incident_id != to.incident_id
    ]


def blocked(state: State, unit: Unit, to: Incident) -> Hold | None:
    """Return the first hold that only somebody who may overrule can lift."""
    return next((h for h in holds(state, unit, to) if h.ruling == "block"), None)


def _hold(codes: Codes, unit: Unit, on: Incident, to: Incident) -> Hold:
    state = _state_there(unit, on)
    for rule in codes.diverts:
        if _fits(codes, rule, on, state, to):
            top = rule.to == "not_higher" and _rank(codes, on.grade) == 0
            return Hold(on, rule.rule, ANYTHING if top else _WHY[rule.to])
    return Hold(on, "warn", "")


def _state_there(unit: Unit, on: Incident) -> int:
    """Return the state for that incident: on several, it is at one and goes to one."""
    assignment = assignment_of(on, unit.unit_id)
    been = assignment is not None and assignment.at_scene_at_us is not None
    if unit.state in {EN_ROUTE, AT_SCENE}:
        return AT_SCENE if been else EN_ROUTE
    return unit.state


def _fits(
    codes: Codes, rule: DivertRule, on: Incident, state: int, to: Incident
) -> bool:
    if rule.on and on.grade not in rule.on:
        return False
    if rule.types and on.type_code not in rule.types:
        return False
    if rule.states and state not in rule.states:
        return False
    steps = _rank(codes, to.grade) - _rank(codes, on.grade)
    return {"lower": steps > 0, "not_higher": steps >= 0, "any": True}[rule.to]


def _rank(codes: Codes, grade: str) -> int:
    """Return how far down the list a grade stands; an unknown one is below all."""
    known = [each.code for each in codes.grades]
    return known.index(grade) if grade in known else len(known)
