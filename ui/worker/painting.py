"""Paints squares of ground from a map pack, day or night; holds no window and no queue.

A square is `across` × `across` tiles of one zoom. Neighbours fit to the pixel: shapes
reach beyond their tile, and a name is in every tile that it touches.
"""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPen

from controlroom.ground.layers import LAYER, LAYERS, Label, LayerKind, Shapes, Tile
from controlroom.ground.mercator import Floats
from controlroom.ground.pack import Pack
from ui.theme import Theme
from ui.worker.lettering import paint_name
from ui.worker.messages import Paint
from ui.worker.outline import Square, area_paths, line_paths
from ui.worker.signs import paint_arrows
from ui.worker.strokes import Brush, paint_casing, paint_fill

_BUILDINGS_FROM_ZOOM = 13.9
"""Farther out a building is a pixel or two: a grey noise that costs half the time."""
_WALLS_FROM_ZOOM = 16.0
"""From here a building has an edge."""
_NAME_ORDER = (
    "house",
    "sea",
    "water",
    "park",
    "street",
    "ref",
    "landmark",
    "area",
    "city",
)
_LEVELS = (-1, 0, 1)
"""Tunnels, the ground, bridges: casings of one before its fills, then the next."""
Extra = Callable[[QPainter], bool]


def side_pixels(job: Paint) -> int:
    """Return the side of the square of a job, pixels."""
    return job.across * job.pixels


def paint_nothing(_painter: QPainter) -> bool:
    """Paint nothing, and say so."""
    return False


def paint_square(
    pack: Pack,
    theme: Theme,
    job: Paint,
    image: QImage,
    *,
    under: Extra = paint_nothing,
    over: Extra = paint_nothing,
) -> bool:
    """Paint the square of a job into an image of its size; False where nothing is.

    `under` paints where the pack has no tile, `over` between shapes and names; each
    says whether it painted anything. Raises PackError when a tile is damaged.
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
    outside = theme.color(f"map.{outside_token(pack)}")
    image.fill(outside)
    look = job.zoom + math.log2(job.pixels / (256.0 * job.unit))
    painter = QPainter(image)
    try:
        below = under(painter)
        known = below or bool(tiles)
        brush = Brush(painter, theme, look, job.unit)
        for column, row, tile in tiles:
            left, top = column * job.pixels, row * job.pixels
            painter.setClipRect(QRectF(left, top, job.pixels, job.pixels))
            if below:
                painter.fillRect(painter.clipBoundingRect(), outside)
            _paint_tile(brush, tile, float(left), float(top), float(job.pixels))
        painter.setClipping(False)
        known = over(painter) or known
        _paint_names(brush, tiles, job)
    finally:
        painter.end()
    return known


def outside_token(pack: Pack) -> str:
    """Return the token of the colour where a pack knows nothing."""
    return LAYER[pack.outside].token


def _paint_tile(brush: Brush, tile: Tile, left: float, top: float, side: float) -> None:
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = (left, top, side)
    cased = {level: _cased(tile, level) for level in _LEVELS}
    for kind in LAYERS:
        if kind.name not in tile.layers:
            continue
        if kind.cased:
            for street in cased.pop(kind.level, ()):
                paint_casing(brush, street, tile.layers[street.name], square)
        shapes = tile.layers[kind.name]
        if kind.shape == "area":
            _paint_area(brush, kind, shapes, square)
        elif kind.shape == "line":
            paint_fill(brush, kind, shapes, square)
        else:
            paint_arrows(brush, shapes, square)


def _cased(tile: Tile, level: int) -> list[LayerKind]:
    return [
        kind
        for kind in LAYERS
        if kind.cased and kind.level == level and kind.name in tile.layers
    ]


def _paint_area(brush: Brush, kind: LayerKind, shapes: Shapes, square: Square) -> None:
    is_building = kind.name == "building"
    if is_building and brush.zoom < _BUILDINGS_FROM_ZOOM:
        return
    colour = brush.theme.color(f"map.{kind.token}")
    for path in area_paths(shapes, square):
        brush.painter.fillPath(path, colour)
    if is_building and brush.zoom >= _WALLS_FROM_ZOOM:
        wall = QPen(brush.theme.color("map.building_line"), 0.8 * brush.unit)
        for path in line_paths(shapes, square):
            brush.painter.strokePath(path, wall)


def _paint_names(brush: Brush, tiles: list[tuple[int, int, Tile]], job: Paint) -> None:
    """Write every name once, though several tiles of the square hold it."""
    found: dict[tuple[str, int, int], tuple[Label, Floats]] = {}
    for column, row, tile in tiles:
        for label in tile.labels:
            corner = np.array([column, row])
            points = (np.asarray(label.points, np.float64) + corner) * job.pixels
            if not _is_in_view(label, points, job):
                continue
            middle = points[len(points) // 2]
            key = (label.text, round(middle[0]), round(middle[1]))
            found.setdefault(key, (label, points))
    ordered = sorted(
        found.values(), key=lambda pair: _NAME_ORDER.index(_order_of(pair[0]))
    )
    for label, points in ordered:
        paint_name(brush, label, points)


def _is_in_view(label: Label, points: Floats, job: Paint) -> bool:
    """Whether any of a label can be in the square: deep tiles hold those around too."""
    reach = np.array([20.0, 20.0]) * job.unit
    if len(points) == 1:  # the text runs level to both sides of its point
        reach = np.array([6.0 * len(label.text) + 20.0, 32.0]) * job.unit
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    return bool((low < side_pixels(job)).all() and (high > 0.0).all())


def _order_of(label: Label) -> str:
    return label.kind if label.kind in _NAME_ORDER else "landmark"
