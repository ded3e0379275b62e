"""When made-up crews read what the room wrote: soon, mostly; some much later."""

import heapq

import numpy as np

from controlroom.domain.observations import MessageRead

SECOND_US = 1_000_000
SOON_S = (3.0, 25.0)
LATE_S = (120.0, 600.0)
LATE_SHARE = 0.12
WAITING = 50_000
"""Messages that wait to be read; beyond it a crew never says that it did."""


class Reading:
    """Messages on their way from a device's screen into somebody's head."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.Generator(np.random.PCG64([seed, 41]))
        self._due: list[tuple[int, str, str]] = []

    def shown(self, device_id: str, message_id: str, now_us: int) -> None:
        """A device shows a message."""
        if len(self._due) >= WAITING:
            return
        late = self._rng.random() < LATE_SHARE
        seconds = float(self._rng.uniform(*(LATE_S if late else SOON_S)))
        at_us = now_us + int(seconds * SECOND_US)
        heapq.heappush(self._due, (at_us, device_id, message_id))

    def read(self, now_us: int) -> list[MessageRead]:
        """Return what has been read by now."""
        done = []
        while self._due and self._due[0][0] <= now_us:
            at_us, device_id, message_id = heapq.heappop(self._due)
            done.append(
                MessageRead(device_id=device_id, message_id=message_id, at_us=at_us)
            )
        return done
