"""Places written as figures: degrees, grid references and plus codes, whichever it is.

Each reading says in words what it was taken for; where two are plausible both are
offered, the nearer one first.
"""

from collections.abc import Callable
from typing import NamedTuple

from controlroom.domain import pluscode
from controlroom.domain.degrees import Degrees, read_degrees
from controlroom.domain.geo import distance_m, is_place
from controlroom.domain.grid import read_grid
from controlroom.domain.words import distance

MOST_LETTERS = 120
"""A longer text is no place written as figures."""
PLAINLY_M = 1_000_000.0
"""Nearer than this the exchanged numbers are meant when the others are farther off."""
_DEGREE_M = 111_195.0

Point = tuple[float, float]


class Written(NamedTuple):
    """A place as somebody wrote it: where, how it is said, and what it was read as."""

    lat: float
    lon: float
    words: str
    kind: str


def read_place(
    text: str,
    near: Point | None = None,
    place_called: Callable[[str], Point | None] = lambda _name: None,
) -> tuple[Written, ...]:
    """Return the readings of a text, the likeliest first; none when it is no place.

    near: where the map looks; a short plus code is the one nearest to it, and numbers
    that are far off as written may be meant the other way round. `place_called` finds
    the place whose name stands after a short plus code.
    """
    typed = text.strip()
    if not typed or len(typed) > MOST_LETTERS:
        return ()
    square = read_grid(typed)
    if square is not None:
        side = f", a square of {distance(square.side_m)}" if square.side_m > 1 else ""
        kind = f"British National Grid{side}"
        return (Written(square.lat, square.lon, square.words, kind),)
    return _of_code(typed, near, place_called) or _of_degrees(typed, near)


def _of_code(
    typed: str, near: Point | None, place_called: Callable[[str], Point | None]
) -> tuple[Written, ...]:
    code, _, name = typed.partition(" ")
    name = name.strip(" ,")
    if not pluscode.is_code(code):
        return ()
    beside = "the middle of the map"
    if pluscode.is_short(code):
        near = place_called(name) if name else near
        beside = name or beside
        if near is None:
            return ()
        full = pluscode.complete(code, *near)
        kind = f"plus code {full}, the nearest to {beside}"
    else:
        full, kind = code.upper(), "plus code"
    area = pluscode.decode(full)
    kind = f"{kind}, {distance(area.height * _DEGREE_M)} high"
    return (Written(area.lat, area.lon, code.upper(), kind),)


def _of_degrees(typed: str, near: Point | None) -> tuple[Written, ...]:
    found = read_degrees(typed)
    if found is None:
        return ()
    kind = "latitude and longitude"
    as_written = [_written(found, kind)] if _is_place(found) else []
    turned = found.exchanged()
    if found.ordered or near is None or not _is_place(turned):
        return tuple(as_written)
    close = distance_m(turned.lat, turned.lon, *near) < PLAINLY_M
    if _is_place(found) and distance_m(found.lat, found.lon, *near) < PLAINLY_M:
        close = False
    if not close:
        return tuple(as_written)
    exchanged = _written(turned, "read as longitude and latitude: near the map")
    return (
        exchanged,
        *(
            each._replace(kind="latitude and longitude as written")
            for each in as_written
        ),
    )


def _is_place(found: Degrees) -> bool:
    return found.is_place and is_place(found.lat, found.lon)


def _written(found: Degrees, kind: str) -> Written:
    said = (
        f"{abs(found.lat):.5f}° {'N' if found.lat >= 0 else 'S'} "
        f"{abs(found.lon):.5f}° {'E' if found.lon >= 0 else 'W'}"
    )
    return Written(found.lat, found.lon, said, kind)
