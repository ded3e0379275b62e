"""Makes a survey of the whole city: lays it out, then says what each zoom shows."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city import (
    blocks,
    buildings,
    cells,
    districts,
    farms,
    greens,
    landmarks,
    naming,
    network,
    roads,
    terrain,
)
from controlroom.ground.city.curves import Warp
from controlroom.ground.mercator import Floats

_KEPT_CLOSES = 0.3  # of the loose ends that could stay as a cul-de-sac
_CLOSE_M = (25.0, 120.0)  # how long a cul-de-sac is
_WATER_EDGE_M = 10.0
_LANE_BEND = (26.0, 700.0)  # amplitude, wavelength in metres

Named = tuple[str, str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """Everything that was laid out, in local metres."""

    terrain: terrain.Terrain
    network: network.Network
    streets: naming.Streets
    rails: list[Floats]
    blocks: list[blocks.Block]
    buildings: NDArray[np.object_]
    pitches: list[shapely.Polygon]
    greens: greens.Greens
    districts: list[tuple[str, shapely.Polygon]]
    named: list[Named]


def lay_out(seed: int) -> City:
    """The city of one seed: the same seed, the same city."""
    rng = np.random.Generator(np.random.PCG64(seed))
    land = terrain.lay_out(rng)
    main = roads.lay_roads(land)
    rails = roads.lay_rails(land)
    town = roads.town_outline(rng, land)
    ground = _buildable(land, rails, town)
    bend = Warp.draw(rng, *_LANE_BEND)
    parts, more = cells.split_cells(rng, cells.cells_between(main, ground), land, bend)
    small = [road for cell in parts for road in cells.fill_cell(rng, cell, bend)]
    every = main + more + small
    net = _weave(rng, every)
    streets = naming.name_streets(rng, net, every, _dock_edges(net, parts))
    plots = blocks.lay_blocks(rng, net, parts, ground, town)
    own_shape = frozenset({"stadium"})
    ordinary = landmarks.without_plot(plots, own_shape)
    houses = buildings.build(
        rng, [block for block, usual in zip(plots, ordinary, strict=True) if usual]
    )
    stands, pitches = landmarks.stadium(plots)
    extra = stands + landmarks.platforms(land, rails, net)
    extra += farms.scatter(rng, net, town, land)
    return City(
        terrain=land,
        network=net,
        streets=streets,
        rails=rails,
        blocks=plots,
        buildings=np.concatenate([houses, np.array(extra, object)]),
        pitches=pitches,
        greens=greens.plant(rng, plots, land, town, net.lines),
        districts=districts.divide(land, main),
        named=landmarks.plot_places(plots)
        + landmarks.spot_places(land, plots)
        + landmarks.bridge_places(land, net, streets),
    )


def _weave(rng: np.random.Generator, every: list[roads.Road]) -> network.Network:
    """One connected network of all roads, with some of its loose ends kept."""
    net = network.knot(every)
    closes = network.loose_lanes(net, *_CLOSE_M)
    closes &= rng.random(len(net)) < _KEPT_CLOSES
    net = network.open_slivers(network.prune(net, closes))
    return network.largest(network.prune(net, network.loose_lanes(net, *_CLOSE_M)))


def _buildable(
    land: terrain.Terrain, rails: list[Floats], town: shapely.Geometry
) -> shapely.Geometry:
    """The town's ground without water and railway."""
    lines = [shapely.LineString(rail) for rail in rails]
    track = shapely.union_all([shapely.buffer(line, 14.0) for line in lines])
    wet = shapely.buffer(land.inland, _WATER_EDGE_M)
    return shapely.difference(shapely.difference(town, wet), track)


def _dock_edges(net: network.Network, parts: list[cells.Cell]) -> NDArray[np.bool_]:
    middles = shapely.line_interpolate_point(net.lines, 0.5, normalized=True)
    docks = [part.ground for part in parts if part.use == "dock"]
    edge, _ = shapely.STRtree(docks).query(middles, predicate="within")
    found = np.zeros(len(net), bool)
    found[edge] = True
    return found
