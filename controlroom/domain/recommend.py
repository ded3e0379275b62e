"""Which units to send, best first, with the reasons; and why not the others.

Pure, so a desk recommends from its own picture, also on an island. It ranks and
explains; it never hides a unit and never sends one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from controlroom.domain import shifts
from controlroom.domain.attending import assignment_of
from controlroom.domain.columns import F64
from controlroom.domain.diverting import blocked
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.freshness import FADING, NEVER
from controlroom.domain.ranking import Ranking, rank
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.tracks import Tracks
from controlroom.domain.words import age, names

OFFERS = 8
WHY_NOT = 6
EMERGENCY, OFF_DUTY = 0, 11
_US = 1_000_000
_CREWS = {1: "single crewed", 2: "double crewed", 3: "three up", 4: "four up"}


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


def recommend(
    state: State,
    tracks: Tracks,
    incident: Incident,
    now_us: int,
    *,
    skills: Sequence[str] = (),
    road_s: F64 | None = None,
    most: tuple[int, int] = (OFFERS, WHY_NOT),
    also: Collection[str] = (),
) -> Recommendation:
    """Rank the force for an incident.

    skills: all of them are wanted; a unit without one is among `why_not`.
    road_s: travel seconds by unit row, float64, NaN or inf where unknown; or None.
    most: how many are offered, and how many say why not.
    also: units that are in one of the lists however far they are.
    Units on the incident already and units off duty are in neither list.
    """
    found = rank(state, tracks, incident, now_us, road_s)
    offers, why_not = most
    can: list[Offer] = []
    cannot: list[Offer] = []
    wanted = {state.units[each].row for each in also if each in state.units}
    for row in found.rows:
        full = len(can) >= offers
        if full and not wanted:
            break
        asked = row in wanted
        if full and not asked:
            continue
        wanted.discard(row)
        unit = state.units.get(state.unit_rows[row])
        if (
            unit is None
            or unit.state == OFF_DUTY
            or incident.incident_id in unit.incident_ids
        ):
            continue
        if can_be_sent(state, unit, skills):
            reasons = _reasons(state, found, unit, incident, skills)
            can.append(_offer(found, unit, reasons))
        elif asked or len(cannot) < why_not:
            against = why_not_sent(state, unit, incident, skills)
            cannot.append(_offer(found, unit, against))
    return Recommendation(offers=tuple(_nearest_said(can)), why_not=tuple(cannot))


def can_be_sent(state: State, unit: Unit, skills: Sequence[str] = ()) -> bool:
    """Return whether nothing keeps a unit from going; `why_not_sent` says what does."""
    if unit.incident_ids or unit.state == EMERGENCY:
        return False
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "unavailable":
        return False
    return all(skill in unit.skills for skill in skills)


def why_not_sent(
    state: State, unit: Unit, incident: Incident, skills: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what keeps a unit from going, in plain words; nothing when it can go."""
    if unit.state == EMERGENCY:
        return ("officer emergency",)
    if unit.incident_ids:
        return _committed(state, unit, incident)
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "unavailable":
        return (known.name.lower(),)
    lacking = [skill for skill in skills if skill not in unit.skills]
    return tuple(f"no {skill.replace('_', ' ')}" for skill in lacking)


def _committed(state: State, unit: Unit, incident: Incident) -> tuple[str, ...]:
    """Say what a unit is on, how far it has come there, and what a divert needs."""
    on = state.incidents.get(unit.incident_ids[-1])
    if on is None:
        return ("on another incident",)
    assignment = assignment_of(on, unit.unit_id)
    there = "on"
    if assignment is not None and assignment.at_scene_at_us is not None:
        there = "at"
    elif assignment is not None and assignment.en_route_at_us is not None:
        there = "to"
    numbers = names([_number(state, each) for each in unit.incident_ids])
    said = f"{there} {numbers}, grade {on.grade}"
    held = blocked(state, unit, incident)
    rule = ("held by the rule",) if held is not None else ()
    return (*_next(state, unit, incident), said, *rule)


def _next(state: State, unit: Unit, incident: Incident) -> tuple[str, ...]:
    """Say what a unit has been promised to."""
    if not unit.next_ids:
        return ()
    if incident.incident_id in unit.next_ids:
        return ("has this next",)
    waiting = names([_number(state, each) for each in unit.next_ids])
    return (f"has {waiting} next",)


def _number(state: State, incident_id: str) -> str:
    return sentences.cad_of(state, incident_id).removeprefix("CAD ")


def _reasons(
    state: State,
    found: Ranking,
    unit: Unit,
    incident: Incident,
    skills: Sequence[str],
) -> tuple[str, ...]:
    reasons = [skill.replace("_", " ") for skill in skills]
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "warn":
        reasons.append(known.name.lower())
    reasons += _next(state, unit, incident)
    reasons.extend(shifts.warnings(unit, state.codes, found.now_us))
    level = found.level[unit.row]
    if level == NEVER:
        reasons.append("position unknown")
    elif level >= FADING:
        reasons.append(f"fix {age(found.age_us[unit.row] / _US)} old")
    if len(unit.crew) in _CREWS:
        reasons.append(_CREWS[len(unit.crew)])
    if unit.sector and incident.sector and unit.sector != incident.sector:
        reasons.append(f"from {unit.sector}")
    reasons += [each.replace("_", " ") for each in unit.skills if each not in skills]
    return tuple(reasons)


def _offer(found: Ranking, unit: Unit, reasons: tuple[str, ...]) -> Offer:
    distance = float(found.distance_m[unit.row])
    travel = float(found.travel_s[unit.row])
    return Offer(
        unit_id=unit.unit_id,
        callsign=unit.callsign,
        distance_m=None if np.isnan(distance) else distance,
        travel_s=None if np.isnan(travel) else travel,
        by_road=bool(found.by_road[unit.row]),
        reasons=reasons,
    )


def _nearest_said(offers: list[Offer]) -> list[Offer]:
    """The first is called what it is, when anything is known about distances."""
    if not offers or offers[0].travel_s is None:
        return offers
    first = offers[0]
    return [replace(first, reasons=("nearest", *first.reasons)), *offers[1:]]
