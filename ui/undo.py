"""What was sent last and can be taken back within eight seconds, by its opposite."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.domain import commands as c
from ui.outgoing import Sent
from ui.position import Position


class Undo(QObject):
    """One command at a time; taking it back is a command like any other."""

    changed = Signal()
    """Something can be taken back, or no longer, or a second less."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._back: list[tuple[c.AnyAct, tuple[str, ...]]] = []
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
        back = self._opposite(sent.act)
        if not back:
            return
        self._back = back
        seconds = float(self._position.theme.value("motion.undo_bar_s"))
        self._until_s = time.monotonic() + seconds
        self.words = sent.words
        self._tick.start()
        self.changed.emit()

    def take_back(self) -> None:
        """Send the opposite."""
        back = self._back
        self._forget()
        for act, subjects in back:
            self._position.send(act, *subjects, words="Taken back")

    def _opposite(self, act: c.AnyAct) -> list[tuple[c.AnyAct, tuple[str, ...]]]:
        match act:
            case c.AssignUnits() if not act.divert:
                return [
                    (
                        c.StandDown(
                            incident_id=act.incident_id,
                            unit_id=unit_id,
                            reason="taken back",
                        ),
                        (act.incident_id, unit_id),
                    )
                    for unit_id in act.unit_ids
                ]
            case c.StandDown() if act.reason != "taken back":
                again = c.AssignUnits(
                    incident_id=act.incident_id, unit_ids=(act.unit_id,)
                )
                return [(again, (act.incident_id, act.unit_id))]
            case _:
                return []

    def _turn(self) -> None:
        if time.monotonic() >= self._until_s:
            self._forget()
        else:
            self.changed.emit()

    def _forget(self) -> None:
        self._back = []
        self.words = ""
        self._tick.stop()
        self.changed.emit()
