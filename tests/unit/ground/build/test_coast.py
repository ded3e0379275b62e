"""Tests of the sea: to the right of its shores, whatever the data leaves out."""

import numpy as np
import pytest
import shapely

from controlroom.ground.build.coast import sea_of

BOX = (0.0, 0.0, 1.0, 1.0)


def _sea(*lines: list[tuple[float, float]]) -> shapely.Geometry:
    coast = np.array([shapely.LineString(line) for line in lines])
    return shapely.union_all(sea_of(coast, BOX))


def test_the_sea_is_to_the_right() -> None:
    """A shore drawn eastwards has the sea south of it: y runs south."""
    eastwards = _sea([(-0.1, 0.4), (1.1, 0.4)])
    westwards = _sea([(1.1, 0.4), (-0.1, 0.4)])

    assert shapely.box(0, 0.4, 1, 1).equals(eastwards)
    assert shapely.box(0, 0, 1, 0.4).equals(westwards)


def test_pieces_of_a_shore_are_joined() -> None:
    """Ways in any order make one shore."""
    sea = _sea([(0.5, 0.4), (1.1, 0.4)], [(-0.1, 0.4), (0.5, 0.4)])

    assert 0.6 == pytest.approx(sea.area)


def test_an_island_is_land_in_the_sea() -> None:
    """A closed shore drawn against the clock (north up) has the sea around it."""
    ring = [(0.4, 0.4), (0.4, 0.6), (0.6, 0.6), (0.6, 0.4), (0.4, 0.4)]

    assert 0.96 == pytest.approx(_sea(ring).area)
    assert 0.04 == pytest.approx(_sea(ring[::-1]).area)


def test_a_shore_that_ends_in_the_data_goes_on() -> None:
    """Loose ends run to the nearest edge: the sea does not flood the town."""
    sea = _sea([(0.2, 0.4), (0.8, 0.4)])

    assert 0.6 == pytest.approx(sea.area)


@pytest.mark.parametrize(
    "lines", [[[(2.0, 2.0), (3.0, 2.0)]], [[(0.0, -0.5), (1.0, -0.5)]]]
)
def test_no_shore_no_sea(lines: list[list[tuple[float, float]]]) -> None:
    """Without a shore in the box everything is land."""

    assert _sea(*lines).is_empty


def test_a_shore_that_crosses_itself_is_no_fault() -> None:
    """Broken data makes some sea or none, never an exception."""
    sea = _sea([(-0.1, 0.4), (0.6, 0.4), (0.6, 0.8), (0.3, 0.2), (1.1, 0.3)])

    assert 0.0 <= sea.area <= 1.0
