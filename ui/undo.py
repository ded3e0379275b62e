"""What was sent last and can be taken back within eight seconds: the gateway makes the
opposite, or says what has changed since.
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.domain import commands as c
from controlroom.domain.decide.undoing import UNDOABLE
from ui.outgoing import Sent
from ui.position import Position

TAKEN_BACK = "Taken back"


class Undo(QObject):
    """One command at a time; taking it back is a command like any other."""

    changed = Signal()
    """Something can be taken back, or no longer, or a second less."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._sent: Sent | None = None
        self._until_s = 0.0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._turn)

    @property
    def words(self) -> str:
        """What was done, in words; nothing when nothing can be taken back."""
        return self._sent.words if self._sent is not None else ""

    @property
    def left_s(self) -> int:
        """Whole seconds that are left."""
        return max(0, round(self._until_s - time.monotonic()))

    def remember(self, sent: Sent) -> None:
        """Take note of an accepted command, if it can be taken back."""
        if not isinstance(sent.act, UNDOABLE):
            return
        self._sent = sent
        seconds = float(self._position.theme.value("motion.undo_bar_s"))
        self._until_s = time.monotonic() + seconds
        self._tick.start()
        self.changed.emit()

    def take_back(self) -> None:
        """Ask for the opposite."""
        sent = self._sent
        self.forget()
        if sent is not None:
            act = c.Undo(command_id=sent.command_id)
            self._position.send(act, *sent.subjects, words=TAKEN_BACK)

    def forget(self) -> None:
        """Offer nothing any more."""
        self._sent = None
        self._tick.stop()
        self.changed.emit()

    def _turn(self) -> None:
        if time.monotonic() >= self._until_s:
            self.forget()
        else:
            self.changed.emit()
