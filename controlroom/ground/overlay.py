"""An overlay: somebody's areas, lines and places over the map, gathered and bounded.

Coordinates come as degrees WGS 84, longitude first as the formats write them, and leave
as world coordinates (`mercator`), where x may go beyond 0…1 across the antimeridian.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from controlroom.domain.errors import PackError
from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import Floats, project

MAX_POINTS = 3_000_000
"""Positions in one file; a country's boroughs in full detail have one million."""
MAX_NAMES = 5_000
"""Names are for reading: of more than that the largest places keep theirs."""
MAX_NAME = 80
MAX_BYTES = 256 * 2**20
"""A file larger than this is not read."""
_POLE, _TURN = 90.0, 360.0
_FEWEST_OF_RING = 3


class Name(NamedTuple):
    """A text where it stands, and the world size of what it names (0: a place)."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What an overlay shows. Rings run so that the winding rule leaves holes open.

    notes: what could not be shown, each in words.
    """

    areas: Shapes
    lines: Shapes
    places: Floats
    names: tuple[Name, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.areas) + len(self.lines) + len(self.places)


@dataclass(slots=True)
class Gathering:
    """Takes the parts of an overlay one after another, and counts what is no place."""

    areas: list[Floats] = field(default_factory=list)
    lines: list[Floats] = field(default_factory=list)
    places: list[Floats] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    points: int = 0
    lost: int = 0
    swapped: int = 0

    def add_area(self, rings: Sequence[ArrayLike], name: str = "") -> None:
        """Take a polygon: its outline, then its holes; each (n, 2) or more columns.

        Raises PackError beyond the bound, ValueError when an array is ragged.
        """
        found = [
            closed
            for ring in rings
            if len(closed := self._ring(ring)) >= _FEWEST_OF_RING
        ]
        for number, ring in enumerate(found):
            # Outlines one way round and holes the other, however they were written.
            is_hole = number > 0
            self.areas.append(ring[::-1] if (_area(ring) < 0) != is_hole else ring)
        if found:
            self._name(name, found[0], inside=True)

    def add_line(self, points: ArrayLike, name: str = "") -> None:
        """Take a line. Raises as `add_area`."""
        line = self._world(points)
        if len(line) > 1:
            self.lines.append(line)
            self._name(name, line)

    def add_places(self, points: ArrayLike, name: str = "") -> None:
        """Take single places. Raises as `add_area`."""
        found = self._world(points, joined=False)
        if len(found):
            self.places.append(found)
            self._name(name, found[:1])

    def note(self, sentence: str) -> None:
        """Note what cannot be shown, once; at most a handful are kept."""
        if len(self.notes) < MAX_NAMES:
            self.notes[sentence] = None

    def finish(self) -> Overlay:
        """Return the overlay. Raises PackError when nothing of it can be shown."""
        if self.swapped > self.points // 2:
            raise PackError(
                "its coordinates look swapped: latitude stands where longitude belongs"
            )
        if not (self.areas or self.lines or self.places):
            if self.lost:
                raise PackError(
                    f"none of its {self.lost} positions are degrees of longitude and "
                    "latitude (WGS 84)"
                )
            raise PackError("it holds no area, line or place")
        if self.lost:
            self.note(f"{self.lost} positions are no places and are left out")
        names = sorted(self.names, key=lambda name: -name.size)[:MAX_NAMES]
        places = np.concatenate(self.places) if self.places else np.zeros((0, 2))
        return Overlay(
            Shapes.of(self.areas),
            Shapes.of(self.lines),
            places,
            tuple(names),
            tuple(self.notes),
        )

    def _ring(self, points: ArrayLike) -> Floats:
        ring = self._world(points)
        if len(ring) < 2:  # noqa: PLR2004 - nothing to close
            return ring
        turn = ring[-1, 0] - ring[0, 0]
        if abs(turn) > 0.5:  # noqa: PLR2004 - half the world: it goes round a pole
            edge = 0.0 if ring[:, 1].mean() < 0.5 else 1.0  # noqa: PLR2004 - the equator
            ends = np.array([[ring[-1, 0], edge], [ring[0, 0], edge]])
            ring = np.concatenate([ring, ends])
        return ring[:-1] if np.array_equal(ring[0], ring[-1]) else ring

    def _world(self, points: ArrayLike, *, joined: bool = True) -> Floats:
        """World coordinates of what are places; a line goes the short way round."""
        degrees = np.asarray(points, np.float64)
        if degrees.ndim != 2 or (len(degrees) and degrees.shape[1] < 2):  # noqa: PLR2004 - longitude and latitude
            message = "positions are not pairs of numbers"
            raise ValueError(message)
        self.points += len(degrees)
        if self.points > MAX_POINTS:
            raise PackError(f"it has more than {MAX_POINTS:,} positions")
        lon, lat = degrees[:, 0], degrees[:, 1]
        sound = (np.abs(lat) <= _POLE) & (np.abs(lon) <= _TURN)
        swapped = (
            (np.abs(lat) > _POLE) & (np.abs(lat) <= _TURN) & (np.abs(lon) <= _POLE)
        )
        self.lost += int((~sound).sum())
        self.swapped += int(swapped.sum())
        lon, lat = lon[sound], lat[sound]
        if joined and len(lon) > 1:
            jumps = np.rint(np.diff(lon) / _TURN)
            lon = lon - _TURN * np.concatenate([[0.0], np.cumsum(jumps)])
        return project(lat, lon)

    def _name(self, text: str, points: Floats, *, inside: bool = False) -> None:
        text = " ".join(text.split())[:MAX_NAME]
        if not text:
            return
        low, high = points.min(axis=0), points.max(axis=0)
        if inside:
            x, y = _inside(points)
        else:
            x, y = points[len(points) // 2]
        size = float(max(high - low))
        self.names.append(Name(text, float(x), float(y), size))


def _area(ring: Floats) -> float:
    """Twice the signed area of a ring."""
    x, y = (ring - ring[0]).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def _inside(ring: Floats) -> tuple[float, float]:
    """A place inside a ring: the middle of its widest span at half its height.

    A few heights are tried; the widest of all their spans wins.
    """
    low, high = ring[:, 1].min(), ring[:, 1].max()
    best = (0.0, float(ring[:, 0].mean()), float((low + high) / 2))
    following = np.roll(ring, -1, axis=0)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        level = low + share * (high - low)
        crossing = (ring[:, 1] > level) != (following[:, 1] > level)
        a, b = ring[crossing], following[crossing]
        if len(a) < 2:  # noqa: PLR2004 - a span has two ends
            continue
        xs = a[:, 0] + (level - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
        xs.sort()
        spans = xs[1::2] - xs[: len(xs) // 2 * 2 : 2]
        widest = int(np.argmax(spans))
        found = (float(spans[widest]), float(xs[2 * widest : 2 * widest + 2].mean()))
        best = max(best, (*found, float(level)))
    return best[1], best[2]
