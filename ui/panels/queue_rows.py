"""How a row of the queue is drawn: 44 high while it needs an action, else 28."""

from controlroom.domain.deadlines import attend_due_us, clocks, dispatch_due_us
from controlroom.domain.entities import Incident
from ui.paint import RIGHT, Ink
from ui.panels import worklist
from ui.panels.heads import hairline, paint_section
from ui.panels.remarks import Remark, remark_of, tip_of
from ui.panels.worklist import Worklist
from ui.position import Position
from ui.rows import Look
from ui.spans import Section

ACT = 44.0
"""Height of a row that needs an action."""


class QueueRows:
    """Draws incidents as the queue shows them."""

    def __init__(self, position: Position, work: Worklist) -> None:
        self._position = position
        self._work = work

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw a section's head with its count."""
        count = str(len(section.keys))
        if section.key == worklist.OVERDUE and section.keys:
            count = f"{count}, longest {self._longest(section.keys)}"
        title = worklist.TITLES.get(section.key, section.key)
        if section.key == worklist.AT_SCENE and self._position.frame.picture.checks:
            title = "At scene, next welfare check first"
        paint_section(ink, width, title, count, folded=section.folded)

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        incident = self._position.frame.picture.incidents.get(key)
        if incident is None:
            return ""
        say = self._position.say
        units = [unit.callsign for unit in say.units_on(incident)]
        return (
            f"{incident.cad} {say.type_of(incident)}, {say.place_of(incident)}, "
            f"grade {incident.grade}, units: {', '.join(units) or 'none'}"
        ) + (f", {others}" if (others := tip_of(self._position, incident)) else "")

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one incident."""
        incident = self._position.frame.picture.incidents.get(key)
        if incident is None:
            return
        emergency = worklist.is_emergency(incident, self._position.frame.picture)
        self._ground(ink, width, height, look, emergency=emergency)
        strong = "text.primary" if look.selected else "text.secondary"
        place, _color = self._place(incident, strong)
        # A long place is not cut while there is room: units and age make way upwards.
        remark = remark_of(self._position, incident)
        wide = ink.width_of(place) > width - 188 - 94 - 4
        long = height == ACT and (wide or remark is not None)
        top = 5.0 if height != ACT else (4.0 if long else 13.0)
        taken = self._remark(ink, width, height, remark, ink.width_of(place))
        self._what(ink, width, height, incident, strong, taken, emergency=emergency)
        self._units(ink, width, top, incident, strong)
        now_us = self._position.frame.now_us()
        age = self._position.say.age(incident.opened_at_us, now_us)
        ink.text(width - 120, top, 44, 18, age, color=strong, align=RIGHT)
        self._due(ink, width, height, incident, emergency=emergency)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _ground(
        self, ink: Ink, width: float, height: float, look: Look, *, emergency: bool
    ) -> None:
        ground, bar = None, None
        if look.hovered:
            ground = "surface.hover"
        if emergency:
            ground, bar = "alarm.emergency_tint", "alarm.emergency_line"
        if look.selected:
            bar = bar or "accent.base"
            ground = ground if emergency else "surface.selected"
        if ground:
            ink.fill(0, 0, width, height, ground)
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        if bar:
            ink.fill(0, 0, 3, height, bar)

    def _what(
        self, ink: Ink, width: float, height: float, incident: Incident, strong: str,
        taken: float, *, emergency: bool,
    ) -> None:  # fmt: skip
        say = self._position.say
        act = height == ACT
        key = incident.incident_id
        if self._position.unread.is_unread(key):
            ink.dot(8, height / 2 - 3.5, 6, "accent.base")
        if emergency:
            ink.emergency_badge(20, 13 if act else 5)
        else:
            ink.badge(20, 13 if act else 5, incident.grade)
        cad = say.cad(incident, self._position.frame.now_us())
        ink.text(50, 12 if act else 4, 42, 20, cad, "body", "text.primary")
        room = width - 188 - 94 - 4 - taken
        kind = say.type_of(incident)
        place, color = self._place(incident, strong)
        if act:
            ink.text(94, 3, room, 20, kind, "body", "text.primary", tabular=False)
            ink.text(94, 22, width - 94 - 78, 18, place, color=color)
            return
        wide = ink.text(94, 4, room, 20, kind, "body", "text.primary", tabular=False)
        left = room - wide - 8
        if left > 20:
            ink.text(94 + wide + 8, 5, left, 18, place, color=color)

    def _remark(
        self, ink: Ink, width: float, height: float, remark: Remark | None, place: float
    ) -> float:
        """Draw what the row says about other desks; return what it takes of the type.

        Under units and age, beside the place; where that is long, beside the type.
        """
        if remark is None:
            return 0.0
        icon = 18.0 if remark.icon else 0.0
        wide = min(ink.width_of(remark.words) + icon, 190.0)
        right = width - 80 if height == ACT else width - 196
        below = height == ACT and place + wide + 12 <= right - 94
        if height == ACT and not below:
            right = width - 196
        top = 23.0 if below else (5.0 if height != ACT else 4.0)
        if remark.icon:
            ink.icon(right - wide, top + 2, remark.icon, 14, remark.color)
        ink.text(
            right - wide + icon, top, wide - icon + 1, 18, remark.words,
            color=remark.color, tabular=False,
            weight=500 if remark.color != "text.secondary" else 400,
        )  # fmt: skip
        return 0.0 if below else wide + 8

    def _place(self, incident: Incident, color: str) -> tuple[str, str]:
        """Return the second line and its colour: the place, or what was refused."""
        refusal = self._position.outgoing.refusal_of(incident.incident_id)
        if refusal is not None:
            return refusal.sentence.split(". ")[0].rstrip("."), "alarm.high_text"
        return self._position.say.place_of(incident), color

    def _units(
        self, ink: Ink, width: float, top: float, incident: Incident, color: str
    ) -> None:
        left = width - 188
        units = self._who(incident)
        waiting = self._position.outgoing.waiting_for(incident.incident_id)
        if waiting is not None:
            first = units[0] if units else "none"
            ink.text(left, top, 66, 18, f"{first} …", color="text.muted")
        elif units:
            more = f" +{len(units) - 1}" if len(units) > 1 else ""
            ink.text(left, top, 66, 18, units[0] + more, color=color)
        elif self._is_undispatched(incident):
            ink.text(left, top, 66, 18, "none", color="alarm.high_text", weight=500)
        elif self._wants_units(incident):
            ink.text(left, top, 66, 18, "none", color="text.muted")

    def _who(self, incident: Incident) -> list[str]:
        """Return callsigns: the officer in danger first, then who was sent."""
        sent = [unit.callsign for unit in self._position.say.units_on(incident)]
        alarms = self._position.frame.picture.alarms
        alarm = alarms.get(incident.emergency_alarm_id or "")
        if alarm is None or alarm.unit_id is None:
            return sent
        officer = self._position.say.callsign(alarm.unit_id)
        return [officer, *(each for each in sent if each != officer)]

    def _wants_units(self, incident: Incident) -> bool:
        codes = self._position.frame.picture.codes
        return incident.status == "open" and attend_due_us(incident, codes) is not None

    def _is_undispatched(self, incident: Incident) -> bool:
        """True when the dispatch target passed and nobody was sent."""
        if incident.status != "open":
            return False
        due_us = dispatch_due_us(incident, self._position.frame.picture.codes)
        return due_us is not None and self._position.frame.now_us() > due_us

    def _due(
        self, ink: Ink, width: float, height: float, incident: Incident, *,
        emergency: bool,
    ) -> None:  # fmt: skip
        key, edge = incident.incident_id, width - 12
        top = 12 if height == ACT else 4
        waiting = self._position.outgoing.waiting_for(key)
        if waiting is not None:
            sent = f"sent {waiting.waited_s():.1f} s"
            ink.text(edge - 72, top, 72, 20, sent, "caption", "text.muted", align=RIGHT)
        elif self._position.outgoing.refusal_of(key):
            ink.text(
                edge - 62, top, 62, 20, "Esc", "caption", "alarm.high_text",
                align=RIGHT, weight=500,
            )  # fmt: skip
        elif emergency:
            help_said = self._help(incident)
            ink.text(
                edge - 70, top, 70, 20, help_said, color="alarm.emergency_text",
                align=RIGHT, weight=500,
            )  # fmt: skip
        else:
            self._countdown(ink, edge, height, incident)

    def _countdown(
        self, ink: Ink, edge: float, height: float, incident: Incident
    ) -> None:
        place = self._work.standing_of(incident.incident_id)
        if place is None or place.due_us is None:
            return
        now_us = self._position.frame.now_us()
        left = self._position.say.left(place.due_us, now_us)
        if height != ACT:
            ink.text(edge - 70, 4, 70, 20, left, align=RIGHT)
            return
        if now_us > place.due_us:
            wide = max(62.0, ink.width_of(left, weight=600) + 8)
            ink.rounded(edge + 4 - wide, 4, wide, 20, fill="alarm.high")
            ink.text(
                edge - 80, 4, 80, 20, left, color="alarm.on_high", align=RIGHT,
                weight=600,
            )  # fmt: skip
            ink.text(
                edge - 66, 25, 66, 14, "late", "label", "alarm.high_text", align=RIGHT
            )
            return
        clock, _ = clocks(incident, self._position.frame.picture.codes, now_us)
        soon = clock.word == "due soon"
        color = "alarm.high_text" if soon else "text.primary"
        ink.text(edge - 66, 4, 66, 20, left, "body", color, align=RIGHT)
        muted = "alarm.high_text" if soon else "text.muted"
        ink.text(edge - 66, 23, 66, 14, clock.word, "label", muted, align=RIGHT)
        bar = "alarm.high" if soon else "text.secondary"
        ink.bar(edge - 56, 39, 56, 2, clock.used, bar)

    def _help(self, incident: Incident) -> str:
        """Return how far help has come to an officer."""
        alarm = self._position.frame.picture.alarms.get(
            incident.emergency_alarm_id or ""
        )
        officer = alarm.unit_id if alarm else None
        sent = [each for each in incident.assignments if each.unit_id != officer]
        if not sent:
            return "no help"
        return "at scene" if any(s.at_scene_at_us for s in sent) else "help sent"

    def _longest(self, keys: list[str]) -> str:
        """Return how late the latest is."""
        dues = [
            place.due_us
            for key in keys
            if (place := self._work.standing_of(key)) and place.due_us is not None
        ]
        now_us = self._position.frame.now_us()
        longest = self._position.say.left(min(dues, default=now_us), now_us)
        return longest.removeprefix("\u2212")
