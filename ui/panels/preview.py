"""What sending the chosen units would take from where, before anybody presses Enter."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.guard import guarded
from ui.paint import Ink
from ui.position import Position

PAD = 6.0
MOST = 4
"""Sentences that are shown; the rest is counted."""


class Preview(QWidget):
    """A few sentences under the list; not there when there is nothing to say."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._said: tuple[str, ...] = ()
        position.theme.changed.connect(self._fit)
        self.hide()

    @property
    def said(self) -> tuple[str, ...]:
        """The sentences."""
        return self._said

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show sentences, whole, or nothing."""
        if len(sentences) > MOST:
            more = len(sentences) - MOST + 1
            sentences = (*sentences[: MOST - 1], f"{more} more like these.")
        if sentences == self._said:
            return
        self._said = sentences
        self.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))
        self._fit()
        self.update()

    def _lines(self) -> list[str]:
        theme = self._position.theme
        room = max(120.0, self.width() / theme.scale - 48)
        face = theme.face("data", weight=500)
        return [
            line for each in self._said for line in face.lines(each, theme.px(room))
        ]

    def _fit(self) -> None:
        theme = self._position.theme
        high = 2 * PAD + 18 * max(1, len(self._lines()))
        self.setFixedHeight(theme.px(high))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it needs more lines."""
        super().resizeEvent(event)
        self._fit()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentences beside the sign of a warning."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            painter.fillRect(0, 0, self.width(), 1, theme.color("border.hair"))
            ink.icon(12, PAD + 1, "alarm-medium", 16, "alarm.high_text")
            for number, line in enumerate(self._lines()):
                ink.text(36, PAD + 18 * number, width - 46, 18, line, "data",
                         "text.primary", weight=500)  # fmt: skip
