"""When the map has to look again: soon while something moves, hardly ever otherwise."""

import math

import numpy as np

from ui.map.force import Sight, nothing

QUARTER_PX = 0.25
"""Movements smaller than this are not drawn."""
FASTEST_MS, SPARING_MS = 16, 33
"""Sixty pictures a second; thirty on battery or where painting takes too long."""
SLOW_MS, QUICK_MS = 12.0, 8.0
"""Mean time of a picture from which there are thirty a second, and sixty again."""
SLOWEST_MS = 500
"""Ages change by themselves: fresh becomes fading without any word from outside."""
_WEIGHT = 0.1
"""Of the last picture in the mean: one that waited for the machine changes little."""


class Pace:
    """Compares what is drawn with what is so, and says how long that may stay."""

    def __init__(self) -> None:
        self._drawn = nothing()
        self._held: int | None = None
        self.drawn_at_s = -math.inf
        self._speed = 0.0
        self._mean_ms = 0.0
        self._slow = False
        self.on_battery = False

    @property
    def fastest_ms(self) -> int:
        """Between two pictures, at least."""
        return SPARING_MS if self._slow or self.on_battery else FASTEST_MS

    def note_took(self, took_ms: float) -> None:
        """Take into account how long a picture took."""
        self._mean_ms += _WEIGHT * (took_ms - self._mean_ms)
        self._slow = self._mean_ms > (QUICK_MS if self._slow else SLOW_MS)

    def note_drawn(self, sight: Sight, at_s: float) -> None:
        """Remember what was painted at a moment of this machine's clock."""
        self._drawn, self._held = sight, None
        self.drawn_at_s = at_s

    def differs(self, sight: Sight, at_s: float) -> bool:
        """Return whether painting the sight would show something else."""
        drawn = self._drawn
        same = sight.here is not None and sight.here is drawn.here
        if same and sight.frame == drawn.frame and sight.rows is drawn.rows:
            return False  # nobody would be an eighth of a pixel elsewhere
        if not np.array_equal(sight.rows, drawn.rows):
            return True
        if not len(sight):
            self._speed = 0.0
            return False
        gap = float(np.abs(sight.places - drawn.places).max())
        gone_s = at_s - self.drawn_at_s
        if gone_s > self.fastest_ms / 2000:  # sooner, nothing can be said about speed
            self._speed = gap / gone_s
        if gap >= QUARTER_PX or not np.array_equal(sight.age, drawn.age):
            return True
        if self._held is None:
            self._held = int(np.count_nonzero(drawn.held))
        return int(np.count_nonzero(sight.held)) != self._held

    def wait_ms(self) -> int:
        """Return how long nothing will have moved a quarter of a pixel."""
        if self._speed <= 0:
            return SLOWEST_MS
        return round(
            min(max(1000 * QUARTER_PX / self._speed, self.fastest_ms), SLOWEST_MS)
        )
