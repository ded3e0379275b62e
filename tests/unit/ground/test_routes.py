"""Tests of travel: times, paths, one-way streets, places nobody can reach."""

import math
from dataclasses import replace

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.graph import Graph
from controlroom.ground.mercator import Floats
from controlroom.ground.pack import Pack
from controlroom.ground.routes import Reach, Routes
from tests.helpers.grid import grid_graph


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


@pytest.mark.parametrize("seconds", [0.0, 4.0, 15.0, 25.0, 1_000.0])
@pytest.mark.parametrize("goal", [0, 3, 4])
def test_reach_is_what_every_way_says(cross: Graph, goal: int, seconds: float) -> None:
    """Each stretch as trying every way finds it: one-way streets, parts of arcs."""
    reach = Routes(cross).reach(cross.lat[goal], cross.lon[goal], seconds)

    assert _by_force(cross, goal, seconds) == pytest.approx(_stretches(reach))


def test_reach_of_a_grid_is_a_diamond() -> None:
    """25 s at 10 m/s is two blocks and a half, round the corners."""
    graph = grid_graph(9)
    middle = 40
    reach = Routes(graph).reach(graph.lat[middle], graph.lon[middle], 25.0)
    north = (reach.far_lat - graph.lat[middle]) * 111_195.0
    east = (reach.far_lon - graph.lon[middle]) * 111_195.0
    blocks = np.abs(north) + np.abs(east * np.cos(np.radians(54.7)))

    assert 250.0 == pytest.approx(blocks.max(), rel=0.001)
    assert 25.0 == pytest.approx(reach.far_s.max())
    assert _by_force(graph, middle, 25.0) == pytest.approx(_stretches(reach))


def test_reach_says_how_far_off_the_street_is(cross: Graph) -> None:
    """From a field the nearest junction counts, and the gap is told."""
    reach = Routes(cross).reach(54.7 + 500 / 111_195.0, 2.4, 5.0)

    assert 400.0 == pytest.approx(reach.off_m, rel=0.01)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nowhere_has_no_reach(cross: Graph, bad: float) -> None:
    """A place that is none is refused, and so is endless time."""
    routes = Routes(cross)

    with pytest.raises(PackError, match="cannot be reached"):
        routes.reach(bad, 2.4, 60.0)
    with pytest.raises(PackError, match="cannot be reached"):
        routes.reach(54.7, 2.4, bad)


def test_no_time_reaches_nothing(cross: Graph) -> None:
    """Less than none is none: every stretch has no length."""
    reach = Routes(cross).reach(54.7, 2.4, -5.0)

    assert np.array_equal(reach.near_lat, reach.far_lat)


def _stretches(reach: Reach) -> list[float]:
    """Near and far seconds and far latitudes of all stretches, in order."""
    rows = np.column_stack([reach.near_s, reach.far_s, reach.far_lat, reach.far_lon])
    return _sorted(rows)


def _sorted(rows: Floats) -> list[float]:
    """Rows in an order of their own, one after the other."""
    keys = np.round(rows, 6)
    return np.array(rows[np.lexsort(keys.T)]).ravel().tolist()


def _by_force(graph: Graph, goal: int, seconds: float) -> list[float]:
    """The same stretches, from times that are bettered until nothing changes."""
    times = dict.fromkeys(range(len(graph.lat)), math.inf) | {goal: 0.0}
    arcs = list(zip(graph.arc_from.tolist(), graph.to.tolist(), graph.seconds.tolist(),
                    strict=True))  # fmt: skip
    for _ in range(len(times)):
        for start, end, takes in arcs:
            times[start] = min(times[start], times[end] + takes)
    rows = []
    for start, end, takes in arcs:
        if times[end] <= seconds:
            part = min((seconds - times[end]) / takes, 1.0)
            lat = graph.lat[end] + part * (graph.lat[start] - graph.lat[end])
            lon = graph.lon[end] + part * (graph.lon[start] - graph.lon[end])
            rows.append((times[end], times[end] + part * takes, lat, lon))
    return _sorted(np.array(rows))


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
