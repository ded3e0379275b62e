"""Rules of shifts, welfare and requests: what cannot be meant is refused."""

import pytest

from controlroom.domain.duty_rules import (
    RequestRules,
    ShiftRules,
    WelfareRules,
    check_duty_rules,
)
from controlroom.domain.errors import ConfigError
from tests.helpers.watch import uk_codes


def test_the_shipped_rules_hold() -> None:
    """A shift of nine hours, a meal in it, a check every quarter of an hour alone."""
    codes = uk_codes()

    assert (9 * 3_600, 5 * 3_600) == (codes.shifts.length_s, codes.shifts.meal_after_s)
    assert codes.welfare.risk_s < codes.welfare.alone_s < codes.welfare.crewed_s
    assert 60 == codes.requests.urgent_s


def test_codes_without_rules_have_none() -> None:
    """Nothing is due where the force says nothing."""

    assert (0, 0, 0) == (
        ShiftRules().length_s, WelfareRules().alone_s, RequestRules().urgent_s,
    )  # fmt: skip
    assert not WelfareRules().alarm


@pytest.mark.parametrize(
    ("shifts", "welfare", "requests", "says"),
    [
        (ShiftRules(length_s=-1), WelfareRules(), RequestRules(), "length_s -1"),
        (ShiftRules(), WelfareRules(alone_s=10**9), RequestRules(), "alone_s"),
        (ShiftRules(), WelfareRules(), RequestRules(urgent_s=-5), "urgent_s -5"),
        (ShiftRules(length_s=60, meal_after_s=61), WelfareRules(), RequestRules(),
         "beyond length_s 60"),
        (ShiftRules(meal_s=60, meal_least_s=61), WelfareRules(), RequestRules(),
         "above meal_s 60"),
        (ShiftRules(), WelfareRules(risk_grades=("Z",)), RequestRules(), "'Z'"),
        (ShiftRules(), WelfareRules(risk_types=("NOPE",)), RequestRules(), "'NOPE'"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(
    shifts: ShiftRules, welfare: WelfareRules, requests: RequestRules, says: str
) -> None:
    """The line names the rule and both figures."""
    with pytest.raises(ConfigError) as refused:
        check_duty_rules(shifts, welfare, requests, ("I",), ("ROBBERY",))

    assert says in str(refused.value)
