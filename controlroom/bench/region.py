"""A made-up region as OpenStreetMap data: the exercise city, as often as is wanted."""

from pathlib import Path

import numpy as np
import osmium
import shapely

from controlroom.ground.city.frame import to_degrees
from controlroom.ground.city.survey import City

KINDS = ("footway", "residential", "tertiary", "primary", "trunk")
"""What a class of street of the city is in OpenStreetMap."""
APART_DEG = 0.3
"""How far east the next copy of the city lies."""


class _Writing:
    """Numbers what it writes: the same spot of one copy is the same node."""

    def __init__(self, writer: osmium.SimpleWriter) -> None:
        self._writer = writer
        self.nodes = self.ways = 0
        self._way_rows: list[tuple[list[int], dict[str, str]]] = []

    def put(
        self, lines: "np.ndarray[tuple[int], np.dtype[np.object_]]", east: float
    ) -> list[list[int]]:
        """Write the points of lines as nodes; return their numbers, line by line."""
        points, line = shapely.get_coordinates(lines, return_index=True)
        spots, number = np.unique(np.round(points, 2), axis=0, return_inverse=True)
        lat, lon = to_degrees(spots)
        first = self.nodes + 1
        for row in zip(lat.tolist(), lon.tolist(), strict=True):
            self.nodes += 1
            place = (row[1] + east, row[0])
            self._writer.add_node(
                osmium.osm.mutable.Node(id=self.nodes, location=place)
            )
        refs = number.reshape(-1) + first
        ends = np.flatnonzero(np.diff(line)) + 1
        return [part.tolist() for part in np.split(refs, ends)]

    def keep(self, refs: list[int], tags: dict[str, str]) -> None:
        """Keep a way for the end: a file has its nodes first."""
        self._way_rows.append((refs, tags))

    def finish(self) -> None:
        """Write the ways."""
        for refs, tags in self._way_rows:
            self.ways += 1
            self._writer.add_way(
                osmium.osm.mutable.Way(id=self.ways, nodes=refs, tags=tags)
            )


def write_region(path: Path, city: City, copies: int) -> int:
    """Write a city's streets and houses, side by side; return the number of nodes."""
    names = city.streets.names
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        writing = _Writing(writer)
        for copy in range(copies):
            east = copy * APART_DEG
            streets = writing.put(city.network.lines, east)
            for refs, kind, street in zip(
                streets, city.network.kind, city.streets.street, strict=True
            ):
                tags = {"highway": KINDS[int(kind)], "name": names[int(street)]}
                writing.keep(refs, tags)
            houses = shapely.get_exterior_ring(shapely.get_parts(city.buildings))
            for refs in writing.put(houses, east):
                writing.keep(refs, {"building": "yes"})
        writing.finish()
    return writing.nodes
