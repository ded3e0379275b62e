"""Meals and ends of shifts are said before they bite."""

import msgspec
import pytest

from controlroom.domain.codes import Codes
from controlroom.domain.duty_rules import ShiftRules
from controlroom.domain.entities import Unit
from controlroom.domain.shifts import (
    meal_due_us,
    meal_had_us,
    next_rules,
    rule_words,
    shift_end_us,
    warnings,
)
from tests.helpers.watch import HOUR_US, MINUTE_US, START_US, uk_codes

CODES = uk_codes()
NOW = START_US
"""14:00 in London."""


def unit(**fields: object) -> Unit:
    """Return a unit on duty since 10:00 and on patrol, with what a test says."""
    known = {"state": 2, "duty_at_us": NOW - 4 * HOUR_US, **fields}
    return msgspec.structs.replace(Unit(unit_id="u", callsign="TV21"), **known)


def test_an_end_is_the_planned_one_or_the_usual_length() -> None:
    """Nine hours from 10:00 is 19:00, unless somebody said otherwise."""

    assert NOW + 5 * HOUR_US == shift_end_us(unit(), CODES)
    assert NOW + HOUR_US == shift_end_us(unit(shift_end_us=NOW + HOUR_US), CODES)


@pytest.mark.parametrize("codes", [CODES, Codes()])
def test_who_is_off_duty_has_no_rules(codes: Codes) -> None:
    """Nothing comes for a unit that has gone home, and nothing without rules."""

    assert () == next_rules(unit(state=11), codes, NOW)
    assert () == next_rules(unit(duty_at_us=0), codes, NOW)


def test_a_meal_is_due_as_planned_or_after_hours() -> None:
    """Five hours from 10:00 is 15:00."""

    assert NOW + HOUR_US == meal_due_us(unit(), CODES, NOW)
    assert NOW == meal_due_us(unit(meal_at_us=NOW), CODES, NOW)


def test_a_meal_that_was_had_is_not_due() -> None:
    """Twenty minutes are one; cut shorter, it is still due."""
    had = unit(meal_us=20 * MINUTE_US)
    cut = unit(meal_us=19 * MINUTE_US)

    assert None is meal_due_us(had, CODES, NOW)
    assert NOW + HOUR_US == meal_due_us(cut, CODES, NOW)


def test_refreshments_under_way_count() -> None:
    """And what is under way is not asked for."""
    eating = unit(state=4, state_at_us=NOW - 5 * MINUTE_US, meal_us=MINUTE_US)

    assert 6 * MINUTE_US == meal_had_us(eating, NOW)
    assert ["end"] == [rule.kind for rule in next_rules(eating, CODES, NOW)]


def test_a_short_shift_has_no_meal() -> None:
    """One that would fall after its end is none."""
    short = unit(shift_end_us=NOW + HOUR_US)

    assert None is meal_due_us(short, CODES, NOW)


def test_the_soonest_comes_first_and_what_is_past_before_it() -> None:
    """Past both, the end of the shift matters more."""
    late = unit(meal_at_us=NOW - MINUTE_US)
    over = unit(meal_at_us=NOW - HOUR_US, shift_end_us=NOW - MINUTE_US)

    assert ["meal", "end"] == [rule.kind for rule in next_rules(unit(), CODES, NOW)]
    assert [("meal", True), ("end", False)] == [
        (rule.kind, rule.passed) for rule in next_rules(late, CODES, NOW)
    ]
    assert ["end", "meal"] == [rule.kind for rule in next_rules(over, CODES, NOW)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ()),
        ({"meal_at_us": NOW + 40 * MINUTE_US}, ("meal due 14:40",)),
        ({"meal_at_us": NOW - 5 * MINUTE_US}, ("meal due since 13:55",)),
        (
            {"shift_end_us": NOW + 59 * MINUTE_US, "meal_us": HOUR_US},
            ("ends 14:59, sent now = overtime",),
        ),
        (
            {"shift_end_us": NOW - MINUTE_US, "meal_us": HOUR_US},
            ("overtime since 13:59",),
        ),
    ],
)
def test_whoever_sends_is_warned_in_time(
    fields: dict[str, object], words: tuple[str, ...]
) -> None:
    """A meal 45 minutes before, an end an hour before; earlier there is nothing."""

    assert words == warnings(unit(**fields), CODES, NOW)


def test_words_without_a_warning_say_when() -> None:
    """The row says the next rule long before it is near."""
    rule = next_rules(unit(meal_us=HOUR_US), CODES, NOW)[0]

    assert "ends 19:00" == rule_words(rule, "Europe/London")


def test_a_force_without_warnings_warns_of_what_is_past_alone() -> None:
    """Zero seconds before is at the moment itself."""
    codes = msgspec.structs.replace(CODES, shifts=ShiftRules(length_s=4 * 3_600))

    assert ("overtime since 14:00",) == warnings(unit(), codes, NOW)
    assert () == warnings(unit(), codes, NOW - 1)
