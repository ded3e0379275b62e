"""Columns of points as Qt paths, many shapes at once, without a Python loop."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from controlroom.ground.layers import Shapes

PART = 32
"""Shapes in one path: Qt's rasteriser takes several times as long for the same shapes
in one path of a thousand."""
_MOST_PAIRS = 1_000_000
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE_TO, _LINE_TO = 0, 1
_WINDING = 1

Square: TypeAlias = tuple[float, float, float]
"""Left and top of a tile in the picture, and its side: pixels."""


def path_of(
    shapes: Shapes, side: float, left: float = 0.0, top: float = 0.0
) -> QPainterPath:
    """Return shapes (tile coordinates) as one path in pixels, `side` to the tile.

    Rings are left open: filling closes them. The path is written as Qt's own stream
    format (QPainterPath, QDataStream version of Qt 6), which reads at memory speed.
    """
    count = len(shapes.points)
    path = QPainterPath()
    if not count or not len(shapes):
        return path
    elements = np.empty(count, _ELEMENT)
    elements["kind"] = _LINE_TO
    elements["kind"][shapes.starts[:-1]] = _MOVE_TO
    elements["x"] = shapes.points[:, 0] * side + left
    elements["y"] = shapes.points[:, 1] * side + top
    head = np.array([count], ">i4").tobytes()
    tail = np.array([0, _WINDING], ">i4").tobytes()
    # Reading only: with a mode Qt would keep a pointer to an array that is gone.
    stream = QDataStream(QByteArray(head + elements.tobytes() + tail))
    stream >> path
    return path


def line_paths(shapes: Shapes, square: Square) -> Iterator[QPainterPath]:
    """Yield lines as paths of a few shapes each."""
    left, top, side = square
    for first in range(0, len(shapes), PART):
        yield path_of(_run(shapes, first, first + PART), side, left, top)


def area_paths(shapes: Shapes, square: Square) -> Iterator[QPainterPath]:
    """Yield rings as paths of a few each, but a hole always with what it is in."""
    together = _belonging(shapes) if len(shapes) > PART else np.ones(len(shapes), bool)
    left, top, side = square
    if together.any():
        yield path_of(_chosen(shapes, together), side, left, top)
    if not together.all():
        yield from line_paths(_chosen(shapes, ~together), square)


def _belonging(shapes: Shapes) -> NDArray[np.bool_]:
    """Which rings run against the most, and which lie where one of those does."""
    begins = shapes.starts[:-1]
    points = shapes.points.astype(np.float64)
    following = np.roll(points, -1, axis=0)
    following[shapes.starts[1:] - 1] = points[begins]
    cross = points[:, 0] * following[:, 1] - points[:, 1] * following[:, 0]
    area = np.add.reduceat(cross, begins)
    against: NDArray[np.bool_] = np.sign(area) != np.sign(area.sum())
    holes = np.flatnonzero(against)
    if not len(holes):
        return against
    if len(holes) * len(shapes) > _MOST_PAIRS:
        return np.ones(len(shapes), bool)
    low = np.minimum.reduceat(points, begins, axis=0)
    high = np.maximum.reduceat(points, begins, axis=0)
    meets = (low[:, None] <= high[holes]) & (high[:, None] >= low[holes])
    beside: NDArray[np.bool_] = np.any(np.all(meets, axis=2), axis=1)
    return np.logical_or(against, beside)


def _run(shapes: Shapes, first: int, last: int) -> Shapes:
    starts = shapes.starts[first : last + 1]
    return Shapes(shapes.points[starts[0] : starts[-1]], starts - starts[0])


def _chosen(shapes: Shapes, chosen: NDArray[np.bool_]) -> Shapes:
    if chosen.all():
        return shapes
    lengths = np.diff(shapes.starts)
    starts = np.zeros(int(chosen.sum()) + 1, np.int32)
    np.cumsum(lengths[chosen], out=starts[1:])
    return Shapes(shapes.points[np.repeat(chosen, lengths)], starts)
