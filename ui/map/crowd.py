"""Units that are only dots, summed up by rings that hide nobody.

Dots because there are thousands, or because whole symbols would cover each other.
Counted four times a second: between two counts rings stay where they are on the ground.
"""

import math
from collections.abc import Callable

import numpy as np

from controlroom.ground.mercator import Floats
from ui.map.cells import Cells
from ui.map.census import AT_ONCE, CELL_PX, SLICES, Census
from ui.map.detail import Detail
from ui.map.force import Force, Sight
from ui.map.groups import NOTHING, Groups, gather
from ui.map.incidents import badge_middles
from ui.map.symbols import EMERGENCY
from ui.map.viewport import Viewport

EVERY_S = 0.25
MANY_ALONE, DENSE = 200, 0.4
"""So many symbols, so large a part of them on another: then units are dots."""
_DENSE_MARGIN = 0.75
_SYMBOL_PX = 24.0
_FAR_ZOOM = 0.25
"""At another zoom than this cells would be too small or too large."""
_SOON_S = 0.25
"""Rings are shown so long after they were counted, painted or not."""


class Crowd:
    """The groups of a map from moment to moment, folded or summed up.

    A new count is shown once `is_ready(groups)` says so, or soon without: the picture
    of a ring takes its time, and two hundred are others after each count. Who counts
    goes on while `may_go_on()`.
    """

    def __init__(
        self,
        is_ready: Callable[[Groups], bool] = lambda _groups: True,
        may_go_on: Callable[[], bool] = lambda: True,
    ) -> None:
        self._is_ready, self._may_go_on = is_ready, may_go_on
        self._made_at = -math.inf
        self._zoom = math.nan
        self._world: Floats = np.zeros((0, 2))
        self._groups: Groups | None = None
        self._counted = Census(Force(), Viewport(), 0)
        self._census: Census | None = None
        self._coming_world: Floats = np.zeros((0, 2))
        self._is_dense = self._is_put_off = False
        self.detail = Detail.FULL
        """How large units are drawn: smaller than asked for when too dense."""
        self.coming: Groups | None = None
        """What was counted and is not shown yet: its rings may have to be painted."""
        self.shown = 0
        """How many counts have been shown so far."""

    @property
    def is_busy(self) -> bool:
        """Whether a count is under way, put off, or waits to be shown."""
        begun = self._census is not None or self.coming is not None
        return begun or self._is_put_off

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
            badges = badge_middles(view, incidents, CELL_PX * view.unit)
            folded = gather(sight, force, view, chosen_row, detail, badges)
            self._is_dense = self._covers_itself(sight, folded, view)
            if not self._is_dense:
                self._groups = self._census = self.coming = None
                self._is_put_off = False
                return folded
            self.detail = Detail.DOT
        if self._is_of_no_use(force, view):
            self._census, self.coming = Census(force, view, len(sight)), None
            self._count(sight, force, view, incidents, max(len(force.units), 1))
            self._show(view, at_s)
            return self._seen(sight, view)
        is_due = self.is_busy or at_s - self._made_at >= EVERY_S
        may_wait = math.isfinite(self._made_at)  # not when somebody is another now
        self._is_put_off = is_due and may_wait and not self._may_go_on()
        if is_due and not self._is_put_off:
            self._go_on(sight, force, view, incidents, at_s)
        return self._seen(sight, view)

    def count_again(self) -> None:
        """Count at the next look: a unit is another now, or a filter leaves it out.

        Later might be never: the map looks again only when something moves.
        """
        self._made_at, self._census, self.coming = -math.inf, None, None

    def _go_on(
        self, sight: Sight, force: Force, view: Viewport, incidents: Floats, at_s: float
    ) -> None:
        """Count some more; show what was counted once it can be painted."""
        if self.coming is None:
            self._census = self._census or Census(force, view, len(sight))
            most = max(AT_ONCE, -(len(force.units) // -SLICES))
            self._count(sight, force, view, incidents, most)
        if self.coming is not None:
            late = at_s - self._made_at >= EVERY_S + _SOON_S
            if self._is_ready(self.coming) or late:
                self._show(view, at_s)

    def _is_of_no_use(self, force: Force, view: Viewport) -> bool:
        """Whether what is shown means nothing here: then nothing waits."""
        return (
            self._groups is None
            or abs(view.zoom - self._zoom) > _FAR_ZOOM
            or len(self._counted.of_row) != len(force.units)
        )

    def _count(
        self, sight: Sight, force: Force, view: Viewport, incidents: Floats, most: int
    ) -> None:
        census = self._census
        if census is None:
            return
        if not census.is_over:
            census.count(sight, force, view, most)
            if most < len(force.units):
                return  # also of the last slice: to sum up is work of its own
        if census.is_over:
            badges = badge_middles(view, incidents, CELL_PX * view.unit)
            self.coming = census.end(sight, view, badges)
            self._coming_world = view.to_world(self.coming.places)

    def _show(self, view: Viewport, at_s: float) -> None:
        if self._census is None or self.coming is None:
            return
        self._groups, self._world = self.coming, self._coming_world
        self._counted, self._census, self.coming = self._census, None, None
        self._made_at, self._zoom = at_s, view.zoom
        self.shown += 1

    def _seen(self, sight: Sight, view: Viewport) -> Groups:
        """What is shown, by index into this sight."""
        groups, counted = self._groups, self._counted
        if groups is None:
            return gather(sight, Force(), view, -1)
        everyone = len(sight) == len(counted.of_row)  # rows stand in their order
        return Groups(
            view.to_screen(self._world),
            groups.counts,
            groups.parts,
            groups.asks,
            np.zeros(len(sight), np.bool_),
            counted.of_row if everyone else counted.of_row.take(sight.rows),
            counted.quiet_row if everyone else counted.quiet_row.take(sight.rows),
        )

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
