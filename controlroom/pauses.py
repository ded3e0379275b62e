"""Keeps Python's search for unreachable cycles from stopping a desk or a gateway.

A force of 15,000 units is 100,000 objects that stay; a search through all of them takes
40 to 200 ms, in which no key is answered and no command acknowledged.
"""

import gc
import time
from collections.abc import Callable
from typing import Literal

LONG_S = 0.008
"""A search longer than this is felt; half a picture at 60 a second."""
OLDEST = 2
"""The generation that is searched whole."""

Clock = Callable[[], float]


class Pauses:
    """Watches searches; what survived a long one is not searched again.

    Such objects still go when nobody refers to them: only a cycle among them would
    stay, and pictures of the force hold none. `begin` and `end` once each.
    """

    def __init__(self, clock: Clock = time.perf_counter) -> None:
        self._clock = clock
        self._began_s = 0.0

    def begin(self) -> None:
        """Watch from here on."""
        gc.callbacks.append(self._note)

    def end(self) -> None:
        """Watch no more, and search everything again."""
        if self._note in gc.callbacks:
            gc.callbacks.remove(self._note)
            gc.unfreeze()

    def _note(self, phase: Literal["start", "stop"], search: dict[str, int]) -> None:
        if phase == "start":
            self._began_s = self._clock()
        elif search["generation"] == OLDEST and self._clock() - self._began_s > LONG_S:
            gc.freeze()
