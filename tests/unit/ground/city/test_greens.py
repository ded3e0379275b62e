"""Tests of greens: paths within parks and out of ponds, woods outside the town."""

import shapely

from controlroom.ground.city.blocks import GREEN_USES
from controlroom.ground.city.survey import City


def test_paths_stay_in_parks_and_out_of_ponds(city: City) -> None:
    """A path begins at the fence and goes round the water."""
    parks = shapely.union_all(
        [block.ground for block in city.blocks if block.use in GREEN_USES]
    )
    ponds = shapely.union_all(city.greens.ponds)
    paths = shapely.multilinestrings(
        [shapely.LineString(path) for path in city.greens.paths]
    )

    assert len(city.greens.paths) > 50
    assert shapely.buffer(parks, 5.0).contains(paths)
    assert not ponds.intersects(paths)


def test_ponds_lie_within_their_park(city: City) -> None:
    """Large parks have one, clear of the fence."""
    parks = [block.ground for block in city.blocks if block.use == "park"]

    assert city.greens.ponds
    assert all(any(park.contains(pond) for park in parks) for pond in city.greens.ponds)


def test_woods_are_clear_of_roads_and_water(city: City) -> None:
    """No tree on a road or in the river."""
    woods = shapely.union_all(city.greens.woods)

    assert woods.area > 500_000.0
    assert not shapely.intersects(woods, city.network.lines).any()
    assert not woods.intersects(city.terrain.inland)
