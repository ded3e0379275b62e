"""Turns the street network into a pack's graph: bends are nodes, both ways arcs."""

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.frame import to_degrees
from controlroom.ground.city.naming import Streets
from controlroom.ground.city.network import Network
from controlroom.ground.graph import Graph

# by class: path, minor, street, main, ring
SPEED_KMH = (8.0, 30.0, 40.0, 50.0, 70.0)
_LANE_KMH = 20.0  # a small street shorter than this many metres is slower
_LANE_M = 60.0
_LONGEST_M = 60.0
_BEND_M = 1.2  # how far a straight arc may leave the drawn curve


def graph_of(network: Network, streets: Streets, water: shapely.Geometry) -> Graph:
    """The directed graph; `water` marks the arcs that are bridges."""
    lines = shapely.segmentize(shapely.simplify(network.lines, _BEND_M), _LONGEST_M)
    points, edge = shapely.get_coordinates(lines, return_index=True)
    node = _node_numbers(network, points, edge)
    along = np.flatnonzero(edge[1:] == edge[:-1])
    a, b, owner = node[along], node[along + 1], edge[along]
    size = int(node.max()) + 1
    places = np.zeros((size, 2))
    places[node] = points
    places[: len(network.nodes)] = network.nodes
    length = np.hypot(*(places[b] - places[a]).T)
    speed = np.array(SPEED_KMH)[network.kind[owner]]
    lane = (network.kind[owner] == 1) & (shapely.length(network.lines)[owner] < _LANE_M)
    speed[lane] = _LANE_KMH
    straight = shapely.linestrings(np.stack([places[a], places[b]], axis=1))
    shapely.prepare(water)
    bridge = shapely.intersects(water, straight)
    return _both_ways(
        places, a, b, (length, speed, streets.street[owner], bridge), streets.names
    )


def _node_numbers(
    network: Network, points: NDArray[np.float64], edge: NDArray[np.int64]
) -> NDArray[np.int64]:
    """A node for each point: its junction at an edge's ends, a new one in between."""
    new_edge = np.diff(edge) != 0
    first = np.concatenate([[True], new_edge])
    last = np.concatenate([new_edge, [True]])
    node = np.full(len(points), -1)
    node[first], node[last] = network.start, network.end
    between = node < 0
    node[between] = len(network.nodes) + np.arange(int(between.sum()))
    return node


def _both_ways(
    places: NDArray[np.float64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    columns: tuple[NDArray[np.generic], ...],
    names: tuple[str, ...],
) -> Graph:
    used, number = np.unique(np.concatenate([a, b]), return_inverse=True)
    number = number.reshape(-1)
    a, b = number[: len(a)], number[len(a) :]
    origin, to = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.lexsort((to, origin))
    doubled = [np.concatenate([column, column])[order] for column in columns]
    first = np.searchsorted(origin[order], np.arange(len(used) + 1))
    lat, lon = to_degrees(places[used])
    length, speed, street, bridge = doubled
    return Graph(
        lat,
        lon,
        first.astype(np.int32),
        to[order].astype(np.int32),
        length.astype(np.float32),
        speed.astype(np.float32),
        street.astype(np.int32),
        bridge.astype(np.bool_),
        names,
    )
