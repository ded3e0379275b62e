"""Where something is in words: the nearest street of the map pack, asked sparingly."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.domain.coordinates import Point
from controlroom.domain.errors import PackError
from controlroom.domain.geo import distance_m, is_place
from controlroom.ground.pack import Pack
from controlroom.ground.places import Place
from ui.guard import guarded
from ui.worker.client import Worker

CELL = 2_000
"""Cells a degree: a place is looked up anew after about 50 m."""
KEPT = 20_000
"""Cells remembered; then the memory starts anew."""
A_TURN = 8
"""Lookups a turn; what is asked for beyond ten turns' worth is let go, oldest first."""
TURN_MS = 50

SAME = 4
"""So many times more names are looked at than shown: many have the same name."""

Cell = tuple[int, int]


class Streets(QObject):
    """Streets by place, found by the map's worker; places by name, from the pack."""

    found = Signal()
    """Names that were asked for are known now."""

    def __init__(self) -> None:
        super().__init__()
        self.worker: Worker | None = None
        self.middle: Callable[[], Point | None] = lambda: None
        """Where the map looks: of places of one name the nearest is meant."""
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
        self._wanted.clear()
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
        self.worker = None
        self.open(None)

    def near(self, lat: float, lon: float) -> str:
        """Return the street at a place; empty while it is not known."""
        if self.worker is None or not is_place(lat, lon):
            return ""
        cell = (round(lat * CELL), round(lon * CELL))
        street = self._known.get(cell)
        if street is None:
            self._wanted.setdefault(cell)
            if not self._turn.isActive():
                self._turn.start()
        return street or ""

    def find(self, text: str, limit: int = 8, near: Point | None = None) -> list[Place]:
        """Return named places of the pack that fit a text, best first.

        Of places with the same name the one nearest to `near` comes first.
        """
        if self._pack is None:
            return []
        found = self._pack.find(text, SAME * limit)
        if near is not None:
            found = _nearest_first(found, near)
        return found[:limit]

    def place_called(self, name: str) -> Point | None:
        """Return where the place that fits a name best is; None when none fits."""
        found = self.find(name, 1)
        return (found[0].lat, found[0].lon) if found else None

    @guarded
    def _look_up(self) -> None:
        if self.worker is None:
            self._wanted.clear()
            return
        if len(self._known) > KEPT:
            self._known.clear()
        while len(self._wanted) > 10 * A_TURN:
            del self._wanted[next(iter(self._wanted))]
        for cell in list(self._wanted)[-A_TURN:]:
            del self._wanted[cell]
            self._ask(self.worker, cell)
        if self._wanted:
            self._turn.start()

    def _ask(self, worker: Worker, cell: Cell) -> None:
        def keep(words: str, _metres: float) -> None:
            self._known[cell] = words.split(" at ", maxsplit=1)[0]
            self.found.emit()

        asked = worker.find_spot(cell[0] / CELL, cell[1] / CELL, keep)
        if not asked and worker.is_ready:
            self._wanted.setdefault(cell)  # it has much to answer: later


def _nearest_first(places: list[Place], near: Point) -> list[Place]:
    """Order those of one name by distance; the order of the names stays."""
    ordered: list[Place] = []
    for _name, same in groupby(places, lambda place: (place.name, place.kind)):
        ordered += sorted(same, key=lambda each: distance_m(each.lat, each.lon, *near))
    return ordered
