"""How far everybody is from an incident, by unit row, and in which order they come."""

from dataclasses import dataclass

import numpy as np

from controlroom.domain.codes import Codes
from controlroom.domain.columns import F64, I64, U8, Mask
from controlroom.domain.entities import Incident
from controlroom.domain.freshness import SPEED_KMH
from controlroom.domain.geo import distances_m
from controlroom.domain.state import State
from controlroom.domain.tracks import Tracks

DETOUR = 1.35
"""Streets in towns are so much longer than the straight line."""
CALM = 0.6
"""Share of a kind's plausible speed that is kept across a town."""
AIR = frozenset({"air", "drone"})
OFF_ROAD = AIR | {"foot", "horse", "boat"}
"""Kinds that no car's time by road is true of: they keep the straight line."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """How far everybody is, by unit row; NaN is unknown. `rows` is soonest first.

    travel_s: seconds to get there; `by_road` tells a computed time from a straight line
    at the kind's usual speed.
    """

    distance_m: F64
    travel_s: F64
    by_road: Mask
    age_us: I64
    level: U8
    now_us: int
    rows: list[int]


def rank(
    state: State, tracks: Tracks, incident: Incident, now_us: int, road_s: F64 | None
) -> Ranking:
    """Rank the whole force by its time to an incident.

    road_s: seconds of a car by unit row, float64, NaN or inf where unknown; or None.
    """
    tracks.grow(len(state.unit_rows))
    distance = np.full(len(tracks), np.nan)
    if incident.lat is not None and incident.lon is not None:
        distance = distances_m(tracks.lat, tracks.lon, incident.lat, incident.lon)
    by_road = np.zeros(len(tracks), np.bool_)
    travel = distance / _usual_mps(state, len(tracks))
    if road_s is not None:
        reach = min(len(road_s), len(tracks))
        by_road[:reach] = np.isfinite(road_s[:reach])
        by_road[_off_road(state, len(tracks))] = False
        travel[by_road] = road_s[:reach][by_road[:reach]]
    return Ranking(
        distance_m=distance,
        travel_s=travel,
        by_road=by_road,
        age_us=tracks.ages_us(now_us),
        level=tracks.freshness(now_us),
        now_us=now_us,
        # NaN sorts last: whoever has no place comes after everybody who has one.
        rows=np.argsort(travel[: len(state.unit_rows)]).tolist(),
    )


def nearer_mps(codes: Codes) -> dict[str, float]:
    """Return how fast each kind of unit comes nearer as the crow flies, an estimate."""
    return {
        kind: kmh / 3.6 * (CALM if kind in AIR else CALM / DETOUR)
        for kind, kmh in {**SPEED_KMH, **codes.speed_kmh}.items()
    }


def _off_road(state: State, size: int) -> list[int]:
    """Return the rows of those who do not drive."""
    units = state.units.values()
    return [each.row for each in units if each.kind in OFF_ROAD and each.row < size]


def _usual_mps(state: State, size: int) -> F64:
    """How fast each unit comes nearer as the crow flies, by unit row."""
    nearer = nearer_mps(state.codes)
    usual = np.full(size, nearer["car"])
    units = state.units.values()
    speeds = [nearer[unit.kind] for unit in units]
    if len(units) == len(state.unit_rows):
        usual[: len(units)] = speeds
    else:
        # A view that does not see every unit has rows without one.
        usual[[unit.row for unit in units]] = speeds
    return usual
