"""What this desk has seen itself: where every unit was in the last minutes, sampled.

For a trail while the gateway cannot be asked. A ring of samples a unit: the oldest go.
"""

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.tracks import Tracks
from controlroom.ground.mercator import Floats
from ui.map.trails import LENGTH_US

EVERY_US = 20_000_000
"""A unit is remembered this often."""
SLOTS = LENGTH_US // EVERY_US + 1
MOST_ROWS = 20_000
"""Units remembered: with 12 bytes a sample about 11 MB. Those beyond have no trail
without the gateway."""
_FINE = 1e7


class Memory:
    """Columns (slots, rows): times us UTC, places in 1e-7 degrees; 0 us is empty."""

    def __init__(self) -> None:
        self._at_us: NDArray[np.int64] = np.zeros((SLOTS, 0), np.int64)
        self._lat: NDArray[np.int32] = np.zeros((SLOTS, 0), np.int32)
        self._lon: NDArray[np.int32] = np.zeros((SLOTS, 0), np.int32)
        self._last_us: NDArray[np.int64] = np.zeros(0, np.int64)
        self._next: NDArray[np.int64] = np.zeros(0, np.int64)
        self._tracks: Tracks | None = None
        self._turn = 0

    def follow(self, tracks: Tracks) -> None:
        """Remember who has been heard since the last call."""
        if tracks is not self._tracks:
            self.forget()
            self._tracks = tracks
        self._grow(min(len(tracks), MOST_ROWS))
        rows = tracks.changed_since(self._turn)
        self._turn = tracks.turn
        rows = rows[rows < len(self._last_us)]
        fix_us, lat, lon = tracks.fix_us[rows], tracks.lat[rows], tracks.lon[rows]
        due = (fix_us - self._last_us[rows] >= EVERY_US) & np.isfinite(lat + lon)
        rows, slots = rows[due], self._next[rows[due]]
        self._at_us[slots, rows] = self._last_us[rows] = fix_us[due]
        self._lat[slots, rows] = np.rint(lat[due] * _FINE)
        self._lon[slots, rows] = np.rint(lon[due] * _FINE)
        self._next[rows] = (slots + 1) % SLOTS

    def forget(self) -> None:
        """Begin anew, as with another picture: rows mean other units then."""
        self._tracks = None
        self._turn = 0
        self._grow_to(0)

    def of(self, row: int) -> tuple[list[int], list[float], list[float]]:
        """Return when (us) and where a unit was: times, latitudes, longitudes."""
        if not 0 <= row < len(self._last_us):
            return [], [], []
        known = self._at_us[:, row] > 0
        lat: Floats = self._lat[known, row] / _FINE
        lon: Floats = self._lon[known, row] / _FINE
        return self._at_us[known, row].tolist(), lat.tolist(), lon.tolist()

    def _grow(self, size: int) -> None:
        if size > len(self._last_us):
            self._grow_to(size)

    def _grow_to(self, size: int) -> None:
        for name in ("_at_us", "_lat", "_lon", "_last_us", "_next"):
            column = getattr(self, name)
            grown = np.zeros((*column.shape[:-1], size), column.dtype)
            kept = min(size, column.shape[-1])
            grown[..., :kept] = column[..., :kept]
            setattr(self, name, grown)
