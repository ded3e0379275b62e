"""Lines become a network: nodes where they meet, edges between; loose ends go."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.roads import MINOR, Road
from controlroom.ground.mercator import Floats

_GRID_M = 0.05  # coordinates snap to this; lines nearer than it meet
_STUB_M = 4.0  # shorter pieces are overshoots and near misses, no streets
_TWIN_M = 45.0  # two ways between the same crossings: below this one is enough
_THIN_M = 10.0  # area by circumference: a strip twice as wide is no block
_TINY_M2 = 1100.0

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Edges between nodes, local metres.

    nodes: (n, 2). start, end: node of each edge. lines: LineString of each edge.
    kind: class of each edge. source: index of the road it came from.
    """

    nodes: Floats
    start: Ints
    end: Ints
    lines: NDArray[np.object_]
    kind: Ints
    source: Ints

    def __len__(self) -> int:
        return len(self.lines)

    def keep(self, chosen: NDArray[np.bool_]) -> "Network":
        """The same nodes with only some edges."""
        return Network(
            self.nodes,
            self.start[chosen],
            self.end[chosen],
            self.lines[chosen],
            self.kind[chosen],
            self.source[chosen],
        )

    def degree(self) -> Ints:
        """How many edges meet at each node."""
        ends = np.concatenate([self.start, self.end])
        return np.bincount(ends, minlength=len(self.nodes))

    def components(self) -> Ints:
        """A number for each node, the same for nodes that hang together."""
        label = np.arange(len(self.nodes))
        while True:
            low = np.minimum(label[self.start], label[self.end])
            following = label.copy()
            np.minimum.at(following, self.start, low)
            np.minimum.at(following, self.end, low)
            following = following[following]  # pointer jumping
            if np.array_equal(following, label):
                return label
            label = following


def knot(roads: list[Road]) -> Network:
    """The network of roads: every crossing a node, each edge of the largest class.

    What is shorter than a car is no edge: its ends become one node.
    """
    originals = np.array([shapely.LineString(road.line) for road in roads])
    noded = shapely.get_parts(shapely.union_all(originals, grid_size=_GRID_M))
    source = _sources(noded, originals, roads)
    kind = np.array([road.kind for road in roads])[source]
    firsts = shapely.get_coordinates(shapely.get_point(noded, 0))
    lasts = shapely.get_coordinates(shapely.get_point(noded, -1))
    ends = np.rint(np.concatenate([firsts, lasts]) / _GRID_M).astype(np.int64)
    nodes, index = np.unique(ends, axis=0, return_inverse=True)
    index = index.reshape(-1)
    start, end = index[: len(noded)], index[len(noded) :]
    places = nodes.astype(np.float64) * _GRID_M
    return _contract(Network(places, start, end, noded, kind, source))


def _contract(network: Network) -> Network:
    """Join the ends of very short edges; of twins between two nodes keep the first."""
    length = shapely.length(network.lines)
    short = network.keep(length < _STUB_M)
    label = short.components()
    degree = network.degree()
    # of nodes that become one, that where most edges meet keeps its place
    order = np.lexsort((-degree, label))
    chief = order[np.unique(label[order], return_index=True)[1]]
    representative = np.zeros(len(network.nodes), np.int64)
    representative[np.unique(label)] = chief
    node = representative[label]
    start, end = node[network.start], node[network.end]
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((length, -network.kind, high, low))
    twin = np.zeros(len(network), bool)
    same = (np.diff(low[order]) == 0) & (np.diff(high[order]) == 0)
    twin[order[1:][same]] = True
    twin &= length < _TWIN_M
    keep = (start != end) & ~twin
    lines = _ended(network.lines[keep], network.nodes, start[keep], end[keep])
    return Network(
        network.nodes,
        start[keep],
        end[keep],
        lines,
        network.kind[keep],
        network.source[keep],
    )


def _ended(
    lines: NDArray[np.object_], nodes: Floats, start: Ints, end: Ints
) -> NDArray[np.object_]:
    """Lines whose ends stand exactly on their nodes."""
    points, index = shapely.get_coordinates(lines, return_index=True)
    new = np.diff(index) != 0
    points[np.concatenate([[True], new])] = nodes[start]
    points[np.concatenate([new, [True]])] = nodes[end]
    return np.asarray(shapely.linestrings(points, indices=index))


def _sources(
    noded: NDArray[np.object_], originals: NDArray[np.object_], roads: list[Road]
) -> Ints:
    """The road of the largest class that each edge lies on."""
    middles = shapely.line_interpolate_point(noded, 0.5, normalized=True)
    tree = shapely.STRtree(originals)
    edge, road = tree.query(middles, predicate="dwithin", distance=0.3)
    rank = np.array([each.kind for each in roads])[road]
    order = np.lexsort((road, -rank, edge))
    edge, road = edge[order], road[order]
    first = np.concatenate([[True], np.diff(edge) != 0])
    source = np.zeros(len(noded), np.int64)
    source[edge[first]] = road[first]
    return source


def prune(network: Network, keep_lane: NDArray[np.bool_] | None = None) -> Network:
    """Take away loose ends until none is left, except edges marked to be kept."""
    alive = np.ones(len(network), bool)
    spared = np.zeros(len(network), bool) if keep_lane is None else keep_lane
    while True:
        size = len(network.nodes)
        degree = np.bincount(network.start[alive], minlength=size)
        degree += np.bincount(network.end[alive], minlength=size)
        loose = (degree[network.start] == 1) | (degree[network.end] == 1)
        loose &= alive & ~spared
        if not loose.any():
            return network.keep(alive)
        alive &= ~loose


def largest(network: Network) -> Network:
    """The part of the network that hangs together and has the most edges."""
    label = network.components()[network.start]
    return network.keep(label == np.bincount(label).argmax())


def loose_lanes(network: Network, least_m: float, most_m: float) -> NDArray[np.bool_]:
    """Edges that end loose at one node and could stay as a cul-de-sac."""
    degree = network.degree()
    one_end = (degree[network.start] == 1) ^ (degree[network.end] == 1)
    length = shapely.length(network.lines)
    fits = (length > least_m) & (length < most_m)
    return np.asarray(one_end & fits & (network.kind == MINOR))


def open_slivers(network: Network) -> Network:
    """Without one small street of each face too thin or too small to be a block."""
    for _ in range(3):
        faces = shapely.get_parts(shapely.polygonize(network.lines))
        area = shapely.area(faces)
        bad = faces[(area < _TINY_M2) | (area < _THIN_M * shapely.length(faces))]
        middles = shapely.line_interpolate_point(network.lines, 0.5, normalized=True)
        tree = shapely.STRtree(middles)
        face, edge = tree.query(
            shapely.boundary(bad), predicate="dwithin", distance=0.02
        )
        small = network.kind[edge] == MINOR
        face, edge = face[small], edge[small]
        if not len(edge):
            break
        order = np.lexsort((-shapely.length(network.lines[edge]), face))
        first = np.unique(face[order], return_index=True)[1]
        keep = np.ones(len(network), bool)
        keep[edge[order[first]]] = False
        network = network.keep(keep)
    return network
