"""How each kind of drawing looks: its dash, its hatch, its sign and its label.

Kinds differ by dash and hatch, not by colour: colour on the map means act.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)

from controlroom.domain.entities import Drawing, DrawingKind, Outline
from controlroom.domain.reduce.sentences import DRAWINGS
from controlroom.ground.mercator import Floats
from ui.map.outlines import CLOSED, inside, pieces, polygon, world_of
from ui.map.scene import Scene
from ui.plain import plain
from ui.theme import Theme

LABEL_MOST = 32
"""Letters of a label on the map; the card has all of it."""
SMALL = 26.0
"""A drawing smaller than this on the screen has no label, design pixels."""
_PLATE_HEIGHT = 18.0
_SIGN, _SMALL_SIGN, _SMALL_BELOW_ZOOM = 22.0, 14.0, 14.0
_FINE_PX = 60.0
"""Below this size on the screen dashes are finer and there is no hatch."""
_PAD = 6.0
_WIDTHS: dict[tuple[float, str], int] = {}
_WIDTHS_MOST = 8_192
_TILES: dict[tuple[int, int, float], QImage] = {}
_TILES_MOST = 64


class Crayon(NamedTuple):
    """A line's width and dashes in design pixels; its hatch: pixels apart, strength."""

    width: float
    dashes: tuple[float, ...] = ()
    hatch: float = 0.0
    strength: float = 0.0


CRAYONS: dict[DrawingKind, Crayon] = {
    "inner_cordon": Crayon(2.2, (8.0, 4.5), 7.0, 0.30),
    "outer_cordon": Crayon(1.8, (14.0, 7.0), 16.0, 0.22),
    "rvp": Crayon(1.8),
    "geofence": Crayon(2.2, (2.2, 3.6)),
    "marker": Crayon(1.8),
    "annotation": Crayon(2.0),
}


def paint_drawing(
    painter: QPainter,
    scene: Scene,
    drawing: Drawing,
    points: Floats,
    box: QRectF,
    taken: list[QRectF],
    corner: Floats,
) -> None:
    """Paint one drawing into a box; points (n, 2) are its corners there, pixels.

    taken: where labels stand already; the label of this one joins it. corner: world
    pixel of the box's corner, which hatches hang on.
    """
    chosen = drawing.drawing_id == scene.selection.drawing_id
    crayon = CRAYONS[drawing.kind]
    if float((points.max(axis=0) - points.min(axis=0)).max()) < _FINE_PX * scene.unit:
        fine = tuple(each / 2 for each in crayon.dashes)
        crayon = Crayon(crayon.width * 0.8, fine)
    if drawing.outline.shape == "point":
        _paint_point(painter, scene, drawing, QPointF(*points[0]), taken, chosen=chosen)
        return
    room = 12 * scene.unit
    wide = box.adjusted(-room, -room, room, room)
    closed = drawing.outline.shape in CLOSED
    if closed and crayon.hatch:
        _paint_hatch(painter, scene, crayon, inside(points, wide), corner)
    color = "accent.select_map" if chosen else "map.cordon"
    _paint_sides(
        painter, scene, crayon, color, points, wide, closed=closed, chosen=chosen
    )
    plate = plate_of(scene, drawing, points)
    if plate is not None and (chosen or not any(plate.intersects(t) for t in taken)):
        taken.append(plate)
        _paint_plate(painter, scene, plate, label_of(drawing), chosen=chosen)


def paint_sketch(painter: QPainter, scene: Scene, outline: Outline) -> None:
    """Paint what is drawn here and not sent: solid, in the colour of a selection."""
    if not outline.corners:
        return
    points = scene.view.to_screen(world_of(outline))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, scene.view.width, scene.view.height)
    closed = outline.shape in CLOSED
    if closed and len(points) > 2:
        fill = QColor(scene.theme.color("accent.select_map"))
        fill.setAlphaF(0.10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(polygon(inside(points, box)))
    _paint_sides(
        painter, scene, Crayon(2.5), "accent.select_map", points, box,
        closed=closed, chosen=False,
    )  # fmt: skip
    if outline.shape != "circle":
        paint_corners(painter, scene, points)


def paint_corners(painter: QPainter, scene: Scene, points: Floats) -> None:
    """Mark corners (n, 2) in the view."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(scene.theme.color("surface.window"), 1.5 * scene.unit))
    painter.setBrush(scene.theme.color("accent.select_map"))
    size = np.array([scene.view.width, scene.view.height])
    for point in points[((points >= 0) & (points <= size)).all(axis=1)].tolist():
        painter.drawEllipse(QPointF(*point), 4.5 * scene.unit, 4.5 * scene.unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def label_of(drawing: Drawing) -> str:
    """Return what a drawing says on the map: its label, else what it is."""
    label = drawing.label or DRAWINGS[drawing.kind]
    return label if len(label) <= LABEL_MOST else f"{label[: LABEL_MOST - 1]}…"


def anchor_of(outline: Outline, points: Floats) -> int:
    """Return which corner a sign or label stands at: on top, of a line its middle."""
    if outline.shape in CLOSED:
        return int(points[:, 1].argmin())
    return len(points) // 2


def plate_of(scene: Scene, drawing: Drawing, points: Floats) -> QRectF | None:
    """Return where the sign or the label of a drawing stands; None when it has none.

    points (n, 2) are its corners, in the pixels that the plate is wanted in.
    """
    unit = scene.unit
    size = points.max(axis=0) - points.min(axis=0)
    width = _label_width(scene.theme, unit, label_of(drawing))
    height = round(_PLATE_HEIGHT * unit)
    if drawing.outline.shape == "point":
        x, y = points[0].tolist()
        far = scene.view.zoom < _SMALL_BELOW_ZOOM
        chosen = drawing.drawing_id == scene.selection.drawing_id
        flag = (_SMALL_SIGN if far and not chosen else _SIGN) * unit
        named = (drawing.label or drawing.kind == "rvp") and (chosen or not far)
        return QRectF(
            round(x - flag / 2), round(y - flag / 2),
            flag + (4 * unit + width if named else 0), flag,
        )  # fmt: skip
    if size.max() < SMALL * unit:
        return None
    x, y = points[anchor_of(drawing.outline, points)].tolist()
    return QRectF(round(x - width / 2), round(y - height / 2), width, height)


def _paint_sides(
    painter: QPainter, scene: Scene, crayon: Crayon, color: str, points: Floats,
    box: QRectF, *, closed: bool, chosen: bool,
) -> None:  # fmt: skip
    unit = scene.unit
    sides = pieces(points, box, closed=closed)
    edge = QColor(scene.theme.color("map.halo"))
    edge.setAlphaF(0.55)
    width = (crayon.width + (1.0 if chosen else 0.0)) * unit
    under = QPen(edge, width + 2.5 * unit)
    under.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(under)
    for side in sides:
        painter.drawPolyline(side.line)
    pen = QPen(scene.theme.color(color), width)
    if not crayon.dashes:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([max(each * unit / width, 0.01) for each in crayon.dashes])
    for side in sides:
        if crayon.dashes:
            pen.setDashOffset(side.along / width)
        painter.setPen(pen)
        painter.drawPolyline(side.line)


def _paint_hatch(
    painter: QPainter, scene: Scene, crayon: Crayon, points: Floats, corner: Floats
) -> None:
    """Fill with slanted lines that stay where they are when the map is panned."""
    if len(points) < 3:
        return
    edge = max(round(crayon.hatch * scene.unit), 3)
    color = QColor(scene.theme.color("map.cordon"))
    color.setAlphaF(crayon.strength)
    tile = _TILES.get((edge, color.rgba(), scene.unit))
    if tile is None:
        if len(_TILES) >= _TILES_MOST:
            _TILES.clear()
        tile = _TILES[edge, color.rgba(), scene.unit] = _hatch(edge, color, scene.unit)
    painter.setBrushOrigin(-(corner[0] % edge), -(corner[1] % edge))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(tile))
    painter.drawPolygon(polygon(points))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setBrushOrigin(0, 0)


def _hatch(edge: int, color: QColor, unit: float) -> QImage:
    """A square of slanted lines that fits to itself on all sides."""
    tile = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(0)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, unit))
    for shift in (-edge, 0, edge):
        painter.drawLine(QPointF(shift - 1, edge + 1), QPointF(shift + edge + 1, -1))
    painter.end()
    return tile


def _paint_point(
    painter: QPainter, scene: Scene, drawing: Drawing, place: QPointF,
    taken: list[QRectF], *, chosen: bool,
) -> None:  # fmt: skip
    unit, theme = scene.unit, scene.theme
    whole = plate_of(scene, drawing, np.array([[place.x(), place.y()]]))
    if whole is None:
        return
    flag = QRectF(whole.left(), whole.top(), whole.height(), whole.height())
    if drawing.kind in _SIGNS:
        line = theme.color("accent.select_map" if chosen else "map.cordon")
        painter.setPen(QPen(line, (2.0 if chosen else 1.5) * unit))
        painter.setBrush(theme.color("map.plate"))
        inset = unit
        painter.drawRoundedRect(
            flag.adjusted(inset, inset, -inset, -inset), 3 * unit, 3 * unit
        )
        paint_sign = _SIGNS[drawing.kind]
        paint_sign(painter, flag.center(), flag.height() / _SIGN, line)
    else:
        _paint_pin(painter, scene, flag.center(), chosen=chosen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    label = QRectF(
        flag.right() + 4 * unit, flag.center().y() - _PLATE_HEIGHT / 2 * unit,
        whole.right() - flag.right() - 4 * unit, _PLATE_HEIGHT * unit,
    )  # fmt: skip
    free = not any(label.intersects(each) for each in taken)
    if label.width() > 0 and (chosen or free):
        _paint_plate(painter, scene, label, label_of(drawing), chosen=chosen)
        taken.append(label)
    taken.append(flag)


def _paint_flag(painter: QPainter, middle: QPointF, unit: float, line: QColor) -> None:
    """The RVP's flag, as resources/icons has it."""
    x, y = middle.x(), middle.y()
    pen = QPen(line, 1.5 * unit)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = ((-4, 6), (-4, -6), (4.5, -6), (2.5, -3), (4.5, 0), (-4, 0))
    painter.drawPolyline(
        QPolygonF([QPointF(x + a * unit, y + b * unit) for a, b in corners])
    )


def _paint_warning(
    painter: QPainter, middle: QPointF, unit: float, line: QColor
) -> None:
    """A triangle with a mark in it: a warning about the place."""
    x, y = middle.x(), middle.y()
    pen = QPen(line, 1.5 * unit)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = ((0, -6), (6.5, 5.5), (-6.5, 5.5))
    painter.drawPolygon(
        QPolygonF([QPointF(x + a * unit, y + b * unit) for a, b in corners])
    )
    painter.drawLine(QPointF(x, y - 2 * unit), QPointF(x, y + unit))
    painter.drawPoint(QPointF(x, y + 3.2 * unit))


_SIGNS: dict[DrawingKind, Callable[[QPainter, QPointF, float, QColor], None]] = {
    "rvp": _paint_flag,
    "marker": _paint_warning,
}
"""Kinds that stand on the map as a sign of their own."""


def _paint_pin(
    painter: QPainter, scene: Scene, middle: QPointF, *, chosen: bool
) -> None:
    unit, theme = scene.unit, scene.theme
    reach = 6.0 * unit
    x, y = middle.x(), middle.y()
    corners = ((0, -1), (1, 0), (0, 1), (-1, 0))
    painter.setPen(QPen(theme.color("map.halo"), 2 * unit))
    painter.setBrush(theme.color("accent.select_map" if chosen else "map.cordon"))
    painter.drawPolygon(
        QPolygonF([QPointF(x + a * reach, y + b * reach) for a, b in corners])
    )


def _paint_plate(
    painter: QPainter, scene: Scene, box: QRectF, words: str, *, chosen: bool
) -> None:
    unit, theme = scene.unit, scene.theme
    line = theme.color("accent.select_map" if chosen else "border.strong")
    painter.setPen(QPen(line, (1.5 if chosen else 1.0) * unit))
    painter.setBrush(theme.color("map.plate"))
    half = unit / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), 3 * unit, 3 * unit)
    painter.setPen(theme.color("text.primary"))
    painter.setFont(_font(theme, unit))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, plain(words))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _label_width(theme: Theme, unit: float, words: str) -> int:
    """Width of a plate, pixels: asked for each drawing at each move of the pointer."""
    found = _WIDTHS.get((unit, words))
    if found is None:
        if len(_WIDTHS) >= _WIDTHS_MOST:
            _WIDTHS.clear()
        metrics = QFontMetricsF(_font(theme, unit))
        found = round(metrics.horizontalAdvance(plain(words)) + 2 * _PAD * unit)
        _WIDTHS[unit, words] = found
    return found


def _font(theme: Theme, unit: float) -> QFont:
    font = QFont(theme.font("caption", tabular=True, weight=500))
    font.setPixelSize(round(12 * unit))
    return font
