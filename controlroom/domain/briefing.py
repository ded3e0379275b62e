"""What a crew is sent with its assignment: place, log, hazards, related, cameras near.

An assignment keeps what was sent as references into the picture, so that a desk can
show it later; `briefing_lines` says it in words, the same to a device and to a desk.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from controlroom.domain.entities import Briefing, Drawing, Incident
from controlroom.domain.geo import bearing_deg, distance_m
from controlroom.domain.grid import grid_reference
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.words import clock, clock_seconds, compass, distance

HAZARDS_M, RELATED_M, CAMERAS_M = 500.0, 500.0, 400.0
"""What is near enough to matter to a crew that arrives."""
HAZARDS, RELATED, CAMERAS, LINES = 6, 4, 4, 12
"""So many of each at most: a crew reads this on the way."""
LINE_MOST = 300
"""Longest line of the log, in characters."""
METRES_A_DEGREE = 111_000.0
_ROUTINE = frozenset({
    "assigned", "stood_down", "state", "acknowledged", "message", "bring_up",
    "attention", "transfer",
})  # fmt: skip
"""Lines about the room's own work; a crew needs what is known of the matter."""


class BriefingLines(NamedTuple):
    """A briefing in words; each part is a list of lines, empty where there is none."""

    what: str
    grid: str
    log: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()


def briefing(state: State, incident: Incident, now_us: int) -> Briefing:
    """Return what a crew is to know of an incident now, as references."""
    lines = [line.seq for line in incident.log if line.kind not in _ROUTINE]
    return Briefing(
        type_code=incident.type_code,
        grade=incident.grade,
        place=incident.place,
        lat=incident.lat,
        lon=incident.lon,
        log_seqs=tuple(lines[-LINES:]),
        drawing_ids=_hazards(state, incident, now_us),
        incident_ids=_related(state, incident),
        camera_ids=_cameras(state, incident),
    )


def briefing_lines(state: State, incident: Incident, sent: Briefing) -> BriefingLines:
    """Return a briefing in words; what the picture no longer holds is left out."""
    zone = state.codes.time_zone
    known = set(sent.log_seqs)
    return BriefingLines(
        what=f"{sentences.type_words(state, sent.type_code)}, grade {sent.grade}",
        grid=""
        if sent.lat is None or sent.lon is None
        else grid_reference(sent.lat, sent.lon),
        log=tuple(
            f"{clock_seconds(line.at_us, zone)} {_short(line.text)}"
            for line in incident.log
            if line.seq in known
        ),
        hazards=tuple(
            _drawing_words(state, state.drawings[each], sent)
            for each in sent.drawing_ids
            if each in state.drawings
        ),
        related=tuple(
            _incident_words(state, state.incidents[each], sent)
            for each in sent.incident_ids
            if each in state.incidents
        ),
        cameras=tuple(
            f"{camera.name}, {_way(sent, camera.lat, camera.lon)}"
            for each in sent.camera_ids
            if (camera := state.cameras.get(each)) is not None
        ),
    )


def _hazards(state: State, incident: Incident, now_us: int) -> tuple[str, ...]:
    """Drawings of the incident itself, then others near by, the nearest first."""
    found = []
    for drawing in state.drawings.values():
        if drawing.expires_at_us is not None and drawing.expires_at_us <= now_us:
            continue
        own = drawing.incident_id == incident.incident_id
        metres = min(
            (_metres(incident, *corner) for corner in drawing.outline.corners),
            default=math.inf,
        )
        if own or metres - drawing.outline.radius_m <= HAZARDS_M:
            found.append((not own, metres, drawing.drawing_id))
    return tuple(each for _, _, each in sorted(found)[:HAZARDS])


def _related(state: State, incident: Incident) -> tuple[str, ...]:
    """Incidents that are linked, then those near by that are not over."""
    linked = [each for each in incident.links if each in state.incidents]
    near = _nearest(
        incident,
        (
            (other.incident_id, other.lat, other.lon)
            for other in state.incidents.values()
            if other.status in {"open", "resolved"}
            and other.incident_id != incident.incident_id
            and other.incident_id not in linked
        ),
        RELATED_M,
    )
    return tuple((*linked, *near)[:RELATED])


def _cameras(state: State, incident: Incident) -> tuple[str, ...]:
    """The nearest cameras that stand still: worn ones are somebody's on the way."""
    near = _nearest(
        incident,
        ((each.camera_id, each.lat, each.lon) for each in state.cameras.values()),
        CAMERAS_M,
    )
    return tuple(near[:CAMERAS])


def _nearest(
    incident: Incident,
    places: Iterable[tuple[str, float | None, float | None]],
    within_m: float,
) -> list[str]:
    if incident.lat is None or incident.lon is None:
        return []
    lat, lon = incident.lat, incident.lon
    # A box is asked first: most of a force is nowhere near.
    high = within_m / METRES_A_DEGREE
    wide = high / max(0.01, math.cos(math.radians(lat)))
    found = []
    for entity_id, at_lat, at_lon in places:
        if at_lat is None or at_lon is None:
            continue
        if abs(at_lat - lat) > high or abs(at_lon - lon) > wide:
            continue
        metres = distance_m(lat, lon, at_lat, at_lon)
        if metres <= within_m:
            found.append((metres, entity_id))
    return [entity_id for _, entity_id in sorted(found)]


def _metres(incident: Incident, lat: float, lon: float) -> float:
    if incident.lat is None or incident.lon is None:
        return math.inf
    return distance_m(incident.lat, incident.lon, lat, lon)


def _way(sent: Briefing, lat: float | None, lon: float | None) -> str:
    """Return `120 m NE` as seen from the incident; nothing without a place."""
    if sent.lat is None or sent.lon is None or lat is None or lon is None:
        return "place unknown"
    metres = distance_m(sent.lat, sent.lon, lat, lon)
    if metres < 10:  # noqa: PLR2004 - metres: a direction would be chance
        return "at the place"
    return f"{distance(metres)} {compass(bearing_deg(sent.lat, sent.lon, lat, lon))}"


def _drawing_words(state: State, drawing: Drawing, sent: Briefing) -> str:
    kind = sentences.DRAWINGS.get(drawing.kind, "Drawing")
    said = f"{kind}: {drawing.label}" if drawing.label else kind
    parts = [_short(said)]
    if drawing.outline.corners:
        parts.append(_way(sent, *drawing.outline.corners[0]))
    if drawing.expires_at_us is not None:
        parts.append(f"until {clock(drawing.expires_at_us, state.codes.time_zone)}")
    return ", ".join(parts)


def _incident_words(state: State, other: Incident, sent: Briefing) -> str:
    cad = sentences.cad_of(state, other.incident_id)
    parts = [
        f"{cad} {sentences.type_words(state, other.type_code)}",
        _way(sent, other.lat, other.lon),
        f"opened {clock(other.opened_at_us, state.codes.time_zone)}",
    ]
    if other.status != "open":
        parts.append(other.status)
    return ", ".join(parts)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LINE_MOST else f"{text[: LINE_MOST - 1]}…"
