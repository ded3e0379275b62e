"""Column heads and section heads, painted alike in every list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.guard import guarded
from ui.paint import LEFT, Ink
from ui.theme import Theme

HEIGHT = 24


@dataclass(frozen=True, slots=True)
class Column:
    """One head: its words and box, design pixels."""

    words: str
    x: float
    width: float
    align: Qt.AlignmentFlag = LEFT


class ColumnHead(QWidget):
    """The heads of a list's columns; `place` gives them for a width."""

    def __init__(self, theme: Theme, place: Callable[[float], list[Column]]) -> None:
        super().__init__()
        self._theme = theme
        self._place = place
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and the hairline under them."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            width = self.width() / self._theme.scale
            painter.fillRect(self.rect(), self._theme.color("surface.panel"))
            for column in self._place(width):
                ink.text(
                    column.x, 0, column.width, HEIGHT - 1, column.words, "label",
                    "text.muted", align=column.align,
                )  # fmt: skip
            hairline(painter, self._theme, self.width(), self.height())


def hairline(painter: QPainter, theme: Theme, width: int, bottom: int) -> None:
    """Draw one device pixel above a bottom edge; the painter is not scaled."""
    painter.fillRect(0, bottom - 1, width, 1, theme.color("border.hair"))


def paint_section(
    ink: Ink,
    width: float,
    title: str,
    count: str,
    *,
    folded: bool,
    color: str = "text.muted",
) -> None:
    """Draw a section's head: chevron, name, plain count and the figure that matters."""
    ink.fill(0, 0, width, HEIGHT, "surface.header")
    chevron = "chevron-right" if folded else "chevron-down"
    ink.icon(8, 6, chevron, 12, "text.muted")
    taken = ink.text(
        26, 0, width - 40, HEIGHT - 1, title, "caption", tabular=False, weight=600
    )
    x = 26 + taken + 6
    ink.text(x, 0, width - x - 8, HEIGHT - 1, count, "caption", color)
    edge = ink.theme.px(HEIGHT)
    hairline(ink.painter, ink.theme, round(width * ink.theme.scale) + 1, edge)
