"""Tests of whole packs of OpenStreetMap data: what is in them, what stops them."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.build import ATTRIBUTION, build_pack, name_from
from controlroom.ground.mercator import tile_of
from controlroom.ground.pack import Pack
from controlroom.ground.routes import Routes
from tests.helpers.osm_town import LAT, LON, TOWN_BOX, OsmFile, degrees, write_osm_town
from tests.helpers.raw_streets import RawStreets


@pytest.fixture(scope="module")
def pack_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the hand-made town."""
    folder = tmp_path_factory.mktemp("town")
    names = folder / "names.csv"
    names.write_text("name,lat,lon,kind\nRVP Harbour,51.501,-0.1,rvp\n")
    path = folder / "town.pack"
    build_pack(write_osm_town(folder / "town.osm"), path, gazetteer=names)
    return path


def test_a_pack_says_whose_data_it_is(pack_path: Path) -> None:
    """Name after the file, attribution as the licence asks, the box of the file."""
    with Pack.open(pack_path) as pack:
        south_west, north_east = map(degrees, TOWN_BOX)

        assert "Town" == pack.name
        assert "© OpenStreetMap contributors" == ATTRIBUTION == pack.attribution
        assert (*south_west, *north_east) == pytest.approx(pack.bounds)
        assert "void" == pack.outside


def test_tiles_hold_land_sea_and_streets(pack_path: Path) -> None:
    """The middle has streets on land, the north the sea, far away is nothing."""
    with Pack.open(pack_path) as pack:
        middle = pack.tile(16, *tile_of(LAT, LON, 16))
        north = pack.tile(16, *tile_of(*degrees((0, 850)), 16))

        assert middle is not None
        assert {"land", "main", "minor", "building"} <= set(middle.layers)
        assert north is not None
        assert "water" in north.layers
        assert pack.tile(16, *tile_of(48.0, 2.0, 16)) is None


def test_names_are_found(pack_path: Path) -> None:
    """A street, a crossing, a house, a name of the force's own."""
    with Pack.open(pack_path) as pack:
        for text, name in (
            ("quay", "Quay Street"),
            ("mill quay", "Quay Street at Mill Street"),
            ("14 quay", "14 Quay Street"),
            ("rvp har", "RVP Harbour"),
            ("anchor", "The Anchor"),
        ):
            assert name == pack.find(text)[0].name


def test_routes_obey_one_way_streets(pack_path: Path) -> None:
    """Back Lane takes nobody westwards: from its east end it is back by Quay Street."""
    with Pack.open(pack_path) as pack:
        routes = Routes(pack.graph())
    west, middle = degrees((-400, -300)), degrees((0, -300))
    there, back = routes.path(*west, *middle), routes.path(*middle, *west)

    assert there is not None
    assert back is not None
    assert 400.0 == pytest.approx(there.length_m, rel=0.005)
    assert 1000.0 == pytest.approx(back.length_m, rel=0.005)


def test_times_follow_the_signs(pack_path: Path) -> None:
    """School Road is 300 m at 20 mph."""
    with Pack.open(pack_path) as pack:
        routes = Routes(pack.graph())
    route = routes.path(*degrees((-400, 0)), *degrees((-400, -300)))

    assert route is not None
    assert 300.0 / (20 * 1.609344 / 3.6) == pytest.approx(route.seconds[-1], rel=0.01)


def test_the_same_data_gives_the_same_bytes(tmp_path: Path, pack_path: Path) -> None:
    """A pack holds no time and no order of chance."""
    source = write_osm_town(tmp_path / "town.osm")
    for name in ("a", "b"):
        build_pack(source, tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert pack_path.exists()


def test_what_was_built_is_counted(tmp_path: Path) -> None:
    """For the line that the command prints."""
    said: list[str] = []
    source = write_osm_town(tmp_path / "town.osm")
    built = build_pack(source, tmp_path / "a.pack", name="Testham", say=said.append)

    assert "Testham" == built.name
    assert 6 == built.nodes
    assert 5 == built.streets
    assert 1 == built.left_out
    assert "writing tiles" == said[-1]


@pytest.mark.parametrize("spoil", ["later", "negative"])
def test_hostile_order_and_ids_are_explained(tmp_path: Path, spoil: str) -> None:
    """Ways before their nodes, or ids as an editor gives to what is not saved yet."""
    source = write_osm_town(tmp_path / "town.osm")
    lines = source.read_text().splitlines()
    if spoil == "later":
        nodes = [line for line in lines if line.startswith("<node")]
        others = [line for line in lines if not line.startswith("<node")]
        lines = [*others[:-1], *nodes, others[-1]]
    else:
        lines = [re.sub(r'(id|ref)="(\d)', r'\1="-\2', line) for line in lines]
    source.write_text("\n".join(lines))

    with pytest.raises(PackError) as refused:
        build_pack(source, tmp_path / "a.pack")
    assert "ways are missing, come after them" in str(refused.value)
    assert "\n" not in str(refused.value)


def _hostile(folder: Path, case: str) -> Path:
    file = OsmFile()
    if case == "no ways":
        file.node((0, 0), amenity="pub", name="The Anchor")
        file.node((500, 500))
    elif case == "no streets":
        file.way((0, 0), (500, 500), railway="rail")
    elif case == "foreign":
        (folder / "a.osm.pbf").write_bytes(b"\x89PNG\r\n" + bytes(999))
        return folder / "a.osm.pbf"
    elif case == "cut":
        whole = write_osm_town(folder / "a.osm")
        whole.write_bytes(whole.read_bytes()[:-400])
        return whole
    return file.write(folder / "a.osm", ((0, 0), (500, 500)))


@pytest.mark.parametrize("case", ["no ways", "no streets", "foreign", "cut"])
def test_hostile_regions_leave_the_old_pack_alone(
    tmp_path: Path, pack_path: Path, case: str
) -> None:
    """One line, no scraps, and what stood there still stands."""
    source = _hostile(tmp_path, case)
    path = tmp_path / "kept.pack"
    path.write_bytes(pack_path.read_bytes())
    before = sorted(tmp_path.iterdir())

    with pytest.raises(PackError) as refused:
        build_pack(source, path)
    assert "\n" not in str(refused.value)
    assert before == sorted(tmp_path.iterdir())
    assert pack_path.read_bytes() == path.read_bytes()


def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    """Interrupted while it places names, a build takes its scratch files away."""
    source = write_osm_town(tmp_path / "town.osm")

    def interrupt(words: str) -> None:
        if words == "placing names":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_pack(source, tmp_path / "a.pack", say=interrupt)
    assert [source] == list(tmp_path.iterdir())


def test_hostile_antimeridian_is_left_out(tmp_path: Path) -> None:
    """A park that goes round the world is not drawn; the town is."""
    file = OsmFile()
    file.way((0, 0), (300, 0), highway="residential", name="Quay Street")
    east, west = 180.05 * 69_221.0, -179.85 * 69_221.0  # 179.95° E, 179.95° W
    file.way((east, 0), (east, 99), (west, 99), (west, 0), (east, 0), leisure="park")
    path = tmp_path / "a.pack"
    built = build_pack(file.write(tmp_path / "a.osm", ((-50, -50), (350, 50))), path)

    assert 1 == built.left_out
    with Pack.open(path) as pack:
        tile = pack.tile(16, *tile_of(LAT, LON, 16))

        assert tile is not None
        assert "park" not in tile.layers


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("greater-london-latest.osm.pbf", "Greater London"),
        ("st_georges.osm", "St Georges"),
        ("latest.osm.pbf", "latest.osm.pbf"),
    ],
)
def test_a_name_for_a_file(name: str, said: str) -> None:
    """What a person would call it."""

    assert said == name_from(Path(name))


@pytest.mark.shared
def test_routes_on_monaco_are_the_shortest(shared_data: Path, tmp_path: Path) -> None:
    """200 random pairs: as long as an independent search over the raw file says."""
    source = shared_data / "osm" / "monaco.osm.pbf"
    path = tmp_path / "monaco.pack"
    build_pack(source, path)
    with Pack.open(path) as pack:
        graph = pack.graph()
    # at one speed everywhere the quickest way is the shortest
    routes = Routes(replace(graph, speed_kmh=np.full_like(graph.speed_kmh, 36.0)))
    raw = RawStreets(source)
    pairs = raw.draw_pairs(200, graph.lat, graph.lon)
    for start, end in pairs:
        ends = routes.nearest(*zip(raw.place(start), raw.place(end), strict=True))
        found = routes.path_between(*ends.tolist())

        assert found is not None
        assert raw.shortest_m(start, end) == pytest.approx(found.length_m, rel=0.005)
    assert 200 == len(pairs)
