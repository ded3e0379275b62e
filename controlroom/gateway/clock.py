"""The clock of the room: now = origin + rate × monotonic; shells read it, domain never.

Rate is 1 unless the journal was created as an exercise. The wall clock is read once, by
whoever makes the room's clock: a wall clock that is set back must not reorder a log.
"""

import time
from collections.abc import Callable

FASTEST = 600.0
"""A replay of a fortnight runs at ×600; faster than that is a typing error."""


def wall_us() -> int:
    """Return the machine's own time, microseconds UTC."""
    return time.time_ns() // 1000


class RoomClock:
    """Room time from a monotonic source in nanoseconds.

    Raises `ValueError` when the rate is not above 0 and at most `FASTEST`.
    """

    def __init__(
        self,
        origin_us: int,
        rate: float = 1.0,
        monotonic_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        if not 0.0 < rate <= FASTEST:
            msg = f"the room's clock runs at ×{rate}, allowed is above 0 to ×{FASTEST}"
            raise ValueError(msg)
        self.origin_us = origin_us
        self.rate = rate
        self._monotonic_ns = monotonic_ns
        self._started_ns = monotonic_ns()

    def now_us(self) -> int:
        """Return the room's time, microseconds UTC; never goes back."""
        passed_ns = self._monotonic_ns() - self._started_ns
        return self.origin_us + int(passed_ns * self.rate) // 1000

    def real_seconds(self, room_seconds: float) -> float:
        """Return how long a stretch of room time takes in the world, seconds."""
        return room_seconds / self.rate
