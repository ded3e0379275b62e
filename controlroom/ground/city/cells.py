"""Fills the cells between main roads with streets: terraces, crescents, old lanes."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.curves import Warp
from controlroom.ground.city.plan import PLOTS, Plot
from controlroom.ground.city.roads import MINOR, STREET, Road
from controlroom.ground.city.terrain import Terrain
from controlroom.ground.mercator import Floats

_OVERSHOOT_M = 1.5  # so that a street surely meets the one it ends at
_STEP_M = 22.0
_OLD_TOWN_M = 620.0
_DOCKLAND_M = 60.0  # cells this near to a basin are sheds and yards
_SPACIOUS_M2 = 20_000.0  # a cell of this size may be thin
_LEAST_HALF_M2 = 1500.0  # a cut that leaves less is no cut
_LEAST_M = 32.0  # shorter pieces are no street


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """Ground between main roads. use: town, old, park, campus, dock or field."""

    ground: shapely.Polygon
    use: str
    plot: Plot | None = None


def cells_between(roads: list[Road], ground: shapely.Geometry) -> NDArray[np.object_]:
    """The faces that roads cut out of some ground, as polygons."""
    lines = [shapely.LineString(road.line) for road in roads]
    edges = shapely.union_all([*lines, shapely.boundary(ground)], grid_size=0.05)
    faces = shapely.get_parts(shapely.polygonize([edges]))
    inside = shapely.contains(ground, shapely.point_on_surface(faces))
    wide = shapely.area(faces) > 9.0 * shapely.length(faces)
    return np.asarray(faces[inside & (wide | (shapely.area(faces) > _SPACIOUS_M2))])


def split_cells(
    rng: np.random.Generator,
    ground: NDArray[np.object_],
    terrain: Terrain,
    bend: Warp,
) -> tuple[list[Cell], list[Road]]:
    """Ground cut by streets until each cell has its plot's or its district's size."""
    spots = terrain.place([plot.at for plot in PLOTS])
    points = shapely.points(spots)
    docks = shapely.union_all(terrain.basins)
    waiting, done, roads = list(ground), [], []
    while waiting:
        piece = waiting.pop()
        within = np.flatnonzero(shapely.contains(piece, points))
        if _is_small(rng, piece, within):
            done.append(_cell(piece, within, docks))
            continue
        line = _cut(rng, piece, bend, rng.uniform(0.42, 0.58))
        halves = _halves(piece, line)
        if len(halves) < 2:  # noqa: PLR2004 - a cut that missed
            done.append(_cell(piece, within, docks))
            continue
        roads += [Road("", STREET, part) for part in _inside(piece, [line])]
        waiting += halves
    return done, roads


def _is_small(
    rng: np.random.Generator, piece: shapely.Polygon, within: NDArray[np.int64]
) -> bool:
    if len(within) == 1:
        return bool(piece.area < 1.6 * PLOTS[within[0]].area_m2)
    size = _cell_size(_distance(piece)) * rng.uniform(0.75, 1.3)
    return not len(within) and bool(piece.area < size)


def _cell(
    piece: shapely.Polygon, within: NDArray[np.int64], docks: shapely.Geometry
) -> Cell:
    if len(within):
        plot = PLOTS[within[0]]
        return Cell(piece, plot.use, plot)
    if shapely.distance(piece, docks) < _DOCKLAND_M:
        return Cell(piece, "dock")
    return Cell(piece, "old" if _distance(piece) < _OLD_TOWN_M else "town")


def fill_cell(rng: np.random.Generator, cell: Cell, bend: Warp) -> list[Road]:
    """The small streets of one cell."""
    if cell.use == "old":
        return _old_lanes(rng, cell.ground, bend)
    if cell.use == "dock":
        return _rows(rng, cell.ground, bend, (150.0, 210.0), (200.0, 300.0))
    if cell.use == "town":
        far = _distance(cell.ground)
        depth = np.interp(far, [700.0, 2200.0, 3800.0], [76.0, 100.0, 122.0])
        length = np.interp(far, [700.0, 2200.0, 3800.0], [140.0, 200.0, 260.0])
        return _rows(
            rng,
            cell.ground,
            bend,
            (depth * 0.92, depth * 1.15),
            (length * 0.75, length * 1.35),
        )
    return []


def _distance(cell: shapely.Polygon) -> float:
    return float(np.hypot(cell.centroid.x, cell.centroid.y))


def _cell_size(distance_m: float) -> float:
    """The area in m² above which a cell at a distance is cut by another street."""
    return float(np.interp(distance_m, [0, 800, 2500, 4500], [6e4, 1e5, 1.9e5, 3e5]))


def _frame(ground: shapely.Polygon) -> tuple[Floats, Floats, float, float]:
    """Centre, direction of the long side, length and depth of the tightest box."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(ground))[:4]
    first, second = corners[1] - corners[0], corners[2] - corners[1]
    a, b = float(np.hypot(*first)), float(np.hypot(*second))
    along = first / a if a >= b else second / b
    return corners.mean(axis=0), along, max(a, b), min(a, b)


def _line(centre: Floats, along: Floats, points: Floats, bend: Warp) -> Floats:
    """Points (n, 2) given along and across a cell, in metres of the city, bent."""
    across = np.array([-along[1], along[0]])
    return bend(centre + points[:, :1] * along + points[:, 1:] * across)


def _samples(start: float, end: float) -> Floats:
    return np.linspace(start, end, max(int(abs(end - start) / _STEP_M), 1) + 1)


def _cut(
    rng: np.random.Generator, cell: shapely.Polygon, bend: Warp, part: float
) -> Floats:
    """A line across a cell at a part of its length."""
    centre, along, length, depth = _frame(cell)
    centre = centre - (bend(centre[None]) - centre[None])[0]
    v = _samples(-depth, depth)
    bow = rng.uniform(-0.06, 0.06) * depth
    u = (part - 0.5) * length + bow * (v / depth) ** 2 + v * rng.uniform(-0.12, 0.12)
    return _line(centre, along, np.stack([u, v], axis=1), bend)


def _halves(cell: shapely.Polygon, line: Floats) -> list[shapely.Polygon]:
    edges = shapely.union_all([shapely.LineString(line), cell.boundary], grid_size=0.05)
    faces = shapely.get_parts(shapely.polygonize([edges]))
    inner = shapely.contains(cell, shapely.point_on_surface(faces))
    return [face for face in faces[inner] if face.area > _LEAST_HALF_M2]


def _inside(cell: shapely.Polygon, lines: list[Floats]) -> list[Floats]:
    """The pieces of lines within a cell, each a little longer than it must be."""
    whole = shapely.linestrings(
        np.concatenate(lines),
        indices=np.repeat(np.arange(len(lines)), [len(line) for line in lines]),
    )
    around = shapely.buffer(cell, _OVERSHOOT_M, join_style="mitre")
    parts = shapely.get_parts(shapely.intersection(whole, around))
    parts = parts[shapely.length(parts) > _LEAST_M]
    return [shapely.get_coordinates(part) for part in parts]


def _rows(
    rng: np.random.Generator,
    ground: shapely.Polygon,
    bend: Warp,
    depth_m: tuple[float, float],
    length_m: tuple[float, float],
) -> list[Road]:
    """Long streets side by side, short ones between them, some in line, some not."""
    centre, along, length, depth = _frame(ground)
    centre = centre - (bend(centre[None]) - centre[None])[0]
    count = max(round(depth / rng.uniform(*depth_m)), 1)
    spacing = depth / count
    rows = (np.arange(count + 1) / count - 0.5) * depth
    rows[1:-1] += rng.uniform(-0.1, 0.1, count - 1) * spacing
    bow = rng.normal(0.0, 0.5) / 4000.0  # 1/m: a row bends away from straight
    lines = []
    for row in rows[1:-1]:
        if count > 2 and rng.random() < 0.05:  # noqa: PLR2004 - deep gardens
            continue
        u = _samples(-length, length)
        lines.append(np.stack([u, row + bow * u**2], axis=1))
    pitch = rng.uniform(*length_m)
    shared = (
        np.arange(-length / 2.0, length / 2.0, pitch) + rng.uniform(0.3, 0.7) * pitch
    )
    lean = rng.normal(0.0, 0.06)
    for low, high in pairwise(rows):
        spots = shared + rng.integers(2) * pitch / 2.0
        for spot in spots + rng.uniform(-0.08, 0.08, len(spots)) * pitch:
            v = _samples(low - 14.0, high + 14.0)
            u = spot + lean * v
            lines.append(np.stack([u, v + bow * u**2], axis=1))
    placed = [_line(centre, along, line, bend) for line in lines]
    return (
        [Road("", MINOR, piece) for piece in _inside(ground, placed)] if placed else []
    )


def _old_lanes(
    rng: np.random.Generator, ground: shapely.Polygon, bend: Warp
) -> list[Road]:
    """Lanes as they grew: blocks halved again and again, never quite square."""
    waiting, roads = [ground], []
    while waiting:
        cell = waiting.pop()
        if cell.area < rng.uniform(6500.0, 14000.0):
            continue
        line = _cut(rng, cell, bend, rng.uniform(0.36, 0.64))
        halves = _halves(cell, line)
        if len(halves) >= 2:  # noqa: PLR2004 - two halves or a miss
            roads += [Road("", MINOR, piece) for piece in _inside(cell, [line])]
            waiting += halves
    return roads
