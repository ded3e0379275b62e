"""Where every unit is on the map's own plane, and where it goes until the next fix.

Follows the tracks row by row as they change, so that a frame costs no trigonometry.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.freshness import (
    FADING_TO,
    FRESH_TO,
    LAST_KNOWN,
    LAST_KNOWN_FROM,
    LAST_KNOWN_S,
    intervals,
)
from controlroom.domain.tracks import AHEAD_US, Tracks
from controlroom.ground.mercator import Floats, project

_US = 1_000_000
WALKING_MPS = 5.0 / 3.6
"""Slower than this nobody has a heading worth showing."""
AT_ONCE = 2_048
"""Rows taken over in the picture that finds them changed. More wait for the pictures
after it: this one has already paid for what came."""
PICTURES = 4
"""All that wait are taken over in so many pictures."""
_LATE = 1.5
"""A picture that found many changed may look again at where everyone was, so much
longer than others."""
_NO_KIND = 255
"""Of a device nobody has heard of."""
_NOBODY: NDArray[np.intp] = np.zeros(0, np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Whereabouts:
    """Columns by unit row at a moment: world x, y (NaN if never heard), age in steps.

    age uint8: FRESH to LAST_KNOWN; heard bool: ever, as the column says by now. Nobody
    is farther west or north than `low`, farther east or south than `high`.
    """

    at_us: int
    x: Floats
    y: Floats
    age: NDArray[np.uint8]
    heard: NDArray[np.bool_]
    low: tuple[float, float]
    high: tuple[float, float]


class Courses:
    """Columns by unit row: x, y world coordinates of the last fix, NaN if never heard.

    going bool: faster than walking, with a heading. fix_us int64. Ages at which a fix
    fades hang on the kind of the device, which hardly ever changes.
    """

    def __init__(self) -> None:
        self.x: Floats = np.zeros(0)
        self.y: Floats = np.zeros(0)
        self.fix_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self.going: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._heard: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._east: Floats = np.zeros(0)
        self._south: Floats = np.zeros(0)
        self._kind: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._fresh_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._fading_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._last_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._tracks: Tracks | None = None
        self._turn = 0
        self._waiting: NDArray[np.intp] = _NOBODY
        self._slice = AT_ONCE
        self._is_told = False
        self._looked: Whereabouts | None = None
        self.fastest = 0.0
        """World units a second that no unit exceeds, along either axis."""
        self._interval_s: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self.x)

    @property
    def is_behind(self) -> bool:
        """Whether the next call of `follow` has more to take over."""
        return len(self._waiting) > 0

    def follow(self, tracks: Tracks, interval_s: Mapping[str, float]) -> None:
        """Take over what changed in the tracks since the last call, or a part of it.

        interval_s: the usual interval between fixes by device kind, of the codes.
        """
        self._is_told = False
        anew = tracks is not self._tracks or interval_s != self._interval_s
        if anew or len(tracks) != len(self):
            self._tracks, self._interval_s = tracks, dict(interval_s)
            self._make_room(len(tracks))
            self._waiting = _NOBODY
            self._read(np.arange(len(tracks)))
            self._looked = None
        else:
            if tracks.turn != self._turn:
                changed = tracks.changed_since(self._turn)
                # What still waits changed before that: now all of it at once.
                self._take(self._waiting)
                self._waiting, self._slice = (
                    changed,
                    max(AT_ONCE, -(len(changed) // -PICTURES)),
                )
                self._is_told = len(changed) > AT_ONCE
            if not self._is_told:
                now = self._waiting[: self._slice]
                self._waiting = self._waiting[self._slice :]
                self._take(now)
        self._turn = tracks.turn

    def look(self, now_us: int, slack_s: float = 0.0) -> Whereabouts:
        """Return where everyone is now, moved ahead for at most 5 s after the fix.

        Once a fix fades its unit stands exactly where it was last heard. What was
        looked at less than `slack_s` ago, and is the same since, is given again.
        """
        last = self._looked
        slack_us = slack_s * (_LATE if self._is_told else 1.0) * _US
        if last is not None and abs(now_us - last.at_us) <= slack_us:
            return last
        x, y, age = self._ahead(slice(None), now_us)
        self._looked = Whereabouts(now_us, x, y, age, self._heard, *_bounds(x, y))
        return self._looked

    def _ahead(
        self, rows: NDArray[np.intp] | slice, now_us: int
    ) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """World x, y and age of some rows at a moment."""
        age_us = now_us - self.fix_us[rows]
        seconds = np.clip(age_us, 0, AHEAD_US) / _US
        faded = age_us > self._fresh_us[rows]
        seconds[faded] = 0.0
        x, y = self._east[rows] * seconds, self._south[rows] * seconds
        x += self.x[rows]
        y += self.y[rows]
        age = faded.astype(np.uint8)
        age += age_us > self._fading_us[rows]
        age[age_us >= self._last_us[rows]] = LAST_KNOWN
        return x, y, age

    def _take(self, rows: NDArray[np.intp]) -> None:
        """Take over rows; what was looked at before stays right for all others."""
        if not len(rows):
            return
        self._read(rows)
        last = self._looked
        if last is None:
            return
        # Somebody may still hold the ages of before; places are copied by everybody.
        age = last.age.copy()
        x, y, age[rows] = self._ahead(rows, last.at_us)
        last.x[rows], last.y[rows] = x, y
        low, high = _bounds(x, y)
        low = (min(low[0], last.low[0]), min(low[1], last.low[1]))
        high = (max(high[0], last.high[0]), max(high[1], last.high[1]))
        self._looked = Whereabouts(
            last.at_us, last.x, last.y, age, self._heard, low, high
        )

    def _make_room(self, size: int) -> None:
        for name, column in list(vars(self).items()):
            if isinstance(column, np.ndarray):
                setattr(self, name, np.zeros(size, column.dtype))
        self._kind[:] = _NO_KIND
        self.fastest = 0.0
        self._looked = None

    def _read(self, rows: NDArray[np.intp]) -> None:
        tracks = self._tracks
        if tracks is None or not len(rows):
            return
        lat, lon = tracks.lat[rows], tracks.lon[rows]
        world = project(lat, lon)
        self.x[rows], self.y[rows] = world[:, 0], world[:, 1]
        self._heard[rows] = ~np.isnan(world[:, 0] + world[:, 1])
        north, east = tracks.degrees_a_second(rows)
        # A degree of latitude is longer on the plane, the nearer to a pole it is.
        stretch = np.fmax(np.cos(np.radians(lat)), 0.01)
        self._east[rows] = east = east / 360.0
        self._south[rows] = south = north / -360.0 / stretch
        for speeds in (east, south):
            self.fastest = max(self.fastest, float(np.abs(speeds).max()))
        self.fix_us[rows] = tracks.fix_us[rows]
        kinds = tracks.kind[rows]
        others = kinds != self._kind[rows]
        if others.any():
            self._read_kinds(rows[others], kinds[others])
        with np.errstate(invalid="ignore"):  # nan is no speed
            going = tracks.speed_mps[rows] > WALKING_MPS
        self.going[rows] = going & np.isfinite(tracks.heading_deg[rows])

    def _read_kinds(self, rows: NDArray[np.intp], kinds: NDArray[np.uint8]) -> None:
        """Take over when fixes of some devices fade, and are the last known."""
        usual = intervals(self._interval_s)[kinds]
        last_s = np.minimum(usual * LAST_KNOWN_FROM, LAST_KNOWN_S)
        self._kind[rows] = kinds
        self._fresh_us[rows] = _as_us(usual * FRESH_TO)
        self._fading_us[rows] = _as_us(usual * FADING_TO)
        self._last_us[rows] = _as_us(last_s)


def _as_us(seconds: Floats) -> NDArray[np.int64]:
    return np.asarray(np.rint(seconds * _US).astype(np.int64))


def _bounds(x: Floats, y: Floats) -> tuple[tuple[float, float], tuple[float, float]]:
    """The smallest and largest of both axes; those never heard count for nothing."""
    with np.errstate(invalid="ignore"):
        low = [float(np.fmin.reduce(along, initial=np.inf)) for along in (x, y)]
        high = [float(np.fmax.reduce(along, initial=-np.inf)) for along in (x, y)]
    return (low[0], low[1]), (high[0], high[1])
