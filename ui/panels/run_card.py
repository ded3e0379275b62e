"""What the run card of an incident asks for, and what of it is missing, in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from controlroom.domain.entities import Incident
from controlroom.domain.runcards import asked_words, card_of, filled, missing_words
from ui.guard import guarded
from ui.paint import Ink
from ui.panels.heads import hairline
from ui.position import Position

HEIGHT = 44.0
KEY, HINT = "Q", "choose the best"


class RunCardBand(QWidget):
    """Two lines over the assign list; not there where a type has no card."""

    pressed = Signal()
    """The best units for it are wanted."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._asked = self._missing = ""
        position.theme.changed.connect(self._resize)
        self._resize()
        self.hide()

    @property
    def words(self) -> str:
        """What is missing, as a sentence; nothing when nothing is."""
        return f"No free unit is left for {self._missing}" if self._missing else ""

    def show_card(self, incident: Incident | None, unit_ids: tuple[str, ...]) -> None:
        """Show how far units on an incident, or chosen for it, meet its card."""
        picture = self._position.frame.picture
        card = card_of(picture, incident) if incident is not None else None
        if card is None or incident is None or incident.status != "open":
            self._asked = self._missing = ""
            self.hide()
            return
        self._asked = asked_words(card)
        self._missing = missing_words(filled(picture, card, unit_ids))
        self.setAccessibleName(f"Run card: {self._asked}. {self._standing()}")
        self.setToolTip(f"Run card: {self._asked}")
        self.show()
        self.update()

    def _standing(self) -> str:
        if self._missing:
            return f"Short of {self._missing}"
        return "Complete, with those chosen"

    def _resize(self) -> None:
        self.setFixedHeight(self._position.theme.px(HEIGHT))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines, and the key that fills what is missing."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            room = width - 24
            if self._missing:
                hint = ink.width_of(HINT, "caption")
                left = width - 12 - hint
                ink.text(left, 22, hint + 2, 18, HINT, "caption", "text.muted")
                left -= 6 + ink.key_width(KEY)
                ink.key(left, 22, KEY)
                ink.text(12, 4, room, 18, f"Run card: {self._asked}", "caption",
                         "text.muted")  # fmt: skip
                ink.text(12, 22, left - 20, 18, self._standing(), "data",
                         "text.primary", weight=600)  # fmt: skip
            else:
                ink.text(12, 4, room, 18, f"Run card: {self._asked}", "caption",
                         "text.muted")  # fmt: skip
                ink.icon(12, 23, "check", 14, "text.secondary")
                ink.text(32, 22, room - 20, 18, self._standing(), "data")
            hairline(painter, theme, self.width(), self.height())

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click does what its key does."""
        if event.button() == Qt.MouseButton.LeftButton and self._missing:
            self.pressed.emit()
