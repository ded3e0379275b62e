"""Which units to send, best first, with the reasons; and why not the others.

Pure, so a desk recommends from its own picture, also on an island. It ranks and
explains; it never hides a unit and never sends one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from controlroom.domain import shifts
from controlroom.domain.codes import Codes
from controlroom.domain.columns import F64, I64, U8, Mask
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.freshness import FADING, NEVER, SPEED_KMH
from controlroom.domain.geo import distances_m
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.tracks import Tracks
from controlroom.domain.words import age

OFFERS = 8
WHY_NOT = 6
DETOUR = 1.35
"""Streets in towns are so much longer than the straight line."""
CALM = 0.6
"""Share of a kind's plausible speed that is kept across a town."""
AIR = frozenset({"air", "drone"})
EMERGENCY, OFF_DUTY = 0, 11
_US = 1_000_000
_CREWS = {1: "single crewed", 2: "two up", 3: "three up", 4: "four up"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One unit with what speaks for or against sending it.

    travel_s: seconds to get there; `by_road` tells a computed time from a straight line
    at the kind's usual speed. None where the unit or the incident has no place.
    """

    unit_id: str
    callsign: str
    distance_m: float | None
    travel_s: float | None
    by_road: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Units that can go, best first; and the nearest that cannot, with why not."""

    offers: tuple[Offer, ...]
    why_not: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Columns:
    """How far everybody is, by unit row; NaN is unknown."""

    distance_m: F64
    travel_s: F64
    by_road: Mask
    age_us: I64
    level: U8
    now_us: int


def recommend(
    state: State,
    tracks: Tracks,
    incident: Incident,
    now_us: int,
    *,
    skills: Sequence[str] = (),
    road_s: F64 | None = None,
    offers: int = OFFERS,
    why_not: int = WHY_NOT,
) -> Recommendation:
    """Rank the force for an incident.

    skills: all of them are wanted; a unit without one is among `why_not`.
    road_s: travel seconds by unit row, float64, NaN or inf where unknown; or None.
    Units on the incident already and units off duty are in neither list.
    """
    tracks.grow(len(state.unit_rows))
    columns = _columns(state, tracks, incident, now_us, road_s)
    can: list[Offer] = []
    cannot: list[Offer] = []
    # NaN sorts last: whoever has no place is offered after everybody who has one.
    for row in np.argsort(columns.travel_s[: len(state.unit_rows)]).tolist():
        unit = state.units.get(state.unit_rows[row])
        if unit is None or unit.state == OFF_DUTY:
            continue
        if incident.incident_id in unit.incident_ids:
            continue
        against = _against(state, unit, skills)
        if against:
            if len(cannot) < why_not:
                cannot.append(_offer(columns, unit, against))
            continue
        can.append(_offer(columns, unit, _reasons(state, columns, unit, skills)))
        if len(can) == offers:
            break
    return Recommendation(offers=tuple(_nearest_said(can)), why_not=tuple(cannot))


def _columns(
    state: State, tracks: Tracks, incident: Incident, now_us: int, road_s: F64 | None
) -> _Columns:
    distance = np.full(len(tracks), np.nan)
    if incident.lat is not None and incident.lon is not None:
        distance = distances_m(tracks.lat, tracks.lon, incident.lat, incident.lon)
    by_road = np.zeros(len(tracks), np.bool_)
    travel = distance / _usual_mps(state, len(tracks))
    if road_s is not None:
        reach = min(len(road_s), len(tracks))
        by_road[:reach] = np.isfinite(road_s[:reach])
        travel[by_road] = road_s[:reach][by_road[:reach]]
    return _Columns(
        distance_m=distance,
        travel_s=travel,
        by_road=by_road,
        age_us=tracks.ages_us(now_us),
        level=tracks.freshness(now_us),
        now_us=now_us,
    )


def nearer_mps(codes: Codes) -> dict[str, float]:
    """Return how fast each kind of unit comes nearer as the crow flies, an estimate."""
    return {
        kind: kmh / 3.6 * (CALM if kind in AIR else CALM / DETOUR)
        for kind, kmh in {**SPEED_KMH, **codes.speed_kmh}.items()
    }


def _usual_mps(state: State, size: int) -> F64:
    """How fast each unit comes nearer as the crow flies, by unit row."""
    nearer = nearer_mps(state.codes)
    usual = np.full(size, nearer["car"])
    units = state.units.values()
    usual[: len(units)] = [nearer[unit.kind] for unit in units]
    return usual


def _against(state: State, unit: Unit, skills: Sequence[str]) -> tuple[str, ...]:
    """What keeps a unit from going, in plain words; nothing when it can go."""
    if unit.state == EMERGENCY:
        return ("officer emergency",)
    if unit.incident_ids:
        number = sentences.cad_of(state, unit.incident_ids[-1]).removeprefix("CAD ")
        return (f"on {number}",)
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "unavailable":
        return (known.name.lower(),)
    lacking = [skill for skill in skills if skill not in unit.skills]
    return tuple(f"no {skill.replace('_', ' ')}" for skill in lacking)


def _reasons(
    state: State, columns: _Columns, unit: Unit, skills: Sequence[str]
) -> tuple[str, ...]:
    reasons = [skill.replace("_", " ") for skill in skills]
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "warn":
        reasons.append(known.name.lower())
    if len(unit.crew) in _CREWS:
        reasons.append(_CREWS[len(unit.crew)])
    reasons.extend(shifts.warnings(unit, state.codes, columns.now_us))
    level = columns.level[unit.row]
    if level == NEVER:
        reasons.append("position unknown")
    elif level >= FADING:
        reasons.append(f"fix {age(columns.age_us[unit.row] / _US)} old")
    return tuple(reasons)


def _offer(columns: _Columns, unit: Unit, reasons: tuple[str, ...]) -> Offer:
    distance = float(columns.distance_m[unit.row])
    travel = float(columns.travel_s[unit.row])
    return Offer(
        unit_id=unit.unit_id,
        callsign=unit.callsign,
        distance_m=None if np.isnan(distance) else distance,
        travel_s=None if np.isnan(travel) else travel,
        by_road=bool(columns.by_road[unit.row]),
        reasons=reasons,
    )


def _nearest_said(offers: list[Offer]) -> list[Offer]:
    """The first is called what it is, when anything is known about distances."""
    if not offers or offers[0].travel_s is None:
        return offers
    first = offers[0]
    return [
        Offer(
            unit_id=first.unit_id,
            callsign=first.callsign,
            distance_m=first.distance_m,
            travel_s=first.travel_s,
            by_road=first.by_road,
            reasons=("nearest", *first.reasons),
        ),
        *offers[1:],
    ]
