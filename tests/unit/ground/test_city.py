"""Tests of the whole city as a pack: same for one seed, connected, dry, named."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from controlroom.domain.errors import PackError
from controlroom.ground.city import build_city
from controlroom.ground.city.frame import to_metres
from controlroom.ground.city.survey import City
from controlroom.ground.layers import LAYERS
from controlroom.ground.mercator import project, tile_of
from controlroom.ground.pack import Pack
from controlroom.ground.routes import Routes


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(ashmere_path: Path, tmp_path: Path) -> None:
    """Seed 1 built twice is one file, byte for byte; seed 2 is another city."""
    build_city(tmp_path / "again.pack", seed=1)
    build_city(tmp_path / "other.pack", seed=2)

    assert ashmere_path.read_bytes() == (tmp_path / "again.pack").read_bytes()
    with Pack.open(tmp_path / "other.pack") as other, Pack.open(ashmere_path) as one:
        assert set(other.names()) != set(one.names())
        assert other.graph().lat.tolist() != one.graph().lat.tolist()
        assert [s.name for s in other.sectors] == [s.name for s in one.sectors]


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    """The error is this room's, with the file's name."""
    (tmp_path / "file").touch()

    with pytest.raises(PackError, match="cannot write the map pack"):
        build_city(tmp_path / "file" / "below.pack")


def test_the_city_lies_on_the_dogger_bank(ashmere: Pack) -> None:
    """Its centre is 54.7 N 2.4 E; the town is 8 to 10 km across, all within bounds."""
    south, west, north, east = ashmere.bounds
    graph = ashmere.graph()
    streets = to_metres(graph.lat, graph.lon)
    town = np.percentile(streets, [1, 99], axis=0)

    assert (54.7, 2.4) == ashmere.centre
    assert "Ashmere" == ashmere.name
    assert south < graph.lat.min() < graph.lat.max() < north
    assert west < graph.lon.min() < graph.lon.max() < east
    assert all(8_000 <= across <= 12_500 for across in np.ptp(town, axis=0))


def test_every_street_can_be_reached_from_every_other(ashmere: Pack) -> None:
    """The graph is one component, in both directions."""
    graph = ashmere.graph()
    routes = Routes(graph)
    to_first = routes.times_to(graph.lat[0], graph.lon[0], graph.lat, graph.lon)

    assert np.isfinite(to_first).all()
    assert len(graph.to) == len(
        set(zip(graph.arc_from.tolist(), graph.to, strict=True))
    )


def test_only_bridges_cross_water(ashmere: Pack, city: City) -> None:
    """No arc that is not a bridge touches river, canal, lake, dock or sea."""
    graph = ashmere.graph()
    places = to_metres(graph.lat, graph.lon)
    lines = shapely.linestrings(
        np.stack([places[graph.arc_from], places[graph.to]], axis=1)
    )
    dry = lines[~graph.bridge]
    wet = city.terrain.inland
    shapely.prepare(wet)
    shapely.prepare(city.terrain.island)

    assert not shapely.intersects(wet, dry).any()
    assert shapely.contains(city.terrain.island, lines).all()


def test_several_bridges_cross_the_river(ashmere: Pack, city: City) -> None:
    """Six or more carry all crossings; without bridges the banks are apart."""
    names = [place.name for place in ashmere.places("bridge")]
    graph = ashmere.graph()
    middles = shapely.points(
        (to_metres(graph.lat, graph.lon)[graph.arc_from]
         + to_metres(graph.lat, graph.lon)[graph.to]) / 2.0
    )  # fmt: skip
    river = shapely.LineString(city.terrain.river)
    over = shapely.dwithin(river, middles, 15.0)

    assert 6 <= len(names)
    assert {"Station Road bridge", "Ring Road west bridge"} <= set(names)
    assert graph.bridge[over].all()


def test_streets_have_speeds_of_their_kind(ashmere: Pack) -> None:
    """Lanes are driven at 20 km/h, the ring at 70, nothing faster or slower."""
    graph = ashmere.graph()
    ring = graph.street == graph.names.index("Ring Road")

    assert {20.0, 30.0, 40.0, 50.0, 70.0} == set(graph.speed_kmh.tolist())
    assert {70.0} == set(graph.speed_kmh[ring].tolist())
    assert (graph.street >= 0).all()
    assert graph.length_m.max() <= 60.1


def test_the_eight_districts_are_its_sectors(ashmere: Pack) -> None:
    """Every street corner lies in exactly one sector."""
    names = [sector.name for sector in ashmere.sectors]
    graph = ashmere.graph()
    corners = shapely.points(graph.lon, graph.lat)
    areas = [shapely.Polygon(sector.ring[:, ::-1]) for sector in ashmere.sectors]
    within = np.sum([shapely.contains(area, corners) for area in areas], axis=0)

    assert 8 == len(set(names))
    assert {"Northgate", "Station Quarter", "Harbour", "Saltings"} <= set(names)
    assert (within <= 1).all()
    assert 0.98 < (within == 1).mean()  # boundaries run along streets


def test_landmarks_and_streets_can_be_found(ashmere: Pack) -> None:
    """What a dispatcher types first: hospital, police, quay, a corner."""
    kinds = {place.kind for place in ashmere.places()}

    assert {"hospital", "police", "court", "market", "school", "stadium"} <= kinds
    assert {"fire", "station", "park", "district", "street", "crossing"} <= kinds
    assert "Quay Street" == ashmere.find("quay street")[0].name
    assert "Ashmere Royal Infirmary" == ashmere.find("royal inf")[0].name
    assert "crossing" == ashmere.find("quay street at mill")[0].kind


def test_three_zooms_show_the_city_as_a_street_map(ashmere: Pack) -> None:
    """The whole, a district and a street: each has its layers, and labels."""
    seen = {
        zoom: ashmere.tile(zoom, *tile_of(54.6965, 2.3965, zoom))
        for zoom in (12, 14, 16)
    }
    layers = {zoom: set(tile.layers) if tile else set() for zoom, tile in seen.items()}

    assert {"land", "block", "water", "main", "ring"} <= layers[12]
    assert {"land", "block", "water", "minor", "street", "main"} <= layers[14]
    assert {"block", "building", "minor", "main"} <= layers[16]
    assert all(tile and tile.labels for tile in seen.values())
    assert layers[16] <= {kind.name for kind in LAYERS}


def test_buildings_of_the_deepest_zoom_are_all_there(ashmere: Pack, city: City) -> None:
    """Between 10,000 and 30,000 of them; each is in the tile of its middle."""
    middles = shapely.get_coordinates(shapely.centroid(city.buildings))

    assert 10_000 <= len(city.buildings) <= 30_000
    assert len(middles) == len(city.buildings)
    assert ashmere.zooms[-1] >= 15
    assert project(*ashmere.centre).shape == (2,)
