"""Tests of the sheets: what each zoom shows, winding, texts, places."""

import numpy as np

from controlroom.ground.city.sheets import (
    ZOOMS,
    draw_sheets,
    list_places,
    list_sectors,
    list_texts,
)
from controlroom.ground.city.streetgraph import graph_of
from controlroom.ground.city.survey import City
from controlroom.ground.places import StreetFinder


def test_deeper_sheets_show_more(city: City) -> None:
    """Points grow with the zoom; paths and small houses only at the deepest."""
    sheets = draw_sheets(city)
    points = [sum(len(s.points) for s in sheets[zoom].values()) for zoom in ZOOMS]

    assert sorted(points) == points
    assert "path" in sheets[ZOOMS[-1]]
    assert "building" not in sheets[11]
    assert len(sheets[13]["building"]) < len(sheets[15]["building"])


def test_holes_run_against_their_outline(city: City) -> None:
    """Rings of land are all one way; water's islands the other."""
    land = draw_sheets(city)[15]["land"]
    areas = [
        float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())
        for x, y in (ring.T for ring in land)
    ]

    assert 1 == len(set(np.sign(areas)))


def test_texts_name_districts_before_streets(city: City) -> None:
    """The order is the rank, so that streets give way."""
    texts = list_texts(city)
    ranks = {text.text: text.rank for text in texts}

    assert ranks["Ashmere"] < ranks["Harbour"] < ranks["Castle Park"]
    assert len(texts) > 2000


def test_every_street_and_crossing_is_a_place(city: City) -> None:
    """Names of streets once each; crossings of two named streets."""
    graph = graph_of(city.network, city.streets, city.terrain.inland)
    places = list_places(city, StreetFinder(graph))
    streets = [place.name for place in places if place.kind == "street"]
    crossings = [place for place in places if place.kind == "crossing"]

    assert sorted(streets) == sorted(city.streets.names)
    assert len(crossings) > 3000
    assert all(" at " in place.name for place in crossings)


def test_sectors_are_the_districts_in_degrees(city: City) -> None:
    """Latitude first, around 54.7 N 2.4 E."""
    sectors = list_sectors(city)

    assert [name for name, _ in city.districts] == [s.name for s in sectors]
    assert all(54.5 < s.ring[:, 0].mean() < 54.9 for s in sectors)
    assert all(2.2 < s.ring[:, 1].mean() < 2.6 for s in sectors)
