"""The messages of one thread: newest last, each with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from controlroom.domain.entities import Message
from ui.conversations import became, whom
from ui.guard import guarded
from ui.paint import Ink
from ui.panels.reading import LINE, LaidOut, ReadingView, plain
from ui.position import Position

GAP = 8
TEXT_X = 86
"""Left edge of the words; the time stands at 12."""


@dataclass(slots=True, frozen=True)
class _Said:
    message: Message
    parts: tuple[str, ...]
    top: int
    height: int


class WordsView(ReadingView):
    """One thread; it follows the newest while nobody reads further up."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "Messages")
        self._messages: list[Message] = []
        self._lines: list[_Said] = []

    def show_messages(self, messages: list[Message], *, anew: bool) -> None:
        """Show a thread; the same one again keeps its place when somebody reads it."""
        at_end = self.is_at_end()
        self._messages = messages
        self.lay_out()
        if anew or at_end:
            self.go_to_end()

    def lay_out(self) -> None:
        """Break every text for the width there is."""
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
        self.set_length(top)

    def laid_out(self) -> Sequence[LaidOut]:
        """Return the lines, newest last."""
        return self._lines

    def paint_one(self, ink: Ink, width: float, place: int) -> None:
        """Draw a message: when, from whom to whom, what, and what became of it."""
        line = self._lines[place]
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
