"""The append-only log of an incident: newest last, never scrolled under the hand."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from controlroom.domain.entities import Incident, LogEntry
from ui.guard import guarded
from ui.paint import Ink
from ui.position import Position

LINE = 18
PAD = 2
TEXT_X = 136
"""Left edge of the words; time stands at 12, who at 74."""
MARGIN = 4


@dataclass(slots=True, frozen=True)
class _Line:
    entry: LogEntry
    time: str
    who: str
    parts: tuple[str, ...]
    top: int
    height: int


class LogView(QAbstractScrollArea):
    """The lines of one incident; follows the newest while nobody reads further up."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._key = ""
        self._entries: tuple[LogEntry, ...] = ()
        self._lines: list[_Line] = []
        self._pointer_inside = False
        self.below = 0
        """New lines that stand below what is seen."""
        self.setAccessibleName("Log")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        position.theme.changed.connect(self._lay_out)

    def show_incident(self, incident: Incident | None) -> None:
        """Show an incident's log; the same one again keeps its place."""
        key = incident.incident_id if incident else ""
        entries = incident.log if incident else ()
        if (key, entries) == (self._key, self._entries):
            return
        another = key != self._key
        at_end = self._is_at_end()
        added = len(entries) - len(self._entries)
        self._key, self._entries = key, entries
        self._lay_out()
        if another or (at_end and not self._hands_on()):
            self.below = 0
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif added > 0 and not self._is_at_end():
            self.below += added
        self.viewport().update()

    def _hands_on(self) -> bool:
        return self._pointer_inside or self.hasFocus()

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self._position.theme.px(LINE)

    def _scrolled(self) -> None:
        if self._is_at_end():
            self.below = 0

    def _lay_out(self) -> None:
        theme, say = self._position.theme, self._position.say
        face = theme.face("data")
        room = self.viewport().width() - theme.px(TEXT_X + 12)
        now_us = self._position.frame.now_us()
        today = say.today(now_us)
        top = theme.px(MARGIN)
        self._lines = []
        for entry in self._entries:
            parts = tuple(face.lines(plain(entry.text), max(room, 40)))
            height = theme.px(LINE) * len(parts) + 2 * theme.px(PAD)
            same_day = say.today(entry.at_us) == today
            time = (
                say.clock_seconds(entry.at_us)
                if same_day
                else say.clock_on(entry.at_us, now_us).split(" on ")[-1][:6]
            )
            who = self._position.frame.picture.name_of(entry.by)
            self._lines.append(_Line(entry, time, who, parts, top, height))
            top += height
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top + theme.px(MARGIN) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(LINE))
        self.viewport().update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that are seen."""
        with QPainter(self.viewport()) as painter:
            theme = self._position.theme
            painter.fillRect(event.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.viewport().width() / theme.scale
            scroll = self.verticalScrollBar().value()
            low, high = event.rect().top(), event.rect().bottom()
            for line in self._lines:
                y = line.top - scroll
                if y > high or y + line.height < low:
                    continue
                painter.translate(0, y)
                self._paint_line(ink, width, line)
                painter.translate(0, -y)
            if self.hasFocus():
                ink.ring(0, 0, width, self.viewport().height() / theme.scale)

    def _paint_line(self, ink: Ink, width: float, line: _Line) -> None:
        incident = self._position.frame.picture.incidents.get(self._key)
        if incident is not None and self._is_new(incident, line.entry):
            ink.dot(3, PAD + 6, 6, "accent.base")
        ink.text(12, PAD, 60, LINE, line.time, color="text.muted")
        ink.text(74, PAD, 58, LINE, line.who, color="text.secondary")
        for number, part in enumerate(line.parts):
            top = PAD + number * LINE
            ink.text(
                TEXT_X, top, width - TEXT_X, LINE, part, color="text.primary",
                tabular=False,
            )  # fmt: skip

    def _is_new(self, incident: Incident, entry: LogEntry) -> bool:
        unread = self._position.unread
        return unread.is_unread(self._key) and unread.is_new(incident, entry.seq)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys; Ctrl+C copies the whole log as text."""
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

    def copy(self) -> None:
        """Put the whole log on the clipboard, a line an entry."""
        text = "\n".join(
            f"{line.time} {line.who}: {plain(line.entry.text)}" for line in self._lines
        )
        QApplication.clipboard().setText(text)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew; the end stays in sight if it was."""
        at_end = self._is_at_end()
        super().resizeEvent(event)
        self._lay_out()
        if at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    @guarded
    def enterEvent(self, event: QEnterEvent) -> None:
        """The hand came in."""
        self._pointer_inside = True

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        """The hand left."""
        self._pointer_inside = False

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
