"""Paints picture tiles of a file or a service onto a square, at any scale.

A tile that is missing is stood in for by its parents; one that is no picture, or far
too large, counts as missing and is said once.
"""

import math
from collections import OrderedDict
from typing import NamedTuple, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import tile_of
from controlroom.ground.raster import Raster, picture_kind
from ui.theme import Theme
from ui.worker.messages import Paint
from ui.worker.tone import is_paper, tone_down

MAX_SIDE = 2048
"""Pixels along a tile; the usual ones have 256 or 512."""
KEPT_BYTES = 48 * 2**20
"""Tiles kept unpacked; the one used longest ago goes first."""
MOST_TILES = 64
"""Tiles read for one square: farther out than the smallest zoom nothing is shown."""
_USUAL_SIDE = 256
_MARGIN = 2  # pixels around a part, so that neighbours blend into each other
_ALLOCATION_MB = 64

Address = tuple[int, int, int]


class Awaited(Protocol):
    """What is special about a raster whose tiles come later."""

    def is_pending(self, address: Address) -> bool:
        """Whether a tile that is None now may still come."""

    def known(self, address: Address) -> bytes | None:
        """A tile if it is here; nobody is asked for it."""


class _Grid(NamedTuple):
    """Where tiles of a zoom lie on a square: tile x begins at (x - left) * side."""

    zoom: int
    left: float
    top: float
    side: float
    pixels: int

    @classmethod
    def of(cls, job: Paint, zoom: int) -> "_Grid":
        scale = 2.0 ** (zoom - job.zoom)
        return cls(
            zoom,
            job.x * job.across * scale,
            job.y * job.across * scale,
            job.pixels / scale,
            job.across * job.pixels,
        )

    def addresses(self) -> list[Address]:
        """The tiles that touch the square."""
        span, most = self.pixels / self.side, 1 << self.zoom
        columns = range(math.floor(self.left), math.ceil(self.left + span - 1e-9))
        rows = range(math.floor(self.top), math.ceil(self.top + span - 1e-9))
        return [
            (self.zoom, x, y) for y in rows for x in columns if x < most and y < most
        ]

    def rect(self, x: int, y: int) -> QRect:
        """Where a tile lies, in whole pixels, without a seam to the next."""
        left, right = (round((at - self.left) * self.side) for at in (x, x + 1))
        top, bottom = (round((at - self.top) * self.side) for at in (y, y + 1))
        return QRect(left, top, right - left, bottom - top)


class Pictures:
    """One raster, its unpacked tiles, and the tone that it gets.

    `awaited` is the raster once more when its tiles come later. `trouble` is what is
    wrong with some tiles, or nothing; `lacking` what the last square waits for.
    """

    def __init__(
        self, raster: Raster, awaited: Awaited | None = None, *, side: int = 0
    ) -> None:
        self.raster = raster
        self.trouble = ""
        self.lacking: set[Address] = set()
        self._awaited = awaited
        self._side = side or self._side_of_first()
        self._paper: bool | None = None
        self._kept: OrderedDict[Address, QImage] = OrderedDict()
        self._bytes = 0
        QImageReader.setAllocationLimit(_ALLOCATION_MB)

    def paint(self, painter: QPainter, theme: Theme, job: Paint) -> bool:
        """Paint what is known of a square; False where that is nothing."""
        self.lacking = set()
        grid = self._grid(job)
        if grid is None:
            return False
        canvas = QImage(
            grid.pixels, grid.pixels, QImage.Format.Format_ARGB32_Premultiplied
        )
        canvas.fill(Qt.GlobalColor.transparent)
        brush = QPainter(canvas)
        brush.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        try:
            painted = [
                self._paint_tile(brush, grid, address) for address in grid.addresses()
            ]
        finally:
            brush.end()
        if not any(painted):
            return False
        land = theme.color("map.land")
        toned = tone_down(canvas, theme.name, land, paper=bool(self._paper))
        painter.drawImage(0, 0, toned)
        return True

    def forget(self, address: Address) -> None:
        """Look anew at a tile that has changed."""
        dropped = self._kept.pop(address, None)
        if dropped is not None:
            self._bytes -= dropped.sizeInBytes()

    def close(self) -> None:
        """Let go of the raster."""
        self.raster.close()

    def _grid(self, job: Paint) -> _Grid | None:
        """The zoom whose pixels are nearest to those of the screen."""
        low, high = self.raster.zooms
        ideal = job.zoom + math.log2(job.pixels / self._side)
        zoom = min(max(math.floor(ideal + 0.5 + 1e-6), low), high)
        if (job.across * 2.0 ** (zoom - job.zoom)) ** 2 > MOST_TILES:
            return None
        return _Grid.of(job, zoom)

    def _paint_tile(self, brush: QPainter, grid: _Grid, address: Address) -> bool:
        """Paint a tile, or the part of a parent that lies there."""
        zoom, x, y = address
        place = grid.rect(x, y)
        ask = True
        for up in range(zoom - self.raster.zooms[0] + 1):
            parent = (zoom - up, x >> up, y >> up)
            image = self._image(parent, ask=ask)
            if image is None:
                # A parent of what is still to come is welcome, but not asked for.
                ask = ask and parent not in self.lacking
                continue
            whole = 1 << up
            first_x, first_y = (x >> up) << up, (y >> up) << up
            target = QRectF(
                (first_x - grid.left) * grid.side,
                (first_y - grid.top) * grid.side,
                whole * grid.side,
                whole * grid.side,
            )
            _draw_part(brush, image, target, place & QRect(0, 0, *[grid.pixels] * 2))
            return True
        return False

    def _image(self, address: Address, *, ask: bool) -> QImage | None:
        kept = self._kept.get(address)
        if kept is not None:
            self._kept.move_to_end(address)
            return kept
        body = self._body(address, ask=ask)
        if body is None:
            return None
        image, why_not = unpacked(body)
        if image is None:
            zoom, x, y = address
            self.trouble = f"{self.raster.name}: tile {zoom}/{x}/{y} {why_not}"
            return None
        self._keep(address, image)
        return image

    def _body(self, address: Address, *, ask: bool) -> bytes | None:
        if self._awaited is not None and not ask:
            return self._awaited.known(address)
        try:
            body = self.raster.tile(*address)
        except PackError as error:
            self.trouble = str(error)
            return None
        if body is None and self._awaited and self._awaited.is_pending(address):
            self.lacking.add(address)
        return body

    def _keep(self, address: Address, image: QImage) -> None:
        if self._paper is None:
            self._paper = is_paper(image)
        self._kept[address] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()

    def _side_of_first(self) -> int:
        """Pixels along a tile, by the one in the middle; the usual ones if none."""
        south, west, north, east = self.raster.bounds
        low, high = self.raster.zooms
        for zoom in (low, (low + high) // 2, high):
            try:
                body = self.raster.tile(
                    zoom, *tile_of((south + north) / 2, (west + east) / 2, zoom)
                )
            except PackError:
                continue
            image = unpacked(body)[0] if body else None
            if image is not None:
                return image.width()
        return _USUAL_SIDE


def unpacked(body: bytes) -> tuple[QImage | None, str]:
    """Return a tile's picture, or None and why not; its size is asked for first."""
    kind = picture_kind(body)
    if not kind:
        return None, "is no picture (png, jpg, webp)"
    buffer = QBuffer()
    buffer.setData(QByteArray(body))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    size = reader.size()
    if not 0 < size.width() <= MAX_SIDE or not 0 < size.height() <= MAX_SIDE:
        return None, f"is {size.width()} × {size.height()} pixels"
    image = reader.read()
    if image.isNull():
        return None, "is a damaged picture"
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied), ""


def _draw_part(brush: QPainter, image: QImage, target: QRectF, clip: QRect) -> None:
    """Draw what a clip shows of an image stretched over a target.

    Only that part is scaled, with a margin: near is at most as much work as far.
    """
    across, down = image.width() / target.width(), image.height() / target.height()
    left = math.floor((clip.left() - target.left()) * across) - _MARGIN
    top = math.floor((clip.top() - target.top()) * down) - _MARGIN
    right = math.ceil((clip.right() + 1 - target.left()) * across) + _MARGIN
    bottom = math.ceil((clip.bottom() + 1 - target.top()) * down) + _MARGIN
    part = QRect(left, top, right - left, bottom - top) & image.rect()
    brush.setClipRect(clip)
    brush.drawImage(
        QRectF(
            target.left() + part.left() / across,
            target.top() + part.top() / down,
            part.width() / across,
            part.height() / down,
        ),
        image,
        QRectF(part),
    )
