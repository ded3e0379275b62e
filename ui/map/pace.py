"""When the map has to look again: soon while something moves, hardly ever otherwise."""

import math

import numpy as np

from controlroom.ground.mercator import Floats
from ui.map.force import Sight

QUARTER_PX = 0.25
"""Movements smaller than this are not drawn."""
FASTEST_MS = 33
SLOWEST_MS = 500
"""Ages change by themselves: fresh becomes fading without any word from outside."""


class Pace:
    """Compares what is drawn with what is so, and says how long that may stay."""

    def __init__(self) -> None:
        self._places: Floats = np.full((0, 2), np.nan)
        self._ages = np.zeros(0, np.uint8)
        self._rows = np.zeros(0, np.int64)
        self._drawn_at = -math.inf
        self._speed = 0.0

    def note_drawn(self, sight: Sight, at_s: float) -> None:
        """Remember what was painted at a moment of this machine's clock."""
        size = int(sight.rows.max()) + 1 if len(sight) else 0
        if size > len(self._places):
            self._places = np.full((max(size, 2 * len(self._places)), 2), np.nan)
            self._ages = np.zeros(len(self._places), np.uint8)
        self._places[sight.rows] = sight.places
        self._ages[sight.rows] = sight.age
        self._rows = sight.rows
        self._drawn_at = at_s

    def differs(self, sight: Sight, at_s: float) -> bool:
        """Return whether painting the sight would show something else."""
        if len(sight.rows) != len(self._rows) or not np.array_equal(
            sight.rows, self._rows
        ):
            return True
        if not len(sight):
            self._speed = 0.0
            return False
        gap = float(np.abs(sight.places - self._places[sight.rows]).max())
        gone_s = at_s - self._drawn_at
        if gone_s > FASTEST_MS / 2000:  # sooner, nothing can be said about speed
            self._speed = gap / gone_s
        return gap >= QUARTER_PX or bool((sight.age != self._ages[sight.rows]).any())

    def wait_ms(self) -> int:
        """Return how long nothing will have moved a quarter of a pixel."""
        if self._speed <= 0:
            return SLOWEST_MS
        return round(min(max(1000 * QUARTER_PX / self._speed, FASTEST_MS), SLOWEST_MS))
