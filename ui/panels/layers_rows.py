"""How the rows of the map's layers are drawn: a switch, a name, how many there are."""

from collections import Counter
from dataclasses import dataclass, field

from controlroom.domain import words
from controlroom.domain.entities import Drawing
from controlroom.domain.reduce.sentences import DRAWINGS
from ui.map.drawn import until
from ui.map.layers import BY_NAME, LAYERS, STATE_GROUPS, Layers
from ui.map.overlays import Overlays
from ui.paint import RIGHT, Ink
from ui.panels.heads import Column, hairline, paint_section
from ui.position import Position
from ui.rows import Look
from ui.say import DRAWING_ICONS
from ui.spans import Section

ROW = 24.0
LAYER, FILTER, OVERLAY = "layer/", "filter/", "overlay/"
"""What the keys of switches begin with; a drawing's key is its id."""
_BOX, _NAME_X = 12.0, 40.0
_COUNT_W = 64.0

TITLES = {
    "units/state": "Units by state",
    "units/kind": "Units by kind",
    "units/sector": "Units by sector",
    "incidents/grade": "Incidents by grade",
    "incidents/sector": "Incidents by sector",
    "cordons/kind": "Cordons by kind",
}
"""Heads of the filters, in their order."""
_LISTS = {"drawings": "Drawings", "overlays": "Your own layers"}
_KIND_WORDS = {"foot": "On foot", "air": "Air support", "dog": "Dog unit"}
_GROUP_WORDS = {name: said for name, said, _ in STATE_GROUPS}


@dataclass(slots=True)
class Tally:
    """What there is now: by layer, and by value of each filter (`units/kind`)."""

    layers: Counter[str] = field(default_factory=Counter)
    filters: dict[str, Counter[str]] = field(default_factory=dict)


def columns(width: float) -> list[Column]:
    """Return the heads over the columns."""
    return [
        Column("Shown on the map", _NAME_X, 200),
        Column("There are", width - _COUNT_W - 12, _COUNT_W, RIGHT),
    ]


class LayerRows:
    """Draws layers, values of filters, overlays and drawings."""

    def __init__(self, position: Position, overlays: Overlays) -> None:
        self._position = position
        self._overlays = overlays
        self._layers: Layers = position.layers
        self.tally = Tally()

    def is_on(self, key: str) -> bool:
        """Return whether the switch of a row is on."""
        if key.startswith(LAYER):
            return self._layers.shows(key.removeprefix(LAYER))
        if key.startswith(OVERLAY):
            return self._overlays.is_shown(key.removeprefix(OVERLAY))
        layer, by, value = self.parts(key)
        return not self._layers.leaves_out(layer, by, value)

    def parts(self, key: str) -> tuple[str, str, str]:
        """Return layer, filter and value of a filter's row."""
        layer, by, value = key.removeprefix(FILTER).split("/", 2)
        return layer, by, value

    def drawing(self, key: str) -> Drawing | None:
        """Return the drawing of a row, or None."""
        return self._position.frame.picture.drawings.get(key)

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a head: of a filter how many values are left out."""
        if section.key == "layers":
            off = sum(not self._layers.shows(layer.name) for layer in LAYERS)
            said = f"{off} off" if off else "all on"
            paint_section(ink, width, "Layers", said, folded=section.folded)
        elif section.key in _LISTS:
            count, title = str(len(section.keys)), _LISTS[section.key]
            paint_section(ink, width, title, count, folded=section.folded)
        else:
            out = sum(not self.is_on(key) for key in section.keys)
            said = f"{out} left out" if out else "all"
            title = TITLES[section.key]
            paint_section(ink, width, title, said, folded=section.folded)

    def tip(self, key: str) -> str:
        """Return a row in one sentence, as a screen reader says it."""
        drawing = self.drawing(key)
        if drawing is not None:
            kind = DRAWINGS[drawing.kind]
            return f"{kind} {drawing.label}".rstrip() + f", {self._about(drawing)}"
        if not key.startswith((LAYER, FILTER, OVERLAY)):
            return ""
        name, note, count = self._said(key)
        state = "shown" if self.is_on(key) else "hidden"
        said = note or state
        ends = ". Del takes it off the map." if key.startswith(OVERLAY) else ""
        return f"{name}, {said}" + (f", {count}" if count else "") + ends

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one row."""
        drawing = self.drawing(key)
        chosen = drawing is not None and key == self._position.selection.drawing_id
        self._ground(ink, width, height, look, chosen=chosen)
        if drawing is not None:
            self._paint_drawing(ink, width, drawing)
        elif key.startswith((LAYER, FILTER, OVERLAY)):
            self._paint_switch(ink, width, key)
        hairline(
            ink.painter, ink.theme, round(width * ink.theme.scale) + 1,
            ink.theme.px(height),
        )  # fmt: skip
        if look.focused:
            ink.ring(0, 0, width, height)

    def _ground(
        self, ink: Ink, width: float, height: float, look: Look, *, chosen: bool
    ) -> None:
        fill = "surface.panel"
        if chosen:
            fill = "surface.selected"
        elif look.hovered:
            fill = "surface.hover"
        ink.fill(0, 0, width, height, fill)
        if chosen:
            ink.fill(0, 0, 3, height, "accent.base")

    def _paint_switch(self, ink: Ink, width: float, key: str) -> None:
        on = self.is_on(key)
        name, note, count = self._said(key)
        fixed = key.startswith(LAYER) and BY_NAME[key.removeprefix(LAYER)].why_fixed
        x = _BOX + 16 if key.startswith(FILTER) else _BOX
        if fixed:
            ink.icon(x + 1, 5, "lock", 14, "text.muted")
        else:
            line = "accent.base" if on else "border.control"
            ink.rounded(x, 4, 16, 16, line=line, line_width=1.5)
            if on:
                ink.icon(x + 2, 6, "check", 12, "accent.base")
        left = x + 28
        if key.startswith(OVERLAY):
            colour = self._overlays.colour(key.removeprefix(OVERLAY))
            ink.fill(left, 7, 10, 10, colour)
            left += 18
        color = "text.primary" if on else "text.muted"
        room = width - left - _COUNT_W - 24
        taken = ink.text(left, 1, room, ROW - 2, name, color=color, weight=500)
        colour = "text.muted" if fixed else "alarm.high_text"
        ink.text(
            left + taken + 10, 1, room - taken - 10, ROW - 2, note, "caption", colour
        )
        ink.text(
            width - _COUNT_W - 12, 1, _COUNT_W, ROW - 2, count, color=color, align=RIGHT
        )

    def _paint_drawing(self, ink: Ink, width: float, drawing: Drawing) -> None:
        icon = DRAWING_ICONS[drawing.kind]
        ink.icon(_BOX + 1, 5, icon, 14, "text.secondary")
        kind = DRAWINGS[drawing.kind]
        taken = ink.text(
            _NAME_X, 1, 220, ROW - 2, drawing.label or kind, color="text.primary",
            weight=500,
        )  # fmt: skip
        left = _NAME_X + taken + 10
        about = self._about(drawing)
        said = f"{kind}, {about}" if drawing.label else about
        ink.text(left, 1, width - left - 12, ROW - 2, said, "caption", "text.muted")

    def _about(self, drawing: Drawing) -> str:
        frame, zone = self._position.frame, self._position.say.zone
        who = frame.picture.name_of(drawing.drawn_by)
        at = words.clock(drawing.drawn_at_us, zone)
        return f"by {who} {at}, {until(drawing, frame.now_us(), zone)}"

    def _said(self, key: str) -> tuple[str, str, str]:
        """Name, what there is to say about it, and how many."""
        if key.startswith(LAYER):
            layer = BY_NAME[key.removeprefix(LAYER)]
            note = layer.why_fixed
            if not note and not self._layers.shows(layer.name):
                note = "hidden"
            elif not note and self._layers.filtered(layer.name):
                note = "some hidden by a filter"
            return layer.words, note, f"{self.tally.layers[layer.name]:,}"
        if key.startswith(OVERLAY):
            return self._said_of_overlay(key.removeprefix(OVERLAY))
        layer_name, by, value = self.parts(key)
        counted = self.tally.filters.get(f"{layer_name}/{by}", Counter())
        note = "" if self.is_on(key) else "hidden"
        return value_words(self._position, by, value), note, f"{counted[value]:,}"

    def _said_of_overlay(self, name: str) -> tuple[str, str, str]:
        if not self._overlays.is_read(name):
            return name, "being read", ""
        note = "" if self._overlays.is_shown(name) else "hidden"
        return name, note, f"{self._overlays.count(name):,}"


def value_words(position: Position, by: str, value: str) -> str:
    """Return what a value of a filter is called."""
    match by:
        case "state":
            return _GROUP_WORDS.get(value, value)
        case "grade":
            known = position.frame.picture.codes.grade(value)
            return f"{value}  {known.name}" if known else value or "No grade"
        case "kind" if value in DRAWINGS:
            return DRAWINGS[value]
        case "kind":
            return _KIND_WORDS.get(value, value.capitalize())
        case _:
            return value or "No sector"
