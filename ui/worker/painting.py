"""Paints squares of ground from a map pack, day or night; holds no window and no queue.

A square is `across` × `across` tiles of one zoom. Neighbours fit to the pixel: shapes
reach beyond their tile, and a name is in every tile that it touches.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from controlroom.ground.layers import (
    LAYERS,
    Label,
    LayerKind,
    Tile,
    casing_px,
    width_px,
)
from controlroom.ground.mercator import Floats
from controlroom.ground.pack import Pack
from ui.theme import Theme
from ui.worker.lettering import paint_name
from ui.worker.messages import Paint
from ui.worker.outline import path_of

_ROUND_FROM_PX = 3.0
"""Thinner lines get flat ends: nobody sees it, and painting is twice as fast."""
_SLEEPERS_FROM_ZOOM = 14
_BUILDINGS_FROM_ZOOM = 13.9
"""Farther out a building is a pixel or two: a grey noise that costs half the time."""
_BOUNDARY_OPACITY = 0.45
_STREETS = ("minor", "street", "main", "ring")
_BOLDER = ((12.0, 1.0), (14.0, 1.25), (16.0, 1.4), (18.0, 1.0))
"""(zoom, factor): between quarter and block a street is read before it is measured, so
it is drawn wider than it is; close up it has its own width."""
_NAME_ORDER = ("water", "park", "street", "landmark", "area")


@dataclass(frozen=True, slots=True)
class Brush:
    """What stays the same while one square is painted. `zoom` is what it looks like."""

    painter: QPainter
    theme: Theme
    zoom: float
    unit: float

    def width(self, layer: str) -> float:
        """Stroke width of a line layer in pixels."""
        width = self._between(lambda zoom: width_px(layer, zoom))
        if layer in _STREETS:
            zooms, factors = zip(*_BOLDER, strict=True)
            width *= float(np.interp(self.zoom, zooms, factors))
        return width

    def casing(self) -> float:
        """What a casing adds on each side, pixels."""
        zooms, factors = zip(*_BOLDER, strict=True)
        return self._between(casing_px) * float(np.interp(self.zoom, zooms, factors))

    def _between(self, at_zoom: Callable[[int], float]) -> float:
        low = math.floor(self.zoom)
        start, end = at_zoom(low), at_zoom(low + 1)
        if start <= 0:
            return 0.0
        return float(start * (end / start) ** (self.zoom - low) * self.unit)


def side_pixels(job: Paint) -> int:
    """Return the side of the square of a job, pixels."""
    return job.across * job.pixels


def paint_square(pack: Pack, theme: Theme, job: Paint, image: QImage) -> bool:
    """Paint the square of a job into an image of its size; False where nothing is.

    Raises PackError when a tile is damaged.
    """
    tiles = [
        (column, row, tile)
        for row in range(job.across)
        for column in range(job.across)
        if (
            tile := pack.tile(
                job.zoom, job.x * job.across + column, job.y * job.across + row
            )
        )
    ]
    image.fill(theme.color(f"map.{outside_token(pack)}"))
    if not tiles:
        return False
    look = job.zoom + math.log2(job.pixels / (256.0 * job.unit))
    painter = QPainter(image)
    try:
        brush = Brush(painter, theme, look, job.unit)
        for column, row, tile in tiles:
            left, top = column * job.pixels, row * job.pixels
            painter.setClipRect(QRectF(left, top, job.pixels, job.pixels))
            _paint_tile(brush, tile, float(left), float(top), float(job.pixels))
        painter.setClipping(False)
        _paint_names(brush, tiles, job)
    finally:
        painter.end()
    return True


def outside_token(pack: Pack) -> str:
    """Return the token of the colour where a pack knows nothing."""
    return next(kind.token for kind in LAYERS if kind.name == pack.outside)


def _paint_tile(brush: Brush, tile: Tile, left: float, top: float, side: float) -> None:
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cased = [kind for kind in LAYERS if kind.cased and kind.name in tile.layers]
    painted_casings = False
    for kind in LAYERS:
        if kind.name not in tile.layers or _is_too_small(brush, kind):
            continue
        if kind.cased and not painted_casings:
            painted_casings = True
            for street in cased:
                _paint_line(brush, tile, street, (left, top, side), casing=True)
        if kind.shape == "area":
            path = path_of(tile.layers[kind.name], side, left, top)
            brush.painter.fillPath(path, brush.theme.color(f"map.{kind.token}"))
        else:
            _paint_line(brush, tile, kind, (left, top, side), casing=False)


def _is_too_small(brush: Brush, kind: LayerKind) -> bool:
    return kind.name == "building" and brush.zoom < _BUILDINGS_FROM_ZOOM


def _paint_line(
    brush: Brush,
    tile: Tile,
    kind: LayerKind,
    square: tuple[float, float, float],
    *,
    casing: bool,
) -> None:
    width = brush.width(kind.name)
    extra = brush.casing() if casing else 0.0
    if width <= 0 or (casing and extra <= 0):
        return
    left, top, side = square
    path = path_of(tile.layers[kind.name], side, left, top)
    token = "casing" if casing else kind.token
    pen = _pen(brush, token, width + 2 * extra)
    if kind.name == "boundary":
        pen.setDashPattern([6, 4])
        faint = pen.color()
        faint.setAlphaF(_BOUNDARY_OPACITY)
        pen.setColor(faint)
    brush.painter.strokePath(path, pen)
    if kind.name == "rail" and brush.zoom >= _SLEEPERS_FROM_ZOOM:
        ties = _pen(brush, token, 3.0 * width)
        ties.setCapStyle(Qt.PenCapStyle.FlatCap)
        ties.setDashPattern(
            [1.5 * brush.unit / (3 * width), 9 * brush.unit / (3 * width)]
        )
        brush.painter.strokePath(path, ties)


def _pen(brush: Brush, token: str, width: float) -> QPen:
    pen = QPen(brush.theme.color(f"map.{token}"), width)
    if width >= _ROUND_FROM_PX:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen


def _paint_names(brush: Brush, tiles: list[tuple[int, int, Tile]], job: Paint) -> None:
    """Write every name once, though several tiles of the square hold it."""
    found: dict[tuple[str, int, int], tuple[Label, Floats]] = {}
    for column, row, tile in tiles:
        for label in tile.labels:
            corner = np.array([column, row])
            points = (np.asarray(label.points, np.float64) + corner) * job.pixels
            middle = points[len(points) // 2]
            key = (label.text, round(middle[0]), round(middle[1]))
            found.setdefault(key, (label, points))
    ordered = sorted(
        found.values(), key=lambda pair: _NAME_ORDER.index(_order_of(pair[0]))
    )
    for label, points in ordered:
        paint_name(brush.painter, brush.theme, label, points, brush.unit)


def _order_of(label: Label) -> str:
    return label.kind if label.kind in _NAME_ORDER else "landmark"
