"""What is within reach of a place, drawn softly: a circle, or rings along streets."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import EARTH_GIRTH_M, Floats, project
from ui.map.scene import Scene
from ui.map.signs import paint_sign
from ui.worker.messages import Band
from ui.worker.outline import path_of

_FILL = 0.10
_SIDES = 73
_SIGN_PX = 24.0
"""A sign stands so far inside the view, design pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Circle:
    """So many metres around a place; `estimate` is dashed: nobody measured it."""

    lat: float
    lon: float
    metres: float
    words: str
    estimate: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """The outline of one step of seconds: world coordinates, and its words."""

    shapes: Shapes
    words: str

    @classmethod
    def of(cls, band: Band, words: str) -> "Rings":
        """Return the rings of a band that the worker found."""
        lats, lons = np.frombuffer(band.lats), np.frombuffer(band.lons)
        starts = np.frombuffer(band.starts, np.int32)
        rings = Shapes(project(lats, lons).reshape(-1, 2), starts)
        closed = [np.concatenate([ring, ring[:1]]) for ring in rings]
        return cls(Shapes.of(closed), words)


Drawn = tuple[Circle | Rings, ...]
"""What is drawn together, the widest first."""


class Reach:
    """The layer; `drawn` is what it paints."""

    def __init__(self) -> None:
        self.drawn: Drawn = ()

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint each area over the wider one, then what each says."""
        if not self.drawn:
            return
        painter.save()
        signs = []
        for each in self.drawn:
            path, corners = _outline(each, scene)
            if path.isEmpty():
                continue
            dashed = isinstance(each, Circle) and each.estimate
            _paint_area(painter, scene, path, dashed=dashed)
            signs.append((_top_in_view(corners, scene), each.words))
        for top, words in signs:
            if top is not None:
                paint_sign(painter, scene, top, (words,))
        painter.restore()


def _outline(each: Circle | Rings, scene: Scene) -> tuple[QPainterPath, Floats]:
    """The outline as a path, and points of it, both in pixels."""
    if isinstance(each, Circle):
        return _circle(each, scene)
    left, top = scene.view.origin
    path = path_of(each.shapes, scene.view.side, -left, -top)
    return path, scene.view.to_screen(each.shapes.points)


def _circle(circle: Circle, scene: Scene) -> tuple[QPainterPath, Floats]:
    x, y = scene.view.place_to_screen(circle.lat, circle.lon)
    girth_m = EARTH_GIRTH_M * math.cos(math.radians(circle.lat))
    radius = circle.metres / girth_m * scene.view.side
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    turn = np.linspace(0.0, 2 * np.pi, _SIDES)
    points = np.column_stack([x + radius * np.sin(turn), y - radius * np.cos(turn)])
    return path, points


def _top_in_view(points: Floats, scene: Scene) -> QPointF | None:
    """The northernmost point that can be seen; None where the outline is elsewhere."""
    edge = _SIGN_PX * scene.unit
    x, y = points[:, 0], points[:, 1]
    seen = (x > edge) & (x < scene.view.width - edge)
    seen &= (y > edge) & (y < scene.view.height - edge)
    if not seen.any():
        return None
    best = int(np.argmin(np.where(seen, y, np.inf)))
    return QPointF(float(x[best]), float(y[best]))


def _paint_area(
    painter: QPainter, scene: Scene, path: QPainterPath, *, dashed: bool
) -> None:
    """A soft fill and a line of one device pixel, which hides the fill's hard edge.

    Any other pen, and a smooth fill, cost ten times as much with thousands of corners.
    """
    colour = QColor(scene.theme.color("map.route"))
    fill = QColor(colour)
    fill.setAlphaF(_FILL)
    pen = QPen(colour, 1)
    if dashed:
        pen.setDashPattern([6, 4])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillPath(path, fill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.strokePath(path, pen)
