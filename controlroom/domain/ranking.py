"""How far everybody is from an incident, by unit row, and in which order they come."""

import math
from dataclasses import dataclass
from typing import get_args

import numpy as np

from controlroom.domain.columns import F64, I64, U8, Mask
from controlroom.domain.entities import Incident, Unit, UnitKind
from controlroom.domain.geo import distance_m, distances_m
from controlroom.domain.state import State
from controlroom.domain.tracks import Tracks
from controlroom.domain.ways import drives, nearer_mps, straight_s

KINDS: tuple[UnitKind, ...] = get_args(UnitKind)
_PLACE = {kind: place for place, kind in enumerate(KINDS)}
_DRIVES = np.array([drives(kind) for kind in KINDS])


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
    kinds, nearer = _kinds(state, len(tracks)), nearer_mps(state.codes)
    by_road = np.zeros(len(tracks), np.bool_)
    travel = distance / np.array([nearer[kind] for kind in KINDS])[kinds]
    if road_s is not None:
        reach = min(len(road_s), len(tracks))
        by_road[:reach] = np.isfinite(road_s[:reach]) & _DRIVES[kinds[:reach]]
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


def time_to(
    state: State, tracks: Tracks, unit: Unit, incident: Incident, road_s: F64 | None
) -> tuple[float, bool]:
    """Return one unit's seconds as `rank` has them, NaN unknown; whether by road."""
    row, lat, lon = unit.row, incident.lat, incident.lon
    if drives(unit.kind) and road_s is not None and row < len(road_s):
        by_road = float(road_s[row])
        if math.isfinite(by_road):
            return by_road, True
    if lat is None or lon is None or row >= len(tracks):
        return math.nan, False
    here = float(tracks.lat[row]), float(tracks.lon[row])
    return straight_s(state.codes, unit.kind, distance_m(*here, lat, lon)), False


def _kinds(state: State, size: int) -> I64:
    """Return each unit's place in `KINDS`, by unit row."""
    kinds = np.full(size, _PLACE["car"], np.int64)
    units = state.units.values()
    places = [_PLACE[unit.kind] for unit in units]
    if len(units) == len(state.unit_rows):
        kinds[: len(units)] = places
    else:
        # A view that does not see every unit has rows without one.
        kinds[[unit.row for unit in units]] = places
    return kinds
