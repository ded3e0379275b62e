"""Tests of farms: along country roads, clear of them, none in the town."""

import numpy as np
import shapely

from controlroom.ground.city import farms, roads
from controlroom.ground.city.survey import City


def test_farms_stand_in_the_country(city: City) -> None:
    """Whole farmsteads of three sheds, off the road, off the town, on dry land."""
    rng = np.random.Generator(np.random.PCG64(1))
    town = roads.town_outline(rng, city.terrain)
    sheds = farms.scatter(rng, city.network, town, city.terrain)
    gap = shapely.distance(shapely.multilinestrings(city.network.lines), sheds)

    assert len(sheds) > 60
    assert 0 == len(sheds) % 3
    assert (gap >= 18.0).all()
    assert not shapely.intersects(town, sheds).any()
    assert shapely.contains(city.terrain.island, sheds).all()


def test_a_town_everywhere_leaves_no_farm(city: City) -> None:
    """Without country roads there is none."""
    rng = np.random.Generator(np.random.PCG64(1))
    town = shapely.buffer(city.terrain.island, 500.0)

    assert [] == farms.scatter(rng, city.network, town, city.terrain)
