"""Parks from inside: paths, ponds; and the woods around the town."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.blocks import Block
from controlroom.ground.city.curves import blob, smooth
from controlroom.ground.city.terrain import Terrain
from controlroom.ground.mercator import Floats

_POND_FROM_M2 = 60_000.0
_WOODS, _WOOD_M2 = 85, 8000.0


@dataclass(frozen=True, slots=True, eq=False)
class Greens:
    """Local metres: paths as lines, ponds and woods as polygons."""

    paths: list[Floats]
    ponds: list[shapely.Polygon]
    woods: list[shapely.Polygon]


def plant(
    rng: np.random.Generator,
    blocks: list[Block],
    terrain: Terrain,
    town: shapely.Geometry,
    roads: NDArray[np.object_],
) -> Greens:
    """Paths and ponds for park blocks, woods where the town has ended."""
    paths: list[Floats] = []
    ponds: list[shapely.Polygon] = []
    for block in blocks:
        if block.use == "park":
            pond = _pond(rng, block.ground)
            ponds += pond
            paths += _paths(rng, block.ground, pond)
    return Greens(paths, ponds, _woods(rng, terrain, town, roads))


def _pond(rng: np.random.Generator, ground: shapely.Polygon) -> list[shapely.Polygon]:
    if ground.area < _POND_FROM_M2:
        return []
    middle = shapely.get_coordinates(shapely.point_on_surface(ground))[0]
    radius = np.sqrt(ground.area) * rng.uniform(0.08, 0.13)
    ring = blob(rng, np.zeros(2), radius, 0.45) * (1.5, 0.8)
    turn = rng.uniform(0.0, np.pi)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    pond = shapely.Polygon(ring @ spin + middle)
    return [pond] if shapely.buffer(ground, -25.0).contains(pond) else []


def _paths(
    rng: np.random.Generator, ground: shapely.Polygon, ponds: list[shapely.Polygon]
) -> list[Floats]:
    """Ways from the gates to a middle, and a round inside the fence."""
    fence = ground.exterior
    gates = max(int(fence.length / 230.0), 3)
    middle = shapely.get_coordinates(shapely.point_on_surface(ground))[0]
    reach = np.sqrt(ground.area)
    middle = middle + rng.normal(0.0, 0.06, 2) * reach
    lines = []
    for gate in range(gates):
        at = (gate + rng.uniform(0.2, 0.8)) / gates
        start = shapely.get_coordinates(fence.interpolate(at, normalized=True))[0]
        bow = np.array([middle[1] - start[1], start[0] - middle[0]])
        halfway = (start + middle) / 2.0 + bow * rng.uniform(-0.22, 0.22)
        lines.append(smooth(np.array([start, halfway, middle]), step_m=12.0))
    within = shapely.buffer(ground, -0.2 * reach)
    for part in shapely.get_parts(within):
        if part.area > 2500.0:  # noqa: PLR2004 - m², room for a round walk
            corners = shapely.get_coordinates(shapely.simplify(part.exterior, 12.0))
            ring = smooth(corners[:-1], closed=True, step_m=12.0)
            lines.append(np.concatenate([ring, ring[:1]]))
    free = shapely.difference(
        shapely.buffer(ground, 4.0),
        shapely.union_all([shapely.buffer(pond, 4.0) for pond in ponds]),
    )
    walks = shapely.intersection([shapely.LineString(line) for line in lines], free)
    return [
        shapely.get_coordinates(part)
        for part in shapely.get_parts(walks)
        if part.length > 8.0  # noqa: PLR2004 - metres
    ]


def _woods(
    rng: np.random.Generator,
    terrain: Terrain,
    town: shapely.Geometry,
    roads: NDArray[np.object_],
) -> list[shapely.Polygon]:
    low_x, low_y, high_x, high_y = terrain.island.bounds
    spots = rng.uniform((low_x, low_y), (high_x, high_y), (_WOODS, 2))
    rings = [blob(rng, spot, rng.uniform(110.0, 330.0), 0.6) for spot in spots]
    woods = shapely.union_all([shapely.Polygon(ring) for ring in rings])
    woods = shapely.intersection(woods, shapely.buffer(terrain.island, -190.0))
    near = roads[shapely.STRtree(roads).query(woods, "dwithin", distance=30.0)]
    taken = [
        shapely.buffer(town, 60.0),
        shapely.buffer(terrain.inland, 40.0),
        *shapely.buffer(near, 22.0, quad_segs=2),
    ]
    parts = shapely.get_parts(shapely.difference(woods, shapely.union_all(taken)))
    return [part for part in parts if part.area > _WOOD_M2]
