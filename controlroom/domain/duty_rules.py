"""The rules of a force about shifts, meals, welfare and requests, as values.

Seconds throughout; 0 is no such rule, so codes without these tables have none.
"""

from collections.abc import Iterable

import msgspec

from controlroom.domain.errors import ConfigError

LONGEST_S = 7 * 24 * 3_600
"""No shift and no check is a week away: such a figure is a typing error."""


class ShiftRules(msgspec.Struct, frozen=True, kw_only=True):
    """How long a shift is and when its meal falls due."""

    length_s: int = 0
    """A shift that nobody gave an end lasts so long."""
    meal_after_s: int = 0
    """From the start of the shift to the meal, where none was planned."""
    meal_s: int = 0
    meal_least_s: int = 0
    """Refreshments shorter than this are no meal: it is still due."""
    meal_warn_s: int = 0
    """A meal is said so long before it is due."""
    overtime_warn_s: int = 0
    """The end of a shift is said so long before: who is sent now works on."""


class WelfareRules(msgspec.Struct, frozen=True, kw_only=True):
    """When somebody at a scene is asked whether all is well, after the last contact."""

    alone_s: int = 0
    """One officer alone at a scene."""
    risk_s: int = 0
    """One officer alone where the grade or the type says risk."""
    crewed_s: int = 0
    """Everybody else at a scene."""
    risk_grades: tuple[str, ...] = ()
    risk_types: tuple[str, ...] = ()
    alarm: bool = False
    """Whether a check that was missed becomes an alarm, of medium priority."""
    margin_s: int = 0
    """How late a check has to be for that."""


class RequestRules(msgspec.Struct, frozen=True, kw_only=True):
    """How long a unit's request may wait."""

    urgent_s: int = 0
    """An urgent call back that waits longer is late."""


_RULES = ShiftRules | WelfareRules | RequestRules


def check_duty_rules(
    shifts: ShiftRules,
    welfare: WelfareRules,
    requests: RequestRules,
    grades: Iterable[str],
    types: Iterable[str],
) -> None:
    """Raise `ConfigError` for the first rule that cannot be meant."""
    for name, rules in (
        ("shifts", shifts), ("welfare", welfare), ("requests", requests),
    ):  # fmt: skip
        _check_seconds(name, rules)
    for name, named, known in (
        ("risk_grades", welfare.risk_grades, set(grades)),
        ("risk_types", welfare.risk_types, set(types)),
    ):
        for code in named:
            if code not in known:
                raise ConfigError(f"welfare: {name} names {code!r}, which is not there")
    if (
        shifts.meal_after_s
        and shifts.length_s
        and shifts.meal_after_s > (shifts.length_s)
    ):
        raise ConfigError(
            f"shifts: meal_after_s {shifts.meal_after_s} is beyond length_s "
            f"{shifts.length_s}"
        )
    if shifts.meal_least_s > shifts.meal_s:
        raise ConfigError(
            f"shifts: meal_least_s {shifts.meal_least_s} is above meal_s "
            f"{shifts.meal_s}"
        )


def _check_seconds(table: str, rules: _RULES) -> None:
    for name in rules.__struct_fields__:
        seconds = getattr(rules, name)
        if name.endswith("_s") and not 0 <= seconds <= LONGEST_S:
            raise ConfigError(f"{table}: {name} {seconds} is not 0 to {LONGEST_S}")
