"""How a row of what is in view is drawn: name, what it is, how far and which way."""

from controlroom.domain import words
from controlroom.domain.entities import Alarm, Camera, Drawing, Incident, Unit
from controlroom.domain.reduce.sentences import DRAWINGS
from ui.map.roll import Entry, Kind, Roll
from ui.paint import RIGHT, Ink
from ui.panels.heads import Column, hairline, paint_section
from ui.position import Position
from ui.rows import Look
from ui.say import CAMERA_WORDS, DRAWING_ICONS
from ui.spans import Section

ROW = 24.0
TITLES: dict[Kind, str] = {
    "alarm": "Alarms",
    "incident": "Incidents",
    "unit": "Units",
    "camera": "Cameras",
    "drawing": "Drawings",
}
HERE_M = 1.0
"""Nearer than this there is no bearing: it is where is counted from."""
_NAME_W = 110.0
_WHAT_X = 160.0


def columns(width: float) -> list[Column]:
    """Return the heads over the columns."""
    return [
        Column("In view", 42, _NAME_W),
        Column("What it is", _WHAT_X, width - _WHAT_X - 160),
        Column("Away", width - 152, 60, RIGHT),
        Column("Bearing", width - 84, 72, RIGHT),
    ]


class InViewRows:
    """Draws what is in view; `roll` is the last count, whatever rows are shown."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self.roll = Roll()
        self.origin = ""
        """What distance and bearing are counted from, in words."""

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a kind's head: how many are in view, and that some are not listed."""
        kind: Kind = section.key  # type: ignore[assignment]  # the panel's own keys
        said = self.count(kind)
        paint_section(ink, width, TITLES[kind], said, folded=section.folded)

    def count(self, kind: Kind) -> str:
        """Return `12`, or `the nearest 100 of 14,312`."""
        total, listed = self.roll.totals.get(kind, 0), len(self.roll.ids.get(kind, []))
        if listed < total:
            return f"the nearest {listed} of {total:,}"
        return str(total)

    def tip(self, key: str) -> str:
        """Return a row in one sentence, as a screen reader says it."""
        name, what, _icon = self._said(key)
        incident = self._position.frame.picture.incidents.get(key)
        if incident is not None:
            what = f"grade {incident.grade or 'unknown'}, {what}"
        entry = self.roll.entries.get(key)
        if entry is None:
            return f"{name}, {what}, no longer in view" if name else ""
        if entry.metres < HERE_M:
            return f"{name}, {what}, here"
        away, way = words.distance(entry.metres), words.compass(entry.bearing)
        return f"{name}, {what}, {away} {way} of {self.origin}"

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one thing; what has left the view is muted until the list is renewed."""
        entry = self.roll.entries.get(key)
        self._ground(ink, width, height, key, look)
        name, what, icon = self._said(key)
        color = "text.muted" if entry is None else "text.secondary"
        if look.selected or self._is_selected(key):
            color = "text.primary"
        self._paint_mark(ink, key, icon, color)
        strong = "text.muted" if entry is None else "text.primary"
        ink.text(42, 2, _NAME_W, 20, name, color=strong, weight=500)
        x = _WHAT_X
        unit = self._position.frame.picture.units.get(key)
        if unit is not None:
            ink.state(x, 4, unit.state)
            x += 24
        ink.text(x, 2, width - x - 160, 20, what, color=color, tabular=False)
        self._where(ink, width, entry, color)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _paint_mark(self, ink: Ink, key: str, icon: str, color: str) -> None:
        """Draw an incident's grade as everywhere, an icon for all else."""
        incident = self._position.frame.picture.incidents.get(key)
        if incident is not None and incident.grade:
            ink.badge(14, 3, incident.grade)
        elif icon:
            ink.icon(20, 4, icon, 16, color)

    def _where(self, ink: Ink, width: float, entry: Entry | None, color: str) -> None:
        if entry is None:
            ink.text(
                width - 172, 2, 160, 20, "no longer in view", "caption", "text.muted",
                align=RIGHT,
            )  # fmt: skip
            return
        if entry.metres < HERE_M:
            ink.text(width - 152, 2, 60, 20, "here", color=color, align=RIGHT)
            return
        away = words.distance(entry.metres)
        ink.text(width - 152, 2, 60, 20, away, color=color, align=RIGHT)
        way = f"{words.bearing(entry.bearing)} {words.compass(entry.bearing)}"
        ink.text(width - 84, 2, 72, 20, way, color=color, align=RIGHT)

    def _ground(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        chosen = self._is_selected(key)
        if chosen:
            ink.fill(0, 0, width, height, "surface.selected")
        elif look.hovered or look.selected:
            ink.fill(0, 0, width, height, "surface.hover")
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        if chosen:
            ink.fill(0, 0, 3, height, "accent.base")

    def _is_selected(self, key: str) -> bool:
        selection = self._position.selection
        return key in {
            selection.unit_id, selection.incident_id, selection.camera_id,
            selection.alarm_id, selection.drawing_id,
        }  # fmt: skip

    def _said(self, key: str) -> tuple[str, str, str]:
        """Name, what it is, and icon of anything; empty when it is gone."""
        picture = self._position.frame.picture
        said = ("", "", "")
        if (unit := picture.units.get(key)) is not None:
            said = self._unit(unit)
        elif (incident := picture.incidents.get(key)) is not None:
            said = self._incident(incident)
        elif (camera := picture.cameras.get(key)) is not None:
            said = self._camera(camera)
        elif (alarm := picture.alarms.get(key)) is not None:
            said = self._alarm(alarm)
        elif (drawing := picture.drawings.get(key)) is not None:
            said = _drawing(drawing)
        return said

    def _unit(self, unit: Unit) -> tuple[str, str, str]:
        return unit.callsign, self._position.say.state(unit), f"unit-{unit.kind}"

    def _incident(self, incident: Incident) -> tuple[str, str, str]:
        say = self._position.say
        cad = say.cad(incident, self._position.frame.now_us())
        return cad, f"{say.type_of(incident)}, {say.place_of(incident)}", "log"

    def _camera(self, camera: Camera) -> tuple[str, str, str]:
        facing = ""
        if camera.bearing_deg is not None:
            facing = f", looks {words.compass(camera.bearing_deg)}"
        return camera.name, f"{CAMERA_WORDS[camera.kind]}{facing}", "camera"

    def _alarm(self, alarm: Alarm) -> tuple[str, str, str]:
        say = self._position.say
        who = say.callsign(alarm.unit_id) if alarm.unit_id else "Alarm"
        level = "emergency" if alarm.priority == "emergency" else alarm.priority
        return who, say.alarm(alarm), f"alarm-{level}"


def _drawing(drawing: Drawing) -> tuple[str, str, str]:
    icon = DRAWING_ICONS[drawing.kind]
    kind = DRAWINGS[drawing.kind]
    return drawing.label or kind, kind, icon
