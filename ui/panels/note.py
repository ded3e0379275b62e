"""A line under a field: what is known about it, and the key that takes it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.guard import guarded
from ui.paint import Ink
from ui.theme import Theme
from ui.tips import tip

HEIGHT = 18


class Note(QWidget):
    """Always as high as one line, so that nothing moves when it says something."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = ""
        self._key = ""
        self._color = "text.muted"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, words: str, key: str = "", color: str = "text.muted") -> None:
        """Say something; `key` is the one that takes it."""
        if (words, key, color) != (self.words, self._key, self._color):
            self.words, self._key, self._color = words, key, color
            self.setAccessibleName(words)
            self.setToolTip(tip(words))
            self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key, then the words, cut where there is no room."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            width, x = self.width() / self._theme.scale, 0.0
            if self._key and self.words:
                x = ink.key(0, 0, self._key) + 8
            ink.text(x, 0, width - x, HEIGHT, self.words, "caption", self._color)
