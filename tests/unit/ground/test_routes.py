"""Tests of travel: times, paths, one-way streets, places nobody can reach."""

from dataclasses import replace

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.graph import Graph
from controlroom.ground.pack import Pack
from controlroom.ground.routes import Routes


def test_time_is_length_by_speed(cross: Graph) -> None:
    """West to east is 200 m at 36 km/h: 20 s, by the middle."""
    route = Routes(cross).path_between(0, 2)

    assert route is not None
    assert [0, 1, 2] == route.nodes.tolist()
    assert [0.0, 10.0, 20.0] == pytest.approx(route.seconds.tolist())
    assert 200.0 == pytest.approx(route.length_m, rel=0.01)


def test_one_way_streets_are_one_way(cross: Graph) -> None:
    """South to north may take the fast one-way (10 s); back it is the cross (20 s)."""
    routes = Routes(cross)
    there, back = routes.path_between(4, 3), routes.path_between(3, 4)

    assert there is not None
    assert back is not None
    assert 10.0 == pytest.approx(there.seconds[-1])
    assert 20.0 == pytest.approx(back.seconds[-1])


def test_times_are_towards_the_place(cross: Graph) -> None:
    """Times to the north: from the south by the one-way, from the east by the cross."""
    seconds = Routes(cross).times_to(
        cross.lat[3], cross.lon[3], cross.lat[[4, 2, 3]], cross.lon[[4, 2, 3]]
    )

    assert [10.0, 20.0, 0.0] == pytest.approx(seconds.tolist())


def test_beyond_the_cutoff_is_unknown(cross: Graph) -> None:
    """A source farther than the cutoff has no time."""
    seconds = Routes(cross).times_to(
        cross.lat[2], cross.lon[2], cross.lat, cross.lon, cutoff_s=12.0
    )

    assert [False, True, True, False, False] == np.isfinite(seconds).tolist()


def test_unknown_places_have_no_time(cross: Graph) -> None:
    """A unit without a position is nan, and does not spoil the others."""
    routes = Routes(cross)
    seconds = routes.times_to(54.7, 2.4, [np.nan, 54.7, np.inf], [2.4, 2.4, 2.4])

    assert [False, True, False] == np.isfinite(seconds).tolist()
    assert 0 == len(routes.times_to(54.7, 2.4, [], []))
    assert np.isnan(routes.times_to(np.nan, 2.4, [54.7], [2.4])).all()
    assert routes.path(54.7, 2.4, np.nan, 2.4) is None


def test_an_island_cannot_be_reached(cross: Graph) -> None:
    """Without arcs between them there is no path and no time."""
    empty = np.zeros(0)
    apart = replace(
        cross,
        first=np.zeros(6, np.int32),
        to=empty.astype(np.int32),
        length_m=empty.astype(np.float32),
        speed_kmh=empty.astype(np.float32),
        street=empty.astype(np.int32),
        bridge=empty.astype(bool),
    )

    assert Routes(apart).path_between(0, 2) is None
    assert np.isnan(Routes(apart).times_to(54.7, 2.4, [cross.lat[3]], [2.4])[0])


def test_a_pack_without_streets_is_refused(cross: Graph) -> None:
    """No node, no routes: said when they are made, not at the first alarm."""
    none = replace(cross, lat=np.zeros(0), lon=np.zeros(0))

    with pytest.raises(PackError, match="no streets"):
        Routes(none)


def test_times_and_paths_agree_in_the_city(ashmere: Pack) -> None:
    """The time to a place from a node is the time of the path from there."""
    graph = ashmere.graph()
    routes = Routes(graph)
    goal = int(routes.nearest([54.71], [2.39])[0])
    nodes = np.arange(0, len(graph.lat), 1500)
    times = routes.times_to(
        graph.lat[goal], graph.lon[goal], graph.lat[nodes], graph.lon[nodes]
    )
    paths = [routes.path_between(int(node), goal) for node in nodes]

    assert times.tolist() == pytest.approx(
        [path.seconds[-1] if path else np.nan for path in paths]
    )


def test_speeds_along_a_path_are_those_of_streets(ashmere: Pack) -> None:
    """Across the city the mean speed is between 20 and 70 km/h."""
    route = Routes(ashmere.graph()).path(54.685, 2.35, 54.72, 2.43)

    assert route is not None
    assert 20.0 < route.length_m / route.seconds[-1] * 3.6 < 70.0
