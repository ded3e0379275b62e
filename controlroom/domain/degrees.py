"""Latitude and longitude as people write them, read as numbers; guesses nothing.

Decimal, degrees and minutes, or degrees, minutes and seconds; with N, S, E and W before
or after, or with signs. Only ASCII figures count.
"""

import re
from typing import NamedTuple

from controlroom.domain.geo import MOST_LAT, MOST_LON

_MOST_LETTERS = 80
_SAME = {
    "\u2212": "-", "\u00ba": "\u00b0", "\u2032": "'", "\u2019": "'", "\u2033": '"',
    "\u201d": '"', "''": '"', "DEGREES": "\u00b0", "DEG": "\u00b0",
}  # fmt: skip
"""What is written for the same mark."""
_TOKEN = re.compile(
    r"(?P<number>[-+]?(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,15})?)|(?P<letter>[NSEW])"
    r"|(?P<mark>[\u00b0'\"])|(?P<cut>[,;/])|\s+"
)
_AXIS = {"N": 1, "S": -1, "E": 1, "W": -1}
_MARKS = "\u00b0'\""
_PARTS = 3
_SIXTY = 60.0


class Degrees(NamedTuple):
    """Two numbers in degrees. `ordered`: letters say which is which."""

    lat: float
    lon: float
    ordered: bool

    @property
    def is_place(self) -> bool:
        """Whether both are in range."""
        return abs(self.lat) <= MOST_LAT and abs(self.lon) <= MOST_LON

    def exchanged(self) -> "Degrees":
        """Return the first number as longitude, the second as latitude."""
        return Degrees(self.lon, self.lat, self.ordered)


class _Token(NamedTuple):
    kind: str
    text: str


def read_degrees(text: str) -> Degrees | None:
    """Return what a text says, in range or not; None when it is no pair of degrees.

    Without letters the first number is taken as the latitude.
    """
    tokens = _tokens(text)
    halves = _halves(tokens)
    if halves is None:
        return None
    found = [_angle(half) for half in halves]
    letters = [
        next((each.text for each in half if each.kind == "letter"), "")
        for half in halves
    ]
    first, second = found
    if first is None or second is None:
        return None
    axes = "".join("y" if letter in "NS" else "x" for letter in letters if letter)
    if axes in {"xx", "yy"}:
        return None
    if axes == "xy":
        return Degrees(second, first, ordered=True)
    return Degrees(first, second, ordered=bool(axes))


def _tokens(text: str) -> list[_Token]:
    """The text cut into what it is made of; nothing when anything else is in it."""
    if len(text) > _MOST_LETTERS:
        return []
    plain = text.upper()
    for written, meant in _SAME.items():
        plain = plain.replace(written, meant)
    tokens, at = [], 0
    for match in _TOKEN.finditer(plain):
        if match.start() != at:
            return []
        at = match.end()
        if match.lastgroup is not None:
            tokens.append(_Token(match.lastgroup, match.group()))
    return tokens if at == len(plain) else []


def _halves(tokens: list[_Token]) -> tuple[list[_Token], list[_Token]] | None:
    """Cut in two where the second angle begins."""
    cuts = [place for place, each in enumerate(tokens) if each.kind == "cut"]
    letters = [place for place, each in enumerate(tokens) if each.kind == "letter"]
    if len(cuts) > 1 or len(letters) not in {0, 2} or not tokens:
        return None
    if cuts:
        return tokens[: cuts[0]], tokens[cuts[0] + 1 :]
    if letters:
        # The letter stands before both angles, or after both.
        at = letters[1] if letters[0] == 0 else letters[0] + 1
        return tokens[:at], tokens[at:]
    return _halves_of_numbers(tokens)


def _halves_of_numbers(
    tokens: list[_Token],
) -> tuple[list[_Token], list[_Token]] | None:
    """Cut where degrees are marked the second time, else after half the numbers."""
    numbers = [place for place, each in enumerate(tokens) if each.kind == "number"]
    degrees = [place for place, each in enumerate(tokens) if each.text == _MARKS[0]]
    if len(numbers) not in {2, 4, 6}:
        return None
    at = degrees[1] - 1 if len(degrees) == 2 else numbers[len(numbers) // 2]  # noqa: PLR2004 - two angles
    return tokens[:at], tokens[at:]


def _angle(tokens: list[_Token]) -> float | None:
    """Degrees of one angle; None when its parts do not fit together."""
    letters = [place for place, each in enumerate(tokens) if each.kind == "letter"]
    numbers = [each.text for each in tokens if each.kind == "number"]
    if not 1 <= len(numbers) <= _PARTS or len(letters) > 1:
        return None
    if letters and letters[0] not in {0, len(tokens) - 1}:
        return None
    marks = "".join(
        each.text if each.kind == "mark" else "#"
        for each in tokens
        if each.kind != "letter"
    )
    allowed = re.fullmatch("#\u00b0?(#'?(#\"?)?)?", marks)
    signed = any(each[0] in "+-" for each in (numbers if letters else numbers[1:]))
    broken = any("." in each for each in numbers[:-1])
    if allowed is None or signed or broken:
        return None
    values = [abs(float(each)) for each in numbers]
    if any(each >= _SIXTY for each in values[1:]):
        return None
    total = 0.0
    for value in reversed(values):
        total = total / _SIXTY + value
    sign = _AXIS[tokens[letters[0]].text] if letters else 1
    return -total if numbers[0].startswith("-") else sign * total
