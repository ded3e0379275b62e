"""Turns outlines and lines in degrees into what each base zoom shows, in batches."""

from collections import defaultdict
from typing import Protocol, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.build.tags import Drawn
from controlroom.ground.layers import LAYER, Shapes
from controlroom.ground.mercator import Floats, project

ZOOMS = (7, 9, 11, 13, 15)
HELD = 20_000
"""Shapes in one batch; some 30 MB with what shapely makes of them."""
_PIXEL = 1.0 / 256.0
_TOLERANCE_PX = 0.4
_LEAST_PX2 = 3.0
"""An area smaller than so many square pixels of a base zoom is left out of it."""
_LEAST_BUILDING_PX2 = 45.0
_LAST = ZOOMS[-1]
_HALF_WORLD = 0.5

Box: TypeAlias = tuple[float, float, float, float]
Geometries: TypeAlias = NDArray[np.object_]


class Sheets(Protocol):
    """What takes the shapes: a `NewPack`."""

    def add(self, zoom: int, layer: str, shapes: Shapes) -> None:
        """Take shapes of a layer for a base zoom."""


class Shaping:
    """Collects shapes of one region and hands them to a pack, a batch at a time.

    region: left, top, right, bottom in world coordinates; what lies outside is cut
    away. `left_out` counts shapes that go round the world the wrong way (across the
    180th meridian).
    """

    def __init__(self, pack: Sheets, region: Box) -> None:
        self._pack = pack
        self._region = region
        self._held: defaultdict[Drawn, list[str]] = defaultdict(list)
        self._count = 0
        self.left_out = 0

    def put(self, drawn: Drawn, wkb: str) -> None:
        """Keep a shape in degrees (lon, lat), as hexadecimal WKB."""
        self._held[drawn].append(wkb)
        self._count += 1
        if self._count >= HELD:
            self.flush()

    def flush(self) -> None:
        """Hand everything that is held to the pack."""
        for drawn, held in self._held.items():
            world, left_out = to_world(shapely.from_wkb(held))
            self.left_out += left_out
            self.draw(drawn, world)
        self._held.clear()
        self._count = 0

    def draw(self, drawn: Drawn, world: Geometries) -> None:
        """Hand geometries in world coordinates to the pack, at each zoom they show."""
        kind = LAYER[drawn.layer]
        world = clip(world, self._region)
        if kind.shape == "area":
            world = shapely.get_parts(world)
            world = world[shapely.get_type_id(world) == shapely.GeometryType.POLYGON]
        for zoom in ZOOMS:
            if zoom < drawn.zoom or not len(world):
                continue
            if kind.shape == "area":
                shapes = _areas(world, zoom, _least_px2(drawn, zoom))
            else:
                shapes = _lines(world, zoom)
            if len(shapes):
                self._pack.add(zoom, drawn.layer, shapes)


def to_world(degrees: Geometries) -> tuple[Geometries, int]:
    """Geometries in world coordinates, and how many crossed the 180th meridian.

    Those are left out: drawn as they are written they would go round the whole world.
    """
    wide = shapely.bounds(degrees)
    crosses = wide[:, 2] - wide[:, 0] > 360.0 * _HALF_WORLD
    kept = degrees[~crosses]
    points = shapely.get_coordinates(kept)
    world = shapely.set_coordinates(kept, project(points[:, 1], points[:, 0]))
    return world, int(crosses.sum())


def clip(world: Geometries, region: Box) -> Geometries:
    """What of geometries lies in a box; whole ones stay the objects they were."""
    found: Geometries = world[~shapely.is_empty(world)]
    bounds = shapely.bounds(found)
    left, top, right, bottom = region
    apart = (
        (bounds[:, 0] > right)
        | (bounds[:, 2] < left)
        | (bounds[:, 1] > bottom)
        | (bounds[:, 3] < top)
    )
    beyond = (
        (bounds[:, 0] < left)
        | (bounds[:, 1] < top)
        | (bounds[:, 2] > right)
        | (bounds[:, 3] > bottom)
    )
    cut = np.flatnonzero(beyond & ~apart)
    if len(cut):
        whole = shapely.make_valid(found[cut])
        found[cut] = shapely.intersection(whole, shapely.box(*region))
    inside: Geometries = found[~apart]
    return inside


def _least_px2(drawn: Drawn, zoom: int) -> float:
    if zoom == _LAST:
        return 0.0
    return _LEAST_BUILDING_PX2 if drawn.layer == "building" else _LEAST_PX2


def _areas(world: Geometries, zoom: int, least_px2: float) -> Shapes:
    """Rings of polygons, outlines one way round and holes the other."""
    pixel = _PIXEL / (1 << zoom)
    large = world[shapely.area(world) >= least_px2 * pixel**2]
    simple = shapely.simplify(large, _tolerance(zoom))
    simple = simple[~shapely.is_empty(simple)]
    return shapes_of(shapely.get_rings(shapely.orient_polygons(simple)), closed=True)


def _lines(world: Geometries, zoom: int) -> Shapes:
    simple = shapely.simplify(world, _tolerance(zoom))
    return shapes_of(only_lines(simple))


def only_lines(world: Geometries) -> Geometries:
    """The lines among parts; one that touches a box's edge may leave only points."""
    parts: Geometries = shapely.get_parts(world)
    lines: Geometries = parts[
        shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    ]
    return lines


def _tolerance(zoom: int) -> float:
    """World units within which a line may be straightened: a zoom serves the next."""
    return _TOLERANCE_PX * _PIXEL / (1 << (zoom + 1 if zoom < _LAST else zoom + 2))


def shapes_of(lines: Geometries, *, closed: bool = False) -> Shapes:
    """The points of lines or rings; of a ring without its last, which is its first."""
    points, index = shapely.get_coordinates(lines, return_index=True)
    if closed:
        last = np.append(np.diff(index) != 0, True)[: len(index)]
        points, index = points[~last], index[~last]
    counts = np.bincount(index, minlength=len(lines)) if len(index) else _NOTHING
    counts = counts[counts > 0]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return Shapes(points, starts)


_NOTHING = np.zeros(0, np.int64)


def lines_of(shapes: Geometries) -> list[Floats]:
    """The points of each line on its own."""
    return [np.asarray(shapely.get_coordinates(shape)) for shape in shapes]
