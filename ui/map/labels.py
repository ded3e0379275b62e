"""Plates placed without overlap, the most urgent first, each kept on its side.

Placing is greedy on a grid of occupied cells; between two placings a plate travels
with what it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from controlroom.ground.mercator import Floats
from ui.map.captions import ALARM, CHOSEN, MOST, UNIT, URGENT, Caption
from ui.map.emergencies import RINGS
from ui.map.fragments import Fragments
from ui.map.groups import RADIUS
from ui.map.incidents import Incidents
from ui.map.plates import Plate, Plates
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY

CELL = 6.0
"""Side of a cell of the occupancy grid, design pixels."""
_BODY_PX = 10.0
FREE, BODY, PLATE = range(3)
"""What a cell is covered by."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A plate and its upper left corner relative to what it names, pixels."""

    caption: Caption
    side: int
    dx: float
    dy: float


class Labels:
    """The plates on the map. `placed` is what was placed last, in order of urgency."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self._plates: Plates | None = None
        self._made_for: tuple[str, float] | None = None
        self._sides: dict[str, int] = {}
        self._rows = Fragments()

    def place(
        self,
        scene: Scene,
        wanted: list[Caption],
        taken: Sequence[tuple[float, float, float, float]],
    ) -> None:
        """Choose which plates stand where. `taken`: boxes (left, top, width, height).

        Everything in pixels. A plate stays on its side while there is room.
        """
        plates = self._plates_for(scene)
        grid = _Grid(scene.view.width, scene.view.height, CELL * scene.unit)
        alone = scene.sight.places[~scene.groups.hidden]
        grid.take_around(alone, _BODY_PX * scene.unit)
        danger = scene.sight.places[scene.sight.state == EMERGENCY]
        grid.take_around(danger, RINGS[0] * scene.unit)
        grid.take_around(scene.groups.places, RADIUS * scene.unit)
        for box in taken:
            grid.take(*box)
        placed: list[Placed] = []
        for caption in wanted:
            if len(placed) >= MOST:
                break
            found = self._find_room(grid, plates, caption, scene.unit)
            if found is not None:
                placed.append(found)
        self.placed = placed
        self._sides = {each.caption.key: each.side for each in placed}

    def reword(self, fresh: dict[str, Plate]) -> None:
        """Take over new words for plates that already stand, where they stand."""
        self.placed = [
            Placed(
                _with_plate(each.caption, fresh[each.caption.key]),
                each.side,
                each.dx,
                each.dy,
            )
            if each.caption.key in fresh
            else each
            for each in self.placed
        ]

    def paint(self, painter: QPainter, scene: Scene, incidents: Incidents) -> None:
        """Paint the plates where what they name is now."""
        plates = self._plates_for(scene)
        corners, cells = self._rows_for(scene, incidents, plates)
        count = len(cells)
        if not count:
            return
        boxes = np.array(cells, np.float64)
        rows = self._rows.rows(count)
        rows[:, 0:2] = np.rint(np.array(corners)) + boxes[:, 2:4] / 2
        rows[:, 2:6] = boxes
        self._rows.draw(painter, count, plates.sheet)

    def _rows_for(
        self, scene: Scene, incidents: Incidents, plates: Plates
    ) -> tuple[list[tuple[float, float]], list[tuple[int, ...]]]:
        spots = _Spots(scene, incidents)
        for _ in range(2):  # a sheet that was full starts afresh: fetch all cells again
            generation = plates.generation
            corners, cells = [], []
            for each in reversed(self.placed):
                spot = spots.of(each.caption)
                if spot is not None:
                    corners.append((spot[0] + each.dx, spot[1] + each.dy))
                    cells.append(plates.cell(each.caption.plate))
            if plates.generation == generation:
                break
        return corners, [tuple(cell) for cell in cells]

    def _plates_for(self, scene: Scene) -> Plates:
        made_for = (scene.theme.name, scene.unit)
        if self._plates is None or self._made_for != made_for:
            self._made_for = made_for
            self._plates = Plates(scene.theme, scene.unit)
        return self._plates

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
    if caption.rank <= CHOSEN:
        return FREE, BODY, PLATE
    return (FREE, BODY) if caption.rank <= URGENT else (FREE,)


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

    def take_around(self, places: Floats, reach: float) -> None:
        """Occupy what symbols cover: `reach` pixels around each place (n, 2)."""
        rows, columns = self._taken.shape
        steps = np.arange(-reach, reach + self._cell / 2, self._cell)
        for dy in steps:
            y = np.clip((places[:, 1] + dy) / self._cell, 0, rows - 1).astype(np.intp)
            for dx in steps:
                x = np.clip((places[:, 0] + dx) / self._cell, 0, columns - 1)
                self._taken[y, x.astype(np.intp)] = BODY

    def _part(
        self, left: float, top: float, width: float, height: float
    ) -> NDArray[np.uint8]:
        cell = self._cell
        return self._taken[
            max(int(top / cell), 0) : max(int((top + height) / cell) + 1, 0),
            max(int(left / cell), 0) : max(int((left + width) / cell) + 1, 0),
        ]


class _Spots:
    """Where things are in this frame."""

    def __init__(self, scene: Scene, incidents: Incidents) -> None:
        self._scene = scene
        self._rows = scene.sight.rows
        seen, places = incidents.in_view(scene)
        self._incidents = {
            incidents.board.incidents[index].incident_id: place
            for index, place in zip(seen.tolist(), places.tolist(), strict=True)
        }

    def of(self, caption: Caption) -> tuple[float, float] | None:
        """Return the pixel of what a plate names, None when it is out of view."""
        if caption.kind == ALARM:
            return caption.x, caption.y
        if caption.kind != UNIT:
            place = self._incidents.get(caption.key)
            return (place[0], place[1]) if place else None
        row = self._scene.force.row_of(self._scene.picture, caption.key)
        index = int(np.searchsorted(self._rows, row))  # rows stand in their order
        if index >= len(self._rows) or self._rows[index] != row:
            return None
        if self._scene.groups.hidden[index]:
            return None
        x, y = self._scene.sight.places[index].tolist()
        return x, y


def _with_plate(caption: Caption, plate: Plate) -> Caption:
    return Caption(
        caption.key, caption.kind, caption.x, caption.y, caption.rank, plate,
        caption.reach, caption.up, caption.anchor,
    )  # fmt: skip
