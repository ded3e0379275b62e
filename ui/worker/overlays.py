"""Paints overlays onto squares of ground: areas, lines and places, then their names.

At any zoom a square costs what can be seen of it: far parts of a large shape are
skipped piece by piece.
"""

from collections import OrderedDict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from controlroom.ground.labels import TILE_PX
from controlroom.ground.layers import Label, Shapes
from controlroom.ground.mercator import Floats
from controlroom.ground.overlay import Name
from controlroom.ground.overlay_levels import Prepared
from ui.theme import Theme
from ui.worker.lettering import paint_name
from ui.worker.messages import COLOURS, Paint
from ui.worker.outline import path_of
from ui.worker.strokes import Brush

MOST_PLACES = 4_000
"""Marks on one square; more would be a carpet."""
_PIECE = 128  # points; a piece that is out of sight is skipped at once
_FILL = 0.10
_LINE_PX, _CASING_PX, _MARGIN_PX = 1.8, 1.2, 8.0
_MARK_PX = 4.0
_LETTER_PX, _NAME_PX, _ROW_PX = 7.2, 12.0, 16.0
_PLACED_KEPT = 8

Bools = NDArray[np.bool_]


class _Window(NamedTuple):
    """A square in world coordinates, moved by `turn` worlds, with a margin."""

    left: float
    top: float
    size: float
    margin: float
    turn: float

    @classmethod
    def of(cls, job: Paint, turn: int) -> "_Window":
        side = job.across / 2.0**job.zoom
        margin = _MARGIN_PX * job.unit / (job.pixels * job.across) * side
        return cls(job.x * side - turn, job.y * side, side, margin, turn)

    def sees(self, low: Floats, high: Floats) -> Bools:
        """Which boxes (n, 2) touch the square."""
        near = np.array([self.left, self.top]) - self.margin
        far = np.array([self.left, self.top]) + self.size + self.margin
        return np.asarray(((high >= near) & (low <= far)).all(axis=1))

    def local(self, points: Floats) -> Floats:
        """World coordinates with the square as 0…1."""
        return np.asarray((points - (self.left, self.top)) / self.size)


class _Drawn:
    """Shapes with the boxes of each, and of pieces of large ones, made when needed."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self._box: tuple[Floats, Floats] | None = None
        self._large: dict[int, tuple[Floats, Floats]] = {}

    def seen(self, window: _Window) -> Shapes:
        """What of the shapes can be seen in a window, in its coordinates."""
        shapes = self.shapes
        if not len(shapes):
            return shapes
        if self._box is None:
            self._box = _boxes(shapes.points, shapes.starts[:-1])
        chosen = np.flatnonzero(window.sees(*self._box))
        found = Shapes.of([self._near(number, window) for number in chosen.tolist()])
        return Shapes(window.local(found.points), found.starts)

    def _near(self, number: int, window: _Window) -> Floats:
        """A shape without what lies inside pieces that are out of sight.

        A piece wholly on one side of the window is as good as its first and last point:
        nothing between them can cover a pixel of it.
        """
        first, last = self.shapes.starts[number : number + 2].tolist()
        points = self.shapes.points[first:last]
        if len(points) < 4 * _PIECE:
            return points
        starts = np.arange(0, len(points), _PIECE, dtype=np.int32)
        if number not in self._large:
            self._large[number] = _boxes(points, starts)
        seen = starts[window.sees(*self._large[number])]
        inner = (seen[:, None] + np.arange(_PIECE, dtype=np.int32)).ravel()
        kept = np.unique(np.concatenate([starts, starts + (_PIECE - 1), inner]))
        return np.asarray(points[kept[kept < len(points)]])


def _boxes(points: Floats, starts: NDArray[np.int32]) -> tuple[Floats, Floats]:
    return (
        np.minimum.reduceat(points, starts, axis=0),
        np.maximum.reduceat(points, starts, axis=0),
    )


class OverlayPainting:
    """One overlay, ready to be painted in the colour of its place in the list."""

    def __init__(self, prepared: Prepared, number: int) -> None:
        self._prepared = prepared
        self._number = number % COLOURS
        self._drawn = {
            level.zoom: (_Drawn(level.areas), _Drawn(level.lines))
            for level in prepared.levels
        }
        left, _, right, _ = prepared.bounds()
        self._turns = (0,) if left >= 0 and right <= 1 else (-1, 0, 1)
        self._placed: OrderedDict[tuple[int, int], list[Name]] = OrderedDict()

    def paint(self, brush: Brush, job: Paint) -> bool:
        """Paint what lies on a square; False where nothing does."""
        side = float(job.across * job.pixels)
        painted = False
        for turn in self._turns:
            window = _Window.of(job, turn)
            areas, lines = (
                each.seen(window)
                for each in self._drawn[self._prepared.at(brush.zoom).zoom]
            )
            places = self._places(window)
            painted = painted or bool(len(areas) + len(lines) + len(places))
            fill = self._colour(brush.theme)
            fill.setAlphaF(_FILL)
            brush.painter.fillPath(path_of(areas, side), fill)
            self._stroke(brush, [*_pieces(_closed(areas), side), *_pieces(lines, side)])
        return painted

    def paint_marks(self, brush: Brush, job: Paint) -> None:
        """Mark single places over every name: a name must hide none of them."""
        for turn in self._turns:
            places = self._places(_Window.of(job, turn))
            self._mark(brush, places * float(job.across * job.pixels))

    def paint_names(self, brush: Brush, job: Paint) -> None:
        """Write the names that stand on a square, the same ones in every square."""
        world_px = job.pixels * 2.0**job.zoom
        left, top = (at * job.across * job.pixels for at in (job.x, job.y))
        side, kind = job.across * job.pixels, f"overlay_{self._number + 1}"
        for name in self._names_at(job):
            x, y = name.x % 1.0 * world_px - left, name.y * world_px - top
            half = len(name.text) * _LETTER_PX * job.unit
            if -half < x < side + half and -_ROW_PX < y < side + _ROW_PX:
                below = 0.0 if name.size else (_MARK_PX + _NAME_PX) * job.unit
                label = Label(name.text, kind, 0, 0, 99, np.zeros((1, 2)))
                paint_name(brush, label, np.array([[x, y + below]]))

    def _colour(self, theme: Theme) -> QColor:
        return QColor(theme.color(f"map.overlay_{self._number + 1}"))

    def _stroke(self, brush: Brush, paths: list[QPainterPath]) -> None:
        """A line with a casing; every second colour is a double line, to tell apart."""
        theme, unit = brush.theme, brush.unit
        halo, is_double = theme.color("map.halo"), self._number % 2 == 1
        width = _LINE_PX * (2.0 if is_double else 1.0)
        pens = [
            _pen(halo, (width + 2 * _CASING_PX) * unit),
            _pen(self._colour(theme), width * unit),
        ]
        if is_double:
            pens.append(_pen(halo, 1.2 * unit))
        for pen in pens:
            for path in paths:
                brush.painter.strokePath(path, pen)

    def _places(self, window: _Window) -> Floats:
        places = self._prepared.places
        if not len(places):
            return places
        found = window.local(places[window.sees(places, places)])
        if len(found) > MOST_PLACES:
            cells = np.floor(found * np.sqrt(MOST_PLACES)).astype(np.int64)
            found = found[np.unique(cells, axis=0, return_index=True)[1]]
        return found

    def _mark(self, brush: Brush, places: Floats) -> None:
        """Small marks: round, and square for every second colour."""
        if not len(places):
            return
        path, radius = QPainterPath(), _MARK_PX * brush.unit
        path.setFillRule(Qt.FillRule.WindingFill)
        for x, y in places.tolist():
            if self._number % 2:
                path.addRect(x - radius, y - radius, 2 * radius, 2 * radius)
            else:
                path.addEllipse(x - radius, y - radius, 2 * radius, 2 * radius)
        casing = _pen(brush.theme.color("map.halo"), 2 * _CASING_PX * brush.unit)
        brush.painter.strokePath(path, casing)
        brush.painter.fillPath(path, self._colour(brush.theme))

    def _names_at(self, job: Paint) -> list[Name]:
        """The names that have room at a zoom, the largest first; found once a zoom."""
        key = (job.zoom, job.pixels)
        if key not in self._placed:
            self._placed[key] = place_names(
                self._prepared.names, job.pixels / job.unit * 2.0**job.zoom
            )
            while len(self._placed) > _PLACED_KEPT:
                self._placed.popitem(last=False)
        return self._placed[key]


def paint_overlays(
    overlays: list[OverlayPainting], painter: QPainter, theme: Theme, job: Paint
) -> bool:
    """Paint overlays onto a square, shapes of all before names of any."""
    if not overlays:
        return False
    look = job.zoom + float(np.log2(job.pixels / (TILE_PX * job.unit)))
    brush = Brush(painter, theme, look, job.unit)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painted = [overlay.paint(brush, job) for overlay in overlays]
    return any(painted)


def place_names(names: tuple[Name, ...], world_px: float) -> list[Name]:
    """Choose names that fit into what they name and do not lie on each other.

    world_px: design pixels along the world. Places (size 0) come last.
    """
    taken: set[tuple[int, int]] = set()
    found = []
    for name in names:
        width = len(name.text) * _LETTER_PX
        if name.size and name.size * world_px < 0.6 * width:
            continue
        x, y = name.x % 1.0 * world_px, name.y * world_px
        row = int(y // _ROW_PX)
        first = int((x - width / 2) // _ROW_PX)
        last = int((x + width / 2) // _ROW_PX)
        cells = {
            (column, at) for column in range(first, last + 1) for at in (row, row + 1)
        }
        if not cells & taken:
            taken |= cells
            found.append(name)
    return found


def _closed(areas: Shapes) -> Shapes:
    """Rings as lines that end where they began."""
    if not len(areas):
        return areas
    ends = areas.starts[1:]
    points = np.insert(areas.points, ends, areas.points[areas.starts[:-1]], axis=0)
    more = np.arange(len(areas.starts), dtype=np.int32)
    return Shapes(points, areas.starts + more)


def _pieces(lines: Shapes, side: float) -> list[QPainterPath]:
    """Lines of a square (0…1) in pieces that can be seen, as paths in pixels.

    Qt strokes a hundred short paths in a tenth of the time of one long one.
    """
    found = []
    margin = 2 * _MARGIN_PX / side
    for line in lines:
        for first in range(0, len(line) - 1, _PIECE):
            piece = line[first : first + _PIECE + 1]
            low, high = piece.min(axis=0), piece.max(axis=0)
            if (high >= -margin).all() and (low <= 1.0 + margin).all():
                found.append(path_of(Shapes.of([piece]), side))
    return found


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
