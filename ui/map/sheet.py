"""Ground composed of squares at their painted zoom, a few at a time, scaled whole.

While one sheet is drawn the next is composed: no frame waits for all of its squares.
"""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtGui import QPainter, QPixmap

Address = tuple[int, int]
"""x and y of a square in its step of zoom."""
_MARGIN = 0.5
"""Squares around the view that a sheet is composed with."""

LARGEST_BYTES = 64 * 2**20
"""Of a sheet so large there is but one: the view of a very large screen."""


class Extent(NamedTuple):
    """Squares of one step of zoom, `side` pixels each: first and last of an axis."""

    step: int
    side: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down."""
        across, down = self.right - self.left + 1, self.bottom - self.top + 1
        return across * self.side, down * self.side

    def holds(self, other: "Extent") -> bool:
        """Whether every square of another extent is one of this."""
        alike = self.step == other.step and self.side == other.side
        across = self.left <= other.left and self.right >= other.right
        return (
            alike and across and self.top <= other.top and self.bottom >= other.bottom
        )

    def squares(self) -> Iterator[Address]:
        """Addresses row by row."""
        for y in range(self.top, self.bottom + 1):
            for x in range(self.left, self.right + 1):
                yield x, y


NOWHERE = Extent(-1, 1, 0, 0, -1, -1)

ExtentAt = Callable[[int, float], Extent]
"""What of a step of zoom is in view, so many squares more on each side."""
PaintSquare = Callable[[QPainter, int, Address, float, float], None]
"""painter, step, address, left, top: paints one square of ground."""


class Sheet:
    """One pixmap with an extent of ground.

    `blank` squares have nothing of it yet; `waiting` have what is to be painted over.
    """

    def __init__(self) -> None:
        self.extent = NOWHERE
        self.pixmap = QPixmap()
        self.blank: dict[Address, None] = {}
        self.waiting: dict[Address, None] = {}

    def begin(self, extent: Extent) -> None:
        """Compose another extent, from nothing."""
        self.extent = extent
        self.blank, self.waiting = dict.fromkeys(extent.squares()), {}
        old, (wide, high) = self.pixmap, extent.size
        if old.width() < wide or old.height() < high:
            self.pixmap = QPixmap(max(wide, old.width()), max(high, old.height()))

    def note_painted(self, step: int, address: Address) -> None:
        """Paint a square again: there is another picture of it."""
        x, y = address
        spot = self.extent
        inside = spot.left <= x <= spot.right and spot.top <= y <= spot.bottom
        if step == spot.step and inside and address not in self.blank:
            self.waiting[address] = None

    def is_ready(self, now: Extent) -> bool:
        """Whether it can be drawn: all that is in view is there."""
        return self.extent.holds(now) and not any(
            address in self.blank for address in now.squares()
        )

    def work(self, paint: PaintSquare, now: Extent, until_s: float) -> None:
        """Paint what is blank in view; the rest until a time."""
        must = [address for address in now.squares() if address in self.blank]
        if not must and not self.blank and not self.waiting:
            return
        painter = QPainter(self.pixmap)
        for address in must:
            self._paint(painter, paint, address)
        while (self.blank or self.waiting) and time.perf_counter() < until_s:
            self._paint(painter, paint, next(iter(self.waiting or self.blank)))
        painter.end()

    def _paint(self, painter: QPainter, paint: PaintSquare, address: Address) -> None:
        self.blank.pop(address, None)
        self.waiting.pop(address, None)
        spot = self.extent
        left, top = (address[0] - spot.left), (address[1] - spot.top)
        paint(
            painter, spot.step, address, float(left * spot.side), float(top * spot.side)
        )


class Sheets:
    """The sheet that is drawn, and the one that is composed to be drawn next."""

    def __init__(self) -> None:
        self.shown, self._next = Sheet(), Sheet()

    def forget(self) -> None:
        """Compose anew whatever is drawn next."""
        self.shown.begin(NOWHERE)
        self._next.begin(NOWHERE)

    def note_painted(self, step: int, address: Address) -> None:
        """Paint a square again in whichever sheet has it."""
        self.shown.note_painted(step, address)
        self._next.note_painted(step, address)

    def follow(
        self, extent_at: ExtentAt, step: int, paint: PaintSquare, slice_s: float
    ) -> Sheet:
        """Return a sheet that holds what is in view, of this step of zoom or nearly.

        Composes for about `slice_s`; longer only when nothing could be drawn else.
        """
        until_s = time.perf_counter() + slice_s
        now, ahead = extent_at(step, 0.0), extent_at(step, _MARGIN)
        if ahead.size[0] * ahead.size[1] * 4 > LARGEST_BYTES:
            return self._only(now, paint, until_s)
        if not self.shown.extent.holds(extent_at(step, _MARGIN / 2)):
            self._compose_next(now, ahead, paint, until_s)
        if self.shown.extent.holds(now):
            self.shown.work(paint, now, until_s)
            return self.shown
        before = extent_at(self.shown.extent.step, 0.0)
        if not self._next.is_ready(now) and self.shown.extent.holds(before):
            self.shown.work(paint, before, until_s)
            return self.shown
        self._next.work(paint, now, 0.0)
        self.shown, self._next = self._next, self.shown
        return self.shown

    def _compose_next(
        self, now: Extent, ahead: Extent, paint: PaintSquare, until_s: float
    ) -> None:
        """Paint the next sheet, what is in view first, for as long as there is."""
        if not self._next.extent.holds(now):
            self._next.begin(ahead)
            self._next.blank = dict.fromkeys((*now.squares(), *self._next.blank))
        self._next.work(paint, NOWHERE, until_s)

    def _only(self, now: Extent, paint: PaintSquare, until_s: float) -> Sheet:
        if not self.shown.extent.holds(now):
            self._next = Sheet()
            self.shown.begin(now)
        self.shown.work(paint, now, until_s)
        return self.shown
