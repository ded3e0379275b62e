"""The append-only log of an incident: newest last, never scrolled under the hand; arrow
keys or the mouse choose a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication

from controlroom.domain.entities import Incident, LogEntry
from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.panels.reading import LINE, LaidOut, ReadingView, plain
from ui.position import Position

PAD = 2
TEXT_X = 136
"""Left edge of the words; time stands at 12, who at 74."""
WHO = 58
"""Width of the column that says who."""
MARGIN = 4
DESK = 58
"""Width of the column that says at which desk, at the right."""


@dataclass(slots=True, frozen=True)
class _Line:
    entry: LogEntry
    time: str
    who: str
    parts: tuple[str, ...]
    note: str
    """What a correction says about itself, or about the line that it puts right."""
    wrong: bool
    """True when a later line puts this one right."""
    top: int
    height: int


class LogView(ReadingView):
    """The lines of one incident; follows the newest while nobody reads further up."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "Log")
        self._key = ""
        self._entries: tuple[LogEntry, ...] = ()
        self._lines: list[_Line] = []
        self._pointer_inside = False
        self._wide = WHO
        self.below = 0
        """New lines that stand below what is seen."""
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_incident(self, incident: Incident | None) -> None:
        """Show an incident's log; the same one again keeps its place."""
        key = incident.incident_id if incident else ""
        entries = incident.log if incident else ()
        if (key, entries) == (self._key, self._entries):
            return
        another = key != self._key
        at_end = self.is_at_end()
        added = len(entries) - len(self._entries)
        self._key, self._entries = key, entries
        if another:
            self._choose(None)
        self.lay_out()
        if another or (at_end and not self._hands_on()):
            self.below = 0
            self.go_to_end()
        elif added > 0 and not self.is_at_end():
            self.below += added
        self.viewport().update()

    def _hands_on(self) -> bool:
        return self._pointer_inside or self.hasFocus()

    def _scrolled(self) -> None:
        if self.is_at_end():
            self.below = 0

    def lay_out(self) -> None:
        """Break every text for the width there is."""
        theme, say = self._position.theme, self._position.say
        face = theme.face("data")
        # A partner is told a side, whose name is longer, and no desk: the same room.
        self._wide = WHO + (DESK if self._position.offered.is_partner else 0)
        room = self.viewport().width() - theme.px(TEXT_X + DESK + 16)
        now_us = self._position.frame.now_us()
        today = say.today(now_us)
        top = theme.px(MARGIN)
        self._lines = []
        right = {x.corrects: x for x in self._entries if x.corrects is not None}
        said = {entry.seq: entry for entry in self._entries}
        for entry in self._entries:
            parts = tuple(face.lines(plain(entry.text), max(room, 40)))
            note = self._note(right.get(entry.seq), said.get(entry.corrects or 0))
            high = len(parts) + bool(note)
            height = theme.px(LINE) * high + 2 * theme.px(PAD)
            same_day = say.today(entry.at_us) == today
            time = (
                say.clock_seconds(entry.at_us)
                if same_day
                else say.clock_on(entry.at_us, now_us).split(" on ")[-1][:6]
            )
            who = say.who(entry.by)
            wrong = entry.seq in right
            self._lines.append(_Line(entry, time, who, parts, note, wrong, top, height))
            top += height
        self.set_length(top + theme.px(MARGIN))

    def _note(self, later: LogEntry | None, earlier: LogEntry | None) -> str:
        """Return who put a line right and when, or which line it puts right."""
        picture, say = self._position.frame.picture, self._position.say
        if later is not None:
            who = picture.name_of(later.by)
            return f"corrected by {who} {say.clock_seconds(later.at_us)}"
        if earlier is not None:
            who = picture.name_of(earlier.by)
            return f"corrects {who} {say.clock_seconds(earlier.at_us)}"
        return ""

    def _choose(self, place: int | None) -> None:
        """Choose a line by its place; None is no line."""
        line = None if place is None else self._lines[place]
        self._position.line_seq = line.entry.seq if line else None
        if line is not None:
            bar, high = self.verticalScrollBar(), self.viewport().height()
            low = line.top + line.height - high
            bar.setValue(max(low, min(bar.value(), line.top)))
            self.setAccessibleDescription(f"{line.time} {line.who}: {line.entry.text}")
        self.viewport().update()

    def _step(self, by: int) -> None:
        """Choose the next line, up or down; the first step chooses the newest."""
        seq = self._position.line_seq
        places = [place for place, x in enumerate(self._lines) if x.entry.seq == seq]
        last = len(self._lines) - 1
        if last >= 0:
            place = places[0] + by if places else last
            self._choose(max(0, min(place, last)))

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a line."""
        y = round(event.position().y()) + self.verticalScrollBar().value()
        for place, line in enumerate(self._lines):
            if line.top <= y < line.top + line.height:
                self._choose(place)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press did all there is to do."""
        event.accept()

    def laid_out(self) -> Sequence[LaidOut]:
        """Return the lines, newest last."""
        return self._lines

    def paint_one(self, ink: Ink, width: float, place: int) -> None:
        """Draw a line of the log: when, who, what, at which desk."""
        line = self._lines[place]
        incident = self._position.frame.picture.incidents.get(self._key)
        if incident is not None and self._is_new(incident, line.entry):
            ink.dot(3, PAD + 6, 6, "accent.base")
        chosen = line.entry.seq == self._position.line_seq
        if chosen:
            high = line.height / ink.theme.scale
            ink.fill(0, 0, width, high, "surface.selected")
            ink.fill(0, 0, 3, high, "accent.base")
        muted = "text.secondary" if chosen else "text.muted"
        ink.text(12, PAD, 60, LINE, line.time, color=muted)
        ink.text(74, PAD, self._wide, LINE, line.who, color="text.secondary")
        ink.text(
            width - DESK - 8, PAD, DESK, LINE, line.entry.desk, "caption", muted,
            align=RIGHT,
        )  # fmt: skip
        top, left = float(PAD), TEXT_X + self._wide - WHO
        for part in line.parts:
            color = muted if line.wrong else "text.primary"
            wide = ink.text(
                left, top, width - left, LINE, part, color=color, tabular=False
            )
            if line.wrong:
                ink.fill(left, top + LINE / 2, wide, 1, muted)
            top += LINE
        if line.note:
            ink.text(left, top, width - left, LINE, line.note, "caption", muted)

    def _is_new(self, incident: Incident, entry: LogEntry) -> bool:
        unread = self._position.unread
        return unread.is_unread(self._key) and unread.is_new(incident, entry.seq)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a line, Page Up and Down scroll."""
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        pages = {
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in pages:
            bar.setValue(bar.value() + pages[key])
        else:
            event.ignore()

    def copy(self) -> None:
        """Put the whole log on the clipboard, a line an entry."""
        text = "\n".join(
            f"{line.time} {line.who}: {plain(line.entry.text)}"
            + (f" ({line.note})" if line.note else "")
            for line in self._lines
        )
        QApplication.clipboard().setText(text)

    @guarded
    def enterEvent(self, event: QEnterEvent) -> None:
        """The hand came in."""
        self._pointer_inside = True

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        """The hand left."""
        self._pointer_inside = False
