"""The eight districts: land and near sea divided along main roads and the river."""

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city import plan
from controlroom.ground.city.roads import Road
from controlroom.ground.city.terrain import Terrain
from controlroom.ground.mercator import Floats

_SEA_M = 900.0  # how far a district reaches beyond the shore
_SOUTH = frozenset({"Tanners", "Southbank", "Saltings"})
_ROUND_M = 4.0


def divide(terrain: Terrain, roads: list[Road]) -> list[tuple[str, shapely.Polygon]]:
    """Name and polygon of each district, in the plan's order; they share no ground."""
    outline = shapely.simplify(shapely.buffer(terrain.island, _SEA_M), 20.0)
    river = np.concatenate(
        [terrain.place([(-12000, 1300), (-7000, 1250)]), terrain.river]
    )
    middle = shapely.LineString(np.concatenate([river, terrain.place([(12000, 0)])]))
    lines = [shapely.LineString(road.line) for road in roads if road.name]
    edges = shapely.union_all([middle, outline.boundary, *lines], grid_size=0.1)
    faces = shapely.get_parts(shapely.polygonize([edges]))
    points = shapely.point_on_surface(faces)
    owner = _nearest(
        terrain, shapely.get_coordinates(points), _is_south(middle, points)
    )
    owner = _join_strays(faces, owner)
    found = []
    for number, district in enumerate(plan.DISTRICTS):
        whole = shapely.union_all(faces[owner == number])
        largest = max(shapely.get_parts(whole), key=lambda part: part.area)
        found.append((district.name, largest))
    names, shapes = zip(*found, strict=True)
    # all at once: neighbours keep their common line
    smoothed = shapely.coverage_simplify(np.array(shapes), _ROUND_M**2)
    return list(zip(names, shapely.orient_polygons(smoothed), strict=True))


def _is_south(
    middle: shapely.LineString, points: NDArray[np.object_]
) -> NDArray[np.bool_]:
    """Which points lie on the right bank: the river flows east."""
    at = shapely.line_locate_point(middle, points)
    here = shapely.get_coordinates(shapely.line_interpolate_point(middle, at))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(middle, at + 5.0))
    flow, aside = ahead - here, shapely.get_coordinates(points) - here
    cross = flow[:, 0] * aside[:, 1] - flow[:, 1] * aside[:, 0]
    return np.asarray(cross < 0.0)


def _nearest(
    terrain: Terrain, points: Floats, south: NDArray[np.bool_]
) -> NDArray[np.int64]:
    centres = terrain.place([district.at for district in plan.DISTRICTS])
    gap = np.hypot(*(points[:, None, :] - centres[None]).transpose(2, 0, 1))
    bank = np.array([district.name in _SOUTH for district in plan.DISTRICTS])
    gap[south[:, None] != bank[None]] = np.inf
    return np.asarray(gap.argmin(axis=1))


def _join_strays(
    faces: NDArray[np.object_], owner: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Faces cut off from the rest of their district go to the neighbour they touch."""
    owner = owner.copy()
    for _ in range(4):
        moved = False
        for number in range(len(plan.DISTRICTS)):
            mine = np.flatnonzero(owner == number)
            parts = shapely.get_parts(shapely.union_all(faces[mine]))
            if len(parts) < 2:  # noqa: PLR2004 - in one piece
                continue
            largest = parts[int(np.argmax(shapely.area(parts)))]
            apart = mine[~shapely.covered_by(faces[mine], shapely.buffer(largest, 0.5))]
            for face in apart:
                shared = shapely.length(shapely.intersection(faces[face], faces))
                shared[owner == number] = 0.0
                if shared.max() > 0.0:
                    owner[face] = owner[int(shared.argmax())]
                    moved = True
        if not moved:
            break
    return owner
