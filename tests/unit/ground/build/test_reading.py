"""Tests of reading OpenStreetMap files: their box, their borders, what is not whole."""

from pathlib import Path

import osmium
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.build.reading import (
    Region,
    area_wkb,
    line_wkb,
    nodes_of,
    tags_of,
)
from tests.helpers.osm_town import TOWN_BOX, OsmFile, degrees, town, write_osm_town


def test_the_box_is_the_one_that_the_file_says(tmp_path: Path) -> None:
    """South, west, north, east of the header."""
    bounds = Region(write_osm_town(tmp_path / "town.osm")).bounds()
    south_west, north_east = map(degrees, TOWN_BOX)

    assert (*south_west, *north_east) == pytest.approx(bounds)


def test_a_file_without_a_box_is_measured(tmp_path: Path) -> None:
    """The box of its nodes; one stray far away does not stretch it."""
    file = town()
    for number in range(2000):
        file.node((number % 40 * 10.0, number // 40 * 10.0))
    file.node((900_000.0, -900_000.0))
    south, west, north, east = Region(file.write(tmp_path / "town.osm")).bounds()

    assert north - south < 0.1
    assert east - west < 0.1


def test_borders_are_the_ways_of_relations(tmp_path: Path) -> None:
    """A way of two boundaries has the level of the greater."""
    file = OsmFile()
    one, two = file.way((0, 0), (9, 9)), file.way((9, 9), (9, 0))
    for level, ways in (("8", (one, two)), ("4", (two,)), ("x", (one,))):
        file.relation(*((way, "outer") for way in ways), type="boundary",
                      boundary="administrative", admin_level=level)  # fmt: skip

    found = Region(file.write(tmp_path / "a.osm")).boundaries()

    assert {one: 8, two: 4} == found


def test_objects_have_tags_and_places(tmp_path: Path) -> None:
    """Nodes with tags, ways, areas of closed ways and of relations with their holes."""
    region = Region(write_osm_town(tmp_path / "town.osm"))
    kinds, park, node_tags = set(), "", []
    for thing in region.objects(tmp_path / "nodes"):
        kinds.add(thing.type_str())
        if isinstance(thing, osmium.osm.Node):
            node_tags.append(tags_of(thing))
        if isinstance(thing, osmium.osm.Area) and not thing.from_way():
            park = park or area_wkb(thing) or ""

    assert {"n", "w", "a"} <= kinds
    assert all(node_tags)
    assert park


def test_hostile_ways_without_their_nodes(tmp_path: Path) -> None:
    """A node that the file lacks is left out of its way; one node makes no line."""
    file = OsmFile()
    file.missing(file.way((0, 0), (50, 0), highway="residential"), at=1)
    file.missing(file.way((0, 0), highway="residential"), at=0)
    region = Region(file.write(tmp_path / "a.osm"))
    ways = [
        (line_wkb(thing), len(nodes_of(thing)))
        for thing in region.objects(tmp_path / "nodes")
        if isinstance(thing, osmium.osm.Way)
    ]

    assert [2, 1] == [nodes for _, nodes in ways]
    assert ways[0][0]
    assert ways[1][0] is None


def test_hostile_outlines_have_no_shape(tmp_path: Path) -> None:
    """A bow tie is an area without a ring: None, for whoever counts them."""
    file = OsmFile()
    file.way((0, 0), (50, 50), (50, 0), (0, 50), (0, 0), building="yes")
    region = Region(file.write(tmp_path / "a.osm"))
    shapes = [
        area_wkb(thing)
        for thing in region.objects(tmp_path / "nodes")
        if isinstance(thing, osmium.osm.Area)
    ]

    assert [None] == shapes


def _read(path: Path, scratch: Path) -> None:
    region = Region(path)
    region.bounds()
    region.boundaries()
    list(region.objects(scratch))


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.osm.pbf", b"", "is empty"),
        ("a.osm.pbf", b"\x89PNG\r\n\x1a\n" + bytes(5000), "cannot be read as"),
        ("a.osm.pbf", bytes(64), "cannot be read as"),
        ("a.osm.pbf", b"\xff" * 4096, "cannot be read as"),
        ("a.osm", b"<osm version='0.6'><node id='1'", "cannot be read as"),
        ("a.osm", b"<html><body>404</body></html>", "cannot be read as"),
        ("a.txt", b"hello", "Could not detect file format"),
    ],
)
def test_hostile_files_are_refused_in_a_line(
    tmp_path: Path, name: str, body: bytes, said: str
) -> None:
    """Empty, foreign, renamed: the file and the reason, nothing else."""
    path = tmp_path / name
    path.write_bytes(body)

    with pytest.raises(PackError) as refused:
        _read(path, tmp_path / "nodes")
    assert str(path) in str(refused.value)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_hostile_cut_in_the_middle(tmp_path: Path, share: float) -> None:
    """A copy that broke off is refused, as XML and as PBF."""
    whole = write_osm_town(tmp_path / "town.osm")
    pbf = tmp_path / "town.osm.pbf"
    with osmium.SimpleWriter(str(pbf)) as writer:
        for thing in osmium.FileProcessor(str(whole)):
            writer.add(thing)
    for path in (whole, pbf):
        body = path.read_bytes()
        path.write_bytes(body[: int(len(body) * share)])
        with pytest.raises(PackError, match="cut short"):
            list(Region(path).objects(tmp_path / "nodes"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Nothing, or a folder."""
    for path in (tmp_path / "none.osm", tmp_path):
        with pytest.raises(PackError, match="there is no file"):
            Region(path)


def test_hostile_reach_of_a_region(tmp_path: Path) -> None:
    """A region of half the world is refused before it is read."""
    file = OsmFile()
    file.way((0, 0), (5_000_000, 1000), highway="primary")
    path = file.write(tmp_path / "a.osm", ((0, 0), (5_000_000, 1000)))

    with pytest.raises(PackError, match=r"covers 0 by 72 degrees; .* at most 40 by 40"):
        Region(path).bounds()


def test_hostile_flat_region(tmp_path: Path) -> None:
    """One node, or nodes in a line, are no ground to draw."""
    file = OsmFile()
    file.way((0, 0), (0, 500), highway="primary")

    with pytest.raises(PackError, match="covers no ground"):
        Region(file.write(tmp_path / "a.osm")).bounds()


def test_a_region_without_places(tmp_path: Path) -> None:
    """No node, no box: said in words."""
    path = tmp_path / "a.osm"
    path.write_text('<osm version="0.6"></osm>')

    with pytest.raises(PackError, match="holds no places"):
        Region(path).bounds()
