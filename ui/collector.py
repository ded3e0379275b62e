"""Lets Python search for unreachable cycles in the thread of Qt only, and briefly.

Python searches in whichever thread happens to allocate, the desk's network thread too.
A closed window is such a cycle: found there, its timers and widgets would be destroyed
in a thread that is not theirs, which ends the process.

A search through everything takes a tenth of a second and more, in which nothing
moves. So what was there when the desk opened, and what outlived a search, is put aside;
all of it is searched again every ten minutes and when a desk ends.
"""

import gc
import time
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250
"""Between two looks at how much was allocated."""
EVERYTHING_S = 600.0
"""Between two searches through what was put aside."""
_OLDEST = 2


class Collector(QObject):
    """Searches from a timer of the thread it is made in. `begin` and `end` once each.

    Several may stand at once, of desks in one process; the last to end hands the search
    back to Python. clock: seconds that never go back.
    """

    _standing: ClassVar[int] = 0

    def __init__(
        self,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._everything_at_s = clock()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.search)

    def begin(self) -> None:
        """From here on nothing is searched but by this timer."""
        Collector._standing += 1
        gc.disable()
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Search everything, so that no closed window is left for another thread."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        Collector._standing -= 1
        if not Collector._standing:
            gc.enable()

    def search(self) -> None:
        """Search each generation that is due by Python's own thresholds."""
        for generation, limit in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= limit:
                return
            if generation == _OLDEST:
                self.search_oldest()
            else:
                gc.collect(generation)

    def search_oldest(self) -> None:
        """Search what has not outlived a search yet; now and then all there is."""
        now_s = self._clock()
        if now_s - self._everything_at_s >= EVERYTHING_S:
            self._everything_at_s = now_s
            gc.unfreeze()
        gc.collect(_OLDEST)
        gc.freeze()
