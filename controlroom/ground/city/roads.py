"""Main roads, quays and railways: the skeleton that the small streets fill."""

from dataclasses import dataclass

import numpy as np
import shapely

from controlroom.ground.city import plan
from controlroom.ground.city.curves import blob, smooth
from controlroom.ground.city.terrain import Terrain
from controlroom.ground.mercator import Floats

# Classes from small to large; the number is an edge's class everywhere in the city.
CLASSES = ("path", "minor", "street", "main", "ring")
PATH, MINOR, STREET, MAIN, RING = range(5)
# Half the carriageway with its pavement, metres: what no building may touch.
HALF_WIDTH_M = (1.5, 5.2, 7.0, 9.5, 14.0)
RAIL_HALF_M = 9.0
_QUAY_M = 17.0  # from the water's edge to the middle of the quay street
_QUAY_REACH_M = 190.0  # quays lie this near to the river's middle, docks aside


@dataclass(frozen=True, slots=True, eq=False)
class Road:
    """A line with its class and name, local metres; "" is named later."""

    name: str
    kind: int
    line: Floats


def lay_roads(terrain: Terrain) -> list[Road]:
    """The plan's roads on this terrain, quays and the canal's lane added."""
    roads = []
    for way in plan.WAYS:
        line = smooth(terrain.place(way.points), closed=way.closed)
        if way.closed:
            line = np.concatenate([line, line[:1]])
        roads.append(Road(way.name, CLASSES.index(way.kind), line))
    return roads + _quays(terrain) + _canal_lane(terrain)


def lay_rails(terrain: Terrain) -> list[Floats]:
    """The middle lines of the railways."""
    return [smooth(terrain.place(points)) for _, points in plan.RAIL]


def town_outline(rng: np.random.Generator, terrain: Terrain) -> shapely.Geometry:
    """The ground that may be built on: town and villages, short of the shore."""
    outlines = [smooth(terrain.place(plan.TOWN), closed=True)]
    outlines += [
        blob(rng, terrain.place([middle])[0], radius, 0.5)
        for _, middle, radius in plan.VILLAGES
    ]
    built = shapely.union_all([shapely.Polygon(outline) for outline in outlines])
    inner = shapely.buffer(terrain.island, -110.0)
    return shapely.buffer(shapely.intersection(built, inner), 0.0)


def _quays(terrain: Terrain) -> list[Road]:
    """Streets along both banks where the town is, and around the docks."""
    docks = shapely.union_all(terrain.basins)
    wet = shapely.union_all([terrain.river_water, docks])
    edge = shapely.boundary(
        shapely.buffer(wet, _QUAY_M, join_style="mitre", mitre_limit=2.0)
    )
    river = shapely.LineString(terrain.river)
    west, east = shapely.line_locate_point(
        river, shapely.points(terrain.place(plan.QUAYS))
    )
    within = shapely.LineString(
        [
            point
            for point in terrain.river
            if west < shapely.line_locate_point(river, shapely.Point(point)) < east
        ]
    )
    zone = shapely.union_all(
        [
            shapely.buffer(within, _QUAY_REACH_M, cap_style="flat"),
            shapely.buffer(docks, 3.0 * _QUAY_M),
        ]
    )
    pieces = shapely.line_merge(shapely.intersection(edge, zone))
    roads = []
    for piece in shapely.get_parts(shapely.simplify(pieces, 0.5)):
        middle = shapely.line_interpolate_point(piece, 0.5, normalized=True)
        here = shapely.line_interpolate_point(
            river, shapely.line_locate_point(river, middle)
        )
        north = shapely.get_y(middle) > shapely.get_y(here)
        name = "Quay Street" if north else "Tarn Embankment"
        roads.append(Road(name, STREET, shapely.get_coordinates(piece)))
    return roads


def _canal_lane(terrain: Terrain) -> list[Road]:
    line = shapely.simplify(shapely.LineString(terrain.canal), 1.0)
    beside = shapely.offset_curve(line, -19.0)
    return [
        Road("Canal Walk", MINOR, shapely.get_coordinates(part))
        for part in shapely.get_parts(beside)
    ]
