"""Tests of naming: streets go straight on, each has a name, the plan's stay."""

import numpy as np

from controlroom.ground.city.naming import name_streets
from controlroom.ground.city.network import knot
from controlroom.ground.city.roads import MAIN, MINOR, Road
from controlroom.ground.city.survey import City


def test_a_street_keeps_its_name_over_crossings() -> None:
    """Two streets that cross have two names, not four; a turn is another street."""
    roads = [
        Road("", MINOR, np.array([[0.0, 0.0], [200.0, 0.0]])),
        Road("", MINOR, np.array([[100.0, -100.0], [100.0, 100.0]])),
        Road("High Street", MAIN, np.array([[200.0, 0.0], [200.0, 300.0]])),
    ]
    net = knot(roads)
    rng = np.random.Generator(np.random.PCG64(1))
    streets = name_streets(rng, net, roads, np.zeros(len(net), bool))
    level = [
        streets.names[street]
        for street, line in zip(streets.street, net.lines, strict=True)
        if line.bounds[1] == line.bounds[3]
    ]

    assert 3 == len(streets.names) == len(set(streets.names))
    assert "High Street" in streets.names
    assert 1 == len(set(level))


def test_every_edge_of_the_city_has_a_name(city: City) -> None:
    """No street is nameless, no name unused."""

    assert (city.streets.street >= 0).all()
    assert set(range(len(city.streets.names))) == set(city.streets.street.tolist())


def test_names_are_unique_in_the_city(city: City) -> None:
    """One name, one street: a caller's word is enough to find it."""

    assert len(city.streets.names) == len(set(city.streets.names))
    assert {"Ring Road", "Quay Street", "Canal Walk"} <= set(city.streets.names)
