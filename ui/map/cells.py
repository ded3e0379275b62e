"""A grid that hangs on the world: panning changes nobody's cell."""

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import Floats
from ui.map.force import MARGIN_PX
from ui.map.viewport import Viewport

BESIDE = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))
"""The neighbours of a cell: rows and columns away."""


class Cells:
    """The cells of one view, with an empty one all round; numbered from 0 to `count`.

    side_px: of a cell, design pixels; `side` is the same in pixels.
    """

    def __init__(self, view: Viewport, side_px: float) -> None:
        margin = MARGIN_PX * view.unit
        self.unit = view.unit
        self.side = side = side_px * view.unit
        self._origin = np.array(view.origin)
        self._first = np.floor((self._origin - margin) / side) - 1
        size = np.array([view.width, view.height]) + 2 * margin
        self.columns, rows = (np.ceil(size / side) + 3).astype(int).tolist()
        self.count = self.columns * rows
        self._last = (self.columns - 2, rows - 2)

    def keys(self, places: Floats) -> NDArray[np.intp]:
        """The cell of each place (n, 2) in pixels; too far out is at the edge."""
        found = []
        for axis in (0, 1):
            begin = self._origin[axis] / self.side - self._first[axis]
            along = places[:, axis] * (1.0 / self.side)
            along += begin
            np.clip(along, 1, self._last[axis] + 0.5, out=along)
            found.append(along.astype(np.intp))
        across, down = found
        down *= self.columns
        down += across
        return down

    def keep_inside(self, places: Floats, keys: NDArray[np.intp], by: Floats) -> Floats:
        """Move places into their cells, `by` pixels (n,) from the edge."""
        corner = np.stack([keys % self.columns, keys // self.columns], axis=1)
        low = (corner + self._first) * self.side - self._origin
        return np.clip(places, low + by[:, None], low + self.side - by[:, None])

    def aside(self, rings: Floats, symbols: Floats, room_px: float) -> Floats:
        """Return how far rings (n, 2) move to be `room_px` off symbols (m, 2).

        Symbols of one cell count as one, at their mean: a ring needs only a side.
        """
        by = np.zeros_like(rings)
        if not len(rings) or not len(symbols):
            return by
        keys = self.keys(symbols)
        count = np.bincount(keys, minlength=self.count)
        sums = [np.bincount(keys, symbols[:, axis], self.count) for axis in (0, 1)]
        means = np.stack(sums, axis=1) / np.maximum(count, 1)[:, None]
        homes, room = self.keys(rings), room_px * self.unit
        for down, right in (*BESIDE, (0, 0)):
            there = homes + down * self.columns + right
            apart = rings - means[there]
            gaps = np.hypot(apart[:, 0], apart[:, 1])
            apart[gaps < 1.0] = (0.0, 1.0)  # on each other: any side is as good
            short = np.where(count[there] > 0, np.maximum(room - gaps, 0.0), 0.0)
            by += apart * (short / np.maximum(gaps, 1.0))[:, None]
        far = np.maximum(np.hypot(by[:, 0], by[:, 1]), room)
        return np.asarray(by * (room / far)[:, None])
