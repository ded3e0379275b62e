"""What was sent last and can be taken back within eight seconds, by its opposite."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.domain import commands as c
from ui.drawing_orders import Back, drawn_back
from ui.joining_orders import joined_back
from ui.outgoing import Sent
from ui.position import Position

REASON = "taken back"
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
        self.words = ""
        """What was done, in words; nothing when it cannot be taken back."""
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._turn)

    @property
    def left_s(self) -> int:
        """Whole seconds that are left."""
        return max(0, round(self._until_s - time.monotonic()))

    def remember(self, sent: Sent) -> None:
        """Take note of an accepted command, if it has an opposite."""
        if not self._has_opposite(sent):
            return
        self._sent = sent
        seconds = float(self._position.theme.value("motion.undo_bar_s"))
        self._until_s = time.monotonic() + seconds
        self.words = sent.words
        self._tick.start()
        self.changed.emit()

    def take_back(self) -> None:
        """Send the opposite."""
        sent = self._sent
        self._forget()
        if sent is None:
            return
        back = self._opposite(sent)
        if not back:
            self._position.said.emit(
                "What was sent has been changed meanwhile. Nothing was taken back."
            )
        for act, subjects in back:
            self._position.send(act, *subjects, words=TAKEN_BACK)

    def _has_opposite(self, sent: Sent) -> bool:
        match sent.act:
            case c.AssignUnits(divert=divert):
                return not divert
            case c.StandDown(reason=reason):
                return reason != REASON
            case (
                c.LinkIncidents(reason=reason)
                | c.UnlinkIncidents(reason=reason)
                | c.MergeIncidents(reason=reason)
            ):
                return reason != REASON
            case c.Draw() | c.Redraw() | c.Erase():
                return sent.words != TAKEN_BACK
            case _:
                return False

    def _opposite(self, sent: Sent) -> Back:
        match sent.act:
            case c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids):
                return [
                    (
                        c.StandDown(
                            incident_id=incident_id, unit_id=unit_id, reason=REASON
                        ),
                        (incident_id, unit_id),
                    )
                    for unit_id in unit_ids
                ]
            case c.StandDown(incident_id=incident_id, unit_id=unit_id):
                again = c.AssignUnits(incident_id=incident_id, unit_ids=(unit_id,))
                return [(again, (incident_id, unit_id))]
            case c.LinkIncidents() | c.UnlinkIncidents() | c.MergeIncidents():
                return joined_back(sent.act, REASON)
            case _:
                return drawn_back(self._position, sent)

    def _turn(self) -> None:
        if time.monotonic() >= self._until_s:
            self._forget()
        else:
            self.changed.emit()

    def _forget(self) -> None:
        self._sent = None
        self.words = ""
        self._tick.stop()
        self.changed.emit()
