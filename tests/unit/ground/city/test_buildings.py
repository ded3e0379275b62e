"""Tests of buildings: none on a street, in water or on another; many, of all sizes."""

import numpy as np
import shapely

from controlroom.ground.city.blocks import Block
from controlroom.ground.city.buildings import build
from controlroom.ground.city.survey import City


def test_buildings_stand_on_no_street_and_in_no_water(city: City) -> None:
    """The carriageways of all classes stay free."""
    lines = city.network.lines
    tree = shapely.STRtree(lines)

    assert 0 == len(tree.query(city.buildings, "dwithin", distance=4.0)[0])
    assert not shapely.intersects(city.terrain.inland, city.buildings).any()


def test_no_two_buildings_overlap(city: City) -> None:
    """Footprints touch at most."""
    first, second = shapely.STRtree(city.buildings).query(city.buildings, "overlaps")

    assert 0 == (first < second).sum()


def test_the_city_has_ten_to_thirty_thousand(city: City) -> None:
    """Enough to look built, few enough to paint; houses and halls."""
    area = shapely.area(city.buildings)

    assert 10_000 <= len(city.buildings) <= 30_000
    assert shapely.is_valid(city.buildings).all()
    assert np.percentile(area, 5) < 250
    assert area.max() > 1500


def test_a_block_gets_houses_on_all_sides_within_it() -> None:
    """A square of 80 m has a row along each side and a free middle."""
    square = shapely.box(3000.0, 0.0, 3080.0, 80.0)
    rng = np.random.Generator(np.random.PCG64(2))
    houses = build(rng, [Block(square, "town", None)])
    spots = shapely.get_coordinates(shapely.centroid(houses)) - (3040.0, 40.0)

    assert 6 <= len(houses)
    assert square.contains(shapely.union_all(houses))
    assert {(-1, -1), (-1, 1), (1, -1), (1, 1)} == {
        (int(np.sign(x)), int(np.sign(y))) for x, y in spots
    }
    assert shapely.Point(3040.0, 40.0).distance(shapely.union_all(houses)) > 10.0


def test_a_block_too_small_for_a_house_stays_empty() -> None:
    """No building is squeezed into 12 m."""
    tiny = shapely.box(0.0, 0.0, 12.0, 12.0)
    rng = np.random.Generator(np.random.PCG64(2))

    assert 0 == len(build(rng, [Block(tiny, "town", None)]))
