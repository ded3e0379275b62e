"""The painted head of the incident panel: what, where, how long, who has it open."""

import math

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from controlroom.domain.deadlines import (
    attend_due_us,
    clocks,
    counted_from_us,
    counted_to_us,
)
from controlroom.domain.entities import Alarm, Incident
from controlroom.domain.reduce import sentences
from ui.clock_words import clock_color, clock_words
from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.panels.heads import hairline
from ui.panels.worklist import is_emergency
from ui.position import Position

HEIGHT = 98
CLOCKS = 20
"""The line of the two clocks, which an officer's emergency does not have."""
FACTS_LINE = 22


class IncidentHead(QWidget):
    """Badge, kind, countdown, place, bar of time used and one line of facts."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._incident: Incident | None = None
        position.theme.changed.connect(self._resize)
        self._resize()

    def show_incident(self, incident: Incident) -> None:
        """Show an incident."""
        self._incident = incident
        say = self._position.say
        self.setAccessibleName(
            f"{incident.cad} {say.type_of(incident)}, {say.place_of(incident)}"
        )
        self._resize()
        self.update()

    def _resize(self) -> None:
        alarm = self._alarm()
        lines = len(self._emergency_facts(alarm)) if alarm else 0
        extra = lines * FACTS_LINE + 16 if lines else 0
        extra += 0 if alarm else CLOCKS
        self.setFixedHeight(self._position.theme.px(HEIGHT + extra))

    def _alarm(self) -> Alarm | None:
        picture = self._position.frame.picture
        if self._incident is None or not is_emergency(self._incident, picture):
            return None
        return picture.alarms.get(self._incident.emergency_alarm_id or "")

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head of the incident, or of an officer's emergency."""
        with QPainter(self) as painter:
            theme = self._position.theme
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            if self._incident is not None:
                alarm = self._alarm()
                if alarm is None:
                    self._paint_incident(ink, width, self._incident)
                else:
                    self._paint_emergency(ink, width, self._incident, alarm)
                self._facts(ink, width, self._incident)

    def _paint_incident(self, ink: Ink, width: float, incident: Incident) -> None:
        say = self._position.say
        ink.badge(12, 10, incident.grade, large=True)
        figure, color, note, used = self._time(incident)
        wide = ink.width_of(figure, "figure")
        room = width - 24 - 38 - wide - 10
        ink.text(
            50, 11, room, 22, say.type_of(incident), "title", "text.primary",
            tabular=False,
        )  # fmt: skip
        ink.text(width - 12 - wide - 2, 9, wide + 2, 26, figure, "figure", color,
                 align=RIGHT)  # fmt: skip
        note_wide = ink.width_of(note, "caption")
        place = say.place_of(incident)
        ink.text(
            12, 36, width - 36 - note_wide, 20, place, "body", "text.primary",
            weight=400,
        )  # fmt: skip
        ink.text(width - 12 - note_wide - 2, 38, note_wide + 2, 16, note, "caption",
                 "text.muted", align=RIGHT)  # fmt: skip
        if used is not None:
            bar = "alarm.high" if used >= 0.75 else "text.secondary"
            ink.bar(12, 62, width - 24, 3, used, bar)
        else:
            ink.fill(12, 62, width - 24, 3, "border.hair")
        self._clocks(ink, width, incident)

    def _clocks(self, ink: Ink, width: float, incident: Incident) -> None:
        """Draw the clock from the call and that from dispatch, each with its word."""
        now_us = counted_to_us(incident, self._position.frame.now_us())
        both = clocks(incident, self._position.frame.picture.codes, now_us)
        for place, clock in enumerate(both):
            words = clock_words(self._position.say, clock, now_us)
            left = 12 + place * (width - 24) / 2
            ink.text(
                left, 70, (width - 24) / 2 - 8, 18, words, "caption",
                clock_color(clock) if incident.status == "open" else "text.secondary",
            )  # fmt: skip

    def _time(self, incident: Incident) -> tuple[str, str, str, float | None]:
        """Return the figure, its colour, the note under it and the share used."""
        say, now_us = self._position.say, self._position.frame.now_us()
        if incident.status != "open":
            at_us = incident.closed_at_us or incident.resolved_at_us or now_us
            note = f"{incident.status} {say.clock_on(at_us, now_us)}"
            return incident.status.capitalize(), "text.secondary", note, None
        if incident.first_at_scene_at_us is not None:
            since = say.age(incident.first_at_scene_at_us, now_us)
            taken_us = incident.first_at_scene_at_us - counted_from_us(incident)
            note = f"at scene, attended after {say.left(taken_us, 0)}"
            return since, "text.primary", note, None
        codes = self._position.frame.picture.codes
        due_us = attend_due_us(incident, codes)
        grade = codes.grade(incident.grade)
        name = grade.name if grade else incident.grade
        if due_us is None:
            age = say.age(incident.opened_at_us, now_us)
            return age, "text.primary", f"{name}, no target to attend", None
        began_us = counted_from_us(incident)
        whole_us = max(1, due_us - began_us)
        used = max(0.0, (now_us - began_us) / whole_us)
        target = say.age(0, whole_us)
        late = now_us > due_us or used >= 0.75
        color = "alarm.high_text" if late else "text.primary"
        note = f"to attend, {target} from call"
        return say.left(due_us, now_us), color, note, min(used, 1.0)

    def _facts(self, ink: Ink, width: float, incident: Incident) -> None:
        """Draw CAD number, opened, sector, caller, bring-up, who has it open."""
        say, top = self._position.say, self.height() / ink.theme.scale - 26
        opened = say.clock_on(incident.opened_at_us, self._position.frame.now_us())
        by = say.who(incident.opened_by)
        parts = [f"opened {opened} {by}".rstrip(), incident.sector]
        if incident.caller:
            parts.append(f"caller {incident.caller}")
        if incident.bring_up_at_us is not None:
            parts.append(f"bring up {say.clock(incident.bring_up_at_us)}")
        if incident.holder is not None:
            picture = self._position.frame.picture
            parts.append(f"with {sentences.party(picture, incident.holder)}")
        others = self._others(incident)
        parts = [part for part in parts if part]
        cad_wide = ink.text(
            12, top, 120, 16, incident.cad, "caption", "text.primary", weight=600
        )
        wide = [ink.width_of(part, "caption") for part in parts]
        eye = ink.width_of(others, "caption") + 19 if others else 0
        free = width - 24 - cad_wide - sum(wide) - eye
        gap = max(8.0, min(28.0, free / max(1, len(parts) + bool(others))))
        x = 12 + cad_wide + gap
        for part, each in zip(parts, wide, strict=True):
            ink.text(x, top, min(each + 1, width - 12 - x), 16, part, "caption")
            x += each + gap
        if others and x < width - 40:
            ink.icon(width - 12 - eye, top + 1, "viewing", 14, "text.secondary")
            ink.text(width - 12 - eye + 19, top, eye, 16, others, "caption")
        edge = self.height()
        hairline(ink.painter, ink.theme, self.width(), edge)

    def _others(self, incident: Incident) -> str:
        """Return who else has the incident open."""
        return self._position.others.words(incident.incident_id)

    def _paint_emergency(
        self, ink: Ink, width: float, incident: Incident, alarm: Alarm
    ) -> None:
        say, now_us = self._position.say, self._position.frame.now_us()
        ink.emergency_badge(12, 12, large=True)
        figure = say.age(alarm.raised_at_us, now_us)
        wide = ink.width_of(figure, "figure")
        ink.text(50, 10, width - 72 - wide, 22, say.officer(alarm), "title",
                 "text.primary")  # fmt: skip
        accepted = "nobody has accepted yet"
        if alarm.accepted_by and alarm.accepted_at_us:
            name = self._position.frame.picture.name_of(alarm.accepted_by)
            accepted = f"accepted {name} {say.clock_seconds(alarm.accepted_at_us)}"
        color = "text.secondary" if alarm.accepted_by else "alarm.high_text"
        ink.text(50, 32, width - 190, 18, accepted, color=color)
        ink.text(width - 12 - wide - 2, 8, wide + 2, 26, figure, "figure",
                 "alarm.emergency_text", align=RIGHT)  # fmt: skip
        ink.text(width - 132, 34, 120, 16, "since the button", "caption",
                 "text.muted", align=RIGHT)  # fmt: skip
        y = 66.0
        ink.fill(0, 58, width, 1 / ink.theme.scale, "border.hair")
        for name, value in self._emergency_facts(alarm):
            ink.text(12, y, 90, 18, name, color="text.muted", tabular=False)
            ink.text(116, y, width - 128, 18, value, color="text.primary")
            y += FACTS_LINE

    def _emergency_facts(self, alarm: Alarm) -> list[tuple[str, str]]:
        """Return name and value of what is known about the officer now."""
        frame, say = self._position.frame, self._position.say
        unit = frame.picture.units.get(alarm.unit_id or "")
        place = say.place_of(self._incident) if self._incident else ""
        facts = [("Place", place)]
        if unit is not None and unit.row < len(frame.tracks):
            fix_us = int(frame.tracks.fix_us[unit.row])
            accuracy = float(frame.tracks.accuracy_m[unit.row])
            if fix_us:
                said = f"{say.age(fix_us, frame.now_us())} old"
                known = math.isfinite(accuracy)
                within = f", within {accuracy:.0f} m" if known else ""
                facts.append(("Fix", said + within))
        if unit is not None and alarm.prior_state is not None:
            state = frame.picture.codes.state(alarm.prior_state)
            name = state.name if state else ""
            facts.append(("Before", f"State {alarm.prior_state} {name}"))
        if unit is not None and len(unit.crew) != 1:
            people = frame.picture.people
            crew = [people[each].name for each in unit.crew if each in people]
            if crew:
                facts.append(("Crew", ", ".join(crew)))
        if alarm.text:
            facts.append(("Said", alarm.text))
        return facts
