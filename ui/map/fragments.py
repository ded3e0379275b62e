"""Sprites by the thousand: columns in one array, drawn in one call without a copy."""

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

from controlroom.ground.mercator import Floats

WIDTH = 10
"""Numbers of a QPainter.PixmapFragment: x, y of its centre, left, top, width, height in
the atlas, scale x, y, rotation, opacity; all float64, as Qt lays them out."""


class Fragments:
    """Room for sprites of one layer; grows when needed, never shrinks."""

    def __init__(self, room: int = 64) -> None:
        self._rows = _blank(room)

    def rows(self, count: int) -> Floats:
        """Return the first `count` rows to fill in: float64 (count, 10).

        Scales and opacity are 1 and rotation 0 unless somebody wrote them before.
        """
        if count > len(self._rows):
            self._rows = _blank(max(count, 2 * len(self._rows)))
        return self._rows[:count]

    def fill(self, centres: Floats, cells: ArrayLike, opacity: ArrayLike = 1.0) -> None:
        """Set centres (n, 2) and cells (n, 4): left, top, width, height."""
        rows = self.rows(len(centres))
        rows[:, 0:2] = centres
        rows[:, 2:6] = cells
        rows[:, 9] = opacity

    def draw(self, painter: QPainter, count: int, atlas: QPixmap) -> None:
        """Draw the first `count` sprites out of the atlas."""
        if count > 0:
            address = self._rows.ctypes.data
            first = Shiboken.wrapInstance(address, QPainter.PixmapFragment)
            painter.drawPixmapFragments(first, count, atlas)  # type: ignore[arg-type]  # the stub of wrapInstance knows no types


def _blank(room: int) -> Floats:
    rows = np.zeros((max(room, 1), WIDTH))
    rows[:, 6:8] = 1.0
    rows[:, 9] = 1.0
    return rows
