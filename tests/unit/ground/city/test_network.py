"""Tests of the network: crossings become nodes, loose ends and slivers go."""

import numpy as np
import shapely

from controlroom.ground.city.network import (
    Network,
    knot,
    largest,
    loose_lanes,
    open_slivers,
    prune,
)
from controlroom.ground.city.roads import MAIN, MINOR, Road


def _road(*points: tuple[float, float], kind: int = MINOR, name: str = "") -> Road:
    return Road(name, kind, np.array(points, float))


SQUARE = [
    _road((0, 0), (200, 0), (200, 200), (0, 200), (0, 0), kind=MAIN, name="Round"),
    _road((0, 100), (200, 100)),
]


def _same_ends(network: Network) -> bool:
    first = shapely.get_coordinates(shapely.get_point(network.lines, 0))
    last = shapely.get_coordinates(shapely.get_point(network.lines, -1))
    return bool(
        np.array_equal(first, network.nodes[network.start])
        and np.array_equal(last, network.nodes[network.end])
    )


def test_a_crossing_is_a_node() -> None:
    """Two lines that cross are four edges around one node."""
    network = knot([_road((0, 0), (100, 100)), _road((0, 100), (100, 0))])

    assert 4 == len(network)
    assert 4 == network.degree().max()
    assert _same_ends(network)


def test_overshoots_and_near_misses_join() -> None:
    """A street that ends 1.5 m beyond another ends at it; no stub stays."""
    network = knot([_road((0, 0), (100, 0)), _road((50, -1.5), (50, 80))])

    assert 3 == len(network)
    assert _same_ends(network)
    assert 3 == network.degree().max()


def test_of_two_roads_on_one_line_the_greater_stays() -> None:
    """An edge has the largest class that runs along it."""
    network = knot([_road((0, 0), (100, 0)), _road((0, 0), (100, 0), kind=MAIN)])

    assert [MAIN] == network.kind.tolist()
    assert [1] == network.source.tolist()


def test_loose_ends_go_until_none_is_left() -> None:
    """A chain of dead ends vanishes, what is enclosed stays."""
    network = prune(knot([*SQUARE, _road((200, 100), (300, 100), (300, 150))]))

    assert 2 <= network.degree()[network.start].min()
    assert 4 == len(network)


def test_a_spared_close_stays() -> None:
    """A loose end marked to be kept survives the pruning of others."""
    network = knot([*SQUARE, _road((100, 100), (100, 150))])
    spared = loose_lanes(network, 25.0, 120.0)

    assert 1 == spared.sum()
    assert len(network) == len(prune(network, spared))
    assert len(network) - 1 == len(prune(network))


def test_only_the_largest_part_stays() -> None:
    """What does not hang together with the most edges is left out."""
    apart = [_road((500, 500), (600, 500), (600, 600), (500, 500))]
    network = largest(knot([*SQUARE, *apart]))

    assert network.nodes[network.start].max() <= 200.0


def test_a_sliver_is_opened() -> None:
    """Of two streets 10 m apart one goes; ordinary blocks are left alone."""
    network = knot([*SQUARE, _road((0, 110), (200, 110))])

    assert len(network) > len(open_slivers(network))
    assert len(knot(SQUARE)) == len(open_slivers(knot(SQUARE)))
