"""One pixmap with every sprite of a layer, each painted when it is first seen.

A sprite is known by a small integer, its code. Sprites stand at quarter steps of the
pixel grid's half: four phases of each, so that a slow unit glides.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from controlroom.ground.mercator import Floats
from ui.map.fragments import Fragments

PHASES = 4
"""Two half pixels across times two down."""
_COLUMNS = 32
_WIDTH = 4
"""Column of a box with its width."""

Codes = NDArray[np.int64]


class Atlas:
    """Sprites of one size. `paint(painter, code)` paints one around the origin.

    codes: how many there may be. reach: design pixels from the centre to the farthest
    edge. unit: device pixels per design pixel.
    """

    def __init__(
        self,
        codes: int,
        reach: float,
        unit: float,
        paint: Callable[[QPainter, int], None],
    ) -> None:
        self._paint = paint
        self._unit = unit
        # Even, so that a sprite's centre falls between two pixels of its cell; half a
        # pixel more for the phases.
        self.cell = 2 * math.ceil(reach * unit + 0.5)
        # By sprite and phase: its middle relative to the place, then left, top, width
        # and height in the sheet; of no width until it is painted.
        self._boxes: Floats = np.zeros((codes * PHASES, 6))
        self._used = self._painted = 0
        self._free: list[int] = []
        self.pixmap = _sheet(self.cell, 2)

    @property
    def painted(self) -> int:
        """Sprites painted so far."""
        return self._painted

    def place(self, sprites: Fragments, codes: Codes, centres: Floats) -> None:
        """Set sprites by code (n,) with their centres (n, 2) in pixels."""
        halves = np.floor(centres.T * 2.0).astype(np.int32)
        phases = halves & 1
        keys = codes * PHASES
        keys += phases[0]
        keys += 2 * phases[1]
        boxes = self._boxes.take(keys, axis=0)
        if len(boxes) and not boxes[:, _WIDTH].all():
            for key in sorted(set(keys[boxes[:, _WIDTH] == 0].tolist())):
                self._add(key)
            boxes = self._boxes.take(keys, axis=0)
        rows = sprites.rows(len(keys))
        rows[:, 0:6] = boxes
        halves >>= 1
        rows[:, 0] += halves[0]
        rows[:, 1] += halves[1]

    def add(self, code: int, phase: int | None = None) -> bool:
        """Paint a sprite before it is needed, at one of its phases or at each.

        False when there was nothing to paint.
        """
        phases = range(PHASES) if phase is None else (phase,)
        missing = [key for key in phases if not self._is_painted(code * PHASES + key)]
        for each in missing:
            self._add(code * PHASES + each)
        return bool(missing)

    def forget(self, code: int) -> None:
        """Give a sprite's room in the sheet to the next that is painted."""
        for key in range(code * PHASES, (code + 1) * PHASES):
            if self._is_painted(key):
                _, _, left, top, _, _ = self._boxes[key]
                row, column = top // self.cell, left // self.cell
                self._free.append(int(row) * _COLUMNS + int(column))
                self._boxes[key] = 0.0

    def draw(self, painter: QPainter, sprites: Fragments, count: int) -> None:
        """Draw the first `count` sprites that were placed."""
        sprites.draw(painter, count, self.pixmap)

    def _add(self, key: int) -> None:
        index = self._free.pop() if self._free else self._used
        self._used = max(self._used, index + 1)
        if (index // _COLUMNS + 1) * self.cell > self.pixmap.height():
            self._grow()
        self._painted += 1
        code, phase = divmod(key, PHASES)
        left, top = index % _COLUMNS * self.cell, index // _COLUMNS * self.cell
        painter = QPainter(self.pixmap)
        cell = QRectF(left, top, self.cell, self.cell)
        painter.setClipRect(cell)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(cell, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.translate(
            left + self.cell / 2 + phase % 2 * 0.5,
            top + self.cell / 2 + phase // 2 * 0.5,
        )
        painter.scale(self._unit, self._unit)
        self._paint(painter, code)
        painter.end()
        self._boxes[key] = self._box_of(left, top)

    def _is_painted(self, key: int) -> bool:
        return bool(self._boxes[key, _WIDTH])

    def _box_of(self, left: int, top: int) -> tuple[float, ...]:
        """What of a cell is painted: every pixel around a sprite costs time."""
        image = self.pixmap.copy(left, top, self.cell, self.cell).toImage()
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        pixels = np.frombuffer(image.constBits(), np.uint32)
        pixels = pixels.reshape(self.cell, -1)
        across = np.flatnonzero(pixels.any(axis=0)).tolist() or [0]
        down = np.flatnonzero(pixels.any(axis=1)).tolist() or [0]
        wide, high = across[-1] - across[0] + 1, down[-1] - down[0] + 1
        x, y = across[0] - self.cell / 2, down[0] - self.cell / 2
        return (
            x + wide / 2, y + high / 2,
            left + across[0], top + down[0], wide, high,
        )  # fmt: skip

    def _grow(self) -> None:
        rows = self.pixmap.height() // self.cell
        grown = _sheet(self.cell, 2 * rows)
        painter = QPainter(grown)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawPixmap(0, 0, self.pixmap)
        painter.end()
        self.pixmap = grown


def _sheet(cell: int, rows: int) -> QPixmap:
    sheet = QPixmap(_COLUMNS * cell, rows * cell)
    sheet.fill(Qt.GlobalColor.transparent)
    return sheet
