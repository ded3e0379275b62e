"""Units that would lie on each other, as one ring with their number and their states.

While symbols are large, a ring stands for its units: nobody in danger, selected,
committed or with an old fix is ever folded. Where units are only dots, a ring sums up
the ground around it and hides nobody; nobody in danger is ever only counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.freshness import FADING, HOLLOW
from controlroom.ground.mercator import Floats
from ui.map.detail import Detail
from ui.map.force import MARGIN_PX, Force, Sight
from ui.map.symbols import EMERGENCY, OFF_DUTY
from ui.map.viewport import Viewport
from ui.paint import STATE_FILL

CELL_PX = {Detail.FULL: 38.0, Detail.MID: 60.0, Detail.DOT: 92.0, Detail.STAMP: 92.0}
"""Units in one cell of this side are one group, design pixels."""
LEAST = {Detail.FULL: 3, Detail.MID: 3, Detail.DOT: 10, Detail.STAMP: 10}
PAIR_PX = 14.0
"""Two this near to each other are a group: one would hide the other."""
RADIUS = 17.5
"""Of most rings, design pixels; those of hundreds are larger."""
LARGEST = 23.0
COVERED_PX = 24.0
"""A unit this near to a ring's middle lies under it, design pixels."""
_MOST_GAPS = 100_000
CROWDED = 60
"""With more than so many in a ring's cell dots cover each other."""
PARTS = ("deployable", "en_route", "at_scene", "not_deployable", "old")
"""What a ring tells apart; who was not heard of for long counts as nothing else."""
DEPLOYABLE = (1, 2, 3, 7)
_OLD = PARTS.index("old")
_PART_OF = np.array(
    [
        PARTS.index(fill) if (fill := STATE_FILL.get(state)) in PARTS else _OLD - 1
        for state in range(OFF_DUTY + 1)
    ]
)
_BESIDE = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups in view, columns by group: places (n, 2) pixels, counts, parts (n, 5).

    asks bool: a member waits for an answer. hidden bool: by index into the sight,
    whether a group stands for the unit. of: the group of each unit, -1 for none.
    """

    places: Floats
    counts: NDArray[np.int64]
    parts: NDArray[np.int64]
    asks: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    of: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.counts)

    def crowded(self, which: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some indices into the sight stand where dots cover each other."""
        if not len(self):
            return np.zeros(len(which), np.bool_)
        group = self.of[which]
        return np.asarray((self.counts > CROWDED)[group] & (group >= 0))

    @property
    def radii(self) -> Floats:
        """Radius of each ring, design pixels."""
        large = (self.counts >= 100).astype(np.float64) + (self.counts >= 1000)
        return RADIUS + large * (LARGEST - RADIUS) / 2


def gather(
    sight: Sight,
    force: Force,
    view: Viewport,
    chosen_row: int,
    detail: Detail = Detail.FULL,
) -> Groups:
    """Return the groups of a sight; cells hang on the world, so panning keeps them."""
    folds = detail in {Detail.FULL, Detail.MID}
    of = np.full(len(sight), -1, np.int64)
    calm = sight.state != EMERGENCY
    if folds:
        calm &= (sight.age < FADING) & ~force.committed[sight.rows]
        calm &= sight.rows != chosen_row
    indices = np.flatnonzero(calm)
    if len(indices) > 1:
        cells = _Cells(view, CELL_PX[detail])
        places = sight.places[indices]
        of[indices] = _number(cells, places, LEAST[detail], pairs=folds)
        if detail is Detail.FULL:
            _join(cells, of, indices, sight.places)
    stay = None if detail is Detail.FULL else _Cells(view, CELL_PX[detail])
    found = _sum_up(sight, force, of, hidden=folds, cells=stay)
    if detail is Detail.FULL:
        _step_aside(found.places, sight.places[~found.hidden], view.unit)
    return found


class _Cells:
    """A grid that hangs on the world, with an empty cell all round the view."""

    def __init__(self, view: Viewport, side_px: float) -> None:
        margin = MARGIN_PX * view.unit
        self.unit = view.unit
        self.side = side = side_px * view.unit
        self._origin = np.array(view.origin)
        self._first = np.floor((self._origin - margin) / side) - 1
        size = np.array([view.width, view.height]) + 2 * margin
        self.columns, rows = (np.ceil(size / side) + 3).astype(int).tolist()
        self.count = self.columns * rows
        self._last = np.array([self.columns - 2, rows - 2])

    def keys(self, places: Floats) -> NDArray[np.int64]:
        """The cell of each place (n, 2) in pixels."""
        across, down = (
            np.floor((places[:, axis] + self._origin[axis]) / self.side)
            - self._first[axis]
            for axis in (0, 1)
        )
        across = np.clip(across, 1, self._last[0])
        down = np.clip(down, 1, self._last[1])
        return np.asarray((down * self.columns + across).astype(np.int64))

    def keep_inside(
        self, places: Floats, keys: NDArray[np.int64], by: Floats
    ) -> Floats:
        """Move places into their cells, `by` pixels (n,) from the edge."""
        corner = np.stack([keys % self.columns, keys // self.columns], axis=1)
        low = (corner + self._first) * self.side - self._origin
        return np.clip(places, low + by[:, None], low + self.side - by[:, None])


def _number(
    cells: _Cells, places: Floats, least: int, *, pairs: bool
) -> NDArray[np.int64]:
    """The group of each place (n, 2), -1 for none."""
    keys = cells.keys(places)
    count = np.bincount(keys, minlength=cells.count)
    large = count >= least
    if pairs and (count == 2).any():
        near = (PAIR_PX * cells.unit) ** 2
        large |= (count == 2) & (_spread(cells, keys, places) < near)
    number = np.where(large, np.cumsum(large) - 1, -1)
    return np.asarray(number[keys])


def _spread(cells: _Cells, keys: NDArray[np.int64], places: Floats) -> Floats:
    """For cells with two places: the square of the distance between them."""
    squares, total = np.zeros(cells.count), np.zeros(cells.count)
    for axis in (0, 1):
        along = places[:, axis]
        squares += np.bincount(keys, along * along, cells.count)
        total += np.bincount(keys, along, cells.count) ** 2
    return 2 * squares - total


def _join(
    cells: _Cells,
    of: NDArray[np.int64],
    foldable: NDArray[np.int64],
    places: Floats,
) -> None:
    """Let rings that would overlap be one, and take in whom a ring would cover."""
    if of.max(initial=-1) < 0:
        return
    unit = cells.unit
    keys = cells.keys(places[foldable])
    ring_in = np.full(cells.count, -1, np.int64)
    ring_in[keys] = of[foldable]
    homes = np.flatnonzero(ring_in >= 0)
    homes = homes[np.argsort(ring_in[homes])]
    middles = _middles(of, places)
    leader = np.arange(len(homes))
    for down, right in _BESIDE:
        other = ring_in[homes + down * cells.columns + right]
        gap = np.hypot(*(middles - middles[other]).T)
        near = (other >= 0) & (gap < 2 * RADIUS * unit)
        leader = np.where(near, np.minimum(leader, other), leader)
    leader = leader[leader[leader]]
    _, renamed = np.unique(leader, return_inverse=True)
    renamed = np.append(renamed.reshape(-1), -1)  # no ring stays none
    of[:] = renamed[of]
    ring_in = renamed[ring_in]
    alone = np.flatnonzero(of[foldable] < 0)
    middles = _middles(of, places)
    best = np.full(len(alone), COVERED_PX * unit)
    for down, right in (*_BESIDE, (0, 0)):
        other = ring_in[keys[alone] + down * cells.columns + right]
        gap = np.hypot(*(places[foldable[alone]] - middles[other]).T)
        near = (other >= 0) & (gap < best)
        best[near] = gap[near]
        of[foldable[alone[near]]] = other[near]


def _middles(of: NDArray[np.int64], places: Floats) -> Floats:
    """The mean place of each group (n, 2)."""
    members = of >= 0
    count = np.bincount(of[members])
    sums = [np.bincount(of[members], places[members, axis]) for axis in (0, 1)]
    return np.stack([each / count for each in sums], axis=1)


def _step_aside(rings: Floats, symbols: Floats, unit: float) -> None:
    """Move rings (n, 2) off the symbols that stand for themselves (m, 2)."""
    if not 0 < len(rings) * len(symbols) <= _MOST_GAPS:
        return
    apart = rings[:, None, :] - symbols[None, :, :]
    gaps = np.hypot(apart[..., 0], apart[..., 1])
    room = COVERED_PX * unit
    short = np.maximum(room - gaps, 0.0)
    apart[gaps < 1.0] = (0.0, 1.0)  # on each other: any side is as good
    by = (apart / np.maximum(gaps, 1.0)[..., None] * short[..., None]).sum(axis=1)
    most = room / np.maximum(np.hypot(by[:, 0], by[:, 1]), room)
    rings += by * most[:, None]


def _sum_up(
    sight: Sight,
    force: Force,
    of: NDArray[np.int64],
    *,
    hidden: bool,
    cells: _Cells | None,
) -> Groups:
    """Count who is in each group, and see where its ring stands."""
    members = np.flatnonzero(of >= 0)
    group = of[members]
    size = int(group.max(initial=-1)) + 1
    part = _PART_OF[sight.state[members]]
    part[sight.age[members] >= HOLLOW] = _OLD
    width = len(PARTS)
    parts = np.bincount(group * width + part, minlength=size * width)
    asking = group[force.asks[sight.rows[members]]]
    places = _middles(of, sight.places) if size else np.zeros((0, 2))
    found = Groups(
        places,
        parts.reshape(size, width).sum(axis=1),
        parts.reshape(size, width),
        np.bincount(asking, minlength=size) > 0,
        (of >= 0) & hidden,
        of,
    )
    if cells is not None and size:
        home = np.zeros(size, np.int64)
        home[group] = cells.keys(sight.places[members])
        by = np.minimum(found.radii * cells.unit + 1.0, cells.side / 2)
        places[:] = cells.keep_inside(places, home, by)
    return found
