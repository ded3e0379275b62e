"""Sheets on their way to paper, one at a time in a process of their own.

At most `MOST` are on their way; whoever wants one more is told to wait.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject

from ui.guard import guarded
from ui.paper import Sheet
from ui.position import Position
from ui.worker.errand import Errand

MOST = 4
MAKE_MS = 180_000
"""A sheet of 5,000 lines takes some seconds; what takes longer than this is given up.
"""
_STARTS = b"%PDF-"

_log = logging.getLogger("controlroom.ui.printing")

Take = Callable[[bytes], None]
"""Takes a PDF; nothing when it could not be made."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A sheet that waits or is being made; `name` is what its file will be called."""

    name: str
    sheet: Sheet
    take: Take


class Printing(QObject):
    """What is being put on paper, in the order in which it was asked for."""

    def __init__(self, position: Position, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._position = position
        self._wanted: deque[_Wanted] = deque()
        self._errand = Errand(MAKE_MS, self)
        self._errand.done.connect(self._take)

    @property
    def process_id(self) -> int:
        """The process that makes the first of them, 0 while there is none."""
        return self._errand.process_id

    def why_not(self) -> str:
        """Return why no more sheets can be made now, or nothing."""
        if len(self._wanted) < MOST:
            return ""
        return f"{MOST} sheets are being made already"

    def put(self, name: str, sheet: Sheet, take: Take) -> None:
        """Put a sheet on paper; `take` gets the PDF, or nothing, exactly once."""
        if self.why_not():
            take(b"")
            return
        self._wanted.append(_Wanted(name, sheet, take))
        self._begin()

    def shut(self) -> None:
        """End what is being made; whoever waits gets nothing."""
        self._errand.stop()
        left, self._wanted = self._wanted, deque()
        for each in left:
            each.take(b"")
        self._position.making.emit(())

    def _begin(self) -> None:
        if self._wanted and not self._errand.is_running:
            self._errand.start(["--print"], msgspec.json.encode(self._wanted[0].sheet))
        self._position.making.emit(tuple(each.name for each in self._wanted))

    @guarded
    def _take(self, made: bytes, well: bool) -> None:  # noqa: FBT001 - a signal's
        done = self._wanted.popleft()
        whole = well and made.startswith(_STARTS)
        if not whole:
            _log.warning("a sheet was not made: %d bytes came", len(made))
        try:
            done.take(made if whole else b"")
        finally:
            self._begin()
