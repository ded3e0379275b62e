"""Lines of the ground: streets with casings, tunnels, bridges, rails, paths, steps."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from controlroom.ground.layers import LayerKind, Shapes, casing_px, width_px
from ui.theme import Theme
from ui.worker.outline import Square, line_paths, path_of

_ROUND_FROM_PX = 3.0
"""Thinner lines get flat ends: nobody sees it, and painting is twice as fast."""
_SLEEPERS_FROM_ZOOM = 14
_DASHED_PATHS_FROM_ZOOM = 15.4
_BOUNDARY_OPACITY = 0.45
_TUNNEL_OPACITY = 0.42
_STREETS = frozenset({"minor", "street", "secondary", "main", "ring", "motorway"})
_BOLDER = ((12.0, 1.0), (14.0, 1.25), (16.0, 1.4), (18.0, 1.0))
"""(zoom, factor): between quarter and block a street is read before it is measured, so
it is drawn wider than it is; close up it has its own width."""
_RAIL_PARTS = ("rail", "tram")


@dataclass(frozen=True, slots=True)
class Brush:
    """What stays the same while one square is painted. `zoom` is what it looks like."""

    painter: QPainter
    theme: Theme
    zoom: float
    unit: float

    def width(self, kind: LayerKind) -> float:
        """Stroke width of a line layer in pixels."""
        width = self._between(lambda zoom: width_px(kind.name, zoom))
        return width * self._bolder() if kind.plain in _STREETS else width

    def casing(self) -> float:
        """What a casing adds on each side, pixels."""
        return self._between(casing_px) * self._bolder()

    def _bolder(self) -> float:
        zooms, factors = zip(*_BOLDER, strict=True)
        return float(np.interp(self.zoom, zooms, factors))

    def _between(self, at_zoom: Callable[[int], float]) -> float:
        low = math.floor(self.zoom)
        start, end = at_zoom(low), at_zoom(low + 1)
        if start <= 0:
            return 0.0
        return float(start * (end / start) ** (self.zoom - low) * self.unit)


def paint_casing(brush: Brush, kind: LayerKind, shapes: Shapes, square: Square) -> None:
    """Stroke what shows beside cased lines once their fills lie on it."""
    width, extra = brush.width(kind), brush.casing()
    if width <= 0 or extra <= 0:
        return
    pen = _pen(brush, "casing", width + 2 * extra)
    if kind.level:  # a tunnel's or bridge's end is open
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind.level < 0:
        _dash(pen, (3.0, 2.2), brush.unit)
    _stroke(brush, pen, shapes, square)


def paint_fill(brush: Brush, kind: LayerKind, shapes: Shapes, square: Square) -> None:
    """Stroke lines in their own colour, in the manner of their kind."""
    width = brush.width(kind)
    if width <= 0:
        return
    pen = _pen(brush, kind.token, width)
    if kind.level < 0:
        _fade(pen, _TUNNEL_OPACITY)
    if kind.name == "boundary":
        _dash(pen, (7.0, 3.0, 1.5, 3.0), brush.unit)
        _fade(pen, _BOUNDARY_OPACITY)
    elif kind.name == "tunnel_rail":
        _dash(pen, (5.0, 4.0), brush.unit)
    elif kind.plain == "path" and brush.zoom >= _DASHED_PATHS_FROM_ZOOM:
        _dash(pen, (4.0, 2.5), brush.unit)
    elif kind.name == "steps":
        _dash(pen, (1.2, 1.2), brush.unit)
    _stroke(brush, pen, shapes, square)
    if kind.plain == "rail" and kind.level >= 0 and brush.zoom >= _SLEEPERS_FROM_ZOOM:
        ties = _pen(brush, kind.token, 3.0 * width)
        _dash(ties, (1.5, 9.0), brush.unit)
        _stroke(brush, ties, shapes, square)


def _stroke(brush: Brush, pen: QPen, shapes: Shapes, square: Square) -> None:
    """Stroke a few lines at a time; those that shine through at once, or their
    crossings would be darker.
    """
    left, top, side = square
    whole = pen.color().alpha() < 255
    paths = [path_of(shapes, side, left, top)] if whole else line_paths(shapes, square)
    for path in paths:
        brush.painter.strokePath(path, pen)


def _dash(pen: QPen, lengths: tuple[float, ...], unit: float) -> None:
    """Break a line into dashes and gaps of so many design pixels, with flat ends."""
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length * unit / pen.widthF() for length in lengths])


def _fade(pen: QPen, opacity: float) -> None:
    colour = pen.color()
    colour.setAlphaF(opacity)
    pen.setColor(colour)


def _pen(brush: Brush, token: str, width: float) -> QPen:
    pen = QPen(brush.theme.color(f"map.{token}"), width)
    if width >= _ROUND_FROM_PX:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
