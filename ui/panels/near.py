"""What is near, as it was asked: within metres or minutes of a place."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.controls import EmptyState, KeyButton
from ui.dock import Panel
from ui.guard import guarded
from ui.panels.heads import ColumnHead
from ui.panels.in_view import InViewList
from ui.panels.in_view_rows import ROW
from ui.panels.near_rows import NearRows, order_of
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section
from ui.surroundings import Surroundings

KEY = "near"
ASK = (("A", "Ask what is near"),)


class NearPanel(Panel):
    """The dock with the answer; closing it ends the question."""

    def __init__(self, position: Position, surroundings: Surroundings) -> None:
        super().__init__(position.theme, KEY, "Near")
        self._position = position
        self._surroundings = surroundings
        self._rows = NearRows(position, surroundings)
        self._folded: set[str] = set()
        self._question = ""
        self._is_walked = False
        """True once a row of this answer was chosen: from then on nothing jumps."""
        self._build()
        surroundings.changed.connect(self._changed)
        position.selection.changed.connect(self._view.viewport().update)
        self._changed()

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list, or to what there is instead."""
        self._view.setFocus()

    def release_order(self) -> None:
        """List what is near now, though a hand is in the list."""
        sections = [
            Section(kind, keys, row=ROW, folded=kind in self._folded)
            for kind, keys in order_of(self._surroundings).items()
        ]
        self._view.set_sections(sections)
        self._stack.setCurrentWidget(self._view if sections else self._empty)
        self._say_changes()

    def _build(self) -> None:
        theme = self._position.theme
        close = self.bar.add_tool("close", "Close, and take it off the map")
        close.clicked.connect(self._close)
        self.add_tear_off()
        self._head = ColumnHead(theme, self._rows.columns)
        self.column.addWidget(self._head)
        self._chip = KeyButton(theme, "", "Shift+O")
        self._chip.setVisible(False)
        self._chip.clicked.connect(self.release_order)
        self.column.addWidget(self._chip)
        self._view = InViewList(theme, self._rows, "Near")
        self._view.chosen.connect(self._select)
        self._view.activated.connect(self._show)
        self._view.folded.connect(self._fold)
        self._view.hands_changed.connect(self._hands_changed)
        self._empty = EmptyState(
            theme, "Nothing was asked",
            "Units, incidents, cameras and places within metres or minutes.", ASK,
        )  # fmt: skip
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        self.column.addWidget(holder, 1)

    @guarded
    def _changed(self) -> None:
        """Take another answer; another question is listed at once."""
        words = self._surroundings.words
        question = str(self._surroundings.within) + str(self._surroundings.here)
        is_new, self._question = question != self._question, question
        if is_new:
            self._is_walked = False
            self._view.set_current(None)
            if not words:
                self.hide()
        self.bar.set_title("Near", words)
        self._say_empty(words)
        self._head.update()
        if not self._is_walked or not self._view.hands_on or not self._view.sections:
            self.release_order()
        else:
            self._say_changes()
            self._view.viewport().update()
        counted = ", ".join(
            f"{kind}s {self._rows.counted(kind)}"
            for kind in order_of(self._surroundings)
        )
        self._view.setAccessibleName(f"Near: {counted or 'nothing'}, {words}")

    def _say_empty(self, words: str) -> None:
        if not words:
            self._empty.say(
                "Nothing was asked",
                "Units, incidents, cameras and places within metres or minutes.",
            )
        elif self._surroundings.is_waiting:
            self._empty.say("Finding the ways", f"What is {words}.")
        else:
            self._empty.say("Nothing is that near", f"Nothing is {words}.")

    def _say_changes(self) -> None:
        listed = {key for section in self._view.sections for key in section.keys}
        now = {key for keys in order_of(self._surroundings).values() for key in keys}
        changes = len(listed ^ now)
        self._chip.setVisible(changes > 0)
        if changes:
            self._chip.say(f"Near has changed ({changes})")

    @guarded
    def _select(self, key: str) -> None:
        self._is_walked = True
        near = self._rows.near(key)
        select = {
            "unit": self._position.selection.select_unit,
            "incident": self._position.selection.select_incident,
            "camera": self._position.selection.select_camera,
            "drawing": self._position.selection.select_drawing,
        }
        if near is not None and near.kind in select:
            select[near.kind](key)

    @guarded
    def _show(self, key: str) -> None:
        """Show a row on the map, a place too."""
        near = self._rows.near(key)
        if near is not None:
            self._surroundings.place_wanted.emit(near.lat, near.lon)

    def _fold(self, kind: str) -> None:
        self._folded ^= {kind}
        self.release_order()

    def _hands_changed(self) -> None:
        if not self._view.hands_on:
            self.release_order()

    def _close(self) -> None:
        self._surroundings.let_go()
        self.close()
