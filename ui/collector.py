"""Lets Python search for unreachable cycles in Qt's own thread only.

Python searches in whichever thread happens to allocate, the desk's network thread too.
A closed window is such a cycle: found there, its timers and widgets would be destroyed
in a thread that is not theirs, which ends the process.
"""

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250
"""Between two looks at how much was allocated."""


class Collector(QObject):
    """Searches from a timer of the thread it is made in. `begin` and `end` once each.

    Several may stand at once, of desks in one process; the last to end hands the search
    back to Python.
    """

    _standing: ClassVar[int] = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.search)

    def begin(self) -> None:
        """From here on nothing is searched but by this timer."""
        Collector._standing += 1
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Search once more, so that no closed window is left for another thread."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        gc.collect()
        Collector._standing -= 1
        if not Collector._standing:
            gc.enable()

    def search(self) -> None:
        """Search each generation that is due by Python's own thresholds."""
        for generation, limit in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= limit:
                return
            gc.collect(generation)
