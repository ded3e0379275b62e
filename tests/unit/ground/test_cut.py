"""Tests of cutting: nothing lost within a tile, large rings clipped, lines in order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.ground import cut
from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import Floats
from controlroom.ground.tiles import UNITS


def _parts(shapes: Shapes) -> list[Floats]:
    return [part / UNITS for part in shapes]


def _area(ring: Floats) -> float:
    x, y = ring.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2.0)


def test_a_line_through_two_tiles_is_in_both() -> None:
    """Each tile gets the segments that touch it, unbroken and in order."""
    line = np.array([[0.1, 0.5], [0.3, 0.5], [0.7, 0.5], [0.9, 0.5]])
    found = cut.lines(Shapes.of([line]), zoom=1)

    assert {(0, 0), (0, 1), (1, 0), (1, 1)} == set(found)
    (left,) = _parts(found[0, 0])
    assert np.allclose(line[:3] * 2, left, atol=1 / UNITS)


def test_a_line_that_leaves_and_comes_back_is_two_pieces() -> None:
    """The part elsewhere is left out, so the tile has two lines."""
    line = np.array([[0.1, 0.1], [0.45, 0.1], [0.9, 0.1], [0.9, 0.3], [0.45, 0.3]])
    line = np.concatenate([line, [[0.1, 0.3]]])
    found = cut.lines(Shapes.of([line]), zoom=1)

    assert 2 == len(found[0, 0])


def test_two_lines_stay_two() -> None:
    """Lines are never joined because one ends where the next begins in memory."""
    first = np.array([[0.1, 0.1], [0.2, 0.1]])
    second = np.array([[0.3, 0.1], [0.4, 0.1]])
    found = cut.lines(Shapes.of([first, second]), zoom=0)

    assert [2, 2] == [len(part) for part in found[0, 0]]


def test_a_ring_over_the_whole_world_fills_every_tile() -> None:
    """A ring larger than tiles is clipped to each, a little beyond its edge."""
    world = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    found = cut.areas(Shapes.of([world]), zoom=2)
    inner = [_parts(found[x, y]) for x in (1, 2) for y in (1, 2)]

    assert {(x, y) for x in range(4) for y in range(4)} <= set(found)
    for (ring,) in inner:
        assert (1 + 2 * cut.MARGIN) ** 2 == pytest.approx(abs(_area(ring)), abs=0.01)


def test_a_hole_keeps_its_direction() -> None:
    """Clipping never turns a ring round, so winding fills leave holes open."""
    outline = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    hole = outline[::-1] * 0.5 + 0.25
    (outer, inner) = _parts(cut.areas(Shapes.of([outline, hole]), zoom=1)[0, 0])

    assert _area(outer) > 0 > _area(inner)


def test_small_rings_are_kept_whole_in_each_tile_they_touch() -> None:
    """A building on a tile's edge is in both tiles, with all its corners."""
    house = np.array([[0.49, 0.1], [0.51, 0.1], [0.51, 0.12], [0.49, 0.12]])
    found = cut.areas(Shapes.of([house]), zoom=1)

    assert {(0, 0), (1, 0)} == set(found)
    assert [4, 4] == [len(_parts(found[key])[0]) for key in ((0, 0), (1, 0))]


def test_nothing_is_nowhere() -> None:
    """No shapes, no tiles; a line of one point has no segment."""

    assert {} == cut.lines(Shapes.of([]), 3)
    assert {} == cut.areas(Shapes.of([]), 3)
    assert {} == cut.lines(Shapes.of([np.array([[0.5, 0.5]])]), 3)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)), min_size=3, max_size=12
    )
)
def test_clipped_area_over_all_tiles_is_the_whole(
    corners: list[tuple[float, float]],
) -> None:
    """A ring's signed area equals the sum of its parts cut at the bare tile edges."""
    ring = np.array(corners)
    total = 0.0
    found = cut.areas(Shapes.of([ring]), zoom=2)
    for (x, y), shapes in found.items():
        for part in _parts(shapes):
            bare = part + np.array([x, y])
            for axis, edge in ((0, x), (1, y)):
                bare = cut._half_plane(bare, axis, edge + 1.0, below=True)
                bare = cut._half_plane(bare, axis, float(edge), below=False)
            total += _area(bare) if len(bare) else 0.0

    assert _area(ring) * 16.0 == pytest.approx(total, abs=0.05)
