"""The card beside the pointer: what lies under it, in the words of the queue."""

import math

import numpy as np

from controlroom.domain import words
from controlroom.domain.deadlines import attend_due_us
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.freshness import DEVICE_KINDS, FADING, FRESH, LAST_KNOWN
from ui.map.captions import ALARM, INCIDENT, UNIT
from ui.map.chips import Word
from ui.map.circles import radii_m
from ui.map.drawn import drawing_lines
from ui.map.picking import DRAWING, GROUP, Found, members, stacked
from ui.map.scene import Scene
from ui.say import REQUEST_WORDS

Lines = tuple[tuple[Word, ...], ...]
_KIND_WORDS = {"air": "air support", "dog": "dog unit", "foot": "on foot"}
_CREW = 3
_ABREAST, _LISTED = 4, 12
PART_WORDS = (
    "deployable", "en route", "at scene", "not deployable", "not heard of for long",
)  # fmt: skip
"""What the parts of a ring are, in the order of `PARTS`."""
_STEP_WORDS = ("", "fading", "old", "last known")
_SLOWEST_MPS = 1.0
_POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def card_of(scene: Scene, found: list[Found]) -> Lines:
    """Return the lines of the card for what was found; none for nothing."""
    if not found:
        return ()
    first = found[0]
    more = len(found) - 1
    lines = _lines_of(scene, first)
    if more and lines:
        units = len(stacked(found, scene))
        said = f"and {more} more here: click again for the next"
        if units:
            said = f"{units} units on each other: click for a list"
        lines = (*lines, (Word(said, "text.muted"),))
    return lines


def _lines_of(scene: Scene, found: Found) -> Lines:
    match found.kind:
        case str(kind) if kind == UNIT:
            unit = scene.picture.units.get(found.entity_id)
            return _of_unit(scene, unit) if unit else ()
        case str(kind) if kind == INCIDENT:
            incident = scene.picture.incidents.get(found.entity_id)
            return _of_incident(scene, incident) if incident else ()
        case str(kind) if kind == GROUP:
            return _of_group(scene, found)
        case str(kind) if kind == DRAWING:
            drawing = scene.picture.drawings.get(found.entity_id)
            return drawing_lines(scene, drawing) if drawing else ()
        case str(kind) if kind == ALARM:
            alarm = scene.picture.alarms.get(found.entity_id)
            text = alarm.text if alarm else ""
            return ((Word(text or "Officer emergency", "text.primary", 600),),)
        case _:
            camera = scene.picture.cameras.get(found.entity_id)
            if camera is None:
                return ()
            name = Word(camera.name, "text.primary", 600)
            return ((name,), (Word(f"Camera, {camera.state}"),))


def _of_group(scene: Scene, group: Found) -> Lines:
    units = [scene.picture.units[unit_id] for unit_id in members(scene, group)]
    if not units:
        return ()
    parts = scene.groups.parts[int(group.entity_id)].tolist()
    said = [
        (Word(f"{count} {words_of}", "text.secondary"),)
        for count, words_of in zip(parts, PART_WORDS, strict=True)
        if count
    ]
    asking = sum(unit.request is not None for unit in units)
    if asking:
        said.append((Word(f"{asking} waiting for an answer", "text.primary", 600),))
    callsigns = sorted(unit.callsign for unit in units)
    if len(callsigns) <= _LISTED:
        rows = range(0, len(callsigns), _ABREAST)
        said += [(Word(", ".join(callsigns[at : at + _ABREAST])),) for at in rows]
    head = (Word(f"{len(units)} units", "text.primary", 600),)
    return (head, *said, (Word("click to open", "text.muted"),))


def _of_unit(scene: Scene, unit: Unit) -> Lines:
    state = scene.picture.codes.state(unit.state)
    named = state.name if state else ""
    head = (
        Word(unit.callsign, "text.primary", 600),
        Word(f"{unit.state} {named}".strip()),
        Word(_since(scene, unit), "text.muted"),
    )
    lines: list[tuple[Word, ...]] = [head]
    names = [scene.picture.name_of(person) for person in unit.crew[:_CREW]]
    if names:
        more = len(unit.crew) - len(names)
        listed = words.names(names) + (f" and {more} more" if more > 0 else "")
        lines.append((Word(listed),))
    skills = ", ".join(unit.skills).replace("_", " ")
    kind = _KIND_WORDS.get(unit.kind, unit.kind)
    lines.append((Word(f"{kind}, {skills}" if skills else kind),))
    going = [_speed_words(scene, unit), unit.talkgroup and f"talks on {unit.talkgroup}"]
    if any(going):
        lines.append((Word(", ".join(each for each in going if each)),))
    if unit.request is not None:
        asked = REQUEST_WORDS.get(unit.request, f"request {unit.request}")
        since = words.age((scene.now_us - unit.request_at_us) / 1e6)
        lines.append((Word(asked, "text.primary", 600), Word(since, "text.muted")))
    lines.extend(_fix_words(scene, unit))
    for incident_id in unit.incident_ids[:2]:
        incident = scene.picture.incidents.get(incident_id)
        if incident is not None:
            lines.append((_incident_words(scene, incident),))
    return tuple(lines)


def _of_incident(scene: Scene, incident: Incident) -> Lines:
    kind = scene.picture.codes.type(incident.type_code)
    today = words.day_of(scene.now_us, scene.zone)
    head = (
        Word(words.cad_short(incident.cad, today), "text.primary", 600),
        Word(kind.name if kind else incident.type_code, "text.primary"),
        Word(incident.grade, "text.primary", 600),
    )
    units = [
        scene.picture.name_of(assignment.unit_id) for assignment in incident.assignments
    ]
    lines = [head, (Word(incident.place or "no place"),)]
    due = attend_due_us(incident, scene.picture.codes)
    if incident.first_at_scene_at_us is not None:
        lines.append((Word("at scene"), Word(words.names(units))))
    elif due is not None:
        left = (due - scene.now_us) / 1e6
        token = "alarm.high_text" if left < 0 else "text.secondary"
        who = words.names(units) if units else "nobody sent"
        lines.append((Word(f"due {words.countdown(left)}", token), Word(who)))
    return tuple(line for line in lines if any(word.text for word in line))


def _since(scene: Scene, unit: Unit) -> str:
    if not unit.state_at_us:
        return ""
    return words.age((scene.now_us - unit.state_at_us) / 1e6)


def _fix_words(scene: Scene, unit: Unit) -> Lines:
    """How old the fix is, what that makes it, and where the unit may be by now."""
    index = scene.sight.index_of(unit.row)
    if index is None:
        return ()
    step = int(scene.sight.age[index])
    fix_us = int(scene.tracks.fix_us[unit.row])
    seconds = (scene.now_us - fix_us) / 1e6
    kind = DEVICE_KINDS[int(scene.tracks.kind[unit.row])]
    said = f"fix {words.age(seconds)} old, by {kind}"
    if step >= LAST_KNOWN:
        said = f"last known {words.clock(fix_us, scene.zone)}, by {kind}"
    elif step > FRESH:
        said = f"{_STEP_WORDS[step]}: {said}"
    old = step >= FADING
    fix = Word(said, "text.primary" if old else "text.secondary", 600 if old else 400)
    accuracy = float(scene.tracks.accuracy_m[unit.row])
    if step > FRESH:
        radius = float(radii_m(scene, np.array([index]))[0])
        return ((fix,), (Word(f"by now within {words.distance(radius)}"),))
    if math.isfinite(accuracy):
        return ((fix, Word(f"within {words.distance(accuracy)}", "text.muted")),)
    return ((fix,),)


def _speed_words(scene: Scene, unit: Unit) -> str:
    """How fast and where to, while the fix is fresh; nothing when that is unknown."""
    index = scene.sight.index_of(unit.row)
    if index is None or int(scene.sight.age[index]) > FRESH:
        return ""
    speed = float(scene.tracks.speed_mps[unit.row])
    heading = float(scene.tracks.heading_deg[unit.row])
    if not math.isfinite(speed):
        return ""
    if speed < _SLOWEST_MPS:
        return "standing"
    said = f"{speed * 3.6:.0f} km/h"
    if math.isfinite(heading):
        said += f" {_POINTS[round(heading / 45) % len(_POINTS)]}"
    return said


def _incident_words(scene: Scene, incident: Incident) -> Word:
    kind = scene.picture.codes.type(incident.type_code)
    today = words.day_of(scene.now_us, scene.zone)
    cad = words.cad_short(incident.cad, today)
    return Word(f"{cad} {kind.name if kind else incident.type_code}", "text.primary")
