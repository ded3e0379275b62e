"""Landmarks: where they stand, and the few buildings that have a shape of their own."""

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray

from controlroom.ground.city import plan
from controlroom.ground.city.blocks import GREEN_USES, Block
from controlroom.ground.city.naming import Streets
from controlroom.ground.city.network import Network
from controlroom.ground.city.terrain import Terrain
from controlroom.ground.mercator import Floats

_PLATFORM_M, _PLATFORM_M2 = 120.0, 60.0


def plot_places(blocks: list[Block]) -> list[tuple[str, str, Floats]]:
    """Name, kind and middle of every plot that got ground."""
    found = []
    for plot in plan.PLOTS:
        grounds = [block.ground for block in blocks if block.plot is plot]
        if grounds:
            largest = max(grounds, key=lambda ground: ground.area)
            inside = shapely.maximum_inscribed_circle(largest, 5.0)
            middle = shapely.get_coordinates(inside)[0]
            found.append((plot.name, plot.kind, middle))
    return found


def spot_places(terrain: Terrain, blocks: list[Block]) -> list[tuple[str, str, Floats]]:
    """Name, kind and place of landmarks in ordinary blocks and of the stations."""
    built = [block.ground for block in blocks if block.use in {"town", "old"}]
    tree = shapely.STRtree(built)
    taken: set[int] = set()
    found = []
    for spot in plan.SPOTS:
        at = shapely.Point(terrain.place([spot.at])[0])
        near = tree.query(at, predicate="dwithin", distance=400.0)
        free = sorted(
            (built[block].distance(at), int(block))
            for block in near
            if int(block) not in taken
        )
        if free:
            block = free[0][1]
            taken.add(block)
            inside = shapely.point_on_surface(built[block])
            found.append((spot.name, spot.kind, shapely.get_coordinates(inside)[0]))
    stations = [
        (f"{station.name} Station", "station", terrain.place([station.at])[0])
        for station in plan.STATIONS
    ]
    return found + stations


def bridge_places(
    terrain: Terrain, network: Network, streets: Streets
) -> list[tuple[str, str, Floats]]:
    """The river's bridges, called by their road."""
    shapely.prepare(terrain.river_water)
    wet = shapely.intersects(terrain.river_water, network.lines)
    found = []
    for street in np.unique(streets.street[wet]):
        lines = network.lines[streets.street == street]
        road = shapely.line_merge(shapely.multilinestrings(lines))
        over = shapely.intersection(road, terrain.river_water)
        parts = [part for part in shapely.get_parts(over) if part.length > 15.0]  # noqa: PLR2004 - metres
        sides = ("west bridge", "east bridge") if len(parts) > 1 else ("bridge",)
        parts.sort(key=lambda part: part.centroid.x)
        for part, side in zip(parts, sides, strict=False):
            middle = shapely.line_interpolate_point(part, 0.5, normalized=True)
            at = shapely.get_coordinates(middle)[0]
            found.append((f"{streets.names[street]} {side}", "bridge", at))
    return found


def stadium(blocks: list[Block]) -> tuple[list[shapely.Polygon], list[shapely.Polygon]]:
    """Stands and pitches of the plots that are stadiums."""
    stands, pitches = [], []
    for name, kind, middle in plot_places(blocks):
        if kind != "stadium":
            continue
        ground = max(
            (
                block.ground
                for block in blocks
                if block.plot and block.plot.name == name
            ),
            key=lambda ground: ground.area,
        )
        room = float(shapely.boundary(ground).distance(shapely.Point(middle)))
        size = min(room - 8.0, 105.0)
        if size > 45.0:  # noqa: PLR2004 - metres, the smallest that looks like one
            angle = np.linspace(0.0, 2.0 * np.pi, 60, endpoint=False)
            squircle = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** 0.6
            other = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.6
            shape = np.stack([squircle * 0.92, other * 0.74], axis=1) * size
            pitch = shape * (0.62, 0.56) + middle
            stands.append(shapely.Polygon(shape + middle, [pitch]))
            pitches.append(shapely.Polygon(pitch))
    return stands, pitches


def platforms(
    terrain: Terrain, rails: list[Floats], network: Network
) -> list[shapely.Polygon]:
    """Platforms on both sides of the track at each station, none over a road."""
    lines = [shapely.LineString(rail) for rail in rails]
    track = shapely.union_all(shapely.buffer(lines, 4.0))
    roads = shapely.STRtree(network.lines)
    found = []
    for station in plan.STATIONS:
        at = shapely.Point(terrain.place([station.at])[0])
        line = min(lines, key=at.distance)
        middle = line.project(at)
        reach = shapely.ops.substring(
            line, middle - _PLATFORM_M / 2.0, middle + _PLATFORM_M / 2.0
        )
        sides = shapely.difference(shapely.buffer(reach, 11.0, cap_style="flat"), track)
        near = network.lines[roads.query(sides, "dwithin", distance=12.0)]
        free = shapely.difference(sides, shapely.union_all(shapely.buffer(near, 9.0)))
        found += [part for part in shapely.get_parts(free) if part.area > _PLATFORM_M2]
    return found


def without_plot(blocks: list[Block], kinds: frozenset[str]) -> NDArray[np.bool_]:
    """Which blocks get ordinary buildings: no park, no plot of these kinds."""
    return np.array(
        [
            block.use not in GREEN_USES
            and not (block.plot is not None and block.plot.kind in kinds)
            for block in blocks
        ]
    )
