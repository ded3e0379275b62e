"""The ground under everything: squares from the worker, kept within a bound, drawn.

A square that is not painted yet is stood in for by another zoom's, else by the colour
of the land; what is in view comes first, then a ring around it, then the next zooms.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from ui.map.sheet import Address, Extent, Sheets
from ui.map.squares import Level, Square, Window, level_of
from ui.map.viewport import MAX_ZOOM, MIN_ZOOM, STEP, Viewport
from ui.theme import Theme
from ui.worker.client import PaintAnswer, Worker
from ui.worker.messages import Paint

KEPT_BYTES = 96 * 2**20
"""Painted squares held at once; the one that was drawn longest ago goes first."""
SLICE_S = 0.002
"""How long of a frame is given to composing squares that need not be there yet."""
_BEHIND_STEPS = 6
"""How many steps of zoom away a square may be and still stand in for another."""


class Ground(QObject):
    """Draws the ground of a viewport. `changed` when a square in view was painted."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._worker: Worker | None = None
        self._unit = 1.0
        self._kept: OrderedDict[Square, QPixmap | None] = OrderedDict()
        self._grey: OrderedDict[Square, QPixmap] = OrderedDict()
        self._asked: set[Square] = set()
        self._stale: set[Square] = set()
        self._wanted: list[Square] = []
        self._soon: list[Square] | None = None
        self._view: Viewport | None = None
        self._bytes = 0
        self._sheets = Sheets()
        self._sheets_of: tuple[object, ...] = ()
        self.outside = "map.land"
        self.colourless = False

    @property
    def kept_bytes(self) -> int:
        """Bytes of the squares that are held."""
        return self._bytes

    @property
    def is_whole(self) -> bool:
        """Whether everything that was wanted last has been painted."""
        return not any(square not in self._kept for square in self._wanted)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being painted, for this view or for the next zooms."""
        return self.is_whole and not self._asked

    def use(self, worker: Worker | None, outside: str = "map.land") -> None:
        """Take squares from a worker, or from nobody; what was kept is forgotten."""
        if self._worker is not None:
            self._worker.ready.disconnect(self._ask_again)
            self._worker.leave(self._ask)
        self._worker = worker
        self.outside = outside
        self.forget()
        if worker is not None:
            worker.ready.connect(self._ask_again)

    def forget(self) -> None:
        """Drop every square, as when another pack is shown."""
        self._kept.clear()
        self._grey.clear()
        self._asked.clear()
        self._stale.clear()
        self._wanted.clear()
        self._bytes = 0
        self._sheets.forget()

    def refresh(self) -> None:
        """Have every square painted anew; what is there stays until then."""
        self._stale.update(self._kept, self._asked)
        self._ask()

    def draw(self, painter: QPainter, view: Viewport) -> None:
        """Draw what is painted of the view, and ask for what is not."""
        if view.unit != self._unit:
            self.forget()
            self._unit = view.unit
        self._view = view
        step = round(view.zoom / STEP)
        level = level_of(step, view.unit)
        scale = view.side / level.world
        self._want(view, step, level, scale)
        if abs(scale - 1.0) < 1e-9:
            self._draw_squares(painter, Window.of(view, 1.0), step, level)
        else:
            self._draw_scaled(painter, view, step)

    def _draw_scaled(self, painter: QPainter, view: Viewport, step: int) -> None:
        """Compose at a painted zoom, then scale once: no seams between squares."""
        made_of = (self._theme.name, self.colourless)
        if made_of != self._sheets_of:
            self._sheets_of = made_of
            self._sheets.forget()

        def extent_at(step: int, around: float) -> Extent:
            level = level_of(step, view.unit)
            window = Window.of(view, view.side / level.world)
            return window.extent(step, level, around)

        sheet = self._sheets.follow(extent_at, step, self._paint_square, SLICE_S)
        level = level_of(sheet.extent.step, view.unit)
        window = Window.of(view, view.side / level.world)
        left, top = sheet.extent.left * level.side, sheet.extent.top * level.side
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        painter.drawPixmap(
            QRectF(0, 0, view.width, view.height),
            sheet.pixmap,
            QRectF(window.left - left, window.top - top, window.width, window.height),
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)

    def _draw_squares(
        self, painter: QPainter, window: Window, step: int, level: Level
    ) -> None:
        for x, y in window.extent(step, level).squares():
            left, top = x * level.side - window.left, y * level.side - window.top
            self._paint_square(painter, step, (x, y), left, top)

    def _paint_square(
        self, painter: QPainter, step: int, address: Address, left: float, top: float
    ) -> None:
        """Paint a square, what stands in for it, or nothing but land."""
        level = level_of(step, self._unit)
        square = Square(self._theme.name, step, *address)
        pixmap = self._picture(square)
        if pixmap is not None:
            painter.drawPixmap(round(left), round(top), pixmap)
            return
        target = QRectF(left, top, level.side, level.side)
        last = math.ceil(level.world / level.side) - 1
        in_world = min(address) >= 0 and max(address) <= last
        waits = in_world and square not in self._kept
        painter.fillRect(target, self._bare(waits=waits))
        if waits:
            self._stand_in(painter, square, level, target)

    def _stand_in(
        self, painter: QPainter, square: Square, level: Level, target: QRectF
    ) -> None:
        """Draw the nearest zoom that is painted there, larger zooms first."""
        low_x, low_y = (
            square.x * level.side / level.world,
            square.y * level.side / level.world,
        )
        span = level.side / level.world
        for away in range(1, _BEHIND_STEPS + 1):
            coarse = square.step - away
            if coarse < 0:
                return
            other = level_of(coarse, self._unit)
            share = other.side / other.world
            found = Square(square.theme, coarse, int(low_x / share), int(low_y / share))
            pixmap = self._picture(found)
            if pixmap is None or span > share * (1 + 1e-9):
                continue
            source = QRectF(
                low_x * other.world - found.x * other.side,
                low_y * other.world - found.y * other.side,
                span * other.world,
                span * other.world,
            )
            # Squares of half steps do not nest: a part may lie in the neighbour.
            if (
                source.right() > other.side + 1e-6
                or source.bottom() > other.side + 1e-6
            ):
                continue
            painter.drawPixmap(target, pixmap, source)
            return

    def _picture(self, square: Square) -> QPixmap | None:
        pixmap = self._kept.get(square)
        if pixmap is None:
            return None
        self._kept.move_to_end(square)
        return self._without_colour(square, pixmap) if self.colourless else pixmap

    def _without_colour(self, square: Square, pixmap: QPixmap) -> QPixmap:
        grey = self._grey.get(square)
        if grey is None:
            image = pixmap.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            grey = QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_RGB32))
            self._grey[square] = grey
            while len(self._grey) * _bytes_of(grey) > KEPT_BYTES // 2:
                self._grey.popitem(last=False)
        return grey

    def _bare(self, *, waits: bool) -> QColor:
        """What stands where nothing is painted: neutral while the worker may paint it,
        what lies around the map when there is nothing of it.
        """
        coming = waits and self._worker is not None
        colour = self._theme.color("map.land" if coming else self.outside)
        if self.colourless:
            value = round(colour.lightnessF() * 255)
            return QColor(value, value, value)
        return colour

    def _want(self, view: Viewport, step: int, level: Level, scale: float) -> None:
        """Note what is wanted, nearest to the middle first, then a ring around it."""
        window = Window.of(view, scale)
        middle_x = (window.left + window.width / 2) / level.side - 0.5
        middle_y = (window.top + window.height / 2) / level.side - 0.5
        squares = [
            Square(self._theme.name, step, x, y)
            for x, y in window.squares(level, around=0.5)
        ]
        squares.sort(
            key=lambda square: (square.x - middle_x) ** 2 + (square.y - middle_y) ** 2
        )
        if squares != self._wanted:
            self._wanted = squares
            self._soon = None
            self._ask()

    def _ahead(self, step: int) -> list[Square]:
        """The squares of the next wheel: all of one step out, the middle of one in."""
        view = self._view
        if view is None:
            return []
        found = []
        for other, part in ((step - 1, 1.0), (step + 1, 0.5)):
            level = level_of(other, view.unit)
            window = Window.of(view, view.side / level.world).inner(part)
            if MIN_ZOOM <= other * STEP <= MAX_ZOOM:
                found += [
                    Square(self._theme.name, other, x, y)
                    for x, y in window.squares(level, around=0.0)
                ]
        return found

    def _look_ahead(self) -> Iterator[Square]:
        """What may be wanted soon, one at a time and each once, while nobody waits."""
        worker = self._worker
        idle = self.is_whole and not self._asked and self._wanted
        if worker is None or worker.asks_network or not idle:
            return
        if self._soon is None:
            self._soon = self._ahead(self._wanted[0].step)
        while self._soon:
            square = self._soon.pop(0)
            if square not in self._kept:
                yield square
                return

    def _ask(self) -> None:
        worker = self._worker
        if worker is None or not worker.is_ready:
            return
        for square in (*self._wanted, *self._look_ahead()):
            known = square in self._kept and square not in self._stale
            if known or square in self._asked:
                continue
            level = level_of(square.step, self._unit)
            unit = self._unit
            job = Paint(
                0, 0, square.theme, level.zoom, square.x, square.y,
                level.across, level.pixels, unit,
            )  # fmt: skip
            answer, renew = self._answer_to(square, unit), self._renewal_of(square)
            if not worker.paint(job, answer, renew):
                worker.wait(self._ask)
                return
            self._asked.add(square)
            self._stale.discard(square)

    def _ask_again(self) -> None:
        """A worker that is new, or new again, knows of nothing that was asked."""
        self._asked.clear()
        self._ask()

    def _answer_to(self, square: Square, unit: float) -> PaintAnswer:
        def take(image: QImage | None) -> None:
            self._asked.discard(square)
            if unit == self._unit:
                self._keep(square, QPixmap.fromImage(image) if image else None)
            self._ask()
            if square in self._wanted:
                self.changed.emit()

        return take

    def _renew(self, square: Square) -> None:
        """Compose again what a picture that came shows or stands in for."""
        shown = self._sheets.shown.extent
        self._sheets.note_painted(square.step, (square.x, square.y))
        if square.step < shown.step:
            for x, y in shown.squares():
                if Square(square.theme, shown.step, x, y) not in self._kept:
                    self._sheets.note_painted(shown.step, (x, y))

    def _renewal_of(self, square: Square) -> Callable[[], None]:
        def renew() -> None:
            if square in self._kept:
                self._stale.add(square)
                self._ask()

        return renew

    def _keep(self, square: Square, pixmap: QPixmap | None) -> None:
        before = self._kept.pop(square, None)
        self._grey.pop(square, None)
        if before is not None:
            self._bytes -= _bytes_of(before)
        self._kept[square] = pixmap
        self._renew(square)
        if pixmap is not None:
            self._bytes += _bytes_of(pixmap)
        for seen in self._wanted:  # in view, so not the oldest
            if seen in self._kept:
                self._kept.move_to_end(seen)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            oldest, dropped = self._kept.popitem(last=False)
            self._grey.pop(oldest, None)
            self._stale.discard(oldest)
            if dropped is not None:
                self._bytes -= _bytes_of(dropped)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
