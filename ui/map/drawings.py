"""What people drew on the shared map: cordons, RVPs, geofences, annotations.

They are painted onto a sheet that is kept while the zoom stays: a frame copies the
parts of the sheet where something is, however many drawings there are. While the next
sheet is being painted the last one is shown, scaled.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from controlroom.domain.entities import Drawing, Outline
from controlroom.domain.picture import Picture
from controlroom.ground.mercator import Floats
from ui.map.crayons import anchor_of, paint_drawing, paint_sketch, plate_of
from ui.map.fragments import Fragments
from ui.map.outlines import CLOSED, gap, world_of
from ui.map.scene import Scene
from ui.map.viewport import Viewport

MARGIN = 160.0
"""The sheet reaches so far beyond the view; near its end the next one is begun."""
SLICE_S, REST_SLICE_S = 0.003, 0.010
"""Painting a sheet takes no longer than this out of one frame while the map moves, and
while it rests."""
PAD = 320.0
"""A label reaches so far beyond its drawing at most, design pixels."""
_PLATE_REACH = 14.0
"""Half the height of a sign, and a little, design pixels."""
TILE = 64
"""The sheet is copied in squares of this many pixels, those that hold something."""
REACH = 6.0
"""A click this near to a line is on it, design pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A drawing with its corners in world coordinates (n, 2) and their bounds.

    anchor: the corner that its sign or label stands at.
    """

    drawing: Drawing
    world: Floats
    low: Floats
    high: Floats
    anchor: Floats

    @property
    def is_closed(self) -> bool:
        """Whether it has an inside."""
        return self.drawing.outline.shape in CLOSED


class Drawings:
    """The drawings of the picture, as the layers let them be seen.

    `sketch` is an outline that this desk has drawn and not yet sent.
    """

    def __init__(
        self, shows: Callable[[Drawing], bool] = lambda _drawing: True
    ) -> None:
        self._shows = shows
        self._shapes: list[Shape] = []
        self._low: Floats = np.zeros((0, 2))
        self._high: Floats = np.zeros((0, 2))
        self._anchor: Floats = np.zeros((0, 2))
        self.sketch: Outline | None = None
        self.left_out: list[Drawing] = []
        """What a switch or a filter hides now."""
        self._sheet = _Sheet()
        self._next: _Sheet | None = None
        self._fragments = Fragments()
        self._state: tuple[float, ...] = ()
        self._read = 0

    def read(self, picture: Picture, chosen: str | None = None) -> None:
        """Take over what the picture says; the selected one is always shown."""
        known = {each.drawing.drawing_id: each for each in self._shapes}
        self._shapes, self.left_out = [], []
        for drawing in picture.drawings.values():
            if drawing.drawing_id != chosen and not self._shows(drawing):
                self.left_out.append(drawing)
                continue
            before = known.get(drawing.drawing_id)
            if before is None or before.drawing is not drawing:
                before = _shape_of(drawing)
            self._shapes.append(before)
        self._low = np.array([each.low for each in self._shapes]).reshape(-1, 2)
        self._high = np.array([each.high for each in self._shapes]).reshape(-1, 2)
        self._anchor = np.array([each.anchor for each in self._shapes]).reshape(-1, 2)
        self._read += 1

    def in_view(self, view: Viewport, margin: float) -> list[Shape]:
        """Return what reaches into the view or `margin` pixels around it."""
        if not self._shapes:
            return []
        origin, side = np.array(view.origin), view.side
        size = np.array([view.width, view.height])
        seen = (self._high >= (origin - margin) / side).all(axis=1)
        seen &= (self._low <= (origin + size + margin) / side).all(axis=1)
        return [self._shapes[index] for index in np.flatnonzero(seen).tolist()]

    @property
    def is_busy(self) -> bool:
        """Whether a sheet is being painted: another frame brings more of it."""
        return self._next is not None

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint everything in view; of very much, what is ready, and more each time."""
        if self._shapes or len(self._sheet.cells):
            self._prepare(scene)
            self._sheet.copy(painter, scene.view, self._fragments)
        if self.sketch is not None:
            paint_sketch(painter, scene, self.sketch)

    def _prepare(self, scene: Scene) -> None:
        """Have a sheet for what is seen, a slice of one each frame."""
        margin = MARGIN * scene.unit
        chosen = scene.selection.drawing_id
        key = (self._read, chosen, scene.theme.name, scene.unit, scene.view.zoom)
        if self._sheet.covers(key, scene.view, margin / 3):
            self._next = None
            return
        if self._next is None or not self._next.covers(key, scene.view, margin / 3):
            left, top = scene.view.origin
            seen = QRectF(left, top, scene.view.width, scene.view.height)
            area = seen.adjusted(-round(margin), -round(margin), *[round(margin)] * 2)
            shapes = self.in_view(scene.view, margin + PAD * scene.unit)
            self._next = _Sheet(key, area, scene.view.side, shapes)
        rests, self._state = scene.view.state() == self._state, scene.view.state()
        if self._next.go_on(scene, REST_SLICE_S if rests else SLICE_S):
            self._sheet, self._next = self._next, None

    def at(self, scene: Scene, x: float, y: float) -> list[str]:
        """Return the ids of drawings under a pixel: on a line, a sign or a label."""
        reach = REACH * scene.unit
        found = []
        for shape in reversed(self._near(scene, x, y)):
            points = scene.view.to_screen(shape.world)
            plate = plate_of(scene, shape.drawing, points)
            on_line = gap(points, x, y, closed=shape.is_closed) <= reach
            if on_line or (plate is not None and plate.contains(x, y)):
                found.append(shape.drawing.drawing_id)
        return found

    def _near(self, scene: Scene, x: float, y: float) -> list[Shape]:
        """Return the shapes whose bounds, or whose label, may reach a pixel."""
        if not self._shapes:
            return []
        side, unit = scene.view.side, scene.unit
        world = np.array([x, y]) + scene.view.origin
        reach = REACH * unit
        near = (self._high * side >= world - reach).all(axis=1)
        near &= (self._low * side <= world + reach).all(axis=1)
        across, down = np.abs(self._anchor * side - world).T
        near |= (across <= 2 * PAD * unit) & (down <= _PLATE_REACH * unit)
        return [self._shapes[index] for index in np.flatnonzero(near).tolist()]


@dataclass(slots=True, eq=False)
class _Sheet:
    """A picture of the drawings around a view, as far as it is painted.

    area: what it shows, world pixels at the zoom that `side` belongs to; rect: the part
    of it where something is. cells (n, 4): left, top, width and height in `rect` of the
    parts that hold something. pixels: what the picture is kept in.
    """

    key: tuple[object, ...] = ()
    area: QRectF = field(default_factory=QRectF)
    side: float = 1.0
    shapes: list[Shape] = field(default_factory=list)
    rect: QRectF = field(default_factory=QRectF)
    pixels: NDArray[np.uint32] = field(default_factory=lambda: np.zeros((0, 0), "u4"))
    image: QImage = field(default_factory=QImage)
    taken: list[QRectF] = field(default_factory=list)
    pixmap: QPixmap = field(default_factory=QPixmap)
    cells: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))

    def covers(self, key: tuple[object, ...], view: Viewport, margin: float) -> bool:
        """Whether it is for this key, and shows the view and a margin around it."""
        left, top = view.origin
        seen = QRectF(left, top, view.width, view.height)
        wanted = seen.adjusted(-margin, -margin, margin, margin)
        return key == self.key and self.area.contains(wanted)

    def go_on(self, scene: Scene, budget_s: float) -> bool:
        """Paint shapes until the time is used up; True when all are painted."""
        end_s = time.perf_counter() + budget_s
        if self.shapes and self.image.isNull():
            self._begin(scene.unit)
        corner = np.array([self.rect.left(), self.rect.top()])
        box = QRectF(0, 0, self.rect.width(), self.rect.height())
        painter = QPainter(self.image) if self.shapes else None
        while painter is not None and self.shapes:
            shape = self.shapes.pop(0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            points = shape.world * self.side - corner
            paint_drawing(
                painter, scene, shape.drawing, points, box, self.taken, corner
            )
            if time.perf_counter() > end_s:
                break
        if painter is not None:
            painter.end()
        if self.shapes:
            return False
        if not self.image.isNull():
            self.cells = _used(self.pixels)
            self.pixmap = QPixmap.fromImage(self.image)
            self.image = QImage()
        return True

    def _begin(self, unit: float) -> None:
        """Make room for what there is; memory that nobody paints on costs nothing."""
        pad = PAD * unit
        low = np.min([each.low for each in self.shapes], axis=0) * self.side - pad
        high = np.max([each.high for each in self.shapes], axis=0) * self.side + pad
        left, top = np.floor(low).tolist()
        right, bottom = np.ceil(high).tolist()
        self.rect = self.area & QRectF(left, top, right - left, bottom - top)
        width, height = round(self.rect.width()), round(self.rect.height())
        self.pixels = np.zeros((max(height, 1), max(width, 1)), np.uint32)
        high, wide = self.pixels.shape
        premultiplied = QImage.Format.Format_ARGB32_Premultiplied
        self.image = QImage(self.pixels.data, wide, high, 4 * wide, premultiplied)

    def copy(self, painter: QPainter, view: Viewport, fragments: Fragments) -> None:
        """Copy what is used to where it lies in the view, scaled at another zoom."""
        if not len(self.cells):
            return
        scale = view.side / self.side
        corner = (self.rect.left(), self.rect.top())
        places = (self.cells[:, :2] + corner) * scale - view.origin
        sizes = self.cells[:, 2:] * scale
        seen = (places + sizes > 0).all(axis=1)
        seen &= (places < (view.width, view.height)).all(axis=1)
        middles = (places + sizes / 2)[seen]
        fragments.fill(middles, self.cells[seen])
        fragments.rows(len(middles))[:, 6:8] = scale
        fragments.draw(painter, len(middles), self.pixmap)


def _shape_of(drawing: Drawing) -> Shape:
    world = world_of(drawing.outline)
    anchor = world[anchor_of(drawing.outline, world)]
    return Shape(drawing, world, world.min(axis=0), world.max(axis=0), anchor)


def _used(pixels: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Left, top, width and height of the parts of a picture that hold something.

    Squares beside each other are one part.
    """
    height, width = pixels.shape
    down, across = np.arange(0, height, TILE), np.arange(0, width, TILE)
    rows = np.bitwise_or.reduceat(pixels, down, axis=0)
    used = np.bitwise_or.reduceat(rows, across, axis=1) != 0
    cells = []
    for row, line in enumerate(used):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(int), [0]])))
        for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            left, top = first * TILE, row * TILE
            right = min(last * TILE, width)
            cells.append((left, top, right - left, min(TILE, height - top)))
    return np.array(cells, np.float64).reshape(-1, 4)
