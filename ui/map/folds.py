"""Badges of incidents that would cover each other: one with their number for all.

An emergency and the selected incident are never folded. A fold has the look and the
letter of the worst in it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from controlroom.ground.mercator import Floats
from ui.map.cells import Cells
from ui.map.symbols import text_path
from ui.map.viewport import Viewport
from ui.theme import Theme

FEW = 24
"""So many badges in view can be told apart: none of them is folded."""
CELL_PX = 44.0
"""Badges in one cell of this side are one, design pixels."""
LEAST = 2
MOST_SAID = 99
NUMBER_AT, NUMBER_REACH = (14.0, -29.0), 16.0
"""Where the number stands from the tip of its badge, design pixels."""
_HALF_PX = 13.0
_TALL, _PX, _PAD = 14.0, 11.0, 3.5


class Folds(NamedTuple):
    """Folds in view, columns: tips (n, 2) pixels, counts, worst look, worst rank.

    of: the fold of each badge by its index, -1 for none.
    """

    places: Floats
    counts: NDArray[np.int64]
    looks: NDArray[np.int64]
    ranks: NDArray[np.int64]
    of: NDArray[np.int64]


def fold(
    view: Viewport,
    places: Floats,
    looks: NDArray[np.int64],
    ranks: NDArray[np.int64],
    kept: NDArray[np.bool_],
) -> Folds:
    """Return the folds of badges with tips at places (n, 2) pixels.

    looks: the more, the worse. ranks: the less, the worse. kept: never folded. Cells
    hang on the world, so panning keeps them.
    """
    of = np.full(len(places), -1, np.int64)
    free = np.flatnonzero(~kept)
    if len(places) <= FEW or len(free) < LEAST:
        none = np.zeros(0, np.int64)
        return Folds(np.zeros((0, 2)), none, none, none, of)
    cells = Cells(view, CELL_PX)
    keys = cells.keys(places[free])
    count = np.bincount(keys, minlength=cells.count)
    homes = np.flatnonzero(count >= LEAST)
    number = np.full(cells.count, -1, np.int64)
    number[homes] = np.arange(len(homes))
    of[free] = number[keys]
    members = np.flatnonzero(of >= 0)
    which = of[members]
    worst_look = np.zeros(len(homes), np.int64)
    np.maximum.at(worst_look, which, looks[members])
    worst_rank = np.full(len(homes), np.iinfo(np.int64).max)
    np.minimum.at(worst_rank, which, ranks[members])
    sums = [np.bincount(which, places[members, axis], len(homes)) for axis in (0, 1)]
    middles = np.stack(sums, axis=1) / count[homes][:, None]
    by = np.full(len(homes), _HALF_PX * view.unit)
    tips = cells.keep_inside(middles, homes, by)
    return Folds(tips, count[homes], worst_look, worst_rank, of)


def paint_number(painter: QPainter, theme: Theme, count: int) -> None:
    """Paint how many a fold stands for, around the origin."""
    said = str(count) if count <= MOST_SAID else f"{MOST_SAID}+"
    path = text_path(said, _PX, 700)
    wide = path.boundingRect().width() + 2 * _PAD
    box = QRectF(-wide / 2, -_TALL / 2, wide, _TALL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("border.strong"), 1.0))
    painter.setBrush(theme.color("map.plate"))
    painter.drawRoundedRect(box, 4.0, 4.0)
    painter.fillPath(path.translated(0.0, 0.36 * _PX), theme.color("text.primary"))
