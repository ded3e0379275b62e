"""The units of the picture as columns by row, and which of them the view shows now."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import Alarm, Unit
from controlroom.domain.freshness import DEFAULT_SPEED_KMH, FRESH, SPEED_KMH
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import AHEAD_US
from controlroom.ground.mercator import Floats
from ui.map.courses import Courses, Whereabouts
from ui.map.symbols import EMERGENCY, KINDS, OFF_DUTY
from ui.map.viewport import Viewport

_KIND_INDEX = {kind: index for index, kind in enumerate(KINDS)}
HELD_US = AHEAD_US + 2_000_000
"""Nobody is moved ahead of such a fix; one that is only a little late needs no mark."""
_STATES = 16
"""Radio states fit below this."""
MARGIN_PX = 40.0
"""A unit this far outside may still reach into the view, design pixels."""
STILL_PX = 0.125
"""Where someone was while this far away is where they are."""
LONGEST_S = 0.1
"""Ages turn by themselves: nobody is looked at less often."""


class Force:
    """Columns by unit row: what is drawn of a unit apart from its place.

    drawn bool: somebody on duty; kind, state uint8 (`state` is 0 for an officer in
    danger); speed_kmh float64; committed bool: it has an incident; asks bool: it waits
    for an answer. `emergencies` holds the standing alarms of officers by unit id.
    `left_out` bool: on duty, and not drawn because `passes` says so; an officer in
    danger and `chosen_id` are always drawn.
    """

    def __init__(self, passes: Callable[[Unit], bool] = lambda _unit: True) -> None:
        self._passes = passes
        self.chosen_id: str | None = None
        self.left_out: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.sector: NDArray[np.int64] = np.zeros(0, np.int64)
        self._sectors: dict[str, int] = {}
        self._row_of: dict[str, int] = {}
        self._every_row: NDArray[np.int64] = np.zeros(0, np.int64)
        self.drawn: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.kind: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.state: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.speed_kmh: Floats = np.zeros(0)
        self.committed: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.asks: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self.units: list[Unit | None] = []
        self.emergencies: dict[str, Alarm] = {}
        self.placed_alarms: list[Alarm] = []

    def rebuild(self, picture: Picture) -> None:
        """Read every unit anew, as after a snapshot."""
        size = len(picture.unit_rows)
        self.drawn = np.zeros(size, np.bool_)
        self.left_out = np.zeros(size, np.bool_)
        self.sector = np.zeros(size, np.int64)
        self._row_of = {}
        self.kind = np.zeros(size, np.uint8)
        self.state = np.full(size, OFF_DUTY, np.uint8)
        self.speed_kmh = np.full(size, DEFAULT_SPEED_KMH)
        self.committed = np.zeros(size, np.bool_)
        self.asks = np.zeros(size, np.bool_)
        self.units = [None] * size
        self._read_alarms(picture)
        for unit in picture.units.values():
            self._read(picture, unit)

    def touch(self, picture: Picture, ids: Iterable[str]) -> None:
        """Read again what some ids changed."""
        before = set(self.emergencies)
        touched = set(ids)
        if len(picture.unit_rows) != len(self.units):
            self.rebuild(picture)
            return
        if any(entity_id.startswith("alm_") for entity_id in touched):
            self._read_alarms(picture)
            touched |= before ^ set(self.emergencies)
        for entity_id in touched:
            unit = picture.units.get(entity_id)
            if unit is not None:
                self._read(picture, unit)
            elif entity_id in self._row_of:
                # A partner is shown a unit no longer: it is off the map at once.
                self.rebuild(picture)
                return

    def sift(self) -> None:
        """Ask again what is left out: once for all units alike, not for each."""
        if not len(self.units):
            return
        alike = (self.sector * len(_KIND_INDEX) + self.kind) * _STATES + self.state
        _, firsts, which = np.unique(alike, return_index=True, return_inverse=True)
        asked = [self.units[row] for row in firsts.tolist()]
        passes = [unit is not None and self._passes(unit) for unit in asked]
        kept = np.array(passes, np.bool_)[which] | (self.state == EMERGENCY)
        known = np.array([unit is not None for unit in asked], np.bool_)[which]
        on_duty = (self.state != OFF_DUTY) & known
        self.drawn, self.left_out = on_duty & kept, on_duty & ~kept
        chosen = self._row_of.get(self.chosen_id or "", -1)
        if chosen >= 0 and self.left_out[chosen]:
            self.drawn[chosen], self.left_out[chosen] = True, False

    def choose(self, picture: Picture, unit_id: str | None) -> None:
        """Draw the selected unit whatever is left out."""
        before, self.chosen_id = self.chosen_id, unit_id
        for each in {before or "", unit_id or ""} - {""}:
            if each in picture.units:
                self._read(picture, picture.units[each])

    def rows_of(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the rows that are true; of all of them the same array again."""
        if not which.all():
            return np.flatnonzero(which)
        if len(self._every_row) != len(which):
            self._every_row = np.arange(len(which))
        return self._every_row

    def row_of(self, picture: Picture, unit_id: str | None) -> int:
        """Return the row of a unit, or -1."""
        unit = picture.units.get(unit_id or "")
        return unit.row if unit is not None and unit.row < len(self.units) else -1

    def _read_alarms(self, picture: Picture) -> None:
        standing = [
            alarm
            for alarm in picture.standing_alarms()
            if alarm.kind == "officer_emergency"
        ]
        self.emergencies = {alarm.unit_id: alarm for alarm in standing if alarm.unit_id}
        self.placed_alarms = [alarm for alarm in standing if alarm.lat is not None]

    def _read(self, picture: Picture, unit: Unit) -> None:
        row = unit.row
        if not 0 <= row < len(self.units):
            return
        speeds = picture.codes.speed_kmh
        self.kind[row] = _KIND_INDEX[unit.kind]
        in_danger = unit.unit_id in self.emergencies
        self.state[row] = EMERGENCY if in_danger else min(max(unit.state, 0), OFF_DUTY)
        on_duty = bool(self.state[row] != OFF_DUTY)
        kept = in_danger or unit.unit_id == self.chosen_id or self._passes(unit)
        self.drawn[row] = on_duty and kept
        self.left_out[row] = on_duty and not kept
        self.speed_kmh[row] = speeds.get(
            unit.kind, SPEED_KMH.get(unit.kind, DEFAULT_SPEED_KMH)
        )
        self.committed[row] = bool(unit.incident_ids)
        self.asks[row] = unit.request is not None
        self.sector[row] = self._sectors.setdefault(unit.sector, len(self._sectors))
        self._row_of[unit.unit_id] = row
        self.units[row] = unit


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """The units in view at one moment, columns by index.

    rows int64; places float64 (n, 2) pixels; age uint8 steps of freshness; fix_us
    int64; moving bool: faster than 5 km/h, with a heading. They may be views of columns
    that change with the next fix: a sight is of one moment. `here` and `frame` are what
    it was made of: where everyone was, and the part of the world.
    """

    rows: NDArray[np.int64]
    places: Floats
    age: NDArray[np.uint8]
    fix_us: NDArray[np.int64]
    moving: NDArray[np.bool_]
    state: NDArray[np.uint8]
    now_us: int
    here: Whereabouts | None = None
    frame: tuple[float, ...] = ()
    _columns: list[NDArray[np.int16]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def around(self, x: float, y: float, reach: float) -> NDArray[np.int64]:
        """Return the indices of who stands less than `reach` pixels off on each axis.

        The first time takes longer: whole pixels are compared four times as fast.
        """
        if not self._columns:
            self._columns.extend(self.places.T.astype(np.int16))
        across, down = self._columns
        near = np.flatnonzero(_about(across, x, reach) & _about(down, y, reach))
        gaps = np.abs(self.places[near] - (x, y))
        return np.asarray(near[(gaps < reach).all(axis=1)])

    def seconds(self, which: NDArray[np.int64]) -> Floats:
        """Return the age of the fixes of some indices, seconds, never negative."""
        return np.maximum(self.now_us - self.fix_us[which], 0) / 1e6

    @property
    def held(self) -> NDArray[np.bool_]:
        """Who was moving, and stands on the map because nothing was heard since."""
        return np.asarray(self.moving & (self.fix_us < self.now_us - HELD_US))

    def index_of(self, row: int) -> int | None:
        """Return where a unit's row stands in the columns, None when out of view."""
        index = int(np.searchsorted(self.rows, row))  # rows stand in their order
        seen = index < len(self.rows) and self.rows[index] == row
        return index if seen else None


def look(force: Force, courses: Courses, view: Viewport, now_us: int) -> Sight:
    """Return the units in view; off duty and never heard are none of them.

    Where they are may be as old as what nobody sees: an eighth of a pixel.
    """
    size = min(len(force.units), len(courses))
    side = view.side
    fastest_px = max(courses.fastest * side, STILL_PX / LONGEST_S)
    here = courses.look(now_us, STILL_PX / fastest_px)
    x, y = here.x[:size], here.y[:size]
    rows = force.rows_of(_seen(force.drawn[:size], here, view))
    which = slice(size) if len(rows) == size else rows  # a view is cheaper than a copy
    places = np.empty((2, len(rows)))
    for axis, (world, origin) in enumerate(zip((x, y), view.origin, strict=True)):
        np.multiply(world[which], side, out=places[axis])
        places[axis] -= origin
    return Sight(
        rows,
        places.T,
        here.age[which],
        courses.fix_us[which],
        courses.going[which],
        force.state[which].copy(),
        now_us,
        here,
        (side, *view.origin),
    )


def _about(column: NDArray[np.int16], middle: float, reach: float) -> NDArray[np.bool_]:
    """Which whole pixels are at most about `reach` from a middle, one comparison."""
    first = np.int16(min(max(math.floor(middle - reach) - 1, -(2**15)), 2**15 - 1))
    span = min(math.ceil(2 * reach) + 3, 2**16 - 1)
    return np.asarray((column - first).view(np.uint16) <= span)


def nothing() -> Sight:
    """Return a sight without units."""
    none = np.zeros(0, np.int64)
    byte = np.zeros(0, np.uint8)
    return Sight(none, np.zeros((0, 2)), byte, none, np.zeros(0, np.bool_), byte, 0)


def standing_still(sight: Sight) -> NDArray[np.bool_]:
    """Return which units in sight show no movement though they may have moved."""
    return np.asarray(sight.age > FRESH)


def _seen(
    drawn: NDArray[np.bool_], here: Whereabouts, view: Viewport
) -> NDArray[np.bool_]:
    """Which of those that are drawn are in the view or reach into it."""
    side, (left, top), margin = view.side, view.origin, MARGIN_PX * view.unit
    low = ((left - margin) / side, (top - margin) / side)
    right, bottom = left + view.width + margin, top + view.height + margin
    high = (right / side, bottom / side)
    x, y = here.x[: len(drawn)], here.y[: len(drawn)]
    if _holds(low, high, here):
        return np.asarray(drawn & here.heard[: len(drawn)])
    with np.errstate(invalid="ignore"):  # nan is never heard: in no box
        inside = (x >= low[0]) & (y >= low[1])
        inside &= x <= high[0]
        inside &= y <= high[1]
    return np.asarray(drawn & inside)


def _holds(
    low: tuple[float, float], high: tuple[float, float], here: Whereabouts
) -> bool:
    """Whether a box of world coordinates holds everybody: then nobody is asked."""
    west_north = here.low[0] >= low[0] and here.low[1] >= low[1]
    return west_north and here.high[0] <= high[0] and here.high[1] <= high[1]
