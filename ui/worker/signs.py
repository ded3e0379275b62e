"""Small signs on the ground: one-way arrows, road numbers, symbols of places."""

from functools import cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen, QTransform

from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import Floats
from ui.worker.outline import Square
from ui.worker.strokes import Brush

ARROWS_FROM_ZOOM = 16.6
SYMBOL_PX = 14.0
"""Side of the square that a symbol stands in."""
_ARROW_PX = 11.0
_HEAD_PX = 3.2
_CORNER = 3.0


def paint_arrows(brush: Brush, arrows: Shapes, square: Square) -> None:
    """Draw an arrow of a fixed size on each line of two points (tail, head)."""
    if brush.zoom < ARROWS_FROM_ZOOM or not len(arrows):
        return
    left, top, side = square
    whole = np.flatnonzero(np.diff(arrows.starts) == 2)
    tail = arrows.points[arrows.starts[:-1][whole]].astype(np.float64)
    head = arrows.points[arrows.starts[:-1][whole] + 1].astype(np.float64)
    middle = (tail + head) / 2.0 * side + (left, top)
    along = head - tail
    along /= np.maximum(np.hypot(*along.T), 1e-12)[:, None]
    path = _arrow_path(middle, along, brush.unit)
    pen = QPen(brush.theme.color("map.arrow"), 1.2 * brush.unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    brush.painter.strokePath(path, pen)


def _arrow_path(middle: Floats, along: Floats, unit: float) -> QPainterPath:
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1)
    half, head = _ARROW_PX / 2.0 * unit, _HEAD_PX * unit
    tips = middle + along * half
    tails = middle - along * half
    barbs = [tips - along * head + aside * head * way for way in (0.75, -0.75)]
    path = QPainterPath()
    for tail, tip, one, other in zip(tails, tips, *barbs, strict=True):
        path.moveTo(*tail)
        path.lineTo(*tip)
        path.moveTo(*one)
        path.lineTo(*tip)
        path.lineTo(*other)
    return path


def has_symbol(kind: str) -> bool:
    """Return whether places of a kind stand with a symbol."""
    return kind in _DRAWN


def paint_symbol(brush: Brush, kind: str, middle: Floats) -> None:
    """Draw the symbol of a kind of place round a point, pixels."""
    place = QTransform.fromTranslate(float(middle[0]), float(middle[1]))
    scale = SYMBOL_PX / 14.0 * brush.unit
    place.scale(scale, scale)
    plate = QPainterPath()
    plate.addRoundedRect(QRectF(-7, -7, 14, 14), _CORNER, _CORNER)
    plate = place.map(plate)
    halo = QPen(brush.theme.color("map.halo"), 2.5 * brush.unit)
    brush.painter.strokePath(plate, halo)
    brush.painter.fillPath(plate, brush.theme.color("map.label"))
    brush.painter.fillPath(place.map(_drawing(kind)), brush.theme.color("map.halo"))


@cache
def _drawing(kind: str) -> QPainterPath:
    """The figure of a symbol: filled, in a square from -7 to 7."""
    return _DRAWN[kind]()


def _train() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-3.6, -5, 7.2, 8), 1.6, 1.6)
    path.addRect(QRectF(-2.5, -3.8, 5, 2.8))
    path.addEllipse(QPointF(-1.8, 1.2), 0.8, 0.8)
    path.addEllipse(QPointF(1.8, 1.2), 0.8, 0.8)
    path.addPolygon(
        [QPointF(-2.6, 3.5), QPointF(-1.2, 3.5), QPointF(-2.8, 5.4), QPointF(-4.2, 5.4)]
    )
    path.addPolygon(
        [QPointF(2.6, 3.5), QPointF(1.2, 3.5), QPointF(2.8, 5.4), QPointF(4.2, 5.4)]
    )
    return path


def _cross() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(QRectF(-1.4, -4.8, 2.8, 9.6))
    path.addRect(QRectF(-4.8, -1.4, 9.6, 2.8))
    return path


def _shield() -> QPainterPath:
    path = QPainterPath(QPointF(0, -5.2))
    path.lineTo(4.2, -3.8)
    path.cubicTo(4.4, 0.6, 3.0, 3.6, 0, 5.2)
    path.cubicTo(-3.0, 3.6, -4.4, 0.6, -4.2, -3.8)
    path.closeSubpath()
    return path


def _flame() -> QPainterPath:
    path = QPainterPath(QPointF(0.6, -5.4))
    path.cubicTo(1.2, -2.8, 4.0, -1.4, 3.6, 1.8)
    path.cubicTo(3.3, 4.2, 1.6, 5.2, 0, 5.2)
    path.cubicTo(-1.9, 5.2, -3.6, 3.9, -3.6, 1.6)
    path.cubicTo(-3.6, 0.0, -2.6, -0.9, -2.2, -2.0)
    path.cubicTo(-1.6, -1.6, -1.2, -1.0, -1.1, -0.4)
    path.cubicTo(0.0, -1.6, 0.4, -3.4, 0.6, -5.4)
    return path


def _book() -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(
        [
            QPointF(0, -4.6),
            QPointF(5.4, -2.0),
            QPointF(0, 0.6),
            QPointF(-5.4, -2.0),
            QPointF(0, -4.6),
        ]
    )
    path.addPolygon(
        [
            QPointF(-3.2, 0.2),
            QPointF(0, 1.8),
            QPointF(3.2, 0.2),
            QPointF(3.2, 2.6),
            QPointF(0, 4.4),
            QPointF(-3.2, 2.6),
            QPointF(-3.2, 0.2),
        ]
    )
    return path


def _glass() -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(
        [
            QPointF(-3.2, -4.8),
            QPointF(3.2, -4.8),
            QPointF(2.2, 4.8),
            QPointF(-2.2, 4.8),
            QPointF(-3.2, -4.8),
        ]
    )
    path.addPolygon(
        [
            QPointF(-2.1, -2.4),
            QPointF(2.1, -2.4),
            QPointF(2.3, -3.6),
            QPointF(-2.3, -3.6),
            QPointF(-2.1, -2.4),
        ]
    )
    return path


_DRAWN = {
    "station": _train,
    "hospital": _cross,
    "police": _shield,
    "fire": _flame,
    "school": _book,
    "pub": _glass,
}
"""Kinds of lettering with a symbol; the same names as `ground.labels.SYMBOLS`."""
