"""The room's time on a desk: from the welcome, kept true by frames, never backwards.

now = base + rate × monotonic. A frame can only be late, so the frame that came fastest
tells the truth; a machine's own clock is never asked while the room's is known.
"""

import time
from collections.abc import Callable

DRIFT = 200e-6
"""How far apart two good clocks run, seconds a second."""


def _monotonic_us() -> int:
    return time.monotonic_ns() // 1000


def _wall_us() -> int:
    return time.time_ns() // 1000


class RoomClock:
    """Room time, int64 microseconds UTC; written by the link, read by anybody."""

    def __init__(
        self,
        monotonic_us: Callable[[], int] = _monotonic_us,
        wall_us: Callable[[], int] = _wall_us,
    ) -> None:
        self._monotonic_us = monotonic_us
        # Base, monotonic at the base, rate: replaced as one, so a reader needs no lock.
        self._run: tuple[int, int, float] = (wall_us(), monotonic_us(), 1.0)

    @property
    def rate(self) -> float:
        """How many room seconds pass in a second."""
        return self._run[2]

    def now_us(self) -> int:
        """Return the room's time; before a welcome it is this machine's."""
        return self._at(self._monotonic_us())

    def set(self, now_us: int, rate: float) -> None:
        """Take the time and the rate of a welcome."""
        self._run = (now_us, self._monotonic_us(), rate)

    def observe(self, now_us: int) -> None:
        """Hear the gateway's time in a frame; it was true when the frame was made.

        A later time than ours is taken at once. An earlier one is a late frame, or our
        clock runs fast: ours is slowed by the drift that clocks can have, no more.
        """
        at_us = self._monotonic_us()
        _, since_us, rate = self._run
        ours = self._at(at_us)
        slack = int((at_us - since_us) * rate * DRIFT)
        if now_us > ours:
            self._run = (now_us, at_us, rate)
        elif slack > 0:
            self._run = (max(now_us, ours - slack), at_us, rate)

    def _at(self, monotonic_us: int) -> int:
        base_us, since_us, rate = self._run
        return base_us + int((monotonic_us - since_us) * rate)
