"""What people drew on the shared map: cordons, RVPs, geofences, annotations.

They are painted onto a sheet that is kept while the zoom stays: a frame copies the
parts of the sheet where something is, however many drawings there are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from controlroom.domain.entities import Drawing, Outline
from controlroom.domain.picture import Picture
from controlroom.ground.mercator import Floats
from ui.map.crayons import paint_drawing, paint_sketch, plate_of
from ui.map.fragments import Fragments
from ui.map.outlines import CLOSED, gap, world_of
from ui.map.scene import Scene
from ui.map.viewport import Viewport

MARGIN = 160.0
"""The sheet reaches so far beyond the view: panning paints it anew only then."""
PAD = 160.0
"""A label reaches so far beyond its drawing at most, design pixels."""
TILE = 64
"""The sheet is copied in squares of this many pixels, those that hold something."""
REACH = 6.0
"""A click this near to a line is on it, design pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A drawing with its corners in world coordinates (n, 2) and their bounds."""

    drawing: Drawing
    world: Floats
    low: Floats
    high: Floats

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
        self.sketch: Outline | None = None
        self.left_out: list[Drawing] = []
        """What a switch or a filter hides now."""
        self._sheet = _Sheet()
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
            same = before is not None and before.drawing == drawing
            self._shapes.append(before if same and before else _shape_of(drawing))
        self._low = np.array([each.low for each in self._shapes]).reshape(-1, 2)
        self._high = np.array([each.high for each in self._shapes]).reshape(-1, 2)
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

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint everything in view."""
        if self._shapes:
            chosen = scene.selection.drawing_id
            key = (self._read, chosen, scene.theme.name, scene.unit, scene.view.zoom)
            if not self._sheet.holds(key, scene.view):
                margin = MARGIN * scene.unit
                shapes = self.in_view(scene.view, margin + PAD * scene.unit)
                self._sheet.paint(key, scene, shapes, margin)
            self._sheet.copy(painter, scene.view)
        if self.sketch is not None:
            paint_sketch(painter, scene, self.sketch)

    def at(self, scene: Scene, x: float, y: float) -> list[str]:
        """Return the ids of drawings under a pixel: on a line, a sign or a label."""
        reach = REACH * scene.unit
        found = []
        for shape in reversed(self.in_view(scene.view, PAD * scene.unit)):
            points = scene.view.to_screen(shape.world)
            plate = plate_of(scene, shape.drawing, points)
            on_line = gap(points, x, y, closed=shape.is_closed) <= reach
            if on_line or (plate is not None and plate.contains(x, y)):
                found.append(shape.drawing.drawing_id)
        return found


class _Sheet:
    """A picture of the drawings around a view, kept while it shows what they are."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._area = QRectF()
        self._pixmap = QPixmap()
        self._fragments = Fragments()
        self._cells: NDArray[np.float64] = np.zeros((0, 4))

    def holds(self, key: tuple[object, ...], view: Viewport) -> bool:
        """Whether the view lies in what was painted for the same key."""
        left, top = view.origin
        seen = QRectF(left, top, view.width, view.height)
        return key == self._key and self._area.contains(seen)

    def paint(
        self, key: tuple[object, ...], scene: Scene, shapes: list[Shape], margin: float
    ) -> None:
        """Paint shapes as they lie in the view and a margin around it."""
        left, top = scene.view.origin
        around = round(margin)
        self._key = key
        self._area = QRectF(
            left - around, top - around,
            scene.view.width + 2 * around, scene.view.height + 2 * around,
        )  # fmt: skip
        if not shapes:
            self._cells = np.zeros((0, 4))
            self._pixmap = QPixmap()
            return
        size = self._area.size().toSize()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = np.array([self._area.left(), self._area.top()])
        taken: list[QRectF] = []
        box = QRectF(0, 0, size.width(), size.height())
        for shape in shapes:
            points = shape.world * scene.view.side - corner
            paint_drawing(painter, scene, shape.drawing, points, box, taken, corner)
        painter.end()
        self._cells = _used(image)
        self._pixmap = QPixmap.fromImage(image)

    def copy(self, painter: QPainter, view: Viewport) -> None:
        """Copy what is used of the sheet to where it lies in the view."""
        if not len(self._cells):
            return
        left, top = view.origin
        shift = np.array([self._area.left() - left, self._area.top() - top])
        places = self._cells[:, :2] + shift
        sizes = self._cells[:, 2:]
        seen = (places + sizes > 0).all(axis=1)
        seen &= (places < (view.width, view.height)).all(axis=1)
        middles = (places + sizes / 2)[seen]
        self._fragments.fill(middles, self._cells[seen])
        self._fragments.draw(painter, len(middles), self._pixmap)


def _shape_of(drawing: Drawing) -> Shape:
    world = world_of(drawing.outline)
    return Shape(drawing, world, world.min(axis=0), world.max(axis=0))


def _used(image: QImage) -> NDArray[np.float64]:
    """Left, top, width and height of the parts of a picture that hold something.

    Squares beside each other are one part.
    """
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint32)
    pixels = pixels.reshape(height, image.bytesPerLine() // 4)[:, :width]
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
