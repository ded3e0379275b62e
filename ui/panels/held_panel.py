"""A dock with one list whose order holds still while a hand is in it; a chip says how
much has changed meanwhile, and an empty list says what will appear.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.controls import EmptyState, KeyButton
from ui.dock import Panel
from ui.panels.heads import Column, ColumnHead
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section


class HeldPanel(Panel):
    """The base of such docks: they say what their sections are now, and when."""

    def __init__(self, position: Position, key: str, title: str) -> None:
        super().__init__(position.theme, key, title)
        self._position = position
        self._folded: set[str] = set()

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list."""
        self._view.setFocus()

    def release_order(self) -> None:
        """List what is true now, though a hand is in the list."""
        sections = self.sections_now()
        for section in sections:
            section.folded = section.key in self._folded
        self._view.set_sections(sections)
        self._stack.setCurrentWidget(self._view if sections else self._empty)
        self._say_changes()

    def sections_now(self) -> list[Section]:
        """Return what the list would show if nobody's hand were in it."""
        raise NotImplementedError

    def changes(self) -> int:
        """Return how many rows would come or go."""
        listed = {key for section in self._view.sections for key in section.keys}
        true = {key for section in self.sections_now() for key in section.keys}
        return len(listed ^ true)

    def changed_words(self, count: int) -> str:
        """Return what the chip says."""
        return f"{self.windowTitle()} has changed ({count})"

    def _fill(
        self,
        columns: Callable[[float], list[Column]],
        view: RowView,
        empty: EmptyState,
        key: str = "Shift+O",
    ) -> None:
        """Lay out heads, chip and list."""
        theme = self._position.theme
        self._head = ColumnHead(theme, columns)
        self.column.addWidget(self._head)
        self._chip = KeyButton(theme, "", key)
        self._chip.setVisible(False)
        self._chip.clicked.connect(self.release_order)
        self.column.addWidget(self._chip)
        self._view, self._empty = view, empty
        view.folded.connect(self._fold)
        view.hands_changed.connect(self._hands_changed)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(view)
        self._stack.addWidget(empty)
        self.column.addWidget(holder, 1)

    def _hold(self, *, held: bool) -> None:
        """Take what is true now, or say how much of it is not shown yet."""
        if held and self._view.sections:
            self._say_changes()
            self._view.viewport().update()
        else:
            self.release_order()

    def _say_changes(self) -> None:
        count = self.changes()
        self._chip.setVisible(count > 0)
        if count:
            self._chip.say(self.changed_words(count))

    def _fold(self, key: str) -> None:
        self._folded ^= {key}
        self.release_order()

    def _hands_changed(self) -> None:
        if not self._view.hands_on:
            self.release_order()
