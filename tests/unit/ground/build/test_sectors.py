"""Tests of sectors: administrative areas that divide the streets, else quarters."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from controlroom.ground.build.sectors import FEWEST, MOST, Sectors
from controlroom.ground.build.streets import Streets
from controlroom.ground.build.tags import Drive
from controlroom.ground.graph import Graph
from controlroom.ground.mercator import project

BOTH = Drive(36.0, forward=True, backward=True)


def _box(west: float, south: float, east: float, north: float) -> str:
    return str(shapely.to_wkb(shapely.box(west, south, east, north), hex=True))


@pytest.fixture
def sectors() -> Sectors:
    """The sectors of a region from 0 to 0.3° east, 51.4 to 51.6° north."""
    left, top = project(51.6, 0.0)
    right, bottom = project(51.4, 0.3)
    return Sectors((float(left), float(top), float(right), float(bottom)))


@pytest.fixture
def graph() -> Graph:
    """A street from west to east through the middle of that region."""
    streets = Streets()
    nodes = [(n, 515_000_000, 30_000 * n) for n in range(1, 100)]
    streets.put(nodes, BOTH, "Long Street", bridge=False)
    return streets.graph()


def test_areas_that_hold_the_streets_are_the_sectors(
    sectors: Sectors, graph: Graph
) -> None:
    """Three wards, cut at the region; a parish beside the street is none."""
    for number, name in enumerate(("West", "Middle", "East")):
        west = number * 0.1
        sectors.put(f"{name} ward", 10, _box(west, 51.0, west + 0.1, 52.0))
    sectors.put("Far parish", 10, _box(0.0, 51.55, 0.1, 51.6))
    sectors.put("Whole county", 6, _box(-1.0, 51.0, 1.0, 52.0))
    found = sectors.divide(graph)

    assert {"West ward", "Middle ward", "East ward"} == {each.name for each in found}
    for sector in found:
        assert sector.ring[:, 0].min() == pytest.approx(51.4)
        assert sector.ring[:, 0].max() == pytest.approx(51.6)


def test_without_areas_there_are_quarters(sectors: Sectors, graph: Graph) -> None:
    """Four, meeting where the streets have their middle."""
    sectors.put("Only one", 10, _box(0.0, 51.0, 0.1, 52.0))
    found = sectors.divide(graph)
    corners = np.concatenate([each.ring for each in found])

    assert ["North west", "North east", "South west", "South east"] == [
        each.name for each in found
    ]
    assert 0.15 == pytest.approx(np.median(corners[:, 1]), abs=0.02)


def test_areas_that_miss_the_streets_are_none(sectors: Sectors, graph: Graph) -> None:
    """Wards of a neighbouring town do not divide this one."""
    for number in range(FEWEST + 1):
        west = number * 0.02
        sectors.put(f"Ward {number}", 10, _box(west, 51.4, west + 0.02, 51.6))

    assert "North west" == sectors.divide(graph)[0].name


def test_no_more_than_a_room_can_name(sectors: Sectors, graph: Graph) -> None:
    """Of very many areas those with the most streets."""
    for number in range(60):
        west = number * 0.005
        sectors.put(f"Ward {number}", 10, _box(west, 51.4, west + 0.005, 51.6))
    found = sectors.divide(graph)

    assert len(found) in {4, MOST}


def test_hostile_areas(sectors: Sectors, graph: Graph) -> None:
    """Across the 180th meridian, outside, twice the same name: no exception."""
    across = shapely.Polygon([(179.9, 10), (-179.9, 10), (-179.9, 11)])
    sectors.put("Across", 8, str(shapely.to_wkb(across, hex=True)))
    sectors.put("Outside", 8, _box(5.0, 5.0, 6.0, 6.0))
    sectors.put("Twin", 8, _box(0.0, 51.0, 0.1, 52.0))
    sectors.put("Twin", 8, _box(0.1, 51.0, 0.2, 52.0))
    one = replace(graph, lat=graph.lat.copy())

    assert 4 == len(sectors.divide(one))
