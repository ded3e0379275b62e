"""A question about surroundings in words: `within 500 m`, `within 4 min of hb14`."""

import re
from typing import NamedTuple

from controlroom.domain.words import MINUTE_S, age, length

MOST_METRES, MOST_SECONDS = 50_000.0, 3_600.0
"""Farther, or longer, is a question for a map and not for a list."""
WORD = "within"
_LONG = 60.0
"""A bare number from here on is metres; below it is minutes or kilometres."""
_MOST_LETTERS = 120
_METRES = {"m": 1.0, "metre": 1.0, "metres": 1.0, "meters": 1.0, "km": 1_000.0,
           "kilometres": 1_000.0, "mile": 1_609.344, "miles": 1_609.344}  # fmt: skip
_SECONDS = {"s": 1.0, "sec": 1.0, "seconds": 1.0, "min": 60.0, "mins": 60.0,
            "minute": 60.0, "minutes": 60.0}  # fmt: skip
_TYPED = re.compile(
    r"within(?: +([0-9]{1,6}(?:\.[0-9]{1,3})?) *([a-z]{0,10}))?(?: +of +(.+))?"
)


class Within(NamedTuple):
    """So many metres as the crow flies, or so many seconds of travel; one is 0."""

    metres: float = 0.0
    seconds: float = 0.0

    @property
    def words(self) -> str:
        """`within 500 m`, `within 4 min`, `within 1:30`."""
        if self.metres:
            return f"{WORD} {length(self.metres)}"
        minutes, odd = divmod(self.seconds, MINUTE_S)
        return f"{WORD} {age(self.seconds) if odd else f'{minutes:.0f} min'}"


OFFERED = (
    Within(metres=500), Within(metres=1_000), Within(seconds=120),
    Within(seconds=240), Within(seconds=480),
)  # fmt: skip
"""What is offered while nothing but `within` was typed."""


class Asked(NamedTuple):
    """What was typed: what it may mean, likeliest first, and `of` what, or nothing."""

    withins: tuple[Within, ...]
    of: str


def read_within(text: str) -> Asked | None:
    """Return what a text asks; None when it asks something else or too much."""
    typed = " ".join(text.casefold().split())
    match = _TYPED.fullmatch(typed) if len(typed) <= _MOST_LETTERS else None
    if match is None:
        return None
    number, unit, of = match.groups()
    if number is None:
        return Asked(OFFERED, of or "")
    meant = tuple(each for each in _meant(float(number), unit) if _is_sound(each))
    return Asked(meant, of or "") if meant else None


def _meant(number: float, unit: str) -> list[Within]:
    """What a number with a unit may be; half a unit is what it may become."""
    if not unit and number >= _LONG:
        return [Within(metres=number)]
    if not unit:
        return [Within(seconds=number * _SECONDS["min"]),
                Within(metres=number * _METRES["km"])]  # fmt: skip
    if unit in _METRES:
        return [Within(metres=number * _METRES[unit])]
    if unit in _SECONDS:
        return [Within(seconds=number * _SECONDS[unit])]
    return [Within(seconds=number * _SECONDS["min"])] if unit == "mi" else []


def _is_sound(within: Within) -> bool:
    in_metres = 1 <= within.metres <= MOST_METRES
    return in_metres or 1 <= within.seconds <= MOST_SECONDS
