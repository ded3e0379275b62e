"""When a unit's meal and the end of its shift come: said before they bite, and never an
alarm.
"""

from typing import Literal, NamedTuple

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Unit
from controlroom.domain.words import clock

SECOND_US = 1_000_000
REFRESHMENTS, OFF_DUTY = 4, 11


class Rule(NamedTuple):
    """A rule that comes: what, when, whether it is near enough to say, and past."""

    kind: Literal["end", "meal"]
    at_us: int
    near: bool
    passed: bool


def shift_end_us(unit: Unit, codes: Codes) -> int | None:
    """Return when a unit's shift ends, as planned or by its usual length, us."""
    if unit.state == OFF_DUTY:
        return None
    if unit.shift_end_us is not None:
        return unit.shift_end_us
    if not (unit.duty_at_us and codes.shifts.length_s):
        return None
    return unit.duty_at_us + codes.shifts.length_s * SECOND_US


def meal_had_us(unit: Unit, now_us: int) -> int:
    """Return how long a unit's refreshments were in this shift, up to now, us."""
    under_way = now_us - unit.state_at_us if unit.state == REFRESHMENTS else 0
    return unit.meal_us + max(0, under_way)


def meal_due_us(unit: Unit, codes: Codes, now_us: int) -> int | None:
    """Return when a unit's meal is due, us; None when it had one, or has none to come.

    One a shift. Cut short below the least it can be, it is still due.
    """
    rules = codes.shifts
    if unit.state == OFF_DUTY or not rules.meal_s:
        return None
    least_us = max(1, rules.meal_least_s * SECOND_US)
    if meal_had_us(unit, now_us) >= least_us:
        return None
    if unit.meal_at_us is not None:
        return unit.meal_at_us
    if not (unit.duty_at_us and rules.meal_after_s):
        return None
    due_us = unit.duty_at_us + rules.meal_after_s * SECOND_US
    end_us = shift_end_us(unit, codes)
    return None if end_us is not None and due_us >= end_us else due_us


def next_rules(unit: Unit, codes: Codes, now_us: int) -> tuple[Rule, ...]:
    """Return what comes for a unit, the most pressing first: past, then soonest."""
    shifts = codes.shifts
    found = []
    end_us = shift_end_us(unit, codes)
    if end_us is not None:
        found.append(_rule("end", end_us, shifts.overtime_warn_s, now_us))
    meal_us = meal_due_us(unit, codes, now_us)
    if meal_us is not None and unit.state != REFRESHMENTS:
        found.append(_rule("meal", meal_us, shifts.meal_warn_s, now_us))
    # Past both, the shift's end matters more: the meal is then taken at home.
    return tuple(
        sorted(found, key=lambda rule: (not rule.passed, _weight(rule), rule.kind))
    )


def _weight(rule: Rule) -> int:
    return (0 if rule.kind == "end" else 1) if rule.passed else rule.at_us


def _rule(kind: Literal["end", "meal"], at_us: int, warn_s: int, now_us: int) -> Rule:
    left_us = at_us - now_us
    return Rule(kind, at_us, left_us <= warn_s * SECOND_US, left_us <= 0)


def rule_words(rule: Rule, zone: str) -> str:
    """Return `meal due 22:40`, `ends 23:00`, or since when it is past."""
    at = clock(rule.at_us, zone)
    if rule.kind == "meal":
        return f"meal due since {at}" if rule.passed else f"meal due {at}"
    return f"overtime since {at}" if rule.passed else f"ends {at}"


def warnings(unit: Unit, codes: Codes, now_us: int) -> tuple[str, ...]:
    """Return what whoever sends this unit now should know, most pressing first."""
    said = []
    for rule in next_rules(unit, codes, now_us):
        if rule.near:
            words = rule_words(rule, codes.time_zone)
            over = rule.kind == "end" and not rule.passed
            said.append(f"{words}, sent now = overtime" if over else words)
    return tuple(said)
