"""Tests of districts: eight, simple, apart, divided by the river."""

import numpy as np
import shapely

from controlroom.ground.city import plan
from controlroom.ground.city.survey import City


def test_districts_are_whole_and_share_no_ground(city: City) -> None:
    """Eight valid polygons; two of them overlap by no more than a kerb."""
    shapes = [shape for _, shape in city.districts]
    shared = [
        shapely.intersection(a, b).area
        for number, a in enumerate(shapes)
        for b in shapes[number + 1 :]
    ]

    assert 8 == len(shapes)
    assert all(shape.is_valid and shape.geom_type == "Polygon" for shape in shapes)
    assert max(shared) < 40_000.0  # slivers of simplified boundaries


def test_districts_cover_the_island(city: City) -> None:
    """Wherever something happens, a sector has it."""
    covered = shapely.union_all([shape for _, shape in city.districts])

    assert shapely.difference(city.terrain.island, covered).area < 40_000.0


def test_each_district_holds_its_middle(city: City) -> None:
    """A district is where the plan put it, on its bank of the river."""
    middles = city.terrain.place([district.at for district in plan.DISTRICTS])
    shapes = dict(city.districts)

    assert all(
        shapes[district.name].contains(shapely.Point(at))
        for district, at in zip(plan.DISTRICTS, np.asarray(middles), strict=True)
    )
