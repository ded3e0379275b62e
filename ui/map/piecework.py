"""What one picture may spend on work that can wait, shared by all who have some."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Piecework:
    """Seconds of a picture for plates, counts and fixes; who comes first takes most.

    clock: seconds that never go back.
    """

    def __init__(
        self, slice_s: float, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._slice_s, self._clock = slice_s, clock
        self._spent_s = 0.0
        self._waiting: set[str] = set()

    def begin(self) -> None:
        """Begin another picture."""
        self._spent_s = 0.0

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Count what is done meanwhile, however long it takes."""
        began_s = self._clock()
        yield
        self._spent_s += self._clock() - began_s

    @property
    def left_s(self) -> float:
        """What nobody has spent yet."""
        return max(self._slice_s - self._spent_s, 0.0)

    def may_go_on(self, what: str) -> bool:
        """Whether one kind of work goes on in this picture; it waits for one at most.

        So nothing waits for ever where every picture is a slow one.
        """
        waits = not self.left_s and what not in self._waiting
        (self._waiting.add if waits else self._waiting.discard)(what)
        return not waits
