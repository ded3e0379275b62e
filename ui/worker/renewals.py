"""Which squares wait for tiles that are under way, and tells the desk when they came.

At most `MOST` squares wait; the oldest is forgotten: its tile is there when the square
is asked for again.
"""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.worker.messages import Renewed
from ui.worker.pictures import Address

MOST = 512
GATHER_MS = 200
"""Tiles that come within this time are told together."""


class Renewals(QObject):
    """Jobs by the tiles that they lack; each is told once."""

    def __init__(self, tell: Callable[[Renewed], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self._lacking: OrderedDict[int, set[Address]] = OrderedDict()
        self._due: dict[int, None] = {}
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self._tell_due)

    def wait_for(self, job: int, lacking: set[Address]) -> None:
        """Note what the square of a job lacks; nothing when it is whole."""
        if not lacking:
            return
        self._lacking[job] = lacking
        while len(self._lacking) > MOST:
            self._lacking.popitem(last=False)

    def note(self, address: Address) -> None:
        """A tile came, or can be asked for again."""
        due = [job for job, lacking in self._lacking.items() if address in lacking]
        for job in due:
            del self._lacking[job]
            self._due[job] = None
        if due and not self._timer.isActive():
            self._timer.start()

    def _tell_due(self) -> None:
        due, self._due = tuple(self._due), {}
        self._tell(Renewed(due))
