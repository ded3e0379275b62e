"""How a row of the units list is drawn: kind, callsign, state, CAD, place, ages."""

import numpy as np

from controlroom.domain.entities import Unit
from controlroom.domain.freshness import HOLLOW, NEVER, freshness
from controlroom.domain.words import names
from ui.duty_orders import crew_words
from ui.duty_words import LATE, is_late, note_of
from ui.paint import RIGHT, Ink
from ui.panels.heads import Column, hairline, paint_section
from ui.panels.roster import OFF_DUTY, Roster, unit_key
from ui.position import Position
from ui.rows import Look
from ui.say import REQUEST_WORDS, STATE_WORDS
from ui.spans import Section
from ui.streets import Streets

ROW = 24.0


def columns(width: float) -> list[Column]:
    """Return the heads over the columns."""
    return [
        Column("Unit", 42, 58),
        Column("State", 102, 140),
        Column("CAD", 250, 46),
        Column("Place", 298, 100),
        Column("Since", width - 104, 44, RIGHT),
        Column("Fix", width - 60, 48, RIGHT),
    ]


class UnitRows:
    """Draws units as the units list shows them."""

    def __init__(self, position: Position, roster: Roster, streets: Streets) -> None:
        self._position = position
        self._roster = roster
        self._streets = streets

    def columns(self, width: float) -> list[Column]:
        """Return the heads over the columns; a request waits, a state is since."""
        heads = columns(width)
        if self._roster.mode == "request":
            heads[4] = Column("Waits", width - 104, 44, RIGHT)
        return heads

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a group's head: its name and the figure that matters."""
        title, said, short = self.head_words(section)
        paint_section(
            ink, width, title, said, folded=section.folded,
            color="alarm.high_text" if short else "text.muted",
        )  # fmt: skip

    def head_words(self, section: Section) -> tuple[str, str, bool]:
        """Return a group's name, its figures, and whether it has fewer than it must."""
        mode, count = self._roster.mode, self._roster.count(section.key)
        if mode == "request":
            words = REQUEST_WORDS.get(int(section.key), f"Request {section.key}")
            return words, self._longest(section, "request_at_us"), False
        if mode == "state":
            number = int(section.key)
            words = STATE_WORDS.get(number, f"State {number}")
            if number == OFF_DUTY:
                return words, str(count.units), False
            return words, self._longest(section, "state_at_us"), False
        said = f"{count.units} on duty, {count.deployable} deployable"
        least = 0
        for sector in self._position.frame.picture.codes.sectors:
            if mode == "sector" and sector.name == section.key:
                least = sector.minimum_deployable
        if least:
            said = f"{said}, minimum {least}"
        name = section.key
        if mode == "skill":
            name = name.replace("_", " ").capitalize()
        return name, said, count.deployable < least

    def _longest(self, section: Section, field: str) -> str:
        """Return `2, longest 14 min` for what a group's units do or wait for."""
        units = self._position.frame.picture.units
        times = [
            at_us
            for key in section.keys
            if (unit := units.get(unit_key(key))) and (at_us := getattr(unit, field))
        ]
        if not times:
            return str(len(section.keys))
        longest = self._position.say.age(min(times), self._position.frame.now_us())
        return f"{len(section.keys)}, longest {longest}"

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        unit = self._position.frame.picture.units.get(unit_key(key))
        if unit is None:
            return ""
        note = note_of(self._position, unit, self._position.frame.now_us())
        people = self._position.frame.picture.people
        crew = [people[each].name for each in unit.crew if each in people]
        parts = [
            f"{unit.callsign}, {self._position.say.state(unit)}",
            f"crew {', '.join(crew)}" if crew else "",
            ", ".join(unit.skills),
            note.words if note is not None else "",
            self._next(unit),
            f"talks on {unit.talkgroup}" if unit.talkgroup else "",
        ]
        return " · ".join(part for part in parts if part)

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one unit."""
        unit = self._position.frame.picture.units.get(unit_key(key))
        if unit is None:
            return
        self._ground(ink, width, height, unit, look)
        strong = "text.primary" if look.selected else "text.secondary"
        ink.icon(20, 4, f"unit-{unit.kind}", 16, strong)
        ink.text(42, 2, 58, 20, unit.callsign, color="text.primary", weight=500)
        ink.state(102, 4, unit.state)
        words = self._position.say.state(unit)
        color = "alarm.emergency_text" if unit.state == 0 else strong
        ink.text(126, 2, 120, 20, words, color=color, tabular=False)
        self._cad(ink, unit, strong)
        self._place_and_ages(ink, width, unit, strong)
        if height > ROW:
            self._second_line(ink, width, unit)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _ground(
        self, ink: Ink, width: float, height: float, unit: Unit, look: Look
    ) -> None:
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
        elif unit.state == 0:
            ink.fill(0, 0, width, height, "alarm.emergency_tint")
        elif look.hovered:
            ink.fill(0, 0, width, height, "surface.hover")
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        if look.selected or unit.state == 0:
            bar = "accent.base" if unit.state else "alarm.emergency_line"
            ink.fill(0, 0, 3, height, bar)

    def _cad(self, ink: Ink, unit: Unit, color: str, x: float = 250) -> None:
        waiting = self._position.outgoing.waiting_for(unit.unit_id)
        if waiting is not None:
            sent = f"sent {waiting.waited_s():.1f} s"
            ink.text(x - 14, 2, 62, 20, sent, "caption", "text.muted")
            return
        incidents = self._position.frame.picture.incidents
        on = [incidents[key] for key in unit.incident_ids if key in incidents]
        if on:
            now_us = self._position.frame.now_us()
            cad = self._position.say.cad(on[0], now_us)
            more = f" +{len(on) - 1}" if len(on) > 1 else ""
            ink.text(x, 2, 46, 20, cad + more, color=color)
            return
        ready = [incidents[key] for key in unit.next_ids if key in incidents]
        if ready:
            cad = self._position.say.cad(ready[0], self._position.frame.now_us())
            ink.text(x, 2, 46, 20, f"→ {cad}", color="text.muted")

    def _next(self, unit: Unit) -> str:
        """Say what a unit has next, once it is free."""
        incidents = self._position.frame.picture.incidents
        now_us = self._position.frame.now_us()
        ready = [incidents[key] for key in unit.next_ids if key in incidents]
        if not ready:
            return ""
        return f"has {names([self._position.say.cad(x, now_us) for x in ready])} next"

    def _place_and_ages(self, ink: Ink, width: float, unit: Unit, color: str) -> None:
        frame, say = self._position.frame, self._position.say
        now_us = frame.now_us()
        refusal = self._position.outgoing.refusal_of(unit.unit_id)
        if refusal is not None:
            room = width - 298 - 12
            ink.text(298, 2, room, 20, refusal.sentence, color="alarm.high_text")
            return
        self._place(ink, width - 104 - 298 - 6, unit, color)
        asks = self._roster.mode == "request"
        since_us = unit.request_at_us if asks else unit.state_at_us
        since = say.age(since_us, now_us) if since_us else ""
        late = asks and is_late(self._position, unit, now_us)
        ink.text(
            width - 104, 2, 44, 20, since, align=RIGHT,
            color="alarm.high_text" if late else color, weight=600 if late else 400,
        )  # fmt: skip
        said, old = self.fix_age(unit)
        ink.text(
            width - 60, 2, 48, 20, said, color="text.primary" if old else color,
            align=RIGHT, weight=600 if old else 400,
        )  # fmt: skip

    def _place(self, ink: Ink, room: float, unit: Unit, color: str) -> None:
        """Draw where a unit is, or what presses more: a check, being alone, a meal."""
        frame = self._position.frame
        note = note_of(self._position, unit, frame.now_us())
        if note is not None and note.pressing:
            shade = note.color if note.color == LATE else color
            ink.text(298, 2, room, 20, note.short, color=shade, tabular=False)
            return
        tracks, row = frame.tracks, unit.row
        if row < len(tracks) and not np.isnan(tracks.lat[row]):
            lat, lon = float(tracks.lat[row]), float(tracks.lon[row])
            place = self._streets.near(lat, lon)
            ink.text(298, 2, room, 20, place, color=color, tabular=False)

    def _second_line(self, ink: Ink, width: float, unit: Unit, x: float = 42) -> None:
        """Draw who is to be called, and on which talkgroup."""
        who = crew_words(self._position, unit)
        parts = [part for part in (who, unit.talkgroup) if part]
        words = " · ".join(parts) or "Crew not known"
        ink.text(x, 22, width - x - 12, 18, words, "caption", "text.muted")

    def fix_age(self, unit: Unit) -> tuple[str, bool]:
        """Return the age of a unit's fix in words, and whether it is hollow."""
        frame, row = self._position.frame, unit.row
        if row >= len(frame.tracks) or np.isnan(frame.tracks.lat[row]):
            return "never", True
        age_us = max(0, frame.now_us() - int(frame.tracks.fix_us[row]))
        kind = frame.tracks.kind[row : row + 1]
        step = int(freshness(np.array([age_us]), kind)[0])
        return self._position.say.age(0, age_us), HOLLOW <= step <= NEVER
