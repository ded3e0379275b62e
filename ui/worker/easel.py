"""What one square is painted from, and what lies over what; knows no desk and no job
but the one on it.
"""

from PySide6.QtGui import QImage, QPainter

from controlroom.ground.pack import Pack
from ui.theme import Theme
from ui.worker.messages import Paint, Show
from ui.worker.painting import Extra, paint_nothing, paint_square
from ui.worker.pictures import Address, Pictures


class Easel:
    """A pack, pictures, or both; neither paints nothing."""

    def __init__(self) -> None:
        self.pack: Pack | None = None
        self.pictures: Pictures | None = None
        self._show = Show()

    @property
    def is_set(self) -> bool:
        """Whether there is anything to paint from."""
        return self.pack is not None or self.pictures is not None

    @property
    def trouble(self) -> str:
        """What is wrong with some of the pictures, or nothing."""
        return self.pictures.trouble if self.pictures else ""

    def show(self, wanted: Show) -> None:
        """Paint this from now on."""
        self._show = wanted

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
        return known, pictures.lacking if pictures is not None else set()

    def _paint(self, theme: Theme, job: Paint, image: QImage, picture: Extra) -> bool:
        if self.pack is not None:
            on_top = self._show.uppermost == "picture"
            under, over = (
                (paint_nothing, picture) if on_top else (picture, paint_nothing)
            )
            return paint_square(self.pack, theme, job, image, under=under, over=over)
        image.fill(theme.color("map.land"))
        painter = QPainter(image)
        try:
            return picture(painter)
        finally:
            painter.end()
