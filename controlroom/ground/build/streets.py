"""The street graph and the named lines of a region, from its ways; no file, no tag."""

from array import array
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.build.tags import Drive
from controlroom.ground.graph import Graph
from controlroom.ground.mercator import Floats

EARTH_M = 6_371_008.8
"""Mean radius: lengths on the sphere, as OpenStreetMap's own tools take them."""
BEND_M = 1.0
"""How far a straight arc may leave the street as it was surveyed."""
LONGEST_M = 60.0
FEWEST_NODES = 60
"""A piece of network smaller than this, apart from the rest, is left out: a car park
that nothing leads to must not be the nearest street to anybody."""
_E7 = 1e-7

Ints: TypeAlias = NDArray[np.int64]
Node: TypeAlias = tuple[int, int, int]
"""id, latitude and longitude in units of 1e-7 degrees."""


class Streets:
    """Collects the ways that are driven; `graph()` makes the network of them."""

    def __init__(self) -> None:
        self._ref = array("q")
        self._lat, self._lon = array("i"), array("i")  # 1e-7 degrees
        self._size = array("i")
        self._name, self._kmh = array("i"), array("f")
        self._ways = array("b")  # 1 forward, 2 backward, 4 a bridge
        self._names: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._size)

    def put(
        self,
        nodes: Sequence[Node],
        drive: Drive,
        name: str,
        *,
        bridge: bool,
    ) -> None:
        """Keep a way that is driven."""
        apart = [
            node
            for number, node in enumerate(nodes)
            if not number or node[1:] != nodes[number - 1][1:]
        ]
        if len(apart) < 2:  # noqa: PLR2004 - a line has two ends
            return
        for ref, lat, lon in apart:
            self._ref.append(ref)
            self._lat.append(lat)
            self._lon.append(lon)
        self._size.append(len(apart))
        number = self._names.setdefault(name, len(self._names)) if name else -1
        self._name.append(number)
        self._kmh.append(drive.kmh)
        self._ways.append(drive.forward + 2 * drive.backward + 4 * bridge)

    def graph(self) -> Graph:
        """The directed graph: nodes at junctions and bends, arcs in their order."""
        ref, inverse = np.unique(
            np.frombuffer(self._ref, np.int64), return_inverse=True
        )
        pieces = _pieces(inverse, np.frombuffer(self._size, np.int32), len(ref))
        place = np.zeros((len(ref), 2))
        place[inverse, 0] = np.frombuffer(self._lat, np.int32) * _E7
        place[inverse, 1] = np.frombuffer(self._lon, np.int32) * _E7
        net = _straighten(pieces, place) if len(self) else _NO_NET
        ways = np.frombuffer(self._ways, np.int8)[net.way]
        columns = (
            net.length,
            np.frombuffer(self._kmh, np.float32)[net.way],
            np.frombuffer(self._name, np.int32)[net.way],
            (ways & 4) > 0,
        )
        there, back = (ways & 1) > 0, (ways & 2) > 0
        origin = np.concatenate([net.start[there], net.end[back]])
        to = np.concatenate([net.end[there], net.start[back]])
        both = [np.concatenate([column[there], column[back]]) for column in columns]
        return _graph(net.place, origin, to, both, tuple(self._names))


class _Pieces:
    """Runs of node occurrences from junction to junction.

    node: the node of each occurrence; starts: where runs begin, with the end.
    way: the way of each run.
    """

    def __init__(self, node: Ints, starts: Ints, way: Ints) -> None:
        self.node, self.starts, self.way = node, starts, way


class _Net:
    """Undirected straight arcs: start, end (nodes), length in m, way; node places."""

    def __init__(
        self, start: Ints, end: Ints, length: Floats, way: Ints, place: Floats
    ) -> None:
        self.start, self.end, self.length = start, end, length
        self.way, self.place = way, place


_NONE = np.zeros(0, np.int64)
_NO_NET = _Net(_NONE, _NONE, np.zeros(0), _NONE, np.zeros((0, 2)))


def _pieces(node: Ints, size: NDArray[np.int32], nodes: int) -> _Pieces:
    """Cut ways where they meet: a node in two places, and each end of a way."""
    ends = np.cumsum(size.astype(np.int64))
    begins = ends - size
    times = np.bincount(node, minlength=nodes)
    times[node[begins]] += 1
    times[node[ends - 1]] += 1
    cut = times[node] > 1
    cut[begins] = cut[ends - 1] = True
    at = np.flatnonzero(cut)
    way = np.repeat(np.arange(len(size)), size)
    # from each cut to the next of the same way; both ends belong to the run
    run = np.flatnonzero(way[at[1:]] == way[at[:-1]])
    first, last = at[run], at[run + 1]
    length = last - first + 1
    starts = np.concatenate([[0], np.cumsum(length)])
    index = np.arange(int(starts[-1])) - np.repeat(starts[:-1] - first, length)
    return _Pieces(node[index], starts, way[first])


def _straighten(pieces: _Pieces, place: Floats) -> _Net:
    """Leave out bends that hardly bend, and split long arcs."""
    scale = _metres_per_degree(place)
    metres = place[pieces.node] * scale
    run = np.repeat(np.arange(len(pieces.way)), np.diff(pieces.starts))
    lines = shapely.linestrings(metres, indices=run)
    # a small loop would be straightened to nothing
    open_ended = ~shapely.is_closed(lines)
    lines[open_ended] = shapely.simplify(lines[open_ended], BEND_M)
    simple = shapely.segmentize(lines, LONGEST_M)
    points, owner = shapely.get_coordinates(simple, return_index=True)
    new = np.diff(owner) != 0
    first = np.concatenate([[True], new])
    last = np.concatenate([new, [True]])
    node = np.full(len(points), -1, np.int64)
    node[first] = pieces.node[pieces.starts[:-1]]
    node[last] = pieces.node[pieces.starts[1:] - 1]
    between = node < 0
    node[between] = len(place) + np.arange(int(between.sum()))
    every = np.concatenate([place, points[between] / scale])
    along = np.flatnonzero(~new)
    start, end, owner = node[along], node[along + 1], owner[along]
    length = _lengths(every, start, end)
    # a straightened street stays as long as it was
    true = np.bincount(
        run[1:][run[1:] == run[:-1]],
        _lengths(place, pieces.node[:-1], pieces.node[1:])[run[1:] == run[:-1]],
        minlength=len(pieces.way),
    )
    now = np.bincount(owner, length, minlength=len(pieces.way))
    factor = np.where(now > 0.0, true / np.maximum(now, 1e-9), 1.0)
    return _Net(start, end, length * factor[owner], pieces.way[owner], every)


def _metres_per_degree(place: Floats) -> Floats:
    degree = np.radians(1.0) * EARTH_M
    middle = np.radians(np.median(place[:, 0])) if len(place) else 0.0
    return np.array([degree, degree * np.cos(middle)])


def _lengths(place: Floats, start: Ints, end: Ints) -> Floats:
    """Metres on the sphere from node to node (haversine)."""
    a, b = np.radians(place[start]), np.radians(place[end])
    half = (
        np.sin((b[:, 0] - a[:, 0]) / 2.0) ** 2
        + np.cos(a[:, 0]) * np.cos(b[:, 0]) * np.sin((b[:, 1] - a[:, 1]) / 2.0) ** 2
    )
    return np.asarray(2.0 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def _graph(
    place: Floats,
    origin: Ints,
    to: Ints,
    columns: list[NDArray[np.generic]],
    names: tuple[str, ...],
) -> Graph:
    kept = (origin != to) & in_large_parts(origin, to, len(place))[origin]
    origin, to = origin[kept], to[kept]
    used, number = np.unique(np.concatenate([origin, to]), return_inverse=True)
    number = number.reshape(-1)
    origin, to = number[: len(origin)], number[len(origin) :]
    order = np.lexsort((to, origin))
    length, speed, street, bridge = (column[kept][order] for column in columns)
    first = np.searchsorted(origin[order], np.arange(len(used) + 1))
    return Graph(
        np.ascontiguousarray(place[used, 0]),
        np.ascontiguousarray(place[used, 1]),
        first.astype(np.int32),
        to[order].astype(np.int32),
        length.astype(np.float32),
        speed.astype(np.float32),
        street.astype(np.int32),
        bridge.astype(np.bool_),
        names,
    )


def in_large_parts(a: Ints, b: Ints, nodes: int) -> NDArray[np.bool_]:
    """Whether each node belongs to a connected part that is worth keeping.

    That is one of FEWEST_NODES or more, or the largest of all.
    """
    part = np.arange(nodes)
    while True:  # each round every part takes the least number it touches
        low = np.minimum(part[a], part[b])
        following = part.copy()
        np.minimum.at(following, part[a], low)
        np.minimum.at(following, part[b], low)
        following = following[following[part]]
        while not np.array_equal(following, following[following]):
            following = following[following]
        if np.array_equal(following, part):
            break
        part = following
    size = np.bincount(part, minlength=nodes)
    enough = min(FEWEST_NODES, int(size.max(initial=0)))
    return np.asarray(size[part] >= enough)
