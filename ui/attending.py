"""Tells the other desks what this one has open, and whether somebody writes in it."""

from PySide6.QtCore import QObject, QTimer

from controlroom.desk.link import Link
from ui.position import Position

QUIET_MS = 4_000
"""Whoever pressed no key for so long has stopped writing."""
AGAIN_MS = 3_000
"""While somebody writes, it is said again so often: the gateway forgets it in 8 s."""


class Attending(QObject):
    """Follows the selection and the keys that go into fields."""

    def __init__(self, position: Position, link: Link) -> None:
        super().__init__()
        self._position = position
        self._link = link
        self._said: str | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._stopped)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._writes)
        position.selection.changed.connect(self._look)
        position.typed.connect(self._typed)

    def _look(self) -> None:
        incident_id = self._position.selection.incident_id
        if incident_id != self._said:
            self._said = incident_id
            self._quiet.stop()
            self._again.stop()
            self._link.attend(incident_id)

    def _typed(self) -> None:
        if self._said is None:
            return
        self._quiet.start()
        if not self._again.isActive():
            self._again.start()
            self._writes()

    def _writes(self) -> None:
        self._link.attend(self._said, typing=True)

    def _stopped(self) -> None:
        self._again.stop()
        self._link.attend(self._said)
