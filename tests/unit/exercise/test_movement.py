"""Movers keep to the streets, go at street speeds and reach where they were sent."""

import numpy as np
import pytest

from controlroom.exercise.movement import FLY, FOLLOW, STAND, STROLL, Movers
from tests.helpers.grid import LAT0, STEP_M, grid_graph

GRAPH = grid_graph()


def _movers(count: int = 1) -> Movers:
    movers = Movers(GRAPH, count, np.random.Generator(np.random.PCG64(1)))
    for mover in range(count):
        movers.place(mover, 0)
    return movers


def _arc(start: int, end: int) -> int:
    first, last = GRAPH.first[start], GRAPH.first[start + 1]
    return int(first + np.flatnonzero(GRAPH.to[first:last] == end)[0])


def test_stands_until_told() -> None:
    """A mover that was placed stays there."""
    movers = _movers()
    movers.step(60.0)

    assert STAND == movers.mode[0]
    assert (GRAPH.lat[0], GRAPH.lon[0]) == (movers.lat[0], movers.lon[0])


def test_follows_a_path_at_the_street_speed() -> None:
    """200 m at 10 m/s take 20 s: half way after 10 s, there after 20 s, told once."""
    movers = _movers()
    movers.follow(0, [_arc(0, 5), _arc(5, 10)])
    movers.step(10.0)

    assert FOLLOW == movers.mode[0]
    assert movers.lat[0] == pytest.approx(GRAPH.lat[5])
    assert [] == movers.arrived

    movers.step(10.0)

    assert [0] == movers.arrived
    assert movers.lat[0] == pytest.approx(GRAPH.lat[10])
    movers.step(1.0)
    assert [] == movers.arrived


def test_one_long_step_crosses_many_junctions() -> None:
    """At sixty times the room's clock a step goes over several arcs and loses none."""
    movers = _movers()
    movers.follow(0, [_arc(0, 1), _arc(1, 2), _arc(2, 3), _arc(3, 4)])
    movers.step(35.0)

    expected = GRAPH.lon[3] + (GRAPH.lon[4] - GRAPH.lon[3]) / 2
    assert movers.lon[0] == pytest.approx(expected)


def test_own_limit_and_hurry() -> None:
    """Nobody is faster than its own limit; hurry scales the street's speed."""
    movers = _movers(2)
    movers.speed_limit_mps[:] = 1.5, 25.0
    movers.follow(0, [_arc(0, 1)])
    movers.follow(1, [_arc(0, 1)], hurry=1.5)
    movers.step(2.0)

    assert [1.5, 15.0] == movers.speed_mps.tolist()
    assert [3.0, 30.0] == movers.along_m.tolist()


def test_an_empty_path_has_arrived() -> None:
    """Sent to where it stands, a mover arrives at once instead of never."""
    movers = _movers()
    movers.follow(0, [])

    assert [0] == movers.arrived


def test_strolls_along_streets_and_never_off_them() -> None:
    """Every place of a stroll lies on an arc, and it does move."""
    movers = _movers(20)
    for mover in range(20):
        movers.stroll(mover)
    seen: set[tuple[int, int]] = set()
    for _ in range(200):
        movers.step(3.0)
        row = (movers.lat - LAT0) * 111_195.0 / STEP_M
        column = (movers.lon - GRAPH.lon[0]) / (GRAPH.lon[1] - GRAPH.lon[0])
        off = np.minimum(np.abs(row - row.round()), np.abs(column - column.round()))
        assert off.max() < 1e-6
        seen.update(zip(movers.node.tolist(), movers.arc.tolist(), strict=True))

    assert np.all(movers.mode == STROLL)
    assert len(seen) > 30


def test_same_seed_same_walk() -> None:
    """Two forces of one seed go the same way."""
    first, second = _movers(5), _movers(5)
    for movers in (first, second):
        for mover in range(5):
            movers.stroll(mover)
        for _ in range(50):
            movers.step(4.0)

    assert first.lat.tolist() == second.lat.tolist()


def test_next_path_starts_where_the_arc_ends() -> None:
    """Redirected in mid-street, a mover goes on to the next junction first."""
    movers = _movers()
    movers.follow(0, [_arc(0, 1)])
    movers.step(4.0)

    assert 1 == movers.next_node(0)
    movers.follow(0, [_arc(1, 2)])
    movers.step(16.0)
    assert movers.lon[0] == pytest.approx(GRAPH.lon[2])


def test_flies_straight_and_arrives() -> None:
    """A helicopter takes the straight line at its own speed."""
    movers = _movers()
    movers.speed_limit_mps[0] = 50.0
    movers.fly(0, float(GRAPH.lat[24]), float(GRAPH.lon[24]))
    movers.step(4.0)

    assert FLY == movers.mode[0]
    assert movers.heading_deg[0] == pytest.approx(45.0, abs=0.5)
    for _ in range(8):
        movers.step(1.0)
    assert movers.lat[0] == pytest.approx(GRAPH.lat[24])
    assert STAND == movers.mode[0]
