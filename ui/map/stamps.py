"""Tens of thousands of units as 3 px stamps, written by numpy into one picture."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from controlroom.ground.mercator import Floats
from ui.map.groups import EVERYONE, Which
from ui.map.scene import Scene
from ui.map.symbols import OFF_DUTY, dimmed, fill_of
from ui.theme import Theme

_PAD = 4
_BEFORE = 256
"""No unit in sight is so far before the beginning of the view."""
AGES = 4
MOST_CASED, FEWEST_BARE = 60_000, 50_000
"""With more stamps than the first they lose their casing, with the second they have it
back: a number that wavers changes nothing."""
_SORTED = 20_000
"""Fewer stamps are written as they come."""
_KEPT = 240
"""Pictures that are written in one order: meanwhile hardly anybody changes places."""
_CODES = (OFF_DUTY + 1) * AGES
NOTHING = (0, 0, 0, 0)


class Queue:
    """The order in which stamps are written: from top to bottom.

    Memory that is written here and there is slow. Any order is right, so that one is
    kept for some seconds, as long as there are as many stamps.
    """

    def __init__(self) -> None:
        self._order: NDArray[np.intp] = np.zeros(0, np.intp)
        self._count = 0
        self._paints = 0

    def order(self, at: NDArray[np.int32], width: int) -> NDArray[np.intp] | None:
        """Return how to order some addresses in a picture of so many pixels across;
        None while their number changes.
        """
        same, self._count = len(at) == self._count, len(at)
        if not same or len(at) < _SORTED:
            return None
        self._paints += 1
        if len(self._order) != len(at) or self._paints > _KEPT:
            # Line by line is enough, and short numbers are sorted six times as fast.
            lines = (at // width).astype(np.int16)
            self._order, self._paints = np.argsort(lines, kind="stable"), 0
        return self._order


class Stamps:
    """The cost hardly depends on how many there are, nor on how they overlap.

    Only the part of the picture that holds stamps is cleared and drawn.
    """

    def __init__(self) -> None:
        self._pixels: NDArray[np.uint32] = np.zeros((0, 0), np.uint32)
        self._queue = Queue()
        self._image = QImage()
        self._used = NOTHING
        self._is_bare = False
        self._colours: dict[str, NDArray[np.uint32]] = {}

    def paint(self, painter: QPainter, scene: Scene, which: Which = EVERYONE) -> None:
        """Paint some indices into the sight, each pixel of a stamp as large as text."""
        block = max(round(scene.unit), 1)
        self._make_room(scene.view.width // block, scene.view.height // block)
        width = self._pixels.shape[1]
        at = self._addresses(scene.sight.places[which], block)
        if not len(at):
            return
        most = FEWEST_BARE if self._is_bare else MOST_CASED
        self._is_bare = len(at) > most
        codes = _codes(scene, which)
        order = self._queue.order(at, width)
        if order is not None:
            at, codes = at.take(order), codes.take(order)
        spots = at.astype(np.intp)
        colours = self._colours_of(scene.theme).take(codes)
        flat = self._pixels.reshape(-1)
        # The casing first, so that no stamp hides the middle of another. In a crowd
        # stamps touch and nobody sees it, but it takes nearly half of the time.
        edge = _opaque(scene.theme.color("state.casing").rgb())
        for offset in () if self._is_bare else (0, 2, 2 * width, 2 * width + 2):
            flat[offset:][spots] = edge
        for offset in (1, width, width + 1, width + 2, 2 * width + 1):
            flat[offset:][spots] = colours
        self._draw(painter, block)

    def _make_room(self, across: int, down: int) -> None:
        """Have an empty picture for a view of so many stamps' pixels."""
        height, width = down + 1 + 2 * _PAD, across + 1 + 2 * _PAD
        if self._pixels.shape != (height, width):
            self._pixels = np.zeros((height, width), np.uint32)
            self._image = QImage(
                self._pixels.data,
                width,
                height,
                width * 4,
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            return
        left, top, right, bottom = self._used
        self._pixels[top:bottom, left:right] = 0

    def _addresses(self, places: Floats, block: int) -> NDArray[np.int32]:
        """Where stamps begin in the picture, above and to the left; notes their box."""
        height, width = self._pixels.shape
        box: list[tuple[int, int]] = []
        first: list[NDArray[np.int32]] = []
        # Moved before it is cut off: so everything is cut off to the same side.
        away = _PAD + _BEFORE
        back = _BEFORE + 1
        for axis, size in ((0, width), (1, height)):
            along = places[:, axis] if block == 1 else places[:, axis] / block
            whole = (along + away).astype(np.int32)
            low, high = (int(whole.min()), int(whole.max())) if len(whole) else (0, 0)
            if low < back or high > size - 3 + back:
                np.clip(whole, back, size - 3 + back, out=whole)
                low, high = max(low, back), min(high, size - 3 + back)
            first.append(whole)
            box.append((low - back, high - back + 3) if len(whole) else (0, 0))
        (left, right), (top, bottom) = box
        self._used = (left, top, right, bottom)
        down = first[1]
        down *= width
        down += first[0]
        down -= back * (width + 1)
        return down

    def _draw(self, painter: QPainter, block: int) -> None:
        """Draw the part that is used."""
        left, top, right, bottom = self._used
        part = QRect(left, top, right - left, bottom - top)
        x, y = (left - _PAD) * block, (top - _PAD) * block
        if block == 1:
            painter.drawImage(QPoint(x, y), self._image, part)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        target = QRect(x, y, part.width() * block, part.height() * block)
        painter.drawImage(target, self._image, part)

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


def _codes(scene: Scene, which: Which) -> NDArray[np.uint8]:
    """A small number for each different colour."""
    codes = scene.sight.state[which] * np.uint8(AGES)
    codes += np.minimum(scene.sight.age[which], AGES - 1)
    codes += np.uint8(_CODES) * scene.groups.crowded(which)
    return codes


def _opaque(rgb: int) -> int:
    return (rgb & 0xFFFFFF) | 0xFF000000
