"""Outlines on the screen: their corners in pixels, cut to what is seen; paints nothing.

Corners of a large area lie far outside the view, where painting is slow: everything is
cut to a box first, and dashes go on as if it had not been.
"""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from controlroom.domain.entities import Outline
from controlroom.domain.shapes import ring_around
from controlroom.ground.mercator import Floats, project

CLOSED = frozenset({"polygon", "circle"})
"""Shapes that have an inside."""
AROUND = 120
"""Corners that a circle is drawn with."""


class Piece(NamedTuple):
    """A part of an outline in pixels, and how far from the first corner it begins."""

    line: QPolygonF
    along: float


def world_of(outline: Outline) -> Floats:
    """Return the corners in world coordinates (n, 2); a circle's are made."""
    if outline.shape == "circle" and outline.corners:
        ring = ring_around(*outline.corners[0], outline.radius_m, AROUND)
        return project(ring[:, 0], ring[:, 1])
    corners = np.array(outline.corners, np.float64).reshape(-1, 2)
    return project(corners[:, 0], corners[:, 1]).reshape(-1, 2)


def polygon(points: Floats) -> QPolygonF:
    """Return points (n, 2) as Qt takes them."""
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def pieces(points: Floats, box: QRectF, *, closed: bool) -> list[Piece]:
    """Return the sides between points (n, 2) as far as they lie in a box.

    Sides that hang together there are one piece.
    """
    if len(points) < 2:
        return []
    low, high = points.min(axis=0), points.max(axis=0)
    if box.contains(QPointF(*low)) and box.contains(QPointF(*high)):
        whole = np.concatenate([points, points[:1]]) if closed else points
        return [Piece(polygon(whole), 0.0)] if (low != high).any() else []
    start = points if closed else points[:-1]
    end = np.roll(points, -1, axis=0)[: len(start)]
    step = end - start
    lengths = np.hypot(*step.T)
    along = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    enter, leave = _within(start, step, box)
    seen = np.flatnonzero((enter < leave) & (lengths > 0))
    firsts = start[seen] + enter[seen, None] * step[seen]
    lasts = start[seen] + leave[seen, None] * step[seen]
    begun = along[seen] + enter[seen] * lengths[seen]
    # A piece goes on where the side before ended at its corner.
    joined = (np.diff(seen) == 1) & (leave[seen][:-1] == 1) & (enter[seen][1:] == 0)
    found = []
    for run in np.split(np.arange(len(seen)), np.flatnonzero(~joined) + 1):
        if len(run):
            line = np.concatenate([firsts[run[:1]], lasts[run]])
            found.append(Piece(polygon(line), float(begun[run[0]])))
    return found


def inside(points: Floats, box: QRectF) -> Floats:
    """Return the area between points (n, 2) cut to a box (Sutherland and Hodgman)."""
    edges = (
        (0, 1.0, box.left()), (0, -1.0, -box.right()),
        (1, 1.0, box.top()), (1, -1.0, -box.bottom()),
    )  # fmt: skip
    for axis, sign, limit in edges:
        if not len(points):
            break
        points = _cut(points, sign * points[:, axis] - limit)
    return points


def gap(points: Floats, x: float, y: float, *, closed: bool) -> float:
    """Return how far a pixel is from the nearest side, or from a lone point."""
    if not len(points):
        return float("inf")
    start = points if closed or len(points) == 1 else points[:-1]
    end = np.roll(points, -1, axis=0)[: len(start)]
    step = end - start
    square = (step**2).sum(axis=1)
    to = np.array([x, y]) - start
    share = np.clip((to * step).sum(axis=1) / np.where(square > 0, square, 1.0), 0, 1)
    return float(np.hypot(*(to - share[:, None] * step).T).min())


def _within(start: Floats, step: Floats, box: QRectF) -> tuple[Floats, Floats]:
    """Shares of each side at which it enters and leaves a box (Liang and Barsky)."""
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    limits = ((box.left(), box.right()), (box.top(), box.bottom()))
    for axis, (low, high) in enumerate(limits):
        at, by = start[:, axis], step[:, axis]
        still = by == 0
        with np.errstate(divide="ignore", invalid="ignore"):
            first, last = (low - at) / by, (high - at) / by
        first, last = np.minimum(first, last), np.maximum(first, last)
        out = still & ((at < low) | (at > high))
        enter = np.maximum(enter, np.where(still, np.where(out, 2.0, 0.0), first))
        leave = np.minimum(leave, np.where(still, 1.0, last))
    return enter, leave


def _cut(points: Floats, depth: Floats) -> Floats:
    """Keep what lies at a depth of 0 or more; `depth` (n,) belongs to the points."""
    kept: list[Floats] = []
    before, deep = points[-1], float(depth[-1])
    for point, here in zip(points, depth.tolist(), strict=True):
        if (here >= 0) != (deep >= 0):
            kept.append(before + (point - before) * (deep / (deep - here)))
        if here >= 0:
            kept.append(point)
        before, deep = point, here
    return np.array(kept, np.float64).reshape(-1, 2)
