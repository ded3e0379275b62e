"""Units that would lie on each other, folded into one ring with their number.

Nobody in danger, selected, committed or with an old fix is ever folded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from controlroom.domain.freshness import FADING
from controlroom.ground.mercator import Floats
from ui.map.atlas import Atlas
from ui.map.force import Force, Sight
from ui.map.fragments import Fragments
from ui.map.symbols import EMERGENCY, text_path
from ui.map.viewport import Viewport
from ui.theme import Theme

CELL_PX = 38.0
"""Units in one cell of this side overlap, design pixels."""
LEAST = 3
MOST_IN_VIEW = 2_500
"""With more in view units are dots, and dots may lie on each other."""
RADIUS = 17.5
COVERED_PX = 24.0
"""A unit this near to a ring's middle lies under it, design pixels."""
_SHARES = 16
_COUNTS = 101
"""Counts above 99 say so."""
DEPLOYABLE = (1, 2, 3, 7)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups in view, columns by group: places (n, 2) pixels, counts, share 0 to 1.

    hidden bool: by index into the sight, whether a group stands for the unit. of: the
    group of each hidden unit, -1 for the others.
    """

    places: Floats
    counts: NDArray[np.int64]
    shares: Floats
    hidden: NDArray[np.bool_]
    of: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.counts)


def gather(sight: Sight, force: Force, view: Viewport, chosen_row: int) -> Groups:
    """Return the groups of a sight; cells hang on the world, so panning keeps them."""
    foldable = (
        (sight.state != EMERGENCY)
        & (sight.age < FADING)
        & ~force.committed[sight.rows]
        & (sight.rows != chosen_row)
    )
    of = np.full(len(sight), -1, np.int64)
    indices = np.flatnonzero(foldable)
    if len(indices) < LEAST or len(sight) > MOST_IN_VIEW:
        return _none(of)
    cell = CELL_PX * view.unit
    at = np.floor((sight.places[indices] + np.array(view.origin)) / cell).astype(
        np.int64
    )
    keys = at[:, 0] * 2**32 + at[:, 1]
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    large = counts >= LEAST
    if not large.any():
        return _none(of)
    number = np.where(large, np.cumsum(large) - 1, -1)
    of[indices] = number[inverse.reshape(-1)]
    _join(of, indices, sight.places, view.unit)
    hidden = of >= 0
    members = of[hidden]
    count = np.bincount(members)
    free = np.isin(sight.state[hidden], DEPLOYABLE).astype(np.float64)
    share = np.bincount(members, free) / count
    return Groups(_middles(of, sight.places), count, share, hidden, of)


def _join(
    of: NDArray[np.int64], foldable: NDArray[np.int64], places: Floats, unit: float
) -> None:
    """Let rings that would overlap be one, and take in whom a ring would cover."""
    middles = _middles(of, places)
    near = _gaps(middles, middles) < 2 * RADIUS * unit
    leader = near.argmax(axis=1)  # the first ring that is near, often itself
    leader = leader[leader]
    _, renamed = np.unique(leader, return_inverse=True)
    of[of >= 0] = renamed.reshape(-1)[of[of >= 0]]
    alone = foldable[of[foldable] < 0]
    if len(alone):
        gaps = _gaps(places[alone], _middles(of, places))
        covered = gaps.min(axis=1) < COVERED_PX * unit
        of[alone[covered]] = gaps.argmin(axis=1)[covered]


def _middles(of: NDArray[np.int64], places: Floats) -> Floats:
    """The mean place of each group (n, 2)."""
    hidden = of >= 0
    count = np.bincount(of[hidden])
    return np.stack(
        [np.bincount(of[hidden], places[hidden, axis]) / count for axis in (0, 1)],
        axis=1,
    )


def _gaps(one: Floats, other: Floats) -> Floats:
    """Distances (n, m) between places (n, 2) and (m, 2)."""
    apart = one[:, None, :] - other[None, :, :]
    return np.asarray(np.hypot(apart[..., 0], apart[..., 1]))


class Rings:
    """Draws groups in one call."""

    def __init__(self) -> None:
        self._atlas: Atlas | None = None
        self._made_for: tuple[str, float] | None = None
        self._rows = Fragments()

    def paint(
        self, painter: QPainter, theme: Theme, unit: float, groups: Groups
    ) -> None:
        """Paint every group."""
        if not len(groups):
            return
        if self._atlas is None or self._made_for != (theme.name, unit):
            self._made_for = (theme.name, unit)

            def ring(painter: QPainter, code: int) -> None:
                count, share = divmod(code, _SHARES + 1)
                paint_group(painter, theme, count, share / _SHARES)

            self._atlas = Atlas(_COUNTS * (_SHARES + 1), RADIUS, unit, ring)
        counts = np.minimum(groups.counts, _COUNTS - 1)
        shares = np.rint(groups.shares * _SHARES).astype(np.int64)
        self._atlas.place(self._rows, counts * (_SHARES + 1) + shares, groups.places)
        self._atlas.draw(painter, self._rows, len(groups))


def paint_group(painter: QPainter, theme: Theme, count: int, share: float) -> None:
    """Paint one group around the origin: how many, and how much of it is deployable."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre = QPointF(0, 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("map.plate"))
    painter.drawEllipse(centre, RADIUS, RADIUS)
    painter.setBrush(theme.color("surface.panel"))
    painter.setPen(QPen(theme.color("state.not_deployable"), 3))
    painter.drawEllipse(centre, 15, 15)
    pen = QPen(theme.color("state.deployable"), 3)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    # Qt counts sixteenths of a degree, anticlockwise from three o'clock.
    painter.drawArc(QRectF(-15, -15, 30, 30), 90 * 16, round(-share * 360 * 16))
    said = str(count) if count < _COUNTS - 1 else "99+"
    glyphs = text_path(said, 13.0 if len(said) < 3 else 11.0, 600)
    painter.fillPath(glyphs.translated(0, 4.6), theme.color("text.primary"))


def _none(of: NDArray[np.int64]) -> Groups:
    return Groups(
        np.zeros((0, 2)),
        np.zeros(0, np.int64),
        np.zeros(0),
        np.zeros(len(of), np.bool_),
        of,
    )
