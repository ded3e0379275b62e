"""The handover of a shift: what stands open in some sectors, ticked off one by one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from controlroom.domain import commands as c
from controlroom.domain.handover import pack
from controlroom.domain.watchkeeping import Handover
from controlroom.domain.words import clock, names
from ui.controls import EmptyState, KeyButton
from ui.dock import Panel
from ui.guard import guarded
from ui.handovers import Handovers
from ui.panels.handover_rows import HandoverRows
from ui.position import Position
from ui.rows import RowView

KEY = "handover"
HINTS = (("Ctrl+Shift+I", "Sit down for a sector"),)
EVERY_S = 5
"""Seconds between two looks at what would be handed over now."""


class HandoverPanel(Panel):
    """The dock with the pack: what would be handed over now, or what is being."""

    def __init__(self, position: Position) -> None:
        super().__init__(position.theme, KEY, "Handover")
        self._position = position
        self.packs = Handovers(position)
        self._rows = HandoverRows(position)
        self._folded: set[str] = set()
        self._seconds = 0
        self._build()
        position.frame.picture_changed.connect(self._changed)
        position.frame.second.connect(self._second)
        position.filter_changed.connect(self.refresh)
        self.visibilityChanged.connect(lambda _seen: self.refresh())
        self.refresh()

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list, or to the button that begins."""
        if self._view.sections:
            self._view.setFocus()
            if self._view.current not in self._rows.items:
                self._view.step(1)
        else:
            self._begin.setFocus()

    def refresh(self) -> None:
        """Look again at what there is to hand over."""
        if not self.isVisible():
            return
        frame, handover = self._position.frame, self.packs.current
        if handover is not None:
            items = handover.items
        else:
            items = pack(frame.picture, self.packs.sectors, frame.now_us())
        self._rows.show(items, handover)
        sections = self._rows.sections(self._folded)
        self._view.set_sections(sections)
        self._stack.setCurrentWidget(self._view if sections else self._empty)
        self._say(handover, len(items))
        self._view.viewport().update()

    def _build(self) -> None:
        theme = self._position.theme
        self.add_tear_off()
        self._view = RowView(theme, self._rows, "Handover")
        self._view.chosen.connect(self._select)
        self._view.activated.connect(self._tick)
        self._view.pressed.connect(self._tick)
        self._view.folded.connect(self._fold)
        self._empty = EmptyState(
            theme, "Nothing to hand over",
            "No alarm, risk, late incident, promise or reminder stands open here.",
            HINTS,
        )  # fmt: skip
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        self.column.addWidget(holder, 1)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        self._begin = KeyButton(theme, "Begin handover", "", "primary")
        self._begin.clicked.connect(self.packs.begin)
        self._print = KeyButton(theme, "Save to print", "Ctrl+Shift+H")
        self._print.clicked.connect(lambda: self._position.acted.emit("print_handover"))
        row.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.column.addWidget(foot)

    def _say(self, handover: Handover | None, count: int) -> None:
        where = names(list(self.packs.sectors)) if self.packs.sectors else "all sectors"
        note = f"{where}, {count} open" if count else where
        if handover is not None:
            left = len(handover.items) - len(handover.ticks)
            note = f"{where}, {left} of {len(handover.items)} left to take on"
        elif (last := self.packs.last) is not None and last.completed_at_us is not None:
            zone = self._position.say.zone
            note = f"{note}, handed over at {clock(last.completed_at_us, zone)}"
        self.bar.set_title("Handover", note)
        allowed = self._position.may(c.BeginHandover)
        offered = self._position.offered.ever(c.BeginHandover)
        self._begin.setVisible(handover is None and offered)
        self._begin.setEnabled(allowed)
        self._print.setVisible(self.packs.last is not None and offered)
        self._view.setAccessibleName(f"Handover: {note}")

    @guarded
    def _changed(self, touched: frozenset[str]) -> None:
        if "codes" in touched or any(key.startswith("hov_") for key in touched):
            self.refresh()

    @guarded
    def _second(self) -> None:
        """A pack that has not begun follows the room, but not at every second."""
        self._seconds += 1
        if self._seconds % EVERY_S == 0 and self.packs.current is None:
            self.refresh()

    @guarded
    def _select(self, key: str) -> None:
        item = self._rows.items.get(key)
        if item is not None and item.incident_id:
            self._position.selection.select_incident(item.incident_id)

    @guarded
    def _tick(self, key: str) -> None:
        """Take an item on: Space, Enter or a click on its row."""
        handover = self.packs.current
        if handover is None or self._rows.is_ticked(key):
            return
        if key not in self._rows.items:
            return  # the row that was current has gone since
        if not self._position.may(c.TickHandover):
            self._position.said.emit(f"Not as {self._position.role_name.lower()}.")
            return
        act = c.TickHandover(handover_id=handover.handover_id, key=key)
        self._position.send(act, words="Take on")

    def _fold(self, kind: str) -> None:
        self._folded ^= {kind}
        self.refresh()
