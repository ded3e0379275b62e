"""The ground of a page is a well-formed picture with true corners."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from controlroom.ground.build import build_pack
from controlroom.ground.pack import Pack
from controlroom.reports.ground_svg import ground_svg
from tests.helpers.osm_town import LAT, LON, write_osm_town

COLOURS = tomllib.loads(files("resources").joinpath("tokens.toml").read_text("utf-8"))[
    "light"
]["map"]


@pytest.fixture
def pack(city: Path) -> Iterator[Pack]:
    """The exercise city as a pack."""
    with Pack.open(city) as opened:
        yield opened


def test_paints_streets_and_names(pack: Pack) -> None:
    """The middle of the city shows filled areas, strokes and at least one name."""
    picture = ground_svg(pack, *pack.centre, COLOURS)

    assert picture is not None
    tree = fromstring(picture.svg)
    tags = [child.tag.rpartition("}")[2] for child in tree]
    assert tags.count("path") > 4
    assert "text" in tags


def test_corners_hold_the_place(pack: Pack) -> None:
    """The place lies well inside the corners."""
    lat, lon = pack.centre

    picture = ground_svg(pack, lat, lon, COLOURS)

    assert picture is not None
    assert picture.south_west[0] < lat < picture.north_east[0]
    assert picture.south_west[1] < lon < picture.north_east[1]


def test_unknown_ground_is_none(pack: Pack) -> None:
    """Where the pack knows nothing there is no picture."""
    assert ground_svg(pack, -40.0, 100.0, COLOURS) is None


def test_a_real_town_has_tunnels_and_dashes(tmp_path: Path) -> None:
    """Of OpenStreetMap data: what is faint or broken on the map is so on the page."""
    path = tmp_path / "town.pack"
    build_pack(write_osm_town(tmp_path / "town.osm"), path)
    with Pack.open(path) as town:
        picture = ground_svg(town, LAT, LON, COLOURS)

    assert picture is not None
    tree = fromstring(picture.svg)
    lines = [child.attrib for child in tree if child.get("fill") == "none"]
    assert any("stroke-opacity" in line for line in lines)
    assert any("stroke-dasharray" in line for line in lines)
    assert not any("stroke-dasharray" in x and "stroke-linecap" in x for x in lines)
