"""A text that a row had no room for, whole: it wraps anywhere, and is read and copied
by keyboard.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QTextEdit

from ui.guard import guarded
from ui.plain import plain
from ui.theme import Theme

LINES_MOST = 3
"""Lines that are seen at once; of more the rest is scrolled to."""
EDGE, BORDER = 4, 2
"""Pixels around the text: of the document, and of the style sheet's line."""
_KEYBOARD = {
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
}  # fmt: skip


class Whole(QTextEdit):
    """Text of somebody else. By Tab all of it is selected: Ctrl+C copies it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.document().setDocumentMargin(EDGE)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self._fit)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, or nothing; the same one again keeps what is selected."""
        said = plain(text)
        if said == self.toPlainText():
            return
        self.setPlainText(said)
        self.setVisible(bool(said))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines are, to a limit."""
        line = self.fontMetrics().lineSpacing()
        high = min(round(self.document().size().height()), LINES_MOST * line + 2 * EDGE)
        self.setFixedHeight(high + 2 * BORDER)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard copies with the next key."""
        super().focusInEvent(event)
        if event.reason() in _KEYBOARD:
            self.selectAll()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines."""
        super().resizeEvent(event)
        self._fit()
