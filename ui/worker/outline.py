"""Columns of points as Qt paths, a whole layer at once, without a Python loop."""

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from controlroom.ground.layers import Shapes

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE_TO, _LINE_TO = 0, 1
_WINDING = 1


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
