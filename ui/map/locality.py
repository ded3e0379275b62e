"""The place the map shows: its pack, its pictures, and the worker that paints them;
holds no view.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from controlroom.domain.errors import PackError
from controlroom.ground.layers import LAYERS
from controlroom.ground.pack import Pack
from controlroom.ground.raster import WORLD, Bounds
from controlroom.ground.raster_files import open_raster
from ui.map.ground import Ground
from ui.map.routes import Routes
from ui.worker.client import NO_PICTURES, Worker
from ui.worker.messages import Picturing, Show, Uppermost

_FEWEST_DISTRICTS = 3
_MOST_OF_WORLD = 350.0
"""Degrees of longitude: a map that wide says nothing about where to look."""


class Locality(QObject):
    """At most one open pack, one source of pictures and their worker, lent to the
    ground and routes of every map.

    Signals: `trouble(sentence)` while the worker cannot paint, empty when it can;
    `pictures_said(words, lasting)` what is wrong with pictures of the ground;
    `changed` when another place was opened, or none. `attribution` is what must stand
    on the map while it is shown.
    """

    trouble = Signal(str)
    pictures_said = Signal(str, bool)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent: list[tuple[Ground, Routes]] = []
        self._outside = "map.land"
        self._pack: Pack | None = None
        self._bounds: Bounds | None = None
        self._show = Show()
        self.attribution = ""
        self.worker: Worker | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a map of this place."""
        return self._pack is not None or self._bounds is not None

    @property
    def is_painted(self) -> bool:
        """Whether there is anything to paint: a map, or overlays alone."""
        return self.worker is not None

    @property
    def guide(self) -> Worker | None:
        """The worker where it knows streets: ways, times and places in words."""
        return self.worker if self._pack is not None else None

    @property
    def has_both(self) -> bool:
        """Whether there is a pack and pictures, so that one can be on top."""
        return self._pack is not None and self._bounds is not None

    @property
    def picture_on_top(self) -> bool:
        """Whether pictures cover the pack where there are any."""
        return self._show.uppermost == "picture"

    def open(
        self,
        path: Path | str | None,
        picturing: Picturing = NO_PICTURES,
        worker: Worker | None = None,
    ) -> None:
        """Read a pack, pictures or both and start the worker; neither is `close`.

        worker: one for the same that was made before, and is this locality's now.
        Raises PackError; then nothing is open, and the worker is stopped.
        """
        self.close()
        if path is None and not picturing.is_any:
            self._begin_overlays()
            return
        self.worker = worker
        try:
            said = [self._look_at(picturing)]
            if path is not None:
                self._pack = Pack.open(path)
                said.insert(0, self._pack.attribution)
                outside = self._pack.outside
                named = next(each.token for each in LAYERS if each.name == outside)
                self._outside = f"map.{named}"
        except PackError:
            self.close()
            raise
        self.attribution = " · ".join(dict.fromkeys(filter(None, said)))
        self._begin(worker or Worker(path, self, picturing))

    def lay(self, overlays: tuple[tuple[str, int], ...]) -> None:
        """Lay files of columns over the ground, each with its number."""
        if overlays == self._show.overlays:
            return
        self._show = msgspec.structs.replace(self._show, overlays=overlays)
        if self.worker is None:
            self._begin_overlays()
        else:
            self._show_anew(self.worker)

    def _begin_overlays(self) -> None:
        """Overlays are painted also where there is no map of the place."""
        if self._show.overlays:
            self._begin(Worker(None, self, NO_PICTURES))

    def _begin(self, worker: Worker) -> None:
        worker.setParent(self)
        self.worker = worker
        self.worker.failed.connect(self.trouble)
        self.worker.ready.connect(self._forget_trouble)
        self.worker.pictures_said.connect(self.pictures_said)
        self.worker.show(self._show)
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

    def swap(self) -> None:
        """Put the picture over the map, or the map over the picture."""
        top: Uppermost = "map" if self.picture_on_top else "picture"
        self._show = msgspec.structs.replace(self._show, uppermost=top)
        if self.worker is not None:
            self._show_anew(self.worker)

    def _show_anew(self, worker: Worker) -> None:
        worker.show(self._show)
        for ground, _ in self._lent:
            ground.refresh()

    def close(self) -> None:
        """End the worker and let go of the pack."""
        was_painted = self.is_painted
        for ground, routes in self._lent:
            _empty(ground, routes)
        if self.worker is not None:
            self.worker.stop()
            self.worker.deleteLater()
            self.worker = None
        if self._pack is not None:
            self._pack.close()
            self._pack = None
        self._bounds, self.attribution, self._outside = None, "", "map.land"
        if was_painted:
            self.pictures_said.emit("", False)  # noqa: FBT003 - Qt's signal
            self.changed.emit()

    def _look_at(self, picturing: Picturing) -> str:
        """Note where pictures are; return what must be said of them."""
        if picturing.service is not None:
            self._bounds = picturing.service.bounds
            return picturing.service.attribution
        if not picturing.path:
            return ""
        raster = open_raster(picturing.path)
        self._bounds = raster.bounds
        raster.close()
        return raster.attribution

    def corners(self) -> list[tuple[float, float]]:
        """Return two corners of the built-up place, by its districts, else the pack's.

        (lat, lon); none where nothing says which part of the world it is.
        """
        if self._pack is None:
            south, west, north, east = self._bounds or WORLD
            if east - west > _MOST_OF_WORLD:
                return []
            return [(south, west), (north, east)]
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
        if self.guide is None or not self.guide.find_spot(lat, lon, answer):
            answer("", float("nan"))

    def _hand_out(self, ground: Ground, routes: Routes) -> None:
        ground.use(self.worker, self._outside)
        routes.worker = self.guide

    def _forget_trouble(self) -> None:
        self.trouble.emit("")


def _empty(ground: Ground, routes: Routes) -> None:
    ground.use(None)
    routes.worker = None
    routes.forget()
