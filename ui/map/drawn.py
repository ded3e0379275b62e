"""What the card of a drawing says: what it is, who drew it, until when, how large."""

import math

from controlroom.domain import words
from controlroom.domain.entities import Drawing
from controlroom.domain.reduce.sentences import DRAWINGS
from controlroom.domain.shapes import area_m2, around_m, length_m
from ui.map.chips import Word
from ui.map.scene import Scene


def drawing_lines(scene: Scene, drawing: Drawing) -> tuple[tuple[Word, ...], ...]:
    """Return the lines of a drawing's card."""
    head = [Word(DRAWINGS[drawing.kind], "text.primary", 600)]
    if drawing.label:
        head.append(Word(drawing.label, "text.primary"))
    name = scene.picture.name_of(drawing.drawn_by)
    lines = [tuple(head), (Word(_by(scene, "drawn", name, drawing.drawn_at_us)),)]
    if drawing.changed_at_us != drawing.drawn_at_us:
        name = scene.picture.name_of(drawing.changed_by)
        changed = _by(scene, "redrawn", name, drawing.changed_at_us)
        lines.append((Word(changed),))
    lines.append((Word(until(drawing, scene.now_us, scene.zone)),))
    incident = scene.picture.incidents.get(drawing.incident_id or "")
    if incident is not None:
        lines.append((Word(f"of CAD {words.cad_short(incident.cad, scene.today)}"),))
    if size := size_of(drawing):
        lines.append((Word(size, "text.muted"),))
    return tuple(lines)


def until(drawing: Drawing, now_us: int, zone: str) -> str:
    """Return until when a drawing is on the map."""
    if drawing.expires_at_us is None:
        return "until it is erased"
    at_us = drawing.expires_at_us
    left = words.age(max(at_us - now_us, 0) / 1e6)
    when = words.clock(at_us, zone)
    if words.day_of(at_us, zone) != words.day_of(now_us, zone):
        when = f"{when} on {words.date(at_us, zone)}"
    return f"until {when}, {left} left"


def size_of(drawing: Drawing) -> str:
    """Return how long or large a drawing is; nothing for a point."""
    outline = drawing.outline
    match outline.shape:
        case "point":
            return ""
        case "line":
            return words.length(length_m(outline.corners))
        case "circle":
            radius_m = outline.radius_m
            around = words.area(math.pi * radius_m * radius_m)
            return f"radius {words.length(radius_m)}, {around}"
        case "polygon":
            size = words.area(area_m2(outline.corners))
            return f"{size}, {words.length(around_m(outline.corners))} around"


def _by(scene: Scene, what: str, name: str, at_us: int) -> str:
    return f"{what} by {name} {words.clock_on(at_us, scene.now_us, scene.zone)}"
