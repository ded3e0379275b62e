"""How exposed the people at a scene are: who is alone, how long nobody heard of them,
and when to ask whether all is well.
"""

from typing import NamedTuple

from controlroom.domain.entities import Incident, Unit
from controlroom.domain.state import State
from controlroom.domain.words import HOUR_S, age

SECOND_US = 1_000_000
AT_SCENE = 6


class Exposure(NamedTuple):
    """One unit at a scene: how long alone and since the last contact, us.

    `alone_us` None is not alone; `check_due_us` None is that no rule asks for a check.
    """

    alone_us: int | None
    contact_us: int
    check_due_us: int | None


def exposure_of(unit: Unit, state: State, now_us: int) -> Exposure | None:
    """Return how exposed a unit is; None unless it is at a scene."""
    if unit.state != AT_SCENE:
        return None
    alone_us = max(0, now_us - unit.alone_since_us) if unit.alone_since_us else None
    return Exposure(
        alone_us,
        max(0, now_us - heard_us(unit)),
        state.checks.get(unit.unit_id),
    )


def exposure_words(exposure: Exposure) -> str:
    """Return `alone 14 min, last contact 9 min`."""
    heard = f"last contact {_minutes(exposure.contact_us)}"
    if exposure.alone_us is None:
        return heard
    return f"alone {_minutes(exposure.alone_us)}, {heard}"


def _minutes(span_us: int) -> str:
    seconds = span_us // SECOND_US
    return f"{seconds // 60} min" if seconds < HOUR_S else age(seconds)


def heard_us(unit: Unit) -> int:
    """Return when the room last heard of a unit's crew, us."""
    return max(unit.contact_at_us, unit.state_at_us, unit.duty_at_us)


def is_risk(incident: Incident, state: State) -> bool:
    """True where the grade or the type of an incident says risk."""
    rules = state.codes.welfare
    return incident.grade in rules.risk_grades or incident.type_code in rules.risk_types


def check_after_s(unit: Unit, state: State) -> int:
    """Return how long after a contact a unit at a scene is asked, s; 0 is never."""
    rules = state.codes.welfare
    if not unit.alone_since_us:
        return rules.crewed_s
    incidents = (state.incidents.get(key) for key in unit.incident_ids)
    risky = any(each is not None and is_risk(each, state) for each in incidents)
    return (rules.risk_s or rules.alone_s) if risky else rules.alone_s


def check_due_us(unit: Unit, state: State) -> int | None:
    """Return when a unit is to be asked whether all is well, us; None is never."""
    if unit.state != AT_SCENE:
        return None
    after_s = check_after_s(unit, state)
    return heard_us(unit) + after_s * SECOND_US if after_s else None


def next_check_us(incident: Incident, state: State) -> int | None:
    """Return when the first unit at an incident's scene is due a check, us."""
    if not state.checks:
        return None
    due = (state.checks.get(each.unit_id) for each in incident.assignments)
    return min((at_us for at_us in due if at_us is not None), default=None)
