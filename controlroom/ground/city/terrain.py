"""Land and water of the city: island, river, canal, lake, harbour; no street yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely

from controlroom.ground.city import plan
from controlroom.ground.city.curves import Warp, blob, ribbon, smooth
from controlroom.ground.mercator import Floats

Placer: TypeAlias = Callable[[object], Floats]

_WIDE, _NARROW = (260.0, 4600.0), (45.0, 1300.0)  # amplitude, wavelength: metres
_COAST = (90.0, 900.0)
_CANAL_WIDTH_M = 17.0
_PIER_WIDTH_M = 22.0


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """What lies under the streets, in local metres.

    bend: the seed's displacement of the plan. land: the island with its water taken
    out. water: river, canal, lake, harbour basins. sea_and_water: all that is wet.
    river, canal: centre lines (n, 2). piers: breakwaters, built on the sea.
    """

    bend: Warp
    shift: Warp
    island: shapely.Polygon
    inland: shapely.Geometry
    piers: shapely.Geometry
    river: Floats
    canal: Floats
    lake: shapely.Polygon
    river_water: shapely.Geometry
    basins: list[shapely.Geometry]

    def place(self, points: object) -> Floats:
        """Points of the plan where this seed puts them."""
        return self.shift(self.bend(np.asarray(points, np.float64)))

    @property
    def land(self) -> shapely.Geometry:
        """Where one can stand or build."""
        return shapely.difference(self.island, self.inland)


def lay_out(rng: np.random.Generator) -> Terrain:
    """The terrain of one seed."""
    bend, shift = Warp.draw(rng, *_WIDE), Warp.draw(rng, *_NARROW)
    coast = Warp.draw(rng, *_COAST)
    rough = Warp.draw(rng, 22.0, 260.0)

    def place(points: object) -> Floats:
        return shift(bend(np.asarray(points, np.float64)))

    river_plan = np.asarray(plan.RIVER, np.float64)
    river = smooth(place(river_plan[:, :2]))
    along = np.linspace(0.0, len(river_plan) - 1.0, len(river))
    width = np.interp(along, np.arange(len(river_plan)), river_plan[:, 2])
    water = ribbon(river, width)
    canal = smooth(place(plan.CANAL), step_m=60.0)
    lake_at, lake_radius = plan.LAKE
    ring = blob(rng, np.zeros(2), lake_radius, 0.35) * (1.25, 0.75)
    lake = shapely.Polygon(rough(ring) + place([lake_at]))
    shore = rough(coast(smooth(place(plan.ISLAND), closed=True)))
    island = shapely.Polygon(shore)
    canal_water = shapely.buffer(
        shapely.LineString(canal), _CANAL_WIDTH_M / 2.0, cap_style="flat"
    )
    basins = _basins(place)
    inland = [water, lake, canal_water, *basins]
    return Terrain(
        bend=bend,
        shift=shift,
        island=island,
        inland=shapely.intersection(
            shapely.union_all(inland, grid_size=0.01), shapely.buffer(island, 1500.0)
        ),
        piers=_piers(place),
        river=river,
        canal=canal,
        lake=lake,
        river_water=water,
        basins=basins,
    )


def _basins(place: Placer) -> list[shapely.Geometry]:
    """Docks with square corners, cut inland from the river's north bank."""
    docks = []
    for mouth, head, width in plan.BASINS:
        axis = shapely.LineString(place([mouth, head]))
        docks.append(shapely.buffer(axis, width / 2.0, cap_style="flat"))
    return docks


def _piers(place: Placer) -> shapely.Geometry:
    arms = [
        shapely.buffer(shapely.LineString(smooth(place(arm))), _PIER_WIDTH_M / 2.0)
        for arm in plan.BREAKWATERS
    ]
    return shapely.union_all(arms, grid_size=0.01)
