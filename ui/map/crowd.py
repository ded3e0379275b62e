"""Units that are only dots, summed up by rings that hide nobody.

Dots because there are thousands, or because whole symbols would cover each other.
Counted four times a second: between two counts rings stay where they are on the ground.
"""

import math

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import Floats
from ui.map.cells import Cells
from ui.map.detail import Detail
from ui.map.force import Force, Sight
from ui.map.groups import NOTHING, PARTS, Groups, gather, parts_of
from ui.map.symbols import EMERGENCY
from ui.map.viewport import Viewport

CELL_PX = 92.0
"""One ring for the units in a cell of this side, design pixels."""
LEAST = 10
"""Fewer than so many in a cell can be counted by eye."""
EVERY_S = 0.25
MANY_ALONE, DENSE = 200, 0.4
"""So many symbols, so large a part of them on another: then units are dots."""
_DENSE_MARGIN = 0.75
_SYMBOL_PX = 24.0
_FAR_ZOOM = 0.25
"""At another zoom than this cells would be too small or too large."""
_SAMPLE = 8_192
"""Where a ring stands is the mean of a part of its units, when they are many."""
_BADGE_UP = 17.0
_OFF_PX, _FINE_PX = 36.0, 40.0
"""A ring so far off a badge leaves both readable, design pixels."""
_OUTSIDE = 0
"""The number of a cell outside the view: nobody in danger is only counted."""


class Crowd:
    """The groups of a map from moment to moment, folded or summed up."""

    def __init__(self) -> None:
        self._made_at = -math.inf
        self._zoom = math.nan
        self._world: Floats = np.zeros((0, 2))
        self._of_row: NDArray[np.int64] = np.zeros(0, np.int64)
        self._groups: Groups | None = None
        self._is_dense = False
        self.detail = Detail.FULL
        """How large units are drawn: smaller than asked for when too dense."""

    def look(
        self,
        sight: Sight,
        force: Force,
        view: Viewport,
        chosen_row: int,
        detail: Detail,
        at_s: float,
        incidents: Floats = NOTHING,
    ) -> Groups:
        """Return the groups of a sight at a moment of this machine's clock.

        incidents: world coordinates (n, 2) of badges that rings keep off.
        """
        self.detail = detail
        if detail in {Detail.FULL, Detail.MID}:
            badges = _badges(view, incidents)
            folded = gather(sight, force, view, chosen_row, detail, badges)
            self._is_dense = self._covers_itself(sight, folded, view)
            if not self._is_dense:
                self._groups = None
                return folded
            self.detail = Detail.DOT
        groups = self._groups
        if (
            groups is None
            or at_s - self._made_at >= EVERY_S
            or abs(view.zoom - self._zoom) > _FAR_ZOOM
            or len(self._of_row) != len(force.units)
        ):
            groups = self._groups = sum_up(sight, force, view, _badges(view, incidents))
            self._made_at, self._zoom = at_s, view.zoom
            self._world = view.to_world(groups.places)
            self._of_row = np.full(len(force.units), -1, np.int64)
            self._of_row[sight.rows] = groups.of
            return groups
        of = self._of_row.take(sight.rows)
        nobody = np.zeros(len(sight), np.bool_)
        places = view.to_screen(self._world)
        return Groups(places, groups.counts, groups.parts, groups.asks, nobody, of)

    def count_again(self) -> None:
        """Count at the next look: a unit is another now, or a filter leaves it out.

        Later might be never: the map looks again only when something moves.
        """
        self._made_at = -math.inf

    def _covers_itself(self, sight: Sight, groups: Groups, view: Viewport) -> bool:
        """Whether those who are not folded are many and lie on each other.

        Then dots say more than symbols. With a margin, so that nothing goes to and fro.
        """
        alone = ~groups.hidden & (sight.state != EMERGENCY)
        margin = _DENSE_MARGIN if self._is_dense else 1.0
        if int(np.count_nonzero(alone)) <= MANY_ALONE * margin:
            return False
        cells = Cells(view, _SYMBOL_PX)
        keys = cells.keys(sight.places[alone])
        shared = np.bincount(keys, minlength=cells.count)[keys] > 1
        return bool(shared.mean() > DENSE * margin)


def _badges(view: Viewport, world: Floats) -> Floats:
    """Middles of the badges of incidents in view, pixels: each stands on its tail."""
    pixels = view.to_screen(world[view.shows(world, CELL_PX * view.unit)])
    pixels[:, 1] -= _BADGE_UP * view.unit
    return pixels


def sum_up(
    sight: Sight, force: Force, view: Viewport, badges: Floats = NOTHING
) -> Groups:
    """Return a ring for every cell with many units in it; it hides none of them.

    badges: pixels (n, 2) that rings keep off where there is room in their cells.
    """
    cells, width = Cells(view, CELL_PX), len(PARTS)
    keys = cells.keys(sight.places)
    keys[sight.state == EMERGENCY] = _OUTSIDE
    code = parts_of(sight)
    code += keys * width
    parts = np.bincount(code, minlength=cells.count * width).reshape(-1, width)
    counts = parts.sum(axis=1)
    counts[_OUTSIDE] = 0
    homes = np.flatnonzero(counts >= LEAST)
    number = np.full(cells.count, -1, np.int64)
    number[homes] = np.arange(len(homes))
    asking = np.zeros(cells.count, np.bool_)
    if force.asks.any():
        asking[keys[force.asks[sight.rows]]] = True
    found = Groups(
        np.zeros((len(homes), 2)),
        counts[homes],
        parts[homes],
        asking[homes],
        np.zeros(len(sight), np.bool_),
        number[keys],
    )
    by = np.minimum(found.radii, CELL_PX / 2 - 1) * cells.unit + 1.0
    middles = _middles(cells, keys, sight.places)[homes]
    places = cells.keep_inside(middles, homes, by)
    urgent = np.concatenate([badges, sight.places[sight.state == EMERGENCY]])
    places += Cells(view, _FINE_PX).aside(places, urgent, _OFF_PX)
    found.places[:] = cells.keep_inside(places, homes, by)
    return found


def _middles(cells: Cells, keys: NDArray[np.intp], places: Floats) -> Floats:
    """About the mean place in each cell (n, 2); its middle where nobody was asked."""
    step = max(len(keys) // _SAMPLE, 1)
    keys, places = keys[::step], places[::step]
    count = np.bincount(keys, minlength=cells.count)
    sums = [np.bincount(keys, places[:, axis], cells.count) for axis in (0, 1)]
    with np.errstate(invalid="ignore"):
        middles = np.stack(sums, axis=1) / count[:, None]
    missing = np.flatnonzero(count == 0)
    half = np.full(len(missing), cells.side / 2)
    nowhere = np.zeros((len(missing), 2))
    middles[missing] = cells.keep_inside(nowhere, missing, half)
    return np.asarray(middles)
