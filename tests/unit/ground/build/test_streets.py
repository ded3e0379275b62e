"""Tests of the street graph: junctions, one-way arcs, true lengths, no lost islands."""

import numpy as np
import pytest

from controlroom.ground.build.streets import (
    FEWEST_NODES,
    LONGEST_M,
    Node,
    Streets,
    in_large_parts,
)
from controlroom.ground.build.tags import Drive
from controlroom.ground.routes import Routes

BOTH = Drive(36.0, forward=True, backward=True)
STEP = 8994  # 100 m of latitude in units of 1e-7 degrees
MIDDLE = 515_000_000


def _node(number: int, north: float, east: float = 0.0) -> Node:
    lat = MIDDLE + round(north * STEP / 100.0)
    lon = round(east * STEP / 100.0 / np.cos(np.radians(51.5)))
    return number, lat, lon


def _cross() -> Streets:
    """Quay Street west to east, Mill Street from it north; both ways."""
    streets = Streets()
    streets.put([_node(1, 0, -200), _node(2, 0), _node(3, 0, 200)], BOTH, "Quay Street",
                bridge=False)  # fmt: skip
    streets.put([_node(2, 0), _node(4, 300)], BOTH, "Mill Street", bridge=True)
    return streets


def test_ways_that_share_a_node_meet() -> None:
    """From the west of one street to the north of the other it is 500 m."""
    graph = _cross().graph()
    route = Routes(graph).path(51.5, -0.01, 51.51, 0.0)

    assert route is not None
    assert 500.0 == pytest.approx(route.length_m, rel=0.002)
    assert {"Quay Street", "Mill Street"} == set(graph.names)


def test_ways_that_only_cross_do_not_meet() -> None:
    """A bridge over a street has no node with it: nobody turns there."""
    streets = Streets()
    streets.put([_node(1, 0, -200), _node(2, 0, 200)], BOTH, "Under", bridge=False)
    streets.put([_node(3, -200), _node(4, 200)], BOTH, "Over", bridge=True)
    routes = Routes(streets.graph())

    assert routes.path(51.5, -0.003, 51.502, 0.0) is None


def test_one_way_is_one_way() -> None:
    """Along its points when forward, against them when backward."""
    for forward in (True, False):
        streets = Streets()
        drive = Drive(36.0, forward=forward, backward=not forward)
        streets.put([_node(1, 0), _node(2, 50)], drive, "Back Lane", bridge=False)
        graph = streets.graph()

        assert 1 == len(graph.to)
        assert forward == bool(graph.lat[graph.to[0]] > graph.lat[graph.arc_from[0]])


def test_arcs_are_short_and_as_long_as_the_street() -> None:
    """Bends of a metre go, long straights are split; the length stays the surveyed."""
    streets = Streets()
    points = [_node(n + 1, 10.0 * n, 0.4 * (-1) ** n) for n in range(41)]
    streets.put(points, BOTH, "Winding Lane", bridge=False)
    graph = streets.graph()
    surveyed = 40 * float(np.hypot(10.0, 0.8))

    assert graph.length_m.max() < LONGEST_M * 1.01
    assert len(graph.lat) < 12
    assert 2 * surveyed == pytest.approx(float(graph.length_m.sum()), rel=0.002)


def test_bridges_names_and_speeds_go_with_their_arcs() -> None:
    """Each arc knows its street, its speed and whether it is a bridge."""
    graph = _cross().graph()
    mill = graph.street == graph.names.index("Mill Street")

    assert mill.tolist() == graph.bridge.tolist()
    assert {36.0} == set(graph.speed_kmh.tolist())


def test_hostile_ways() -> None:
    """One node, a node twice, a loop, two nodes in one place: harmless."""
    streets = _cross()
    streets.put([_node(9, 0)], BOTH, "", bridge=False)
    streets.put([], BOTH, "", bridge=False)
    streets.put([_node(2, 0), _node(2, 0)], BOTH, "", bridge=False)
    streets.put([_node(2, 0), _node(10, 0.4), _node(11, 0.4, 0.4), _node(2, 0)], BOTH,
                "Tiny Loop", bridge=False)  # fmt: skip
    streets.put([_node(4, 300), _node(12, 300), _node(13, 350)], BOTH, "", bridge=False)
    graph = streets.graph()

    assert 4 == len(streets)
    assert Routes(graph).path(51.5, -0.01, 51.51, 0.0) is not None
    assert np.all(graph.length_m > 0.0)


def test_small_islands_are_left_out() -> None:
    """A car park that nothing leads to is no nearest street; a real isle stays."""
    chain = np.arange(FEWEST_NODES)
    a = np.concatenate([chain[:-1], 100 + chain[:-1], [300, 301]])
    b = np.concatenate([chain[1:], 100 + chain[1:], [301, 302]])
    kept = in_large_parts(a, b, 310)

    assert kept[:FEWEST_NODES].all()
    assert kept[100 : 100 + FEWEST_NODES].all()
    assert not kept[300:303].any()


def test_a_hamlet_is_kept_when_there_is_nothing_larger() -> None:
    """The largest part stays, however small."""
    kept = in_large_parts(np.array([0, 3]), np.array([1, 4]), 6)

    assert [True, True, False, True, True, False] == kept.tolist()


def test_no_streets_no_graph() -> None:
    """Nothing in, nothing out; without an exception."""
    graph = Streets().graph()

    assert 0 == len(graph.lat)
    assert 0 == len(graph.to)
