"""Counts a crowd cell by cell, some thousand units at a time: no frame waits for it."""

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import Floats
from ui.map.cells import Cells
from ui.map.force import Force, Sight
from ui.map.groups import CROWDED, NOTHING, PARTS, Groups, parts_of
from ui.map.symbols import EMERGENCY
from ui.map.viewport import Viewport

CELL_PX = 92.0
"""One ring for the units in a cell of this side, design pixels."""
LEAST = 10
"""Fewer than so many in a cell can be counted by eye."""
AT_ONCE = 8_000
"""Units counted in one frame; of a very large force more of them."""
SLICES = 6
"""A force is counted in so many frames at most."""
_SAMPLE = 8_192
"""Where a ring stands is the mean of a part of its units, when they are many."""
_OFF_PX, _FINE_PX = 36.0, 40.0
"""A ring so far off a badge leaves both readable, design pixels."""
_OUTSIDE = 0
"""The number of a cell outside the view: nobody in danger is only counted."""


class Census:
    """One count of a force; its cells are those of the view it began in.

    `of_row` int64, `quiet_row` bool by unit row: the group of each unit, -1 for none,
    and whether it stands where dots cover each other. Both are right once it is over.
    """

    def __init__(self, force: Force, view: Viewport, units: int) -> None:
        self._cells = cells = Cells(view, CELL_PX)
        self._fine = Cells(view, _FINE_PX)
        self._side, self._origin = view.side, np.array(view.origin)
        self._next_row = 0
        self._step = max(units // _SAMPLE, 1)
        self._key_of_row = np.full(len(force.units), _OUTSIDE, np.intp)
        self._parts = np.zeros(cells.count * len(PARTS), np.int64)
        self._asking = np.zeros(cells.count, np.bool_)
        self._near = np.zeros(cells.count, np.int64)
        self._sums = np.zeros((2, cells.count))
        self.of_row: NDArray[np.int64] = np.zeros(0, np.int64)
        self.quiet_row: NDArray[np.bool_] = np.zeros(0, np.bool_)

    @property
    def is_over(self) -> bool:
        """Whether everybody has been counted."""
        return self._next_row >= len(self._key_of_row)

    def count(self, sight: Sight, force: Force, view: Viewport, most: int) -> bool:
        """Count the next `most` rows of the force; True when all have been counted."""
        rows = sight.rows
        begin = int(np.searchsorted(rows, self._next_row))
        self._next_row += most
        end = int(np.searchsorted(rows, self._next_row))
        part = slice(begin, end)
        state = sight.state[part]
        places = self._as_it_began(sight.places[part], view)
        keys = self._cells.keys(places)
        keys[state == EMERGENCY] = _OUTSIDE
        self._key_of_row[rows[part]] = keys
        code = parts_of(state, sight.age[part])
        code += keys * len(PARTS)
        self._parts += np.bincount(code, minlength=len(self._parts))
        if force.asks.any():
            self._asking[keys[force.asks[rows[part]]]] = True
        some, places = keys[:: self._step], places[:: self._step]
        self._near += np.bincount(some, minlength=self._cells.count)
        for axis in (0, 1):
            along = places[:, axis]
            self._sums[axis] += np.bincount(some, along, self._cells.count)
        return self.is_over

    def end(self, sight: Sight, view: Viewport, badges: Floats = NOTHING) -> Groups:
        """Return the groups, by index into the sight, with places in the view now.

        badges: pixels (n, 2) that rings keep off where there is room in their cells.
        """
        cells = self._cells
        parts = self._parts.reshape(-1, len(PARTS))
        counts = parts.sum(axis=1)
        counts[_OUTSIDE] = 0
        homes = np.flatnonzero(counts >= LEAST)
        number = np.full(cells.count, -1, np.int64)
        number[homes] = np.arange(len(homes))
        self.of_row = number[self._key_of_row]
        self.quiet_row = (counts > CROWDED)[self._key_of_row]
        found = Groups(
            np.zeros((len(homes), 2)),
            counts[homes],
            parts[homes],
            self._asking[homes],
            np.zeros(len(sight), np.bool_),
            self.of_row[sight.rows],
            self.quiet_row[sight.rows],
        )
        by = np.minimum(found.radii, CELL_PX / 2 - 1) * cells.unit + 1.0
        places = cells.keep_inside(self._middles()[homes], homes, by)
        urgent = np.concatenate([badges, sight.places[sight.state == EMERGENCY]])
        off = self._as_it_began(urgent, view)
        places += self._fine.aside(places, off, _OFF_PX)
        places = cells.keep_inside(places, homes, by)
        found.places[:] = self._as_it_is(places, view)
        return found

    def _middles(self) -> Floats:
        """About the mean place in each cell (n, 2); its middle where nobody was."""
        cells = self._cells
        with np.errstate(invalid="ignore"):
            middles = self._sums.T / self._near[:, None]
        missing = np.flatnonzero(self._near == 0)
        half = np.full(len(missing), cells.side / 2)
        nowhere = np.zeros((len(missing), 2))
        middles[missing] = cells.keep_inside(nowhere, missing, half)
        return np.asarray(middles)

    def _as_it_began(self, places: Floats, view: Viewport) -> Floats:
        """Pixels of the view as it was when counting began."""
        if view.side == self._side and (self._origin == view.origin).all():
            return places
        scale = self._side / view.side
        return np.asarray(
            places * scale + (np.array(view.origin) * scale - self._origin)
        )

    def _as_it_is(self, places: Floats, view: Viewport) -> Floats:
        """Pixels of the view now."""
        if view.side == self._side and (self._origin == view.origin).all():
            return places
        scale = view.side / self._side
        return np.asarray(
            places * scale + (self._origin * scale - np.array(view.origin))
        )


def sum_up(
    sight: Sight, force: Force, view: Viewport, badges: Floats = NOTHING
) -> Groups:
    """Return a ring for every cell with many units in it; it hides none of them.

    badges: pixels (n, 2) that rings keep off where there is room in their cells.
    """
    census = Census(force, view, len(sight))
    census.count(sight, force, view, max(len(force.units), 1))
    return census.end(sight, view, badges)
