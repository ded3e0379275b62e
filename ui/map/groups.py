"""Units that would lie on each other, folded into one ring.

Nobody in danger, selected, committed or with an old fix is ever folded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.freshness import FADING, HOLLOW
from controlroom.ground.mercator import Floats
from ui.map.cells import BESIDE, Cells
from ui.map.detail import Detail
from ui.map.force import Force, Sight
from ui.map.symbols import EMERGENCY, OFF_DUTY
from ui.map.viewport import Viewport
from ui.paint import STATE_FILL

CELL_PX = {Detail.FULL: 38.0, Detail.MID: 60.0}
"""Units in one cell of this side are one group, design pixels."""
LEAST = 3
PAIR_PX = 14.0
"""Two this near to each other are a group: one would hide the other."""
RADIUS = 17.5
"""Of most rings, design pixels; those of hundreds are larger."""
LARGEST = 23.0
COVERED_PX = 24.0
"""A unit this near to a ring's middle lies under it, design pixels."""
CROWDED = 60
"""With more than so many in a ring's cell dots cover each other."""
PARTS = ("deployable", "en_route", "at_scene", "not_deployable", "old")
"""What a ring tells apart; who was not heard of for long counts as nothing else."""
NOTHING: Floats = np.zeros((0, 2))
Which = NDArray[np.int64] | slice
"""Indices into a sight, or all of them without a copy."""
EVERYONE = slice(None)
_PART_OF = np.array(
    [
        PARTS.index(STATE_FILL[state] if 0 < state < OFF_DUTY else PARTS[-2])
        for state in range(OFF_DUTY + 1)
    ],
    np.intp,
)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups in view, columns by group: places (n, 2) pixels, counts, parts (n, 5).

    asks bool: a member waits for an answer. hidden bool: by index into the sight,
    whether a group stands for the unit. of: the group of each unit, -1 for none. quiet
    bool: by index, whether a unit stands where dots cover each other.
    """

    places: Floats
    counts: NDArray[np.int64]
    parts: NDArray[np.int64]
    asks: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    of: NDArray[np.int64]
    quiet: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.counts)

    def crowded(self, which: Which) -> NDArray[np.bool_]:
        """Which of some indices into the sight stand where dots cover each other."""
        return self.quiet[which]

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
    badges: Floats = NOTHING,
) -> Groups:
    """Return the groups of a sight; cells hang on the world, so panning keeps them.

    badges: pixels (n, 2) that rings keep off where they can.
    """
    of = np.full(len(sight), -1, np.int64)
    calm = (sight.state != EMERGENCY) & (sight.age < FADING)
    calm &= ~force.committed[sight.rows] & (sight.rows != chosen_row)
    indices = np.flatnonzero(calm)
    cells = Cells(view, CELL_PX[detail])
    if len(indices) > 1:
        places = sight.places[indices]
        of[indices] = _number(cells, places)
        if detail is Detail.FULL:
            _join(cells, of, indices, sight.places)
    found = _sum_up(sight, force, of)
    if detail is Detail.FULL:
        symbols = np.concatenate([sight.places[~found.hidden], badges])
        found.places[:] += cells.aside(found.places, symbols, COVERED_PX)
    else:
        _keep_apart(cells, found, sight.places)
    return found


def _number(cells: Cells, places: Floats) -> NDArray[np.int64]:
    """The group of each place (n, 2), -1 for none."""
    keys = cells.keys(places)
    count = np.bincount(keys, minlength=cells.count)
    large = count >= LEAST
    if (count == 2).any():
        near = (PAIR_PX * cells.unit) ** 2
        large |= (count == 2) & (_spread(cells, keys, places) < near)
    number = np.where(large, np.cumsum(large) - 1, -1)
    return np.asarray(number[keys])


def _spread(cells: Cells, keys: NDArray[np.intp], places: Floats) -> Floats:
    """For cells with two places: the square of the distance between them."""
    squares, total = np.zeros(cells.count), np.zeros(cells.count)
    for axis in (0, 1):
        along = places[:, axis]
        squares += np.bincount(keys, along * along, cells.count)
        total += np.bincount(keys, along, cells.count) ** 2
    return 2 * squares - total


def _join(
    cells: Cells,
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
    for down, right in BESIDE:
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
    for down, right in (*BESIDE, (0, 0)):
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


def _sum_up(sight: Sight, force: Force, of: NDArray[np.int64]) -> Groups:
    """Count who is in each group, and see where its ring stands."""
    members = np.flatnonzero(of >= 0)
    group = of[members]
    size = int(group.max(initial=-1)) + 1
    code = group * len(PARTS) + parts_of(sight.state[members], sight.age[members])
    parts = np.bincount(code, minlength=size * len(PARTS)).reshape(size, len(PARTS))
    asking = group[force.asks[sight.rows[members]]]
    return Groups(
        _middles(of, sight.places) if size else np.zeros((0, 2)),
        parts.sum(axis=1),
        parts,
        np.bincount(asking, minlength=size) > 0,
        of >= 0,
        of,
        np.zeros(len(of), np.bool_),
    )


def parts_of(state: NDArray[np.uint8], age: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Which of `PARTS` units of some states and steps of age count as."""
    part = _PART_OF[state]
    part[age >= HOLLOW] = PARTS.index("old")
    return part


def _keep_apart(cells: Cells, groups: Groups, places: Floats) -> None:
    """Let each ring stay in its cell: they are too many to compare."""
    if not len(groups):
        return
    home = np.zeros(len(groups), np.intp)
    home[groups.of[groups.hidden]] = cells.keys(places[groups.hidden])
    groups.places[:] = cells.keep_inside(
        groups.places, home, groups.radii * cells.unit + 1.0
    )
