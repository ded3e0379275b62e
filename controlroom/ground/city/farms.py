"""Farmsteads along country roads: a few sheds around a yard, none in the town."""

import numpy as np
import shapely

from controlroom.ground.city.network import Network
from controlroom.ground.city.terrain import Terrain

_FARMS = 130
_FROM_TOWN_M = 120.0
# length and depth of house, barn and shed, and where they stand around the yard
_SHEDS = (
    ((16.0, 9.0), (0.0, -16.0)),
    ((34.0, 14.0), (4.0, 15.0)),
    ((9.0, 22.0), (-24.0, 2.0)),
)


def scatter(
    rng: np.random.Generator,
    network: Network,
    town: shapely.Geometry,
    terrain: Terrain,
) -> list[shapely.Polygon]:
    """Footprints of farms, local metres, clear of roads, town and water."""
    middles = shapely.line_interpolate_point(network.lines, 0.5, normalized=True)
    shapely.prepare(town)
    rural = network.lines[~shapely.dwithin(town, middles, _FROM_TOWN_M)]
    if not len(rural):
        return []
    length = shapely.length(rural)
    chosen = rng.choice(len(rural), _FARMS, p=length / length.sum())
    along = rng.uniform(0.0, 1.0, _FARMS) * length[chosen]
    here = shapely.get_coordinates(shapely.line_interpolate_point(rural[chosen], along))
    angle = rng.uniform(0.0, 2.0 * np.pi, _FARMS)
    out = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    yards = here + out * rng.uniform(45.0, 120.0, (_FARMS, 1))
    aside = np.stack([-out[:, 1], out[:, 0]], axis=1)
    sheds = []
    for size, spot in _SHEDS:
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2.0 + spot
        sheds.append(
            yards[:, None]
            + corners[None, :, :1] * aside[:, None]
            + corners[None, :, 1:] * out[:, None]
        )
    shapes = shapely.polygons(np.concatenate(sheds))
    roads = shapely.STRtree(network.lines)
    near = np.zeros(len(shapes), bool)
    near[roads.query(shapes, predicate="dwithin", distance=18.0)[0]] = True
    near |= shapely.dwithin(town, shapes, 30.0)
    near |= shapely.dwithin(terrain.inland, shapes, 20.0)
    near |= ~shapely.contains(shapely.buffer(terrain.island, -40.0), shapes)
    whole = ~near.reshape(len(_SHEDS), _FARMS).any(axis=0)
    farms = shapely.multipolygons(
        shapely.polygons(np.stack(sheds)[:, whole].transpose(1, 0, 2, 3))
    )
    apart = np.ones(len(farms), bool)
    first, second = shapely.STRtree(farms).query(
        farms, predicate="dwithin", distance=25.0
    )
    apart[second[second > first]] = False
    return list(shapely.get_parts(farms[apart]))
