"""A field that filters the list under it while one types; Esc ends that."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.controls import Field, claim
from ui.guard import guarded, guarded_with

MOST = 100
"""Letters of a filter; more is pasted by mistake."""


class FilterField(Field):
    """One line of typing over a list."""

    left = Signal()
    """The person goes down into the list, with Down or Enter, or ends it with Esc."""

    def __init__(self, hint: str) -> None:
        super().__init__(hint, MOST)
        self.returnPressed.connect(self.left)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Esc ends the filter here, before it steps back in the window."""
        return claim(event, frozenset({Qt.Key.Key_Escape})) or bool(
            super().event(event)
        )

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the words away, Down keeps them; both go into the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)
