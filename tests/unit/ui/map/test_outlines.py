"""Outlines in pixels: cut to a box, and how far from a pixel they are."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from controlroom.domain.entities import Outline
from controlroom.domain.geo import distance_m
from controlroom.ground.mercator import project, unproject
from ui.map.outlines import AROUND, Piece, gap, inside, pieces, world_of

BOX = QRectF(0, 0, 100, 100)
SQUARE = np.array([(20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0)])
HUGE = np.array([(-1e6, -1e6), (1e6, -1e6), (1e6, 1e6), (-1e6, 1e6)])


def _ends(piece: Piece) -> tuple[float, float, float, float]:
    first, last = piece.line.first(), piece.line.last()
    return first.x(), first.y(), last.x(), last.y()


def test_corners_are_projected() -> None:
    """A polygon keeps its corners; a circle gets some, all at its radius."""
    here = (51.5, -0.1)
    line = world_of(Outline(shape="line", corners=(here, (51.6, -0.1))))
    ring = world_of(Outline(shape="circle", corners=(here,), radius_m=300))
    lat, lon = unproject(ring)
    metres = [
        distance_m(*here, a, b) for a, b in zip(lat.tolist(), lon.tolist(), strict=True)
    ]

    assert project(*here).tolist() == line[0].tolist()
    assert [pytest.approx(300, abs=0.1)] * AROUND == metres
    assert (0, 2) == world_of(Outline(shape="line", corners=())).shape


def test_an_area_has_one_side_more_than_a_line() -> None:
    """Closed, the last corner goes back to the first; inside it is one piece."""
    (around,) = pieces(SQUARE, BOX, closed=True)
    (line,) = pieces(SQUARE, BOX, closed=False)

    assert (5, 4) == (around.line.size(), line.line.size())
    assert [] == pieces(SQUARE[:1], BOX, closed=False)


def test_sides_that_hang_together_are_one_piece() -> None:
    """What leaves the box on the right comes back as one line around its corners."""
    first, second = pieces(SQUARE + np.array([60, 0]), BOX, closed=True)

    assert (80, 20, 100, 20) == _ends(first)
    assert (100, 80, 80, 20) == _ends(second)
    assert 3 == second.line.size()
    assert 160 == second.along


def test_sides_are_cut_and_know_how_far_they_began() -> None:
    """Dashes go on where they would be if nothing were cut."""
    (piece,) = pieces(np.array([(-50.0, 50.0), (150.0, 50.0)]), BOX, closed=False)

    assert (0, 50, 100, 50, 50) == (
        *_ends(piece), piece.along,
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        [(-50.0, -10.0), (150.0, -10.0)],
        [(-10.0, 0.0), (-10.0, 100.0)],
        [(-60.0, 50.0), (50.0, -70.0)],
        [(30.0, 30.0), (30.0, 30.0)],
    ],
)
def test_what_misses_the_box_is_left_out(line: list[tuple[float, float]]) -> None:
    """Above, beside, across a corner; and a side of no length."""

    assert [] == pieces(np.array(line), BOX, closed=False)


def test_an_area_around_everything_fills_the_box() -> None:
    """A polygon of kilometres becomes the box, not a path of millions of pixels."""
    cut = inside(HUGE, BOX)

    assert {(0, 0), (100, 0), (100, 100), (0, 100)} == {
        (round(x), round(y)) for x, y in cut.tolist()
    }
    assert [] == pieces(HUGE, BOX, closed=True)


def test_an_area_elsewhere_is_nothing() -> None:
    """And one inside stays as it is."""

    assert 0 == len(inside(SQUARE + 1000, BOX))
    assert SQUARE.tolist() == inside(SQUARE, BOX).tolist()


def test_the_nearest_side() -> None:
    """Inside an area its line is meant, not its middle; a point is itself."""

    assert 30 == gap(SQUARE, 50, 50, closed=True)
    assert 30 == pytest.approx(gap(SQUARE, 50, 50, closed=False))
    assert 5 == gap(SQUARE, 15, 50, closed=True)
    assert 60 == gap(SQUARE, 20, 50, closed=False) * 2
    assert 5 == gap(np.array([(3.0, 4.0)]), 0, 0, closed=False)
    assert math.inf == gap(np.zeros((0, 2)), 0, 0, closed=True)
