"""Tests of words for places: folding, the nearest street, crossings."""

from dataclasses import replace

import numpy as np
import pytest

from controlroom.ground.graph import Graph
from controlroom.ground.pack import Pack
from controlroom.ground.places import Spot, StreetFinder, fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quay Street", ["quay", "street"]),
        ("St Óláf's  Church", ["st", "olafs", "church"]),
        ("Tanner’s Row", ["tanners", "row"]),
        ('"; DROP TABLE place --', ["drop", "table", "place"]),
        ("½ MILE", ["1", "2", "mile"]),
        ("\x00\t\n", []),
        ("", []),
    ],
)
def test_folding_keeps_letters_and_figures(text: str, words: list[str]) -> None:
    """Case, accents, apostrophes and marks do not matter to a search."""

    assert words == fold(text)


def test_a_place_is_said_by_its_street_and_crossing(cross: Graph) -> None:
    """30 m along Quay Street is said as its corner with Mill Street."""
    spot = StreetFinder(cross).nearest(54.7, 2.4005)

    assert spot is not None
    assert "Quay Street at Mill Street" == str(spot)
    assert 0.0 == pytest.approx(spot.distance_m, abs=0.1)


def test_the_nearer_street_is_named_first(cross: Graph) -> None:
    """50 m north of the corner, 5 m beside it, one stands in Mill Street."""
    spot = StreetFinder(cross).nearest(54.70045, 2.40008)

    assert spot is not None
    assert ("Mill Street", "Quay Street") == (spot.street, spot.crossing)
    assert 5.1 == pytest.approx(spot.distance_m, abs=0.2)


@pytest.mark.parametrize(
    ("lat", "lon"), [(54.8, 2.4), (54.7, 2.5), (np.nan, 2.4), (54.7, np.nan), (90, 0)]
)
def test_far_from_every_street_there_are_no_words(
    cross: Graph, lat: float, lon: float
) -> None:
    """Beyond 2 km, and for a place that is none, the answer is None."""

    assert StreetFinder(cross).nearest(lat, lon) is None


def test_a_long_street_is_found_by_its_end() -> None:
    """Its middle lies 1 km away, a short street 30 m: the nearer part counts."""
    street = np.array([0, 0, 1, 1], np.int32)
    ones = np.ones(4, np.float32)
    graph = Graph(
        np.array([54.7, 54.718, 54.7001, 54.7001]),
        np.array([2.4, 2.4, 2.40047, 2.402]),
        np.arange(5, dtype=np.int32), np.array([1, 0, 3, 2], np.int32),
        ones, ones, street, street < 0, ("Long Road", "Short Row"),
    )  # fmt: skip
    spot = StreetFinder(graph).nearest(54.7001, 2.40008)

    assert spot is not None
    assert "Long Road" == spot.street
    assert 5.1 == pytest.approx(spot.distance_m, abs=0.2)


def test_the_nearest_of_a_city_is_the_nearest_of_all(ashmere: Pack) -> None:
    """As a search through every street finds it, whatever band was looked at."""
    chance = np.random.default_rng(1)
    graph = ashmere.graph()
    south, west, north, east = ashmere.bounds
    finder = StreetFinder(graph)
    for lat, lon in chance.uniform((south, west), (north, east), (20, 2)):
        spot = finder.nearest(lat, lon)

        assert _by_force(graph, lat, lon) == pytest.approx(
            spot.distance_m if spot else np.inf, abs=0.01
        )


def test_a_street_that_meets_no_other_is_said_alone() -> None:
    """Without a crossing the street's name is enough."""

    assert "Moor Lane" == str(Spot("Moor Lane", "", 3.0))


def test_crossings_are_listed_once(cross: Graph) -> None:
    """One crossing of two streets is one place, at their common node."""
    (place,) = StreetFinder(cross).crossing_places()

    assert "Quay Street at Mill Street" == place.name
    assert (54.7, 2.4) == (place.lat, place.lon)


def _by_force(graph: Graph, lat: float, lon: float) -> float:
    """Metres to the nearest of all named streets; inf beyond 2 km."""
    scale = 111_195.0 * np.cos(np.radians(lat))
    named = np.flatnonzero(graph.street >= 0)
    a, b = graph.arc_from[named], graph.to[named]
    x, y = (graph.lon[a] - lon) * scale, (graph.lat[a] - lat) * 111_195.0
    dx, dy = (graph.lon[b] - lon) * scale - x, (graph.lat[b] - lat) * 111_195.0 - y
    along = -(x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-9)
    part = np.clip(along, 0.0, 1.0)
    best = float(np.hypot(x + part * dx, y + part * dy).min())
    return best if best <= 2000.0 else np.inf


@pytest.mark.parametrize(("apart_deg", "places"), [(0.001, 1), (0.1, 2)])
def test_streets_of_one_name_cross_in_each_part_of_a_town(
    cross: Graph, apart_deg: float, places: int
) -> None:
    """11 km on it is another crossing; 100 m on it is the other carriageway."""
    size = len(cross.lat)
    twice = replace(
        cross,
        lat=np.concatenate([cross.lat, cross.lat + apart_deg]),
        lon=np.tile(cross.lon, 2),
        first=np.concatenate([cross.first, cross.first[1:] + cross.first[-1]]),
        to=np.concatenate([cross.to, cross.to + size]),
        length_m=np.tile(cross.length_m, 2),
        speed_kmh=np.tile(cross.speed_kmh, 2),
        street=np.tile(cross.street, 2),
        bridge=np.tile(cross.bridge, 2),
    )

    assert places == len(StreetFinder(twice).crossing_places())
