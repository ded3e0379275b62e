"""A group head with a name, a count and a note at the right: Log, Assign."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.panels.heads import HEIGHT, hairline
from ui.position import Position


class BarHead(QWidget):
    """A group head with a name, a count and a note at the right: Log, Assign."""

    def __init__(self, position: Position, title: str) -> None:
        super().__init__()
        self._position = position
        self._title = title
        self._count = ""
        self._note = ""
        position.theme.changed.connect(self._resize)
        self._resize()

    def call(self, title: str) -> None:
        """Change the name."""
        if title != self._title:
            self._title = title
            self.update()

    def say(self, count: str, note: str = "") -> None:
        """Change the count and the note."""
        if (count, note) != (self._count, self._note):
            self._count, self._note = count, note
            self.update()

    def _resize(self) -> None:
        self.setFixedHeight(self._position.theme.px(HEIGHT))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            painter.fillRect(self.rect(), theme.color("surface.header"))
            x = 12 + ink.text(
                12,
                0,
                200,
                HEIGHT - 1,
                self._title,
                "caption",
                tabular=False,
                weight=600,
            )
            ink.text(x + 6, 0, width - x - 18, HEIGHT - 1, self._count, "caption",
                     "text.muted")  # fmt: skip
            ink.text(width / 2, 0, width / 2 - 12, HEIGHT - 1, self._note, "caption",
                     "text.muted", align=RIGHT)  # fmt: skip
            painter.fillRect(0, 0, self.width(), 1, theme.color("border.hair"))
            hairline(painter, theme, self.width(), self.height())
