"""Columns become paths: the same corners, separate shapes, filled by winding."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath
from pytestqt.qtbot import QtBot

from controlroom.ground.layers import Shapes
from ui.worker.outline import PART, area_paths, line_paths, path_of

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


def _row(count: int) -> Shapes:
    """Squares beside each other, each two wide from the next."""
    return Shapes.of([SQUARE + np.array([2.0 * n, 0.0]) for n in range(count)])


def test_many_lines_are_few_a_path(qtbot: QtBot) -> None:
    """Every shape once, in its place, no more than a part in one path."""
    paths = list(line_paths(_row(2 * PART + 3), (10.0, 20.0, 5.0)))

    assert [4 * PART, 4 * PART, 4 * 3] == [path.elementCount() for path in paths]
    assert 10.0 == paths[0].boundingRect().left()
    assert 10.0 + 5.0 * (2 * (2 * PART + 2) + 1) == paths[-1].boundingRect().right()
    assert 20.0 == paths[-1].boundingRect().top()


@pytest.mark.parametrize("count", [1, 3, PART, 5 * PART])
def test_a_hole_stays_with_what_it_is_in(qtbot: QtBot, count: int) -> None:
    """Wherever it stands among the rings it is not filled, and cuts nothing else."""
    rings = list(_row(count))
    for at in {0, count // 2, count - 1}:
        hole = SQUARE[::-1] * 0.5 + 0.25 + np.array([2.0 * at, 0.0])
        shapes = Shapes.of([hole, *rings])
        paths = list(area_paths(shapes, (0.0, 0.0, 100.0)))

        assert not _is_filled(paths, 200.0 * at + 50.0, 50.0)
        for n in range(count):
            assert _is_filled(paths, 200.0 * n + 10.0, 10.0)


def test_rings_of_either_sense_are_filled(qtbot: QtBot) -> None:
    """Whichever way most run: those that run against them, alone, are areas too."""
    most = [ring[::-1] for ring in _row(2 * PART)]
    alone = SQUARE + np.array([0.0, 3.0])
    paths = list(area_paths(Shapes.of([*most, alone]), (0.0, 0.0, 10.0)))

    assert _is_filled(paths, 5.0, 35.0)
    assert _is_filled(paths, 5.0, 5.0)


def test_no_areas(qtbot: QtBot) -> None:
    """Nothing to fill, nothing to stroke."""
    nothing = Shapes.of([])

    assert not any(path.elementCount() for path in area_paths(nothing, (0, 0, 1)))
    assert [] == list(line_paths(nothing, (0, 0, 1)))


def _is_filled(paths: list[QPainterPath], x: float, y: float) -> bool:
    return any(path.contains(QPointF(x, y)) for path in paths)
