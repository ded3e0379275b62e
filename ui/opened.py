"""Goes to the incident that this desk has just opened, unless the hand has moved on."""

from PySide6.QtCore import QObject

from controlroom.domain.commands import OpenIncident
from controlroom.domain.entities import Incident
from ui.outgoing import Sent
from ui.position import Position

AT_ONCE_S = 3.0
"""An answer that took longer, as after a lost link, is said and moves nothing."""


class Opened(QObject):
    """Waits for what was opened to stand in the picture, then selects it."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._late = False
        self._seq = 0
        position.outgoing.settled.connect(self._settled)
        position.frame.picture_changed.connect(self._look)

    def _settled(self, sent: Sent) -> None:
        if isinstance(sent.act, OpenIncident):
            self._seq, self._late = sent.seq, sent.waited_s() > AT_ONCE_S
            self._look()

    def _look(self, _touched: frozenset[str] = frozenset()) -> None:
        """Find the incident: the newest that was opened up to the answer's fact."""
        picture = self._position.frame.picture
        if not self._seq or picture.seq < self._seq:
            return
        opened = [
            each
            for each in picture.incidents.values()
            if each.log and each.log[0].seq <= self._seq
        ]
        self._seq = 0
        if opened:
            self._go(max(opened, key=lambda each: each.log[0].seq))

    def _go(self, incident: Incident) -> None:
        if self._late:
            self._position.said.emit(f"{incident.cad} was opened meanwhile.")
        else:
            self._position.selection.select_incident(incident.incident_id)
