"""Travel times and paths along streets: Dijkstra over a pack's graph, no traffic."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from controlroom.domain.errors import PackError
from controlroom.domain.geo import EARTH_M
from controlroom.ground.graph import Graph
from controlroom.ground.mercator import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A way along streets: lat, lon (n,) degrees; seconds (n,) from the start.

    The first point is the node nearest to the start, the last the one nearest to the
    end; the way between a place and its node is not part of it.
    """

    lat: Floats
    lon: Floats
    seconds: Floats
    length_m: float
    nodes: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Stretches of street from which a place is reached in time: columns (n,).

    Each runs from its near end, `seconds` before the place, to its far end, degrees
    WGS 84. `off_m`: how far the place is from the street where the way ends.
    """

    lat: float
    lon: float
    near_lat: Floats
    near_lon: Floats
    near_s: Floats
    far_lat: Floats
    far_lon: Floats
    far_s: Floats
    off_m: float


class Routes:
    """Shortest travel times over one graph; holds the interpreter while it computes.

    At 20,000 nodes a call takes a few milliseconds: desks call it in their worker.
    """

    def __init__(self, graph: Graph) -> None:
        if not len(graph.lat):
            raise PackError("the pack has no streets to travel on")
        self.graph = graph
        size = len(graph.lat)
        seconds = np.maximum(graph.seconds.astype(np.float64), 1e-3)
        quickest = _quickest(seconds, graph.arc_from, graph.to)
        origin, to = graph.arc_from[quickest], graph.to[quickest]
        self._out = csr_array((seconds[quickest], (origin, to)), shape=(size, size))
        self._step = origin.astype(np.int64) * size + to  # ascending
        self._length_m = graph.length_m[quickest].astype(np.float64)
        self._into = self._out.T.tocsr()
        self._tree = cKDTree(_sphere(graph.lat, graph.lon))

    def nearest(self, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.int32]:
        """The node nearest to each place; places must be finite."""
        _, nodes = self._tree.query(_sphere(lat, lon))
        return np.asarray(nodes, np.int32)

    def path(self, lat1: float, lon1: float, lat2: float, lon2: float) -> Route | None:
        """The quickest way from one place to another, or None when there is none."""
        if not np.isfinite([lat1, lon1, lat2, lon2]).all():
            return None
        start, end = self.nearest([lat1, lat2], [lon1, lon2])
        return self.path_between(int(start), int(end))

    def path_between(self, start: int, end: int) -> Route | None:
        """The quickest way between two nodes, or None when there is none."""
        reached, before = dijkstra(self._out, indices=start, return_predecessors=True)
        if not np.isfinite(reached[end]):
            return None
        way = [end]
        while way[-1] != start:
            way.append(int(before[way[-1]]))
        nodes = np.array(way[::-1], np.int32)
        lat, lon = self.graph.lat[nodes], self.graph.lon[nodes]
        step = nodes[:-1].astype(np.int64) * len(self.graph.lat) + nodes[1:]
        length_m = float(self._length_m[np.searchsorted(self._step, step)].sum())
        return Route(lat, lon, reached[nodes], length_m, nodes)

    def times_to(
        self,
        lat: float,
        lon: float,
        sources_lat: ArrayLike,
        sources_lon: ArrayLike,
        cutoff_s: float = np.inf,
    ) -> Floats:
        """Seconds from each source to a place: float64 (n,).

        nan beyond the cutoff, and where a place is not known (nan).
        """
        sources = np.stack([np.asarray(sources_lat), np.asarray(sources_lon)])
        seconds = np.full(sources.shape[1], np.nan)
        known = np.isfinite(sources).all(axis=0)
        if not known.any() or not np.isfinite([lat, lon]).all():
            return seconds
        goal = int(self.nearest([lat], [lon])[0])
        reached = dijkstra(self._into, indices=goal, limit=cutoff_s)
        seconds[known] = reached[self.nearest(*sources[:, known])]
        seconds[np.isinf(seconds)] = np.nan
        return seconds

    def reach(self, lat: float, lon: float, seconds: float) -> Reach:
        """The streets from which a place is reached within some seconds.

        One-way streets count as they are driven; of the last stretch only the part
        that is in time. Raises PackError when the place is not finite.
        """
        if not np.isfinite([lat, lon, seconds]).all():
            message = f"{lat}, {lon} in {seconds} s cannot be reached"
            raise PackError(message)
        goal = int(self.nearest([lat], [lon])[0])
        reached = dijkstra(self._into, indices=goal, limit=max(seconds, 0.0))
        near, far = self.graph.to, self.graph.arc_from
        arcs = np.flatnonzero(np.isfinite(reached[near]))
        near, far = near[arcs], far[arcs]
        takes = np.maximum(self.graph.seconds[arcs].astype(np.float64), 1e-3)
        near_s = reached[near]
        part = np.clip((seconds - near_s) / takes, 0.0, 1.0)
        place, street = _sphere([lat], [lon])[0], self._tree.data[goal]
        lats, lons = self.graph.lat, self.graph.lon
        return Reach(
            lat, lon, lats[near], lons[near], near_s,
            lats[near] + part * (lats[far] - lats[near]),
            lons[near] + part * (lons[far] - lons[near]),
            near_s + part * takes,
            float(np.linalg.norm(place - street) * EARTH_M),
        )  # fmt: skip


def _quickest(
    seconds: Floats, origin: NDArray[np.int32], to: NDArray[np.int32]
) -> NDArray[np.intp]:
    """Arcs in the order of their ends; of parallel ones only the quickest."""
    order = np.lexsort((seconds, to, origin))
    origin, to = origin[order], to[order]
    new = np.ones(len(to), bool)
    new[1:] = (np.diff(origin) != 0) | (np.diff(to) != 0)
    return np.asarray(order[new])


def _sphere(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Points on the unit sphere (n, 3): nearest there is nearest on the ground."""
    phi, lam = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
    return np.stack(
        [np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1
    )
