"""Divides a region into sectors: by its administrative areas, else by quarters."""

from collections import defaultdict

import numpy as np
import shapely

from controlroom.ground.build.shaping import Box, clip, to_world
from controlroom.ground.graph import Graph
from controlroom.ground.mercator import project, unproject
from controlroom.ground.places import Sector

FEWEST, MOST = 3, 24
"""So many sectors are of use to a room."""
_LEAST_SHARE = 0.6
"""Of the streets that administrative areas must hold to divide a region."""
_SAMPLE = 4000
_SIMPLE = 1e-4
"""How much an outline may be straightened, in sides of the region."""
_QUARTERS = (
    ("North west", (0, 0)), ("North east", (1, 0)),
    ("South west", (0, 1)), ("South east", (1, 1)),
)  # fmt: skip


class Sectors:
    """Collects administrative areas of one region (left, top, right, bottom; world)."""

    def __init__(self, region: Box) -> None:
        self._region = region
        self._areas: defaultdict[int, dict[str, str]] = defaultdict(dict)

    def put(self, name: str, level: int, wkb: str) -> None:
        """Keep the outline of an area, hexadecimal WKB in degrees."""
        self._areas[level].setdefault(name, wkb)

    def divide(self, graph: Graph) -> list[Sector]:
        """The areas of the level that holds most of the streets, else quarters."""
        step = max(len(graph.lat) // _SAMPLE, 1)
        streets = shapely.points(project(graph.lat[::step], graph.lon[::step]))
        best: list[tuple[int, str, shapely.Polygon]] = []
        for areas in self._areas.values():
            found = self._outlines(areas, streets)
            if sum(row[0] for row in found) > sum(row[0] for row in best):
                best = found
        if sum(row[0] for row in best) < _LEAST_SHARE * len(streets):
            return self._quarters(graph)
        return [_sector(name, outline) for _, name, outline in best]

    def _outlines(
        self,
        areas: dict[str, str],
        streets: "np.ndarray[tuple[int], np.dtype[np.object_]]",
    ) -> list[tuple[int, str, shapely.Polygon]]:
        """(streets inside, name, largest part) of areas in the region, most first."""
        side = max(self._region[2] - self._region[0], self._region[3] - self._region[1])
        tree, found = shapely.STRtree(streets), []
        for name, wkb in areas.items():
            world, _ = to_world(shapely.from_wkb([wkb]))
            parts = [
                part
                for part in shapely.get_parts(clip(world, self._region))
                if isinstance(part, shapely.Polygon)
            ]
            if not parts:
                continue
            largest = max(parts, key=lambda part: float(part.area))
            inside = len(tree.query(largest, predicate="contains"))
            if inside:
                found.append((inside, name, largest.simplify(_SIMPLE * side)))
        found.sort(key=lambda row: (-row[0], row[1]))
        return found[:MOST] if len(found) >= FEWEST else []

    def _quarters(self, graph: Graph) -> list[Sector]:
        """Four rectangles that meet where the streets have their middle."""
        left, top, right, bottom = self._region
        x, y = np.median(project(graph.lat, graph.lon), axis=0)
        columns, rows = ((left, x), (x, right)), ((top, y), (y, bottom))
        return [
            _sector(
                name,
                shapely.box(columns[i][0], rows[j][0], columns[i][1], rows[j][1]),
            )
            for name, (i, j) in _QUARTERS
        ]


def _sector(name: str, outline: shapely.Polygon) -> Sector:
    ring = shapely.get_coordinates(outline.exterior)[:-1]
    return Sector(name, np.stack(unproject(ring), axis=1))
