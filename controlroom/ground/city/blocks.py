"""What streets enclose: building blocks, parks and open ground."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.cells import Cell
from controlroom.ground.city.network import Network
from controlroom.ground.city.plan import Plot
from controlroom.ground.city.roads import HALF_WIDTH_M, MAIN, MINOR, STREET

_DEEP_M2 = 160_000.0  # a larger face is built on along its streets only
_SPACIOUS_M2, _GREEN_M2 = 26_000.0, 6500.0  # a block with a green; the green
_GREEN_SHARE = 0.55
_ROW_M = 46.0  # how far houses and gardens reach from a street
_LEAST_M2 = 260.0

GREEN_USES = ("park", "green")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Ground between streets: a polygon in local metres, its use, its plot if any."""

    ground: shapely.Polygon
    use: str
    plot: Plot | None


def lay_blocks(
    rng: np.random.Generator,
    network: Network,
    cells: list[Cell],
    ground: shapely.Geometry,
    town: shapely.Geometry,
) -> list[Block]:
    """The blocks of the network: on buildable ground, none beyond the town's edge."""
    faces = shapely.get_parts(shapely.polygonize(network.lines))
    index = _cell_of(faces, cells)
    inner = _inside(network, faces)
    shrunk = shapely.buffer(faces, -HALF_WIDTH_M[MINOR], join_style="mitre")
    shrunk = _without_streets(shrunk, network, inner | (network.kind >= MAIN))
    shapely.prepare(ground)
    shrunk = shapely.intersection(shrunk, ground)
    use = [cells[cell].use if cell >= 0 else "" for cell in index]
    lived_in = np.isin(use, ("town", "old", ""))
    shapely.prepare(town)
    edge = ~shapely.covered_by(faces, town)
    deep = lived_in & (edge | (shapely.area(shrunk) > _DEEP_M2))
    shrunk[deep] = _along_streets(shrunk[deep], network)
    greens = _greens(shrunk[lived_in & ~deep])
    kept = rng.random(len(greens)) < _GREEN_SHARE
    blocks = [Block(green, "green", None) for green in greens[kept]]
    for part, face in zip(*_polygons(shrunk), strict=True):
        cell = index[face]
        plot = cells[cell].plot if cell >= 0 else None
        blocks.append(Block(part, use[face] or "town", plot))
    return blocks


def _greens(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Playing fields and allotments: what lies deep behind the houses."""
    inner = shapely.buffer(shapes[shapely.area(shapes) > _SPACIOUS_M2], -_ROW_M)
    parts = shapely.get_parts(shapely.buffer(inner, 6.0))
    wide = shapely.area(parts) > 12.0 * shapely.length(parts)
    return np.asarray(parts[wide & (shapely.area(parts) > _GREEN_M2)])


def _cell_of(faces: NDArray[np.object_], cells: list[Cell]) -> NDArray[np.int64]:
    """The cell that holds each face's inside, or -1."""
    tree = shapely.STRtree([cell.ground for cell in cells])
    face, cell = tree.query(shapely.point_on_surface(faces), predicate="within")
    index = np.full(len(faces), -1)
    index[face] = cell
    return index


def _inside(network: Network, faces: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Edges that reach into a face instead of bounding it: cul-de-sacs."""
    middles = shapely.line_interpolate_point(network.lines, 0.5, normalized=True)
    edge, face = shapely.STRtree(faces).query(middles, predicate="within")
    # a middle on the boundary is inside by a rounding error as often as not
    fences = shapely.boundary(faces)
    shapely.prepare(fences)
    found = np.zeros(len(network), bool)
    found[edge[~shapely.dwithin(fences[face], middles[edge], 0.01)]] = True
    return found


def _without_streets(
    faces: NDArray[np.object_], network: Network, chosen: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Faces less the carriageways of some edges."""
    half = np.array(HALF_WIDTH_M)[network.kind[chosen]]
    buffers = shapely.buffer(network.lines[chosen], half, quad_segs=4)
    return _subtract(faces, buffers)


def _subtract(
    faces: NDArray[np.object_], others: NDArray[np.object_]
) -> NDArray[np.object_]:
    tree = shapely.STRtree(others)
    face, other = tree.query(faces, predicate="intersects")
    result = faces.copy()
    for number, group in _groups(face, other):
        result[number] = shapely.difference(
            faces[number], shapely.union_all(others[group])
        )
    return result


def _along_streets(faces: NDArray[np.object_], network: Network) -> NDArray[np.object_]:
    """The parts of large faces that lie along a small street."""
    lines = network.lines[(network.kind == MINOR) | (network.kind == STREET)]
    tree = shapely.STRtree(lines)
    face, line = tree.query(faces, predicate="dwithin", distance=HALF_WIDTH_M[-1])
    result = np.full(len(faces), shapely.Polygon(), object)
    for number, group in _groups(face, line):
        reach = shapely.buffer(lines[group], _ROW_M, quad_segs=3)
        result[number] = shapely.intersection(faces[number], shapely.union_all(reach))
    return result


def _groups(
    key: NDArray[np.int64], value: NDArray[np.int64]
) -> list[tuple[int, NDArray[np.int64]]]:
    order = np.argsort(key, kind="stable")
    unique, first = np.unique(key[order], return_index=True)
    return [
        (int(number), group)
        for number, group in zip(unique, np.split(value[order], first[1:]), strict=True)
    ]


def _polygons(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """The polygons of mixed geometries that are large enough, and where from."""
    parts, source = shapely.get_parts(shapes, return_index=True)
    polygon = shapely.get_type_id(parts) == 3  # noqa: PLR2004 - GEOS: polygon
    keep = polygon & (shapely.area(parts) > _LEAST_M2)
    keep &= shapely.area(parts) > 3.0 * shapely.length(parts)
    parts = shapely.simplify(parts[keep], 0.3)
    return shapely.orient_polygons(parts), source[keep]
