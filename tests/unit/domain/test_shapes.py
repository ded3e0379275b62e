"""Lines and areas: how long, how large, and whether they cross."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shapely.geometry import LinearRing

from controlroom.domain import shapes
from controlroom.domain.entities import Outline
from controlroom.domain.geo import EARTH_M, destination, distance_m

HERE = (51.5, -0.1)


def at(east_m: float, north_m: float) -> tuple[float, float]:
    """Return the place so many metres from HERE."""
    lat = HERE[0] + math.degrees(north_m / EARTH_M)
    turn = east_m / (EARTH_M * math.cos(math.radians(HERE[0])))
    return lat, HERE[1] + math.degrees(turn)


SQUARE = (at(0, 0), at(100, 0), at(100, 100), at(0, 100))
BOW = (at(0, 0), at(100, 100), at(100, 0), at(0, 100))


def test_lengths_are_metres() -> None:
    """A line is as long as its parts; an area has a line all around."""

    assert 200 == pytest.approx(shapes.length_m(SQUARE[:3]), rel=5e-3)
    assert 400 == pytest.approx(shapes.around_m(SQUARE), rel=5e-3)
    assert 0 == shapes.length_m(SQUARE[:1]) == shapes.length_m(())


def test_areas_are_square_metres() -> None:
    """Whichever way around, and nothing for what is no area."""

    assert 10_000 == pytest.approx(shapes.area_m2(SQUARE), rel=1e-4)
    assert 10_000 == pytest.approx(shapes.area_m2(SQUARE[::-1]), rel=1e-4)
    assert 0 == shapes.area_m2(SQUARE[:2])


def test_repeats_are_left_out() -> None:
    """A double click sets a corner twice; a closed ring says its first one again."""
    a, b, c = SQUARE[:3]

    assert (a, b, c) == shapes.open_ring((a, a, b, c, c, a, a))
    assert (a,) == shapes.open_ring((a, a))
    assert () == shapes.open_ring(())


@pytest.mark.parametrize(
    ("corners", "crosses"),
    [
        (SQUARE, False),
        (BOW, True),
        (SQUARE[:3], False),
        ((at(0, 0), at(100, 0), at(50, 0), at(50, 50)), True),
        ((at(0, 0), at(100, 0), at(100, 100), at(50, 0), at(0, 100)), True),
    ],
    ids=["square", "bow tie", "triangle", "spike", "touches its own side"],
)
def test_an_area_that_crosses_itself(
    corners: tuple[tuple[float, float], ...], *, crosses: bool
) -> None:
    """Sides that meet, even in one point, are told; neighbours always meet."""

    assert crosses is shapes.crosses_itself(corners)


@example([(0, 1), (6, 4), (0, 0), (4, 0), (7, 6)])
@example([(6, 7), (0, 1), (0, 0), (2, 3), (1, 0)])
@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7)),
        min_size=3, max_size=9, unique=True,
    )
)  # fmt: skip
def test_crossing_agrees_with_shapely(points: list[tuple[int, int]]) -> None:
    """GEOS has the last word on what is simple; at the equator degrees are flat."""
    degrees = [(y / 10_000, x / 10_000) for x, y in points]
    ring = LinearRing(points)
    back = any(_turns_back(points, number) for number in range(len(points)))
    # A side that runs back along its neighbour is caught as an area of its own.
    if not back:
        assert (not ring.is_simple) == shapes.crosses_itself(degrees)


def _turns_back(points: list[tuple[int, int]], number: int) -> bool:
    (ax, ay), (bx, by) = points[number - 2], points[number - 1]
    cx, cy = points[number]
    flat = (bx - ax) * (cy - by) == (by - ay) * (cx - bx)
    return flat and (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0


def test_five_hundred_corners_around() -> None:
    """The largest area there can be crosses nothing, and a knot in it is found."""
    turns = np.linspace(0, 2 * math.pi, 500, endpoint=False)
    ring = [at(500 * math.cos(t), 500 * math.sin(t)) for t in turns.tolist()]

    knot = [*ring[:250], ring[251], ring[250], *ring[252:]]

    assert not shapes.crosses_itself(ring)
    assert shapes.crosses_itself(knot)


def test_the_180th_meridian() -> None:
    """Corners on both sides of it are told; Greenwich is no border."""

    assert shapes.crosses_antimeridian(((-17.0, 179.9), (-17.0, -179.9)))
    assert not shapes.crosses_antimeridian(((51.5, -0.1), (51.5, 0.1)))


def test_a_circle_is_as_far_all_around() -> None:
    """Every place of the ring has the radius, and the first lies north."""
    ring = shapes.ring_around(*HERE, 250.0, 36)
    metres = [distance_m(*HERE, lat, lon) for lat, lon in ring.tolist()]

    assert [pytest.approx(250, abs=0.01)] * 36 == metres
    assert destination(*HERE, 0, 250) == pytest.approx(tuple(ring[0]))


def _away(outline: Outline, lat: float, lon: float) -> float:
    return distance_m(lat, lon, *shapes.nearest_on(outline, lat, lon))


def test_the_nearest_of_an_area_is_on_its_side() -> None:
    """Not its first corner; inside it is the place itself, in a bay it is not."""
    area = Outline(shape="polygon", corners=SQUARE)
    bay = (at(0, 0), at(100, 0), at(100, 100), at(50, 10), at(0, 100))

    assert 40 == pytest.approx(_away(area, *at(50, -40)), abs=0.1)
    assert 5 == pytest.approx(_away(area, *at(-3, 104)), abs=0.1)
    assert 0 == _away(area, *at(60, 60))
    assert _away(Outline(shape="polygon", corners=bay), *at(50, 60)) > 20


def test_the_nearest_of_a_line_is_on_a_leg() -> None:
    """A line is open: its ends are not joined; a point is where it is."""
    line = Outline(shape="line", corners=(at(0, 0), at(100, 0), at(100, 100)))

    assert 30 == pytest.approx(_away(line, *at(50, -30)), abs=0.1)
    assert 50 == pytest.approx(_away(line, *at(50, 60)), abs=0.1)
    assert 30 == pytest.approx(_away(line, *at(-30, 0)), abs=0.1)
    assert at(7, 7) == shapes.nearest_on(
        Outline(shape="point", corners=(at(7, 7),)), *HERE
    )


def test_the_nearest_of_a_circle_is_on_its_edge() -> None:
    """Inside it is the place itself."""
    circle = Outline(shape="circle", corners=(HERE,), radius_m=80.0)

    assert 20 == pytest.approx(_away(circle, *at(100, 0)), abs=0.1)
    assert 0 == _away(circle, *at(50, 50))


def test_the_nearest_of_what_has_no_length() -> None:
    """A line whose corners are one place is at that place."""
    line = Outline(shape="line", corners=(at(9, 0), at(9, 0)))

    assert 9 == pytest.approx(_away(line, *HERE), abs=0.1)
