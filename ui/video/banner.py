"""The line above the pictures: what is looked at, and what everyone knows of it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls import KeyButton
from ui.frame import FrameTick
from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.theme import Theme
from ui.video.sentences import CameraWords
from ui.video.viewing import Viewing

HEIGHT = 44
KNOWN = "Everyone sees your name. Wearers are told. Nothing is stored here."
NO_LINK = "The link is down: who looks is not known now."


class Banner(QWidget):
    """Says it in one sentence, with the clock of the room at the right."""

    def __init__(self, theme: Theme, frame: FrameTick) -> None:
        super().__init__()
        self._theme = theme
        self._frame = frame
        self._words = CameraWords(frame)
        self._any = False
        self.sentence = ""
        self.close_all = KeyButton(theme, "Close all", "Ctrl+W")
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self.close_all)
        self._row = row
        theme.changed.connect(self._dress)
        self._dress()
        self.say([])

    def say(self, viewings: list[Viewing]) -> None:
        """Say what these viewings are."""
        self.sentence = self._words.statement(viewings)
        self._any = bool(viewings)
        self.close_all.setVisible(self._any)
        self.setAccessibleName(self.sentence)
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))
        self._row.setContentsMargins(0, 0, self._theme.px(120), 0)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the eye, the sentence, what is known, and the time."""
        painter = QPainter(self)
        ink = Ink(painter, self._theme)
        width = self.width() / self._theme.scale
        painter.fillRect(self.rect(), self._theme.color("surface.panel"))
        ink.icon(14, 13, "viewing", 18, "text.primary")
        used = ink.text(44, 0, width - 310, HEIGHT, self.sentence, "body",
                        "text.primary", tabular=False, weight=600)  # fmt: skip
        live = self._frame.link.state in {"live", "lagging"}
        note = KNOWN if live else NO_LINK
        color = "text.secondary" if live else "alarm.high_text"
        x = 44 + used + 20
        button = self.close_all.width() / self._theme.scale + 20 if self._any else 0
        free = width - x - 124 - button
        if free > 60:
            ink.text(x, 0, free, HEIGHT, note, color=color, tabular=False)
        now = self._words.say.clock_seconds(self._frame.now_us())
        exercise = "link.exercise" if self._frame.exercise else "text.primary"
        ink.text(width - 112, 0, 100, HEIGHT, now, "title", exercise, align=RIGHT)
        painter.end()
