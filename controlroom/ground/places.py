"""Places by name and names by place: words to find a spot by, and to say one in."""

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.graph import Graph
from controlroom.ground.mercator import Floats

_DEGREE_M = 111_195.0  # metres in a degree of latitude, mean sphere
_NEAR_M = 120.0
_APART_M = 600.0
"""Crossings of one name farther apart than this are two."""


@dataclass(frozen=True, slots=True)
class Place:
    """A named point, degrees WGS 84.

    kind: street, crossing, district, park, water or a landmark's kind (hospital,
    police, fire, court, civic, market, school, stadium, station, museum, church,
    university, shop, port, bridge).
    """

    name: str
    kind: str
    lat: float
    lon: float


class Spot(NamedTuple):
    """The nearest street to a place; `crossing` is the nearest street across it."""

    street: str
    crossing: str
    distance_m: float

    def __str__(self) -> str:
        return f"{self.street} at {self.crossing}" if self.crossing else self.street


class Sector(NamedTuple):
    """A named area: `ring` float64 (n, 2) of lat, lon, not repeated at its end."""

    name: str
    ring: Floats


def fold(text: str) -> list[str]:
    """The words of a text for comparing: no case, no accents, no punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("'", "")
    kept = [
        letter if letter.isalnum() else " "
        for letter in plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
        if not unicodedata.combining(letter)
    ]
    return "".join(kept).split()


class StreetFinder:
    """Says a place in words; brute force over arcs within a band of latitude."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        arcs_from = graph.arc_from
        named = np.flatnonzero((graph.street >= 0) & (arcs_from < graph.to))
        one_way = np.flatnonzero((graph.street >= 0) & (arcs_from > graph.to))
        self._arcs = np.concatenate([named, one_way])
        middle = (graph.lat[arcs_from] + graph.lat[graph.to]) / 2.0
        self._arcs = self._arcs[np.argsort(middle[self._arcs], kind="stable")]
        self._middle_lat = middle[self._arcs]
        self._from = arcs_from[self._arcs]
        self._to = graph.to[self._arcs]
        heights = np.abs(graph.lat[self._to] - graph.lat[self._from])
        self._half_height = float(heights.max(initial=0.0)) / 2.0
        self._crossings, self._crossing_pairs = _crossings(graph, arcs_from)

    def nearest(self, lat: float, lon: float, within_m: float = 2000.0) -> Spot | None:
        """The nearest named street and crossing, or None within `within_m` metres."""
        if not (np.isfinite(lat) and np.isfinite(lon)):
            return None
        here = np.array([lon, lat])
        scale = np.array([_DEGREE_M * np.cos(np.radians(lat)), _DEGREE_M])
        # In a town the near band answers, and holds a fraction of the streets.
        for reach_m in (min(_NEAR_M, within_m), within_m):
            place, gap_m = self._nearest_arc(here, scale, reach_m)
            if gap_m <= reach_m:
                street = int(self._graph.street[self._arcs[place]])
                crossing = self._nearest_crossing(street, here, scale)
                return Spot(self._graph.names[street], crossing, gap_m)
        return None

    def crossing_places(self) -> list[Place]:
        """Every crossing of two named streets, the lower name index first.

        One where carriageways or a bend make several; another where streets of the
        same names cross in another part of a large town.
        """
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for node, (a, b) in zip(self._crossings, self._crossing_pairs, strict=True):
            name = f"{self._graph.names[a]} at {self._graph.names[b]}"
            lat, lon = float(self._graph.lat[node]), float(self._graph.lon[node])
            wide = _DEGREE_M * math.cos(math.radians(lat))
            if all(
                math.hypot((lat - other.lat) * _DEGREE_M, (lon - other.lon) * wide)
                > _APART_M
                for other in found[name]
            ):
                found[name].append(Place(name, "crossing", lat, lon))
        return [place for places in found.values() for place in places]

    def _nearest_arc(
        self, here: Floats, scale: Floats, reach_m: float
    ) -> tuple[int, float]:
        """The arc nearest to a place and its distance; inf when the band is empty.

        The band holds every arc of which any part is within `reach_m`.
        """
        reach = reach_m / _DEGREE_M + self._half_height
        band = [here[1] - reach, here[1] + reach]
        first, last = np.searchsorted(self._middle_lat, band)
        if first == last:
            return 0, np.inf
        start = (self._nodes(self._from[first:last]) - here) * scale
        along = (self._nodes(self._to[first:last]) - here) * scale - start
        square = np.maximum(np.einsum("ij,ij->i", along, along), 1e-9)
        part = np.clip(-np.einsum("ij,ij->i", start, along) / square, 0.0, 1.0)
        gap = np.hypot(*(start + part[:, None] * along).T)
        best = int(np.argmin(gap))
        return int(first) + best, float(gap[best])

    def _nearest_crossing(self, street: int, here: Floats, scale: Floats) -> str:
        rows = np.flatnonzero(np.any(self._crossing_pairs == street, axis=1))
        if not len(rows):
            return ""
        offset = (self._nodes(self._crossings[rows]) - here) * scale
        row = rows[int(np.argmin(np.einsum("ij,ij->i", offset, offset)))]
        a, b = self._crossing_pairs[row]
        return self._graph.names[int(b if a == street else a)]

    def _nodes(self, nodes: NDArray[np.int32]) -> Floats:
        return np.stack([self._graph.lon[nodes], self._graph.lat[nodes]], axis=-1)


def _crossings(
    graph: Graph, arcs_from: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Nodes where two names meet: nodes (n,) and their name pairs (n, 2), low first."""
    named = np.flatnonzero(graph.street >= 0)
    ends = np.concatenate([arcs_from[named], graph.to[named]])
    streets = np.concatenate([graph.street[named]] * 2)
    met = np.unique(np.stack([ends, streets], axis=1), axis=0)
    found = []
    for gap in (1, 2, 3):  # rows of one node stand together, sorted by street
        if len(met) > gap:
            same = np.flatnonzero(met[gap:, 0] == met[:-gap, 0])
            found.append(
                np.column_stack([met[same, 0], met[same, 1], met[same + gap, 1]])
            )
    rows = np.concatenate(found) if found else np.zeros((0, 3), np.int32)
    rows = np.unique(rows, axis=0).astype(np.int32)
    return rows[:, 0], rows[:, 1:]
