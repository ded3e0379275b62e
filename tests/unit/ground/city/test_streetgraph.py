"""Tests of the graph: bends are nodes, both ways are arcs, bridges marked."""

import numpy as np
import pytest
import shapely

from controlroom.ground.city.naming import Streets
from controlroom.ground.city.network import knot
from controlroom.ground.city.roads import MAIN, MINOR, Road
from controlroom.ground.city.streetgraph import graph_of


def test_a_street_over_a_river() -> None:
    """200 m of main road: arcs of at most 60 m both ways, one over the water."""
    roads = [
        Road("High Street", MAIN, np.array([[0.0, 0.0], [200.0, 0.0]])),
        Road("Mill Street", MINOR, np.array([[200.0, 0.0], [200.0, 40.0]])),
    ]
    net = knot(roads)
    streets = Streets(("High Street", "Mill Street"), net.source)
    graph = graph_of(net, streets, shapely.box(110.0, -50.0, 130.0, 50.0))
    back = {(b, a) for a, b in zip(graph.arc_from, graph.to, strict=True)}

    assert 6 == len(graph.lat)
    assert 10 == len(graph.to)
    assert back == set(zip(graph.arc_from, graph.to, strict=True))
    assert 2 * 240.0 == pytest.approx(float(graph.length_m.sum()))
    assert {50.0, 20.0} == set(graph.speed_kmh.tolist())
    assert 2 == graph.bridge.sum()
    assert graph.length_m.max() <= 60.0


def test_a_bend_keeps_its_shape() -> None:
    """A quarter circle of 100 m radius is followed to the metre."""
    angle = np.linspace(0.0, np.pi / 2.0, 40)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1) * 100.0
    net = knot([Road("", MINOR, arc)])
    graph = graph_of(net, Streets(("Bow Lane",), net.source), shapely.Polygon())

    assert 50.0 * np.pi == pytest.approx(float(graph.length_m.sum()) / 2.0, rel=0.01)
    assert not graph.bridge.any()
