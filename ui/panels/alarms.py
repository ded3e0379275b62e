"""The alarm strip: always there, always 44 high; emergencies first and never folded."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from controlroom.domain.commands import AcceptAlarm
from controlroom.domain.entities import Alarm
from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.panels.alarm_tile import AlarmTile
from ui.position import Position

HEIGHT = 44
PAD = 4
METER = 262.0
"""Room for the words and cells of the budget meter, design pixels."""
CELLS = 10
FLOOD = 10
"""More alarms than this in ten minutes are a flood (EEMUA 191)."""
BUDGET = 150
"""Alarms a day that one operator can handle."""
TEN_MINUTES_US = 600_000_000
KEYS = ("F1", "F2", "F3", "F4")
RANK = {"emergency": 0, "high": 1, "medium": 2, "low": 3}
FOR_PARTNERS = "Alarms stay in the control room."
LEAST, DANGER_LEAST = 132.0, 400.0
"""The narrowest tiles: an icon and an age; of an officer in danger also who it is."""
"""Narrowest tile, design pixels."""


class AlarmStrip(QWidget):
    """The strip with its tiles and the budget meter."""

    emergency_changed = Signal(bool)
    """True while an emergency stands that nobody has accepted."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._tiles: list[AlarmTile] = []
        self._more = self._make_tile()
        self._alarms: list[Alarm] = []
        self._urgent = False
        self._chosen: str | None = None
        frame = position.frame
        frame.picture_replaced.connect(self.refresh)
        frame.picture_changed.connect(self._changed)
        frame.second.connect(self._second)
        position.selection.changed.connect(self._follow_selection)
        position.theme.changed.connect(self._resize)
        self.setAccessibleName("Alarms")
        self._resize()

    @property
    def alarms(self) -> list[Alarm]:
        """Standing alarms in the order of the strip."""
        return self._alarms

    @property
    def urgent(self) -> bool:
        """True while an emergency stands that nobody has accepted."""
        return self._urgent

    def go_to(self, place: int) -> None:
        """Go to the alarm at a place from the left, if there are so many.

        An emergency that nobody has accepted is accepted by going to it.
        """
        if place >= len(self._alarms):
            return
        alarm = self._alarms[place]
        may = self._position.may(AcceptAlarm)
        if alarm.kind == "officer_emergency" and alarm.accepted_by is None and may:
            self.accept(alarm.alarm_id)
        self.choose(alarm.alarm_id)

    def choose(self, alarm_id: str) -> None:
        """Select an alarm and what it is about."""
        alarm = self._position.frame.picture.alarms.get(alarm_id)
        if alarm is None:
            return
        selection = self._position.selection
        selection.select_alarm(alarm_id)
        if alarm.incident_id in self._position.frame.picture.incidents:
            selection.select_incident(alarm.incident_id)
        if alarm.unit_id:
            selection.select_unit(alarm.unit_id)
        self._position.acted.emit("go_to")

    def accept(self, alarm_id: str) -> None:
        """Take an alarm on."""
        act = AcceptAlarm(alarm_id=alarm_id)
        self._position.send(act, alarm_id, words="Accept the alarm")
        self._position.selection.select_alarm(alarm_id)

    def refresh(self) -> None:
        """Show the alarms that stand."""
        picture = self._position.frame.picture
        self._alarms = sorted(picture.standing_alarms(), key=_rank)
        was, self._urgent = self._urgent, any(map(_is_urgent, self._alarms))
        self._lay_out()
        if was != self._urgent:
            self.emergency_changed.emit(self._urgent)
        self.update()

    def recent(self) -> tuple[int, int]:
        """Return how many alarms were raised in ten minutes and today."""
        frame = self._position.frame
        now_us = frame.now_us()
        today = self._position.say.today(now_us)
        raised = [alarm.raised_at_us for alarm in frame.picture.alarms.values()]
        in_ten = sum(at_us > now_us - TEN_MINUTES_US for at_us in raised)
        return in_ten, sum(self._position.say.today(each) == today for each in raised)

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        if any(key in picture.alarms for key in touched):
            self.refresh()
        elif self._alarms:
            self._repaint()

    def _second(self) -> None:
        self._repaint()
        self.update()

    def _follow_selection(self) -> None:
        """Draw the ring where it is now; what else is selected is shown elsewhere."""
        chosen = self._position.selection.alarm_id
        if chosen != self._chosen:
            self._chosen = chosen
            self._repaint()

    def _repaint(self) -> None:
        for tile in self._tiles:
            tile.update()

    def _resize(self) -> None:
        self.setFixedHeight(self._position.theme.px(HEIGHT))
        self._lay_out()

    def _make_tile(self) -> AlarmTile:
        tile = AlarmTile(self._position)
        tile.setParent(self)
        tile.clicked.connect(lambda: self.choose(tile.alarm_id))
        tile.pressed_accept.connect(self.accept)
        tile.hide()
        return tile

    def _lay_out(self) -> None:
        theme = self._position.theme
        room = self.width() / theme.scale - 2 * PAD - METER
        shown = self._fitting(room)
        while len(self._tiles) < shown:
            self._tiles.append(self._make_tile())
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < shown)
            if place < shown:
                key = KEYS[place] if place < len(KEYS) else ""
                tile.show_alarm(self._alarms[place], key)
        hidden = len(self._alarms) - shown
        self._more.setVisible(hidden > 0)
        if hidden:
            self._more.show_more(hidden)
            room -= 96 + PAD
        self._place(shown, room)

    def _fitting(self, room: float) -> int:
        """Return how many tiles fit at their narrowest; emergencies always do."""
        count = len(self._alarms)
        if count * (LEAST + PAD) <= room:
            return count
        emergencies = sum(each.kind == "officer_emergency" for each in self._alarms)
        return max(emergencies, int((room - 96) // (LEAST + PAD)))

    def _place(self, shown: int, room: float) -> None:
        theme = self._position.theme
        wishes = [tile.wish() for tile in self._tiles[:shown]]
        floors = [
            DANGER_LEAST if each.kind == "officer_emergency" else LEAST
            for each in self._alarms[:shown]
        ]
        widths = _share(wishes, room - PAD * max(0, shown - 1), floors)
        x = float(PAD)
        for tile, width in zip(self._tiles[:shown], widths, strict=True):
            tile.setGeometry(
                theme.px(x), theme.px(PAD), theme.px(width), theme.px(HEIGHT - 8)
            )
            x += width + PAD
        self._more.setGeometry(
            theme.px(x), theme.px(PAD), theme.px(96), theme.px(HEIGHT - 8)
        )

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tiles share the width."""
        super().resizeEvent(event)
        self._lay_out()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the words when all is quiet, and the meter."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ground = "alarm.emergency" if self._urgent else "surface.panel"
            painter.fillRect(self.rect(), theme.color(ground))
            painter.fillRect(
                0, self.height() - 1, self.width(), 1, theme.color("surface.window")
            )
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            if self._position.offered.is_partner:
                ink.text(16, 0, width - 32, 43, FOR_PARTNERS, "body", "text.muted",
                         weight=400)  # fmt: skip
                return
            if not self._alarms:
                ink.icon(16, 12, "acknowledge", 20, "text.secondary")
                ink.text(
                    48, 0, width - METER - 60, 43, self._quiet(), "body", weight=400
                )
            self._paint_meter(ink, width)

    def _paint_meter(self, ink: Ink, width: float) -> None:
        in_ten, today = self.recent()
        on_red = self._urgent
        strong = "alarm.on_emergency" if on_red else "text.primary"
        weak = "alarm.on_emergency" if on_red else "text.muted"
        x = width - 12 - 92
        count = f"{in_ten} alarm{'' if in_ten == 1 else 's'}"
        tail = "in 10 min"
        tail_wide = ink.width_of(tail, "caption")
        ink.text(x - 12 - tail_wide - 1, 6, tail_wide + 2, 16, tail, "caption",
                 strong if on_red else "text.secondary")  # fmt: skip
        ink.text(x - 236 - tail_wide, 6, 220, 16, count, "caption", strong, align=RIGHT)
        budget = f"{today} today, budget {BUDGET}"
        ink.text(x - 232, 22, 220, 16, budget, "caption", weak, align=RIGHT)
        for cell in range(CELLS):
            filled = cell < min(in_ten, CELLS)
            ink.rounded(
                x + cell * 9, 14, 6, 12, radius=1,
                fill=strong if filled else None,
                line=None if filled else ("text.muted" if not on_red else strong),
            )  # fmt: skip
        ink.fill(x + 90, 11, 1.5, 18, "alarm.high" if not on_red else strong)

    def _quiet(self) -> str:
        """Return when the last alarm ended, and by whom."""
        picture = self._position.frame.picture
        ended = [each for each in picture.alarms.values() if each.ended_at_us]
        if not ended:
            return "No alarms."
        last = max(ended, key=lambda each: each.ended_at_us or 0)
        when = self._position.say.clock(last.ended_at_us or 0)
        who = picture.name_of(last.ended_by or "")
        return f"No alarms. The last one ended {when}, cleared by {who}."


def _is_urgent(alarm: Alarm) -> bool:
    return alarm.kind == "officer_emergency" and alarm.accepted_by is None


def _rank(alarm: Alarm) -> tuple[bool, int, int]:
    return (not _is_urgent(alarm), RANK[alarm.priority], alarm.raised_at_us)


def _share(
    wishes: list[float], room: float, floors: Sequence[float] = ()
) -> list[float]:
    """Give each tile its wish, or less of it from the largest, within the room.

    None gets less than its floor while there is room for all floors.
    """
    if sum(wishes) <= room or not wishes:
        return wishes
    least = list(floors) if floors and sum(floors) <= room else [LEAST] * len(wishes)

    def capped(most: float) -> list[float]:
        return [
            max(floor, min(wish, most))
            for wish, floor in zip(wishes, least, strict=True)
        ]

    low, high = LEAST, max(wishes)
    for _ in range(30):
        middle = (low + high) / 2
        if sum(capped(middle)) > room:
            high = middle
        else:
            low = middle
    return capped(low)
