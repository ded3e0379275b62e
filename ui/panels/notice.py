"""What was refused, why a key does nothing now, and what can still be undone: words in
place that never cover the map.
"""

import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls import KeyButton
from ui.guard import guarded
from ui.pads import pad
from ui.paint import Ink
from ui.position import Position

PAD = 8


class Notice(QWidget):
    """One bar: an icon, a sentence, what follows from it, and a button with its key."""

    pressed = Signal()

    def __init__(self, position: Position, icon: str, button: str, key: str) -> None:
        super().__init__()
        self._position = position
        self._icon = icon
        self._first = ""
        self._rest = self._side = ""
        self._button = KeyButton(position.theme, button, key)
        self._button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        pad(row, position.theme, (0, 0, PAD + 6, 0))
        row.addStretch(1)
        row.addWidget(self._button)
        self.urgent = False
        self.hide()

    def say(self, sentence: str, side: str = "") -> None:
        """Show a sentence, whole; a second one stands smaller under the first.

        `side` stands muted before the button.
        """
        first, dot, rest = sentence.strip().partition(". ")
        self._first = first.rstrip(".") if dot else sentence
        self._rest = rest
        self._side = side
        self.setAccessibleName(sentence)
        self.show()
        self._fit()
        self.update()

    def _room(self) -> float:
        theme = self._position.theme
        taken = 68.0
        if not self._button.isHidden():
            taken += self._button.sizeHint().width() / theme.scale
        if self._side:
            _shown, wide = theme.face("caption").fit(self._side, math.inf)
            taken += wide / theme.scale + 8
        return max(120.0, self.width() / theme.scale - taken)

    def _fit(self) -> None:
        theme = self._position.theme
        room = theme.px(self._room())
        first = len(theme.face("data", weight=500).lines(self._first, room))
        rest = theme.face("caption").lines(self._rest, room) if self._rest else []
        high = max(36.0, 2 * PAD + 10 + 18 * first + 16 * len(rest))
        self.setFixedHeight(theme.px(high))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, icon and sentences."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ink = Ink(painter, theme)
            width, height = self.width() / theme.scale, self.height() / theme.scale
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            line = "border.control" if self.urgent else "border.strong"
            ink.rounded(6, 4, width - 12, height - 8, fill="surface.raised", line=line)
            color = "alarm.high_text" if self.urgent else "text.secondary"
            ink.icon(18, 4 + (height - 8) / 2 - 8, self._icon, 16, color)
            y = max(PAD + 2.0, (height - 18) / 2 if not self._rest else 0)
            room = self._room()
            for part in theme.face("data", weight=500).lines(
                self._first, theme.px(room)
            ):
                ink.text(44, y, room + 2, 18, part, color="text.primary", weight=500)
                y += 18
            if self._rest:
                ink.paragraph(44, y, room, self._rest, "caption")
            if self._side:
                right = self._button.x() / theme.scale
                wide = ink.width_of(self._side, "caption")
                ink.text(right - wide - 8, 0, wide + 2, height, self._side, "caption",
                         "text.muted")  # fmt: skip


class RefusalBar(Notice):
    """The last refusal until Esc, or for six seconds why a key does nothing now."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "alarm-medium", "Close", "Esc")
        self._hint = ""
        seconds = float(position.theme.value("motion.toast_s"))
        self._timer = QTimer(self, singleShot=True, interval=round(1000 * seconds))
        self._timer.timeout.connect(self._forget_hint)
        position.outgoing.changed.connect(self._follow)
        position.said.connect(self._say_hint)
        self.pressed.connect(self._close)

    @property
    def hint(self) -> str:
        """Why the last key did nothing."""
        return self._hint

    def _say_hint(self, sentence: str) -> None:
        self._hint = sentence
        self._timer.start()
        self._follow()

    def _forget_hint(self) -> None:
        self._hint = ""
        self._follow()

    def _close(self) -> None:
        if not self._position.outgoing.let_go():
            self._forget_hint()

    def _follow(self) -> None:
        refusals = self._position.outgoing.refusals
        if refusals:
            more = len(refusals) - 1
            self.urgent = True
            self.say(refusals[-1].sentence, f"{more} more" if more else "")
        elif self._hint:
            self.urgent = False
            self.say(self._hint)
        else:
            self.hide()
