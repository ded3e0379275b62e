"""What one square is painted from, and what lies over what; knows no desk and no job
but the one on it.
"""

import math
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from controlroom.ground.labels import TILE_PX
from controlroom.ground.overlay_levels import load
from controlroom.ground.pack import Pack
from ui.theme import Theme
from ui.worker.messages import Paint, Show
from ui.worker.overlays import OverlayPainting, paint_overlays
from ui.worker.painting import Extra, paint_nothing, paint_square
from ui.worker.pictures import Address, Pictures
from ui.worker.strokes import Brush


class Easel:
    """A pack, pictures, or both, and overlays; none of them paints nothing."""

    def __init__(self) -> None:
        self.pack: Pack | None = None
        self.pictures: Pictures | None = None
        self._show = Show()
        self._overlays: dict[tuple[str, int], OverlayPainting] = {}

    @property
    def is_set(self) -> bool:
        """Whether there is anything to paint from."""
        things = (self.pack, self.pictures, self._overlays or None)
        return any(thing is not None for thing in things)

    @property
    def trouble(self) -> str:
        """What is wrong with some of the pictures, or nothing."""
        return self.pictures.trouble if self.pictures else ""

    def show(self, wanted: Show) -> None:
        """Paint this from now on. Raises PackError when an overlay cannot be read."""
        known, self._overlays = self._overlays, {}
        self._show = wanted
        for key in wanted.overlays:
            path, number = key
            self._overlays[key] = known.get(key) or OverlayPainting(
                load(Path(path)), number
            )

    def paint(
        self, theme: Theme, job: Paint, image: QImage
    ) -> tuple[bool, set[Address]]:
        """Paint a square; return whether anything is known there, and what may come.

        Raises PackError when a tile of the pack is damaged.
        """
        pictures = self.pictures
        if pictures is not None:
            pictures.lacking = set()

        def picture(painter: QPainter) -> bool:
            return pictures is not None and pictures.paint(painter, theme, job)

        known = self._paint(theme, job, image, picture)
        self._paint_names(theme, job, image)
        return known, pictures.lacking if pictures is not None else set()

    def _paint(self, theme: Theme, job: Paint, image: QImage, picture: Extra) -> bool:
        overlays = list(self._overlays.values())

        def over(painter: QPainter) -> bool:
            covered = on_top and picture(painter)
            return paint_overlays(overlays, painter, theme, job) or covered

        on_top = self.pack is None or self._show.uppermost == "picture"
        if self.pack is not None:
            under = paint_nothing if on_top else picture
            return paint_square(self.pack, theme, job, image, under=under, over=over)
        image.fill(theme.color("map.land"))
        painter = QPainter(image)
        try:
            return over(painter)
        finally:
            painter.end()

    def _paint_names(self, theme: Theme, job: Paint, image: QImage) -> None:
        if not self._overlays:
            return
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = job.zoom + math.log2(job.pixels / (TILE_PX * job.unit))
        try:
            brush = Brush(painter, theme, look, job.unit)
            for overlay in self._overlays.values():
                overlay.paint_names(brush, job)
            for overlay in self._overlays.values():
                overlay.paint_marks(brush, job)
        finally:
            painter.end()
