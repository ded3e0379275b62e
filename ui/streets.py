"""Where something is in words: the nearest street of the map pack, asked sparingly."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.domain.errors import PackError
from controlroom.domain.geo import grid_reference, is_place
from controlroom.ground.pack import Pack
from controlroom.ground.places import Place
from ui.guard import guarded

CELL = 2_000
"""Cells a degree: a place is looked up anew after about 50 m."""
KEPT = 20_000
"""Cells remembered; then the memory starts anew."""
A_TURN = 8
"""Lookups a turn, so that a list of places never holds the window up."""
TURN_MS = 30

Cell = tuple[int, int]


class Streets(QObject):
    """Streets of the pack by place; what is not known yet is looked up later."""

    found = Signal()
    """Names that were asked for are known now."""

    def __init__(self) -> None:
        super().__init__()
        self._pack: Pack | None = None
        self._known: dict[Cell, str] = {}
        self._wanted: dict[Cell, None] = {}
        self._turn = QTimer(self, singleShot=True, interval=TURN_MS)
        self._turn.timeout.connect(self._look_up)

    def open(self, path: Path | str | None) -> str:
        """Use another pack, or none; return why not, or nothing."""
        if self._pack is not None:
            self._pack.close()
            self._pack = None
        self._known.clear()
        if path is None:
            return ""
        try:
            self._pack = Pack.open(path)
        except PackError as error:
            return str(error)
        return ""

    def close(self) -> None:
        """Let the pack go."""
        self._turn.stop()
        self.open(None)

    def near(self, lat: float, lon: float) -> str:
        """Return the street at a place; empty while it is not known."""
        if self._pack is None or not is_place(lat, lon):
            return ""
        cell = (round(lat * CELL), round(lon * CELL))
        street = self._known.get(cell)
        if street is None:
            self._wanted.setdefault(cell)
            if not self._turn.isActive():
                self._turn.start()
        return street or ""

    def say(self, lat: float, lon: float) -> str:
        """Return street and crossing at a place now, or grid letters without a pack."""
        if self._pack is not None and is_place(lat, lon):
            spot = self._pack.nearest_street(lat, lon)
            if spot is not None:
                return str(spot)
        return grid_reference(lat, lon)

    def find(self, text: str, limit: int = 8) -> list[Place]:
        """Return named places of the pack that fit a text."""
        return self._pack.find(text, limit) if self._pack is not None else []

    @guarded
    def _look_up(self) -> None:
        if self._pack is None:
            self._wanted.clear()
            return
        if len(self._known) > KEPT:
            self._known.clear()
        for cell in list(self._wanted)[-A_TURN:]:
            del self._wanted[cell]
            spot = self._pack.nearest_street(cell[0] / CELL, cell[1] / CELL)
            self._known[cell] = spot.street if spot is not None else ""
        if self._wanted:
            # Asked for first, least likely to be on the screen still.
            while len(self._wanted) > 10 * A_TURN:
                del self._wanted[next(iter(self._wanted))]
            self._turn.start()
        self.found.emit()
