"""Plates placed without overlap, the most urgent first, each kept on its side.

Placing is greedy on a grid of occupied cells; between two placings a plate travels
with what it names.
"""

import itertools
import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from controlroom.ground.mercator import Floats
from ui.map.captions import CHOSEN, INCIDENT, MOST, URGENT, Caption
from ui.map.detail import Detail
from ui.map.emergencies import RINGS
from ui.map.groups import RADIUS
from ui.map.incidents import BADGE_PX, Incidents
from ui.map.plates import Plate, Plates
from ui.map.ride import Ride
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY

CELL = 6.0
"""Side of a cell of the occupancy grid, design pixels."""
_BODY_PX = 10.0
NO_BADGES: Floats = np.zeros((0, 2))
_AT_LEAST = 24
"""Plates that every slice of work tries, however slow the machine is."""
_FAR_ZOOM = 0.5
"""A round of placing begun at another zoom than this is given up."""
FREE, BADGE, BODY, PLATE = range(4)
"""What a cell is covered by."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A plate and its upper left corner relative to what it names, pixels."""

    caption: Caption
    side: int
    dx: float
    dy: float


@dataclass(slots=True)
class _Round:
    """One round of placing: what is left to place, where room is, what found some."""

    wanted: Iterator[Caption]
    grid: "_Grid"
    plates: Plates
    zoom: float
    unit: float
    later: list[Caption]
    """Read by `wanted` when everything else had its turn."""
    moved: set[str] = field(default_factory=set)
    placed: list[Placed] = field(default_factory=list)


class Labels:
    """The plates on the map. `placed` is what was placed last, in order of urgency."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self._plates: Plates | None = None
        self._made_for: tuple[str, float] | None = None
        self._sides: dict[str, int] = {}
        self._round: _Round | None = None
        self._rewording: Iterator[bool] | None = None
        self._ride = Ride()

    @property
    def standing(self) -> list[str]:
        """Whose plates are on the map now."""
        return [each.caption.key for each in self.placed]

    @property
    def is_busy(self) -> bool:
        """Whether a round of placing or of new words waits for its next slice."""
        return self._round is not None or self._rewording is not None

    def place(
        self,
        scene: Scene,
        wanted: Iterable[Caption],
        taken: Sequence[tuple[float, float, float, float]],
        badges: Floats = NO_BADGES,
    ) -> None:
        """Choose which plates stand where. `taken`: boxes (left, top, width, height).

        badges: middles of the incidents' badges (n, 2). Everything in pixels. A plate
        stays on its side while there is room.
        """
        self.begin(scene, wanted, taken, badges)
        while self._round is not None:
            self.go_on(scene, math.inf)

    def begin(
        self,
        scene: Scene,
        wanted: Iterable[Caption],
        taken: Sequence[tuple[float, float, float, float]],
        badges: Floats = NO_BADGES,
    ) -> None:
        """Begin a round of placing; the plates that stand stay until it is over."""
        plates = self._plates_for(scene)
        grid = _Grid(scene.view.width, scene.view.height, CELL * scene.unit)
        if scene.detail is not Detail.STAMP:  # tens of thousands leave no room at all
            alone = scene.sight.places[~scene.groups.hidden]
            grid.take_around(alone, _BODY_PX * scene.unit)
        danger = scene.sight.places[scene.sight.state == EMERGENCY]
        grid.take_around(danger, RINGS[0] * scene.unit)
        grid.take_around(scene.groups.places, RADIUS * scene.unit)
        grid.take_around(badges, BADGE_PX * scene.unit, BADGE)
        for box in taken:
            grid.take(*box)
        self._rewording = None
        later: list[Caption] = []
        every = itertools.chain(wanted, later)
        zoom, unit = scene.view.zoom, scene.unit
        self._round = _Round(every, grid, plates, zoom, unit, later)

    def go_on(self, scene: Scene, slice_s: float) -> bool:
        """Work for so long, but never do nothing; True when a plate is another now."""
        until_s = time.perf_counter() + slice_s
        if self._round is not None:
            return self._place_some(self._round, scene, until_s)
        if self._rewording is None:
            return False
        changed = False
        for count, another in enumerate(self._rewording):
            changed |= another
            if count >= _AT_LEAST and time.perf_counter() > until_s:
                return changed
        self._rewording = None
        return changed

    def reword(self, says: Callable[[Caption], Plate | None]) -> None:
        """Begin to take over new words for plates that stand, where they stand."""
        if self._round is None:
            self._rewording = self._reword(says)

    def paint(self, painter: QPainter, scene: Scene, incidents: Incidents) -> None:
        """Paint the plates where what they name is now."""
        self._ride.paint(painter, scene, incidents, self._plates_for(scene))

    def _place_some(self, now: _Round, scene: Scene, until_s: float) -> bool:
        far = abs(scene.view.zoom - now.zoom) > _FAR_ZOOM
        if far or now.plates is not self._plates_for(scene):
            self._round = None  # what it found no longer fits: the next is due anyway
            return False
        for count, caption in enumerate(now.wanted):
            if self._comes_later(now, caption):
                continue
            found = self._find_room(now.grid, now.plates, caption, now.unit)
            if found is not None:
                now.placed.append(found)
                now.plates.cell(caption.plate)  # painted within this slice
            if len(now.placed) >= MOST:
                break
            if count >= _AT_LEAST and time.perf_counter() > until_s:
                return False
        self._round = None
        self.placed = now.placed
        self._sides = {each.caption.key: each.side for each in now.placed}
        self._ride.board(scene, self.placed)
        return True

    def _reword(self, says: Callable[[Caption], Plate | None]) -> Iterator[bool]:
        """Reword one plate a turn; True when it says something else."""
        for place, each in enumerate(self.placed):
            plate = says(each.caption)
            changed = plate is not None and plate != each.caption.plate
            if changed and plate is not None and self._plates is not None:
                caption = replace(each.caption, plate=plate)
                self.placed[place] = replace(each, caption=caption)
                self._plates.cell(plate)
                self._ride.note_words(place, plate)
            yield changed

    def _plates_for(self, scene: Scene) -> Plates:
        made_for = (scene.theme.name, scene.unit)
        if self._plates is None or self._made_for != made_for:
            self._made_for = made_for
            self._plates = Plates(scene.theme, scene.unit)
        return self._plates

    def _comes_later(self, now: _Round, caption: Caption) -> bool:
        """Whether a plate has to leave its side: then it waits for those that stay.

        Else it could take the room of one that nothing has happened to.
        """
        kept = self._sides.get(caption.key)
        if kept is None or caption.rank <= CHOSEN or caption.key in now.moved:
            return False
        width, height = now.plates.width(caption.plate) + 2, 20 * now.unit + 2
        sides = _sides(caption, width, height, now.unit)
        if kept >= len(sides):
            return False
        left, top = caption.x + sides[kept][0], caption.y + sides[kept][1]
        over = _may_cover(caption)[-1]
        if now.grid.is_free(left, top, width, height, over):
            return False
        now.moved.add(caption.key)
        now.later.append(caption)
        return True

    def _find_room(
        self, grid: "_Grid", plates: Plates, caption: Caption, unit: float
    ) -> Placed | None:
        width, height = plates.width(caption.plate) + 2, 20 * unit + 2
        sides = _sides(caption, width, height, unit)
        kept = self._sides.get(caption.key)
        order = list(range(len(sides)))
        if kept is not None and kept < len(sides):
            order.remove(kept)
            order.insert(0, kept)
        for over in _may_cover(caption):
            for side in order:
                left, top = caption.x + sides[side][0], caption.y + sides[side][1]
                if grid.is_free(left, top, width, height, over):
                    grid.take(left, top, width, height)
                    return Placed(caption, side, *sides[side])
        return None


def _may_cover(caption: Caption) -> tuple[int, ...]:
    """What a plate may lie on when there is no room: more, the more urgent it is."""
    # An incident's own badge stands beside its plate: it is in nobody's way.
    least = BADGE if caption.kind == INCIDENT else FREE
    if caption.rank <= CHOSEN:
        return least, BODY, PLATE
    return (least, BODY) if caption.rank <= URGENT else (least,)


def _sides(
    caption: Caption, width: float, height: float, unit: float
) -> list[tuple[float, float]]:
    """Upper left corners relative to the place: right, left, below, above."""
    reach, middle = caption.reach * unit, -caption.up * unit - height / 2
    below = (reach if not caption.up else 6 * unit) - 1
    above = -reach - height if not caption.up else -32 * unit - height
    return [
        (reach, middle),
        (-reach - width, middle),
        (-width / 2, below),
        (-width / 2, above + 1),
    ]


class _Grid:
    """Which parts of the view are occupied, to a few pixels."""

    def __init__(self, width: float, height: float, cell: float) -> None:
        self._cell = cell
        self._width, self._height = width, height
        self._taken: NDArray[np.uint8] = np.full(
            (int(height / cell) + 2, int(width / cell) + 2), FREE, np.uint8
        )

    def is_free(
        self, left: float, top: float, width: float, height: float, over: int
    ) -> bool:
        """Whether a box lies inside the view and on nothing more than `over`."""
        if left < 0 or top < 0:
            return False
        if left + width > self._width or top + height > self._height:
            return False
        return bool(self._part(left, top, width, height).max(initial=FREE) <= over)

    def take(self, left: float, top: float, width: float, height: float) -> None:
        """Occupy a box."""
        self._part(left, top, width, height)[:] = PLATE

    def take_around(self, places: Floats, reach: float, by: int = BODY) -> None:
        """Occupy what symbols cover: `reach` pixels around each place (n, 2)."""
        if not len(places):
            return
        rows, columns = self._taken.shape
        steps = len(np.arange(-reach, reach + self._cell / 2, self._cell))
        wide = columns + 2 * steps
        cells: list[NDArray[np.intp]] = []
        for along, size in zip(places.T, (columns, rows), strict=True):
            first = np.floor((along - reach) / self._cell)
            # Farther out than it reaches covers what nobody looks at.
            np.clip(first, -steps, size, out=first)
            cells.append(first.astype(np.intp) + steps)
        # Every place is one cell first: what a crowd covers costs no more than a few.
        covered = np.zeros((rows + 2 * steps, wide), np.bool_)
        covered.reshape(-1)[cells[1] * wide + cells[0]] = True
        for axis in (0, 1):
            spread = covered.copy()
            for step in range(1, steps):
                spread |= np.roll(covered, step, axis)
            covered = spread
        covered = covered[steps : steps + rows, steps : steps + columns]
        self._taken[covered] = np.maximum(self._taken[covered], by)

    def _part(
        self, left: float, top: float, width: float, height: float
    ) -> NDArray[np.uint8]:
        cell = self._cell
        return self._taken[
            max(int(top / cell), 0) : max(int((top + height) / cell) + 1, 0),
            max(int(left / cell), 0) : max(int((left + width) / cell) + 1, 0),
        ]
