"""Tens of thousands of units as 3 px stamps, written by numpy into one picture."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from ui.map.scene import Scene
from ui.map.symbols import OFF_DUTY, dimmed, fill_of
from ui.theme import Theme

_PAD = 4
AGES = 4
MOST_CASED, FEWEST_BARE = 60_000, 50_000
"""With more stamps than the first they lose their casing, with the second they have it
back: a number that wavers changes nothing."""
_CODES = (OFF_DUTY + 1) * AGES


class Stamps:
    """The cost hardly depends on how many there are, nor on how they overlap."""

    def __init__(self) -> None:
        self._pixels: NDArray[np.uint32] = np.zeros((0, 0), np.uint32)
        self._image = QImage()
        self._is_bare = False
        self._colours: dict[str, NDArray[np.uint32]] = {}

    def paint(self, painter: QPainter, scene: Scene, which: NDArray[np.int64]) -> None:
        """Paint some indices into the sight, each pixel of a stamp as large as text."""
        block = max(round(scene.unit), 1)
        width = scene.view.width // block + 1 + 2 * _PAD
        height = scene.view.height // block + 1 + 2 * _PAD
        if self._pixels.shape != (height, width):
            self._pixels = np.zeros((height, width), np.uint32)
            self._image = QImage(
                self._pixels.data,
                width,
                height,
                width * 4,
                QImage.Format.Format_ARGB32_Premultiplied,
            )
        sight = scene.sight
        x, y = sight.places[which, 0], sight.places[which, 1]
        if block > 1:
            x, y = x / block, y / block
        x = np.clip(x, 1 - _PAD, width - 2 - _PAD)
        y = np.clip(y, 1 - _PAD, height - 2 - _PAD)
        codes = sight.state[which] * np.uint8(AGES)
        codes += np.minimum(sight.age[which], AGES - 1)
        codes += np.uint8(_CODES) * scene.groups.crowded(which)
        colours = self._colours_of(scene.theme).take(codes)
        self._pixels.fill(0)
        flat = self._pixels.reshape(-1)
        # The pixel above and to the left; the others are views that begin later.
        at = (y + (_PAD - 1)).astype(np.intp)
        at *= width
        at += (x + (_PAD - 1)).astype(np.intp)
        # The casing first, so that no stamp hides the middle of another. In a crowd
        # stamps touch and nobody sees it, but it takes nearly half of the time.
        edge = _opaque(scene.theme.color("state.casing").rgb())
        most = FEWEST_BARE if self._is_bare else MOST_CASED
        self._is_bare = len(which) > most
        for offset in () if self._is_bare else (0, 2, 2 * width, 2 * width + 2):
            flat[offset:][at] = edge
        for offset in (1, width, width + 1, width + 2, 2 * width + 1):
            flat[offset:][at] = colours
        corner = -_PAD * block
        if block == 1:
            painter.drawImage(corner, corner, self._image)
        else:
            smooth = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(smooth, on=False)
            target = QRect(corner, corner, width * block, height * block)
            painter.drawImage(target, self._image)

    def _colours_of(self, theme: Theme) -> NDArray[np.uint32]:
        found = self._colours.get(theme.name)
        if found is None:
            found = self._colours[theme.name] = np.array(
                [
                    _opaque(colour(theme, state, age).rgb())
                    for colour in (fill_of, dimmed)
                    for state in range(OFF_DUTY + 1)
                    for age in range(AGES)
                ],
                np.uint32,
            )
        return found


def _opaque(rgb: int) -> int:
    return (rgb & 0xFFFFFF) | 0xFF000000
