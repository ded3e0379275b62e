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


@dataclass(frozen=True, slots=True, eq=False)
class Whereabouts:
    """Columns by unit row at a moment: world x, y (NaN if never heard), age in steps.

    age uint8: FRESH to LAST_KNOWN.
    """

    at_us: int
    x: Floats
    y: Floats
    age: NDArray[np.uint8]


class Courses:
    """Columns by unit row: x, y world coordinates of the last fix, NaN if never heard.

    going bool: faster than walking, with a heading. fix_us int64.
    """

    def __init__(self) -> None:
        self.x: Floats = np.zeros(0)
        self.y: Floats = np.zeros(0)
        self.fix_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self.going: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._east: Floats = np.zeros(0)
        self._south: Floats = np.zeros(0)
        self._fresh_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._fading_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._last_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._tracks: Tracks | None = None
        self._turn = 0
        self._looked: Whereabouts | None = None
        self.fastest = 0.0
        """World units a second that no unit exceeds, along either axis."""
        self._interval_s: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self.x)

    def follow(self, tracks: Tracks, interval_s: Mapping[str, float]) -> None:
        """Take over what changed in the tracks since the last call.

        interval_s: the usual interval between fixes by device kind, of the codes.
        """
        anew = tracks is not self._tracks or interval_s != self._interval_s
        if anew or len(tracks) != len(self):
            self._tracks, self._interval_s = tracks, dict(interval_s)
            self._make_room(len(tracks))
            self._read(np.arange(len(tracks)))
        elif tracks.turn != self._turn:
            self._read(tracks.changed_since(self._turn))
        self._turn = tracks.turn

    def look(self, now_us: int, slack_s: float = 0.0) -> Whereabouts:
        """Return where everyone is now, moved ahead for at most 5 s after the fix.

        Once a fix fades its unit stands exactly where it was last heard. What was
        looked at less than `slack_s` ago, and is the same since, is given again.
        """
        last = self._looked
        if last is not None and abs(now_us - last.at_us) <= slack_s * _US:
            return last
        seconds = np.clip(now_us - self.fix_us, 0, AHEAD_US) / _US
        faded = now_us > self._fresh_us
        seconds[faded] = 0.0
        x, y = self._east * seconds, self._south * seconds
        x += self.x
        y += self.y
        age = faded.astype(np.uint8)
        age += now_us > self._fading_us
        age[now_us >= self._last_us] = LAST_KNOWN
        self._looked = Whereabouts(now_us, x, y, age)
        return self._looked

    def _make_room(self, size: int) -> None:
        for name, column in list(vars(self).items()):
            if isinstance(column, np.ndarray):
                setattr(self, name, np.zeros(size, column.dtype))
        self.fastest = 0.0
        self._looked = None

    def _read(self, rows: NDArray[np.intp]) -> None:
        tracks = self._tracks
        if tracks is None or not len(rows):
            return
        self._looked = None
        lat, lon = tracks.lat[rows], tracks.lon[rows]
        world = project(lat, lon)
        self.x[rows], self.y[rows] = world[:, 0], world[:, 1]
        north, east = tracks.degrees_a_second(rows)
        # A degree of latitude is longer on the plane, the nearer to a pole it is.
        stretch = np.fmax(np.cos(np.radians(lat)), 0.01)
        self._east[rows] = east = east / 360.0
        self._south[rows] = south = north / -360.0 / stretch
        for speeds in (east, south):
            self.fastest = max(self.fastest, float(np.abs(speeds).max()))
        self.fix_us[rows] = fix_us = tracks.fix_us[rows]
        usual = intervals(self._interval_s)[tracks.kind[rows]]
        last_s = np.minimum(usual * LAST_KNOWN_FROM, LAST_KNOWN_S)
        self._fresh_us[rows] = fix_us + _as_us(usual * FRESH_TO)
        self._fading_us[rows] = fix_us + _as_us(usual * FADING_TO)
        self._last_us[rows] = fix_us + _as_us(last_s)
        speed = np.nan_to_num(tracks.speed_mps[rows])
        self.going[rows] = (speed > WALKING_MPS) & np.isfinite(tracks.heading_deg[rows])


def _as_us(seconds: Floats) -> NDArray[np.int64]:
    return np.asarray(np.rint(seconds * _US).astype(np.int64))
