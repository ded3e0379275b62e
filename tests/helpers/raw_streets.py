"""Shortest ways over an OpenStreetMap file as it is, by means of its own.

Nothing of the product is used: the file's nodes and ways, Dijkstra's search on a heap.
"""

import heapq
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray

DRIVEN = {
    "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified",
    "residential", "living_street", "service", "track", "pedestrian", "road", "busway",
} | {f"{name}_link" for name in ("motorway", "trunk", "primary", "secondary",
                                 "tertiary")}  # fmt: skip
_EARTH_M = 6_371_008.8


class RawStreets:
    """Every node of every street that may be driven; arcs both ways or one way."""

    def __init__(self, path: Path) -> None:
        self._place: dict[int, tuple[float, float]] = {}
        self._next: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for way in osmium.FileProcessor(str(path)).with_locations():
            if isinstance(way, osmium.osm.Way):
                self._take(way)

    def place(self, node: int) -> tuple[float, float]:
        """Latitude and longitude of a node."""
        return self._place[node]

    def draw_pairs(
        self, count: int, lats: NDArray[np.float64], lons: NDArray[np.float64]
    ) -> list[tuple[int, int]]:
        """Random pairs of nodes of which one leads to the other, at given places."""
        given = {(round(a, 6), round(b, 6)) for a, b in zip(lats, lons, strict=True)}
        nodes = sorted(
            node
            for node, (lat, lon) in self._place.items()
            if (round(lat, 6), round(lon, 6)) in given
        )
        chance = np.random.default_rng(7)
        pairs: list[tuple[int, int]] = []
        while len(pairs) < count:
            start, end = chance.choice(nodes, 2, replace=False).tolist()
            if math.isfinite(self.shortest_m(start, end)):
                pairs.append((start, end))
        return pairs

    def shortest_m(self, start: int, end: int) -> float:
        """Metres from one node to another; infinite when there is no way."""
        best, waiting = {start: 0.0}, [(0.0, start)]
        while waiting:
            so_far, node = heapq.heappop(waiting)
            if node == end:
                return so_far
            if so_far > best[node]:
                continue
            for other, length in self._next[node]:
                total = so_far + length
                if total < best.get(other, math.inf):
                    best[other] = total
                    heapq.heappush(waiting, (total, other))
        return math.inf

    def _take(self, way: "osmium.osm.Way") -> None:
        tags = {tag.k: tag.v for tag in way.tags}
        if not _is_driven(tags):
            return
        known = [node for node in way.nodes if node.location.valid()]
        for node in known:
            self._place[node.ref] = (node.lat, node.lon)
        forward, backward = _directions(tags)
        for one, two in pairwise(known):
            length = _metres(self._place[one.ref], self._place[two.ref])
            if forward:
                self._next[one.ref].append((two.ref, length))
            if backward:
                self._next[two.ref].append((one.ref, length))


def _is_driven(tags: dict[str, str]) -> bool:
    kind = tags.get("highway")
    if kind not in DRIVEN or tags.get("area") == "yes":
        return False
    if {tags.get("bus"), tags.get("psv"), tags.get("emergency")} & {
        "yes", "designated", "permissive", "official",
    }:  # fmt: skip
        return True
    for key in ("motor_vehicle", "vehicle", "access"):
        if key in tags:
            return tags[key] != "no" or kind == "pedestrian"
    return True


def _directions(tags: dict[str, str]) -> tuple[bool, bool]:
    said = tags.get("oneway")
    if tags.get("oneway:emergency") == "no":
        return True, True
    if said in {"-1", "reverse"}:
        return False, True
    implied = tags.get("junction") in {"roundabout", "circular"} or tags.get(
        "highway", ""
    ).startswith("motorway")
    one_way = said in {"yes", "true", "1"} or (said is None and implied)
    return True, not one_way


def _metres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """The great circle between two places (spherical law, by unit vectors)."""
    a, b = (
        (
            math.cos(math.radians(lat)) * math.cos(math.radians(lon)),
            math.cos(math.radians(lat)) * math.sin(math.radians(lon)),
            math.sin(math.radians(lat)),
        )
        for lat, lon in (one, two)
    )
    chord = math.dist(a, b)
    return 2.0 * _EARTH_M * math.asin(chord / 2.0)
