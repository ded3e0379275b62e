"""What a log and a thread of messages share: words of any length, newest last, read by
scrolling.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.guard import guarded
from ui.paint import Ink
from ui.position import Position

LINE = 18
"""Height of a line of words, design pixels."""


class LaidOut(Protocol):
    """What stands in the list: where it begins and how high it is, widget pixels."""

    @property
    def top(self) -> int:
        """Where it begins."""

    @property
    def height(self) -> int:
        """How high it is."""


class ReadingView(QAbstractScrollArea):
    """Draws what is seen, and keeps the newest in sight for who reads at the end."""

    def __init__(self, position: Position, name: str) -> None:
        super().__init__()
        self._position = position
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        position.theme.changed.connect(self.lay_out)

    def laid_out(self) -> Sequence[LaidOut]:
        """Return what there is, from top to bottom."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Break the words anew for the width there is, and say `set_length`."""
        raise NotImplementedError

    def paint_one(self, ink: Ink, width: float, place: int) -> None:
        """Draw one of `laid_out` from its own top left; width in design pixels."""
        raise NotImplementedError

    def set_length(self, length: int) -> None:
        """Take note how high everything is together, widget pixels."""
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, length - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._position.theme.px(LINE))
        self.viewport().update()

    def is_at_end(self) -> bool:
        """Return whether the newest is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._position.theme.px(LINE)

    def go_to_end(self) -> None:
        """Bring the newest into sight."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is seen, and the ring of the focus."""
        with QPainter(self.viewport()) as painter:
            theme = self._position.theme
            painter.fillRect(event.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.viewport().width() / theme.scale
            scroll = self.verticalScrollBar().value()
            low, high = event.rect().top(), event.rect().bottom()
            for place, line in enumerate(self.laid_out()):
                y = line.top - scroll
                if y <= high and y + line.height >= low:
                    painter.translate(0, y)
                    self.paint_one(ink, width, place)
                    painter.translate(0, -y)
            if self.hasFocus():
                ink.ring(0, 0, width, self.viewport().height() / theme.scale)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew; the end stays in sight if it was."""
        at_end = self.is_at_end()
        super().resizeEvent(event)
        self.lay_out()
        if at_end:
            self.go_to_end()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.viewport().update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()


def plain(text: str) -> str:
    """Return text as typed, with control characters made visible and lines kept."""
    return "".join(
        letter if letter >= " " or letter == "\n" else "\N{REPLACEMENT CHARACTER}"
        for letter in text.replace("\r\n", "\n").replace("\t", " ")
    )
