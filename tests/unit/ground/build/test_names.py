"""Tests of names in a region: one of each, where they belong, none from outside."""

import numpy as np
import pytest
import shapely

from controlroom.ground.build.names import Names, without_twins
from controlroom.ground.build.naming import Naming
from controlroom.ground.build.tags import ROADS
from controlroom.ground.mercator import project
from controlroom.ground.places import Place

PUB = Naming("The Anchor", "pub", "pub", 8, 17)
PARK = Naming("Long Park", "park", "park", 5, 9)
HOUSE = Naming("14", "house", "house", 10, 18)


def _wkb(*points: tuple[float, float]) -> str:
    return str(shapely.to_wkb(shapely.LineString(points), hex=True))


def _box(west: float, side: float) -> str:
    return str(
        shapely.to_wkb(shapely.box(west, 51.5, west + side, 51.5 + side), hex=True)
    )


@pytest.fixture
def names() -> Names:
    """The names of a region of some 14 by 22 km."""
    left, top = project(51.6, -0.1)
    right, bottom = project(51.4, 0.1)
    return Names((float(left), float(top), float(right), float(bottom)))


def test_a_thing_mapped_twice_is_one(names: Names) -> None:
    """A pub's node and its building, 100 m apart; a namesake 2 km away is another."""
    names.put_spot(PUB, 51.5, 0.0)
    names.put_spot(PUB, 51.5009, 0.0)
    names.put_spot(PUB, 51.52, 0.0)

    assert 2 == len(names.places())
    assert 2 == len(names.texts())


def test_what_lies_outside_is_not_named(names: Names) -> None:
    """A region's neighbours are on their own map."""
    names.put_spot(PUB, 52.5, 0.0)
    names.put_area(PARK, _box(5.0, 0.01))

    assert [] == names.places()


def test_large_parks_are_named_early(names: Names) -> None:
    """The larger, the farther out; a park without an outline only close up."""
    names.put_area(PARK, _box(-0.05, 0.02))
    names.put_area(PARK._replace(name="Green"), _box(0.05, 0.0005))
    names.put_spot(PARK._replace(name="Lawn"), 51.45, 0.0)
    zooms = {text.text: text.zoom_from for text in names.texts()}

    assert zooms["Long Park"] < zooms["Green"] <= 17
    assert 16 == zooms["Lawn"]


def test_houses_are_found_by_number_and_street(names: Names) -> None:
    """A house is lettered by its number, found by both, whatever it was mapped as."""
    names.put_house("14", "Quay Street", 51.5, 0.0)
    names.put_house("18", "", 51.5, 0.0)
    names.put_house("20", "Far Street", 55.0, 0.0)
    names.put_area(HOUSE._replace(name="16"), _box(0.0, 0.0001), "Quay Street")
    places = names.places()

    assert {"14 Quay Street", "16 Quay Street"} == {place.name for place in places}
    assert {"address"} == {place.kind for place in places}
    assert ["14", "18", "16"] == [text.text for text in names.house_texts()]
    assert [] == names.texts()


def test_streets_of_one_name_are_found_once_each(names: Names) -> None:
    """Pieces of one street are one; the High Street of the next town is another."""
    road = ROADS["residential"]
    names.put_street("High Street", "", road, _wkb((0.0, 51.5), (0.001, 51.5)))
    names.put_street("High Street", "", road, _wkb((0.001, 51.5), (0.002, 51.5)))
    names.put_street("High Street", "", road, _wkb((0.05, 51.5), (0.051, 51.5)))
    places = names.places()

    assert ["street", "street"] == [place.kind for place in places]
    assert 0.001 == pytest.approx(places[0].lon)
    assert 2 == len(names.texts())


def test_great_roads_show_their_number(names: Names) -> None:
    """A primary road's number is lettered, a lane's and a novel are not."""
    names.put_street("", "A 9;A 10", ROADS["primary"], _wkb((0.0, 51.5), (0.01, 51.5)))
    names.put_street("", "C 123", ROADS["service"], _wkb((0.0, 51.5), (0.01, 51.5)))
    names.put_street("", "A 9 to the north", ROADS["primary"],
                     _wkb((0.0, 51.5), (0.01, 51.5)))  # fmt: skip

    assert [("A 9", "ref")] == [(text.text, text.kind) for text in names.texts()]


def test_hostile_outlines_name_nothing(names: Names) -> None:
    """Across the 180th meridian, or a street outside: nothing, no exception."""
    across = shapely.Polygon([(179.9, 10), (-179.9, 10), (-179.9, 11)])
    names.put_area(PARK, str(shapely.to_wkb(across, hex=True)))
    names.put_street("Far Street", "", ROADS["primary"], _wkb((5.0, 10.0), (5.1, 10.0)))

    assert [] == names.texts()
    assert [] == names.places()


def test_hostile_street_on_the_edge(names: Names) -> None:
    """One that only touches the region's edge leaves a point, and that is no street."""
    edge = _wkb((0.1, 51.5), (0.2, 51.5))
    names.put_street("Edge Street", "", ROADS["primary"], edge)

    assert [] == names.texts()
    assert [] == names.places()


def test_twins_go() -> None:
    """The same words, kind and spot once: from the map and from a gazetteer."""
    place = Place("Quay Street", "street", 51.5, 0.0)
    other = Place("QUAY  street", "street", 51.50001, 0.0)

    assert [place] == without_twins([place, other])
    assert 2 == len(without_twins([place, Place("Quay Street", "beat", 51.5, 0.0)]))
    assert np.isfinite(place.lat)
