"""How large units are drawn: by how many are in view and by how long painting takes.

Each change has a margin and a wait of its own, so that nothing flickers to and fro.
"""

from enum import Enum

ROOM = 0.85
"""Larger symbols come back when so much of their limit is in view."""
FEW = 1_000
"""So many in view are always drawn whole: smaller ones would save no time, and a letter
that is gone could be the one that is looked for."""
SLOW_MS, QUICK_MS = 15.0, 6.0
"""Painting takes too long for 60 pictures a second; or leaves plenty of room."""
FEW = 600
"""So few cost next to nothing: smaller ones would save no time."""
FURTHEST = 1
"""A slow machine paints so many sizes smaller than the number in view asks for: from
symbols with letters to smaller ones, never to specks."""
SETTLE = 24
"""Pictures painted at one size before their time says anything."""
FIRST_WAIT_S, LONGEST_WAIT_S = 10.0, 160.0
"""Smaller symbols stay at least so long; each time they come again, twice that."""


class Detail(Enum):
    """How large units are drawn: up to how many in view, and the scale of the body."""

    FULL = (2_500, 1.0)
    MID = (7_500, 17 / 23)
    DOT = (20_000, 1.0)
    STAMP = (10**9, 1.0)

    @property
    def limit(self) -> int:
        """The largest number of units in view at this size."""
        return self.value[0]

    @property
    def scale(self) -> float:
        """Size of the body relative to the design's 23 px."""
        return self.value[1]


_SIZES = tuple(Detail)


def detail_for(count: int) -> Detail:
    """Return the size at which so many units in view are drawn."""
    return next(detail for detail in Detail if count <= detail.limit)


class Grain:
    """Chooses the size from picture to picture; `detail` is the one chosen last."""

    def __init__(self) -> None:
        self.detail = Detail.FULL
        self._by_count = Detail.FULL
        self._few = True
        self._smaller = 0
        self._mean_ms = 0.0
        self._painted = 0
        self._changed_s = 0.0
        self._wait_s = FIRST_WAIT_S

    def follow(self, count: int) -> Detail:
        """Return the size for so many units in view."""
        self._few = count <= (FEW if self._few else ROOM * FEW)
        self._by_count = _with_margin(self._by_count, count)
        self._few = count <= FEW
        return self._choose()

    def note_painted(self, took_ms: float, at_s: float) -> None:
        """Take into account how long a picture took, at a moment of this machine."""
        weight = 1.0 / min(self._painted + 1, SETTLE)
        self._mean_ms += weight * (took_ms - self._mean_ms)
        self._painted += 1
        if self._painted < SETTLE or self._few:
            return
        if self._mean_ms > SLOW_MS and self._smaller < FURTHEST:
            self._step(+1, at_s)
        elif (
            self._smaller
            and self._mean_ms < QUICK_MS
            and at_s - self._changed_s >= self._wait_s
        ):
            self._step(-1, at_s)

    def _step(self, by: int, at_s: float) -> None:
        if by > 0 and self._changed_s > 0.0:
            self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
        self._smaller += by
        self._changed_s = at_s
        self._choose()

    def _choose(self) -> Detail:
        smaller = 0 if self._few else self._smaller
        place = min(_SIZES.index(self._by_count) + smaller, len(_SIZES) - 1)
        if _SIZES[place] is not self.detail:
            self.detail = _SIZES[place]
            self._painted = 0
        return self.detail


def _with_margin(now: Detail, count: int) -> Detail:
    """Smaller symbols at once, larger ones only with room to spare."""
    fitting = detail_for(count)
    while _SIZES.index(fitting) < _SIZES.index(now) and count > ROOM * fitting.limit:
        fitting = _SIZES[_SIZES.index(fitting) + 1]
    return fitting
