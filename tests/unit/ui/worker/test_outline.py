"""Columns become paths: the same corners, separate shapes, filled by winding."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from controlroom.ground.layers import Shapes
from ui.worker.outline import path_of

SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


def test_corners_in_pixels(qtbot: QtBot) -> None:
    """Tile coordinates are scaled to the side and moved to the corner."""
    path = path_of(Shapes.of([SQUARE]), 256.0, 10.0, 20.0)

    assert (10.0, 20.0, 256.0, 256.0) == path.boundingRect().getRect()
    assert 4 == path.elementCount()


def test_separate_shapes(qtbot: QtBot) -> None:
    """Two rings stay two: nothing is filled between them."""
    path = path_of(Shapes.of([SQUARE, SQUARE + 2.0]), 10.0)

    assert path.contains(QPointF(5, 5))
    assert path.contains(QPointF(25, 25))
    assert not path.contains(QPointF(15, 15))
    assert Qt.FillRule.WindingFill == path.fillRule()


def test_a_hole_runs_the_other_way(qtbot: QtBot) -> None:
    """A ring against its outline's direction is left open."""
    hole = SQUARE[::-1] * 0.5 + 0.25
    path = path_of(Shapes.of([SQUARE, hole]), 100.0)

    assert path.contains(QPointF(10, 10))
    assert not path.contains(QPointF(50, 50))


def test_nothing(qtbot: QtBot) -> None:
    """No shapes are an empty path."""

    assert path_of(Shapes.of([]), 256.0).isEmpty()


def test_the_bytes_outlive_their_columns(qtbot: QtBot) -> None:
    """A thousand paths in a row stand on their own memory (Qt keeps no pointer)."""
    paths = [path_of(Shapes.of([SQUARE * n]), 1.0) for n in range(1, 1_000)]

    assert list(range(1, 1_000)) == [path.boundingRect().width() for path in paths]
