"""One alarm in the strip: shape, what and who, its age, where, who has it, its key."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton

from controlroom.domain.commands import AcceptAlarm
from controlroom.domain.entities import Alarm
from ui.controls import KeyButton
from ui.guard import guarded
from ui.paint import Ink
from ui.position import Position
from ui.tips import tip

HEIGHT = 36
LOOKS = {
    "emergency": (
        "alarm-emergency", "alarm.emergency", None, "alarm.on_emergency",
        "alarm.on_emergency",
    ),
    "high": (
        "alarm-high", "alarm.high_tint", "alarm.high", "alarm.high_text",
        "text.secondary",
    ),
    "medium": (
        "alarm-medium", "surface.panel", "alarm.medium", "alarm.medium_text",
        "text.secondary",
    ),
    "low": (
        "alarm-low", "surface.panel", "alarm.low", "alarm.low_text", "text.secondary",
    ),
}  # fmt: skip
"""By priority: icon, fill, line, colour of the first and of the second line."""


class AlarmTile(QAbstractButton):
    """A tile of the strip; a click or its key goes to the alarm."""

    pressed_accept = Signal(str)
    """The id of an emergency that was accepted on its tile."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._alarm: Alarm | None = None
        self._key = ""
        self._more = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._accept = KeyButton(position.theme, "Accept", "F1", kind="inverse")
        self._accept.setParent(self)
        self._accept.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._accept.clicked.connect(self._press_accept)
        self._accept.hide()

    @property
    def alarm_id(self) -> str:
        """Id of the alarm that is shown."""
        return self._alarm.alarm_id if self._alarm else ""

    def show_alarm(self, alarm: Alarm, key: str) -> None:
        """Show an alarm under a key."""
        self._alarm, self._key, self._more = alarm, key, 0
        self.setAccessibleName(f"{self.title()}, {self.detail()}")
        self.setToolTip(tip(f"{self.title()}\n{self.detail()}"))
        urgent = self._is_unaccepted_emergency()
        self._accept.setVisible(urgent and self._position.may(AcceptAlarm))
        if urgent:
            self._accept.say("Accept", key=self._key)
            self._place_accept()
        self.update()

    def show_more(self, count: int) -> None:
        """Stand for alarms that have no room."""
        self._alarm, self._more = None, count
        self._accept.hide()
        self.setAccessibleName(f"{count} more alarms")
        self.update()

    def wish(self) -> float:
        """Return how wide the tile wants to be, design pixels."""
        if self._alarm is None:
            return 96.0
        if self._is_unaccepted_emergency():
            return 10_000.0
        widths = {"emergency": 690.0, "high": 424.0}
        return widths.get(self._alarm.priority, 398.0)

    def title(self) -> str:
        """Return what and who."""
        return self._position.say.alarm(self._alarm) if self._alarm else ""

    def age(self) -> str:
        """Return how long the alarm stands."""
        if self._alarm is None:
            return ""
        now_us = self._position.frame.now_us()
        return self._position.say.age(self._alarm.raised_at_us, now_us)

    def detail(self) -> str:
        """Return where, how sure, and who has it."""
        if self._alarm is None:
            return ""
        parts = [self._where(), self._alarm.text]
        if self._alarm.kind == "officer_emergency":
            parts.insert(1, self._fix())
            parts.append(self._sent())
        parts.append(self._handling())
        return " · ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        """The strip decides; this is the least that can be read."""
        return QSize(self._position.theme.px(96), self._position.theme.px(HEIGHT))

    def _is_unaccepted_emergency(self) -> bool:
        alarm = self._alarm
        return (
            alarm is not None
            and alarm.kind == "officer_emergency"
            and alarm.accepted_by is None
        )

    def _where(self) -> str:
        picture, say = self._position.frame.picture, self._position.say
        if self._alarm is None:
            return ""
        incident = picture.incidents.get(self._alarm.incident_id or "")
        if incident is None:
            return ""
        if self._alarm.kind == "target_passed":
            return f"{say.type_of(incident)}, {say.place_of(incident)}"
        return say.place_of(incident)

    def _fix(self) -> str:
        frame = self._position.frame
        unit = frame.picture.units.get((self._alarm and self._alarm.unit_id) or "")
        if unit is None or unit.row >= len(frame.tracks):
            return ""
        fix_us = int(frame.tracks.fix_us[unit.row])
        return f"fix {self._position.say.age(fix_us, frame.now_us())}" if fix_us else ""

    def _sent(self) -> str:
        picture = self._position.frame.picture
        alarm = self._alarm
        incident = picture.incidents.get((alarm and alarm.incident_id) or "")
        if alarm is None or incident is None:
            return ""
        callsigns = [
            unit.callsign
            for unit in self._position.say.units_on(incident)
            if unit.unit_id != alarm.unit_id
        ]
        return f"{', '.join(callsigns)} sent" if callsigns else ""

    def _handling(self) -> str:
        alarm = self._alarm
        if alarm is None or alarm.accepted_by is None:
            return "nobody has accepted"
        name = self._position.frame.picture.name_of(alarm.accepted_by)
        at_us = alarm.accepted_at_us or alarm.raised_at_us
        return f"accepted {name} {self._position.say.clock_seconds(at_us)}"

    def _press_accept(self) -> None:
        self.pressed_accept.emit(self.alarm_id)

    def _place_accept(self) -> None:
        size = self._accept.sizeHint()
        self._accept.resize(size)
        x = self.width() - size.width() - self._position.theme.px(6)
        self._accept.move(x, (self.height() - size.height()) // 2)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays at the right."""
        super().resizeEvent(event)
        self._place_accept()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._position.theme)
            width = self.width() / self._position.theme.scale
            if self._alarm is None:
                ink.rounded(0, 0, width, HEIGHT, line="border.strong")
                ink.text(12, 0, width - 16, HEIGHT, f"{self._more} more", weight=600)
            else:
                self._paint_alarm(ink, width, self._alarm)
            if self.hasFocus():
                ink.rounded(
                    0, 0, width, HEIGHT, line="accent.focus", line_width=2, radius=3
                )

    def _paint_alarm(self, ink: Ink, width: float, alarm: Alarm) -> None:
        icon, fill, line, strong, weak = LOOKS[alarm.priority]
        urgent = self._is_unaccepted_emergency()
        chosen = self._position.selection.alarm_id == alarm.alarm_id
        ink.rounded(0, 0, width, HEIGHT, fill=fill, line=line)
        if chosen and not urgent:
            ring = "accent.base" if fill != "alarm.emergency" else strong
            ink.rounded(0, 0, width, HEIGHT, line=ring, line_width=2)
        if width < 150:
            self._paint_small(ink, width, icon, strong)
            return
        ink.icon(12, 8, icon, 20, strong)
        x = 42.0
        right = width - 12
        if not self._accept.isHidden():
            right -= self._accept.width() / self._position.theme.scale
        else:
            cap = ink.key_width(self._key)
            right -= cap + 10
            on_red = strong if fill == "alarm.emergency" else "text.secondary"
            ink.key(
                width - 12 - cap, 9, self._key, color=on_red,
                line=on_red if fill == "alarm.emergency" else "border.strong",
                fill=None if fill == "alarm.emergency" else "surface.panel",
            )  # fmt: skip
        age = self.age()
        title = self.title()
        if alarm.kind == "officer_emergency":
            x += ink.text(x, 5, 90, 26, age, "figure", strong) + 10
        else:
            title = f"{title} {age}"
        ink.text(x, 2, right - x, 17, title, "body", strong, weight=600)
        ink.text(x, 18, right - x, 16, self.detail(), "caption", weak)

    def _paint_small(self, ink: Ink, width: float, icon: str, strong: str) -> None:
        ink.icon(8, 8, icon, 20, strong)
        ink.text(34, 0, width - 40, HEIGHT, self.age(), "body", strong, weight=600)
