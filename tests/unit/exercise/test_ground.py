"""What the exercise takes from its city lies in the city and reads well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom.exercise.ground import (
    SPOTS,
    camera_places,
    draw_spots,
    sector_codes,
    station_nodes,
)
from controlroom.ground.build import build_pack
from controlroom.ground.pack import Pack
from tests.helpers.osm_town import write_osm_town


@pytest.fixture
def pack(city: Path) -> Iterator[Pack]:
    """The exercise city as a pack."""
    with Pack.open(city) as opened:
        yield opened


def test_spots_lie_in_the_city_and_have_words(pack: Pack) -> None:
    """Every spot has a street and a place inside the pack's bounds."""
    south, west, north, east = pack.bounds
    spots = draw_spots(pack, seed=1)

    assert len(spots) > SPOTS * 0.9
    for spot in spots:
        assert south <= spot.lat <= north
        assert west <= spot.lon <= east
        assert spot.words
        assert spot.street
        assert spot.landmark


def test_same_seed_same_spots(pack: Pack) -> None:
    """One seed draws the same spots every time."""
    assert draw_spots(pack, seed=2) == draw_spots(pack, seed=2)


def test_each_sector_has_its_station(pack: Pack) -> None:
    """One node a sector, all different, inside the graph."""
    nodes = station_nodes(pack)

    assert len(pack.sectors) == len(nodes) == len(set(nodes))
    assert max(nodes) < len(pack.graph().lat)


def test_sectors_hold_their_own_station(pack: Pack) -> None:
    """A station found for a sector lies in that sector's ring."""
    from controlroom.domain.codes import Codes  # noqa: PLC0415 - only this test

    sectors = sector_codes(pack, minimum=4)
    codes, graph = Codes(sectors=sectors), pack.graph()
    held = [
        sector.name == codes.sector_at(float(graph.lat[node]), float(graph.lon[node]))
        for sector, node in zip(sectors, station_nodes(pack), strict=True)
    ]

    assert sum(held) >= len(held) - 1
    assert {4} == {sector.minimum_deployable for sector in sectors}


def test_cameras_stand_at_crossings(pack: Pack) -> None:
    """As many as asked for, each with its own name and a bearing."""
    places = camera_places(pack, 24, seed=1)

    assert 24 == len({name for name, *_ in places})
    assert all(0 <= bearing < 360 for *_, bearing in places)


def test_a_real_town_has_spots_too(tmp_path: Path) -> None:
    """Of very many places some are drawn; houses are where people live, no landmark."""
    path = tmp_path / "town.pack"
    build_pack(write_osm_town(tmp_path / "town.osm"), path)
    with Pack.open(path) as town:
        spots = draw_spots(town, seed=1)
        nodes = station_nodes(town)

    assert "14 Quay Street" not in {spot.landmark for spot in spots}
    assert {"The Anchor", "Testham Infirmary"} <= {spot.landmark for spot in spots}
    assert 4 == len(nodes)
