"""The place the map shows: its pack, and the worker that paints it; holds no view."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from controlroom.ground.layers import LAYERS
from controlroom.ground.pack import Pack
from ui.map.ground import Ground
from ui.map.routes import Routes
from ui.worker.client import Worker

_FEWEST_DISTRICTS = 3


class Locality(QObject):
    """At most one open pack with its worker, lent to ground and routes of every map.

    Signals: `trouble(sentence)` while the worker cannot paint, empty when it can;
    `changed` when another pack was opened, or none.
    """

    trouble = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent: list[tuple[Ground, Routes]] = []
        self._outside = "map.land"
        self._pack: Pack | None = None
        self.worker: Worker | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a map of this place."""
        return self._pack is not None

    def open(self, path: Path | str) -> None:
        """Read a pack and start its worker. Raises PackError; then nothing is open."""
        self.close()
        self._pack = Pack.open(path)
        outside = self._pack.outside
        token = next(layer.token for layer in LAYERS if layer.name == outside)
        self._outside = f"map.{token}"
        self.worker = Worker(path, self)
        self.worker.failed.connect(self.trouble)
        self.worker.ready.connect(self._forget_trouble)
        for ground, routes in self._lent:
            self._hand_out(ground, routes)
        self.worker.start()
        self.changed.emit()

    def lend(self, ground: Ground, routes: Routes) -> None:
        """Let a map use the pack, now and whenever it is another."""
        self._lent.append((ground, routes))
        self._hand_out(ground, routes)

    def take_back(self, ground: Ground) -> None:
        """A map is closed: what it asked for is nobody's."""
        for pair in [each for each in self._lent if each[0] is ground]:
            self._lent.remove(pair)
            _empty(*pair)

    def close(self) -> None:
        """End the worker and let go of the pack."""
        for ground, routes in self._lent:
            _empty(ground, routes)
        if self.worker is not None:
            self.worker.stop()
            self.worker.deleteLater()
            self.worker = None
        if self._pack is not None:
            self._pack.close()
            self._pack = None
            self.changed.emit()

    def corners(self) -> list[tuple[float, float]]:
        """Return two corners of the built-up place, by its districts, else the pack's.

        (lat, lon); none without a pack.
        """
        if self._pack is None:
            return []
        districts = self._pack.places("district")
        if len(districts) < _FEWEST_DISTRICTS:
            south, west, north, east = self._pack.bounds
            return [(south, west), (north, east)]
        lats, lons = [each.lat for each in districts], [each.lon for each in districts]
        # Names stand in the middle of districts: half as much again holds their edges.
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        high, wide = (max(lats) - min(lats)) * 0.7, (max(lons) - min(lons)) * 0.7
        return [(lat - high, lon - wide), (lat + high, lon + wide)]

    def find_spot(
        self, lat: float, lon: float, answer: Callable[[str, float], None]
    ) -> None:
        """Ask for a place in words; at once an empty one when nobody can say."""
        if self.worker is None or not self.worker.find_spot(lat, lon, answer):
            answer("", float("nan"))

    def _hand_out(self, ground: Ground, routes: Routes) -> None:
        ground.use(self.worker, self._outside)
        routes.worker = self.worker

    def _forget_trouble(self) -> None:
        self.trouble.emit("")


def _empty(ground: Ground, routes: Routes) -> None:
    ground.use(None)
    routes.worker = None
    routes.forget()
