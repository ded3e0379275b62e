"""Tests of the projection: known places, there and back, the ends of the world."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.ground.mercator import (
    MAX_LAT,
    metres_per_world,
    project,
    tile_of,
    unproject,
)


def test_null_island_is_the_middle_of_the_world() -> None:
    """0° N 0° E is the centre of the unit square."""

    assert [0.5, 0.5] == project(0.0, 0.0).tolist()


@pytest.mark.parametrize(
    ("lat", "lon", "zoom", "tile"),
    [
        (51.5074, -0.1278, 10, (511, 340)),  # London, as tile servers number it
        (85.2, -180.0, 3, (0, 0)),
        (-85.2, 180.0, 3, (7, 7)),
    ],
)
def test_places_are_in_the_tile_that_servers_give(
    lat: float, lon: float, zoom: int, tile: tuple[int, int]
) -> None:
    """Tiles are numbered from the north-west, and the world's edge is in the last."""

    assert tile == tile_of(lat, lon, zoom)


@given(
    st.floats(-MAX_LAT, MAX_LAT, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)
def test_degrees_survive_the_way_there_and_back(lat: float, lon: float) -> None:
    """Unprojecting a projected place gives it back to a tenth of a millimetre."""
    back_lat, back_lon = unproject(project(lat, lon))

    assert math.isclose(lat, float(back_lat), abs_tol=1e-9)
    assert math.isclose(lon, float(back_lon), abs_tol=1e-9)


def test_a_unit_of_the_world_shrinks_with_latitude() -> None:
    """The equator is 40,075 km round; at 60° a unit is half as long on the ground."""

    assert 40_075_017 == round(metres_per_world(0.0))
    assert math.isclose(metres_per_world(0.0) / 2.0, metres_per_world(60.0))
