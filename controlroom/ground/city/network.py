"""Lines become a network: nodes where they meet, edges between; loose ends go."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.roads import MINOR, Road
from controlroom.ground.mercator import Floats

_GRID_M = 0.05  # coordinates snap to this; lines nearer than it meet
_STUB_M = 4.0  # what overshoots a crossing by less is no street

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
    """The network of roads: every crossing a node, each edge of the largest class."""
    originals = np.array([shapely.LineString(road.line) for road in roads])
    noded = shapely.get_parts(shapely.union_all(originals, grid_size=_GRID_M))
    noded = noded[shapely.length(noded) > _GRID_M]
    source = _sources(noded, originals, roads)
    kind = np.array([road.kind for road in roads])[source]
    firsts = shapely.get_coordinates(shapely.get_point(noded, 0))
    lasts = shapely.get_coordinates(shapely.get_point(noded, -1))
    ends = np.rint(np.concatenate([firsts, lasts]) / _GRID_M).astype(np.int64)
    nodes, index = np.unique(ends, axis=0, return_inverse=True)
    index = index.reshape(-1)
    start, end = index[: len(noded)], index[len(noded) :]
    places = nodes.astype(np.float64) * _GRID_M
    return Network(places, start, end, noded, kind, source)


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


def drop_stubs(network: Network) -> Network:
    """Without the overshoots that a crossing left behind."""
    degree = network.degree()
    loose = (degree[network.start] == 1) | (degree[network.end] == 1)
    return network.keep(~(loose & (shapely.length(network.lines) < _STUB_M)))
