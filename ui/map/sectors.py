"""The borders of the force's sectors; where no map has their names, these too."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from controlroom.domain.codes import Sector
from controlroom.ground.mercator import Floats, project
from ui.map.outlines import Piece, pieces
from ui.map.scene import Scene

CORNERS_LEAST = 3
MARGIN = 256.0
"""Borders are cut so far beyond the view, design pixels."""
_DASHES = [6.0, 4.0]


class _Border(NamedTuple):
    """A sector's name, and its corners in world coordinates (n, 2)."""

    name: str
    world: Floats


class Sectors:
    """Paints borders as far as they are in view.

    They are projected once a code set, and cut once for a zoom and a part of the world
    a little larger than the view.
    """

    def __init__(self) -> None:
        self._sectors: tuple[Sector, ...] = ()
        self._borders: list[_Border] = []
        self._area = QRectF()
        self._side = 0.0
        self._pieces: list[Piece] = []

    def paint(self, painter: QPainter, scene: Scene, *, named: bool = True) -> None:
        """Paint the borders; with their names unless the map has them."""
        view, unit = scene.view, scene.unit
        if scene.picture.codes.sectors is not self._sectors:
            self._read(scene.picture.codes.sectors)
        left, top = view.origin
        seen = QRectF(left, top, view.width, view.height)
        if view.side != self._side or not self._area.contains(seen):
            self._cut(view.side, seen, MARGIN * unit)
        pen = QPen(scene.theme.color("map.label_area"), unit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        shift = self._area.topLeft() - seen.topLeft()
        painter.translate(shift)
        for piece in self._pieces:
            pen.setDashPattern(_DASHES)
            pen.setDashOffset(piece.along / unit)
            painter.setPen(pen)
            painter.drawPolyline(piece.line)
        painter.translate(-shift)
        for border in self._borders if named else ():
            middle = view.to_screen(border.world).mean(axis=0)
            _paint_name(painter, scene, border.name, middle)

    def _cut(self, side: float, seen: QRectF, margin: float) -> None:
        self._side = side
        edge = float(round(margin))
        self._area = seen.adjusted(-edge, -edge, edge, edge)
        corner = np.array([self._area.left(), self._area.top()])
        box = QRectF(0, 0, self._area.width(), self._area.height())
        self._pieces = [
            piece
            for border in self._borders
            for piece in pieces(border.world * side - corner, box, closed=True)
        ]

    def _read(self, sectors: tuple[Sector, ...]) -> None:
        self._sectors, self._side = sectors, 0.0
        self._borders = [
            _Border(sector.name, project(*np.array(sector.ring).T))
            for sector in sectors
            if len(sector.ring) >= CORNERS_LEAST
        ]


def _paint_name(painter: QPainter, scene: Scene, name: str, middle: Floats) -> None:
    unit = scene.unit
    font = QFont(scene.theme.font("label", weight=600))
    font.setPixelSize(round(11 * unit))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2.4 * unit)
    painter.setFont(font)
    painter.setPen(scene.theme.color("map.label_area"))
    x, y = middle.tolist()
    box = QRectF(x - 200 * unit, y - 10 * unit, 400 * unit, 20 * unit)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name.upper())
