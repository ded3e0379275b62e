"""The messages of one thread: newest last, each with what became of it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from controlroom.domain.entities import Message
from ui.conversations import became, whom
from ui.guard import guarded
from ui.paint import Ink
from ui.panels.log import plain
from ui.position import Position

LINE = 18
GAP = 8
TEXT_X = 86
"""Left edge of the words; the time stands at 12."""


@dataclass(slots=True, frozen=True)
class _Said:
    message: Message
    parts: tuple[str, ...]
    top: int
    height: int


class WordsView(QAbstractScrollArea):
    """One thread; it follows the newest while nobody reads further up."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._messages: list[Message] = []
        self._lines: list[_Said] = []
        self.setAccessibleName("Messages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        position.theme.changed.connect(self._lay_out)

    def show_messages(self, messages: list[Message], *, anew: bool) -> None:
        """Show a thread; the same one again keeps its place when somebody reads it."""
        at_end = self._is_at_end()
        self._messages = messages
        self._lay_out()
        if anew or at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._position.theme.px(LINE)

    def _lay_out(self) -> None:
        theme = self._position.theme
        face = theme.face("data")
        room = max(self.viewport().width() - theme.px(TEXT_X + 12), 40)
        top = theme.px(GAP)
        self._lines = []
        for message in self._messages:
            parts = tuple(face.lines(plain(message.text), room))
            height = theme.px(LINE) * (len(parts) + 2)
            self._lines.append(_Said(message, parts, top, height))
            top += height + theme.px(GAP)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(LINE))
        self.viewport().update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the messages that are seen."""
        with QPainter(self.viewport()) as painter:
            theme = self._position.theme
            painter.fillRect(event.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.viewport().width() / theme.scale
            scroll = self.verticalScrollBar().value()
            low, high = event.rect().top(), event.rect().bottom()
            for line in self._lines:
                y = line.top - scroll
                if y <= high and y + line.height >= low:
                    painter.translate(0, y)
                    self._paint(ink, width, line)
                    painter.translate(0, -y)
            if self.hasFocus():
                ink.ring(0, 0, width, self.viewport().height() / theme.scale)

    def _paint(self, ink: Ink, width: float, line: _Said) -> None:
        position, message = self._position, line.message
        who = position.frame.picture.name_of(message.sent_by)
        at = position.say.clock_seconds(message.sent_at_us)
        ink.text(12, 0, 70, LINE, at, color="text.muted")
        head = f"{who} to {whom(position, message)}"
        ink.text(TEXT_X, 0, width - TEXT_X - 12, LINE, head, color="text.secondary",
                 weight=500, tabular=False)  # fmt: skip
        for number, part in enumerate(line.parts, 1):
            ink.text(TEXT_X, number * LINE, width - TEXT_X, LINE, part,
                     color="text.primary", tabular=False)  # fmt: skip
        said, urgent = became(position, message)
        y = (len(line.parts) + 1) * LINE
        if urgent:
            ink.icon(TEXT_X, y + 2, "talkgroup", 14, "alarm.high_text")
        ink.text(
            TEXT_X + (20 if urgent else 0), y, width - TEXT_X - 32, LINE, said,
            "caption", "alarm.high_text" if urgent else "text.muted",
            weight=500 if urgent else 400,
        )  # fmt: skip

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys."""
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        key = Qt.Key(event.key())
        if key in steps:
            bar.setValue(bar.value() + steps[key])
        else:
            event.ignore()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew; the end stays in sight if it was."""
        at_end = self._is_at_end()
        super().resizeEvent(event)
        self._lay_out()
        if at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

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
