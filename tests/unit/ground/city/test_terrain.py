"""Tests of the terrain: an island, a river from the lake to the sea, docks."""

import numpy as np
import pytest
import shapely

from controlroom.ground.city.terrain import Terrain, lay_out


@pytest.fixture(scope="module", params=[1, 2, 3, 4, 5])
def terrain(request: pytest.FixtureRequest) -> Terrain:
    """The terrain of several seeds."""
    return lay_out(np.random.Generator(np.random.PCG64(request.param)))


def test_the_island_is_one_and_large_enough(terrain: Terrain) -> None:
    """A simple outline of 60 to 160 km²."""

    assert terrain.island.is_valid
    assert 60e6 < terrain.island.area < 160e6


def test_the_river_runs_from_the_lake_to_the_sea(terrain: Terrain) -> None:
    """Its source is in or at Tarn Water, its mouth outside the island."""
    source, mouth = shapely.points(terrain.river[[0, -1]])

    assert terrain.lake.distance(source) < 150.0
    assert not terrain.island.contains(mouth)
    assert shapely.LineString(terrain.river).is_simple


def test_the_canal_joins_the_river(terrain: Terrain) -> None:
    """Water of canal and river hang together."""
    end = shapely.Point(terrain.canal[-1])

    assert terrain.river_water.buffer(1.0).contains(end)


def test_docks_open_to_the_river(terrain: Terrain) -> None:
    """Each basin meets the river's water."""

    assert all(basin.intersects(terrain.river_water) for basin in terrain.basins)


def test_land_and_inland_water_share_nothing(terrain: Terrain) -> None:
    """Land is the island less its water."""

    assert terrain.land.intersection(terrain.inland).area < 1.0
    assert terrain.land.area < terrain.island.area
