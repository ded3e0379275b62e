"""Tests of main roads: all of the plan, quays on both banks, none in the water."""

import numpy as np
import pytest
import shapely

from controlroom.ground.city import plan, roads, terrain
from controlroom.ground.city.terrain import Terrain


@pytest.fixture(scope="module", params=[1, 2, 3])
def land(request: pytest.FixtureRequest) -> Terrain:
    """The terrain of several seeds."""
    return terrain.lay_out(np.random.Generator(np.random.PCG64(request.param)))


def test_every_way_of_the_plan_is_laid(land: Terrain) -> None:
    """Names and classes are those of the plan; the ring closes."""
    laid = {road.name: road for road in roads.lay_roads(land)}
    ring = laid["Ring Road"]

    assert {way.name for way in plan.WAYS} <= set(laid)
    assert roads.RING == ring.kind
    assert ring.line[0].tolist() == ring.line[-1].tolist()


def test_quays_follow_both_banks_and_stay_dry(land: Terrain) -> None:
    """Quay Street in the north, the embankment in the south, some metres off."""
    laid = roads.lay_roads(land)
    for name in ("Quay Street", "Tarn Embankment"):
        lines = [shapely.LineString(road.line) for road in laid if road.name == name]
        quay = shapely.union_all(lines)

        assert quay.length > 3000.0
        assert 10.0 < quay.distance(land.river_water) < 25.0


def test_the_town_is_on_the_island_and_off_the_shore(land: Terrain) -> None:
    """Nothing is built within 100 m of the sea."""
    town = roads.town_outline(np.random.Generator(np.random.PCG64(1)), land)

    assert land.island.boundary.distance(town) > 100.0
    assert town.is_valid


def test_rails_are_lines_within_the_island(land: Terrain) -> None:
    """Both lines lie on land or over rivers, never in the sea."""
    rails = roads.lay_rails(land)

    assert 2 == len(rails)
    assert all(land.island.contains(shapely.LineString(rail)) for rail in rails)
