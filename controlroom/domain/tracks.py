"""Where everybody is, as columns: latest wins, positions are never facts.

`DeviceTracks` lives in the gateway: it believes or refuses each fix and chooses the
one to draw for a unit. `Tracks` lives on every desk: one row a unit, moved ahead for at
most 5 s. Degrees WGS 84, metres, metres a second, microseconds UTC; NaN is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.columns import (
    F32,
    F64,
    I32,
    I64,
    METRES_PER_DEGREE,
    U8,
    Fixes,
    Mask,
    Moved,
    degrees_a_second,
)
from controlroom.domain.drawn import Drawn
from controlroom.domain.freshness import (
    DEVICE_KINDS,
    FRESH_TO,
    NEVER,
    freshness,
    intervals,
)
from controlroom.domain.guard import (
    ACCEPTED,
    IMPOSSIBLE_SPEED,
    MOST_MPS,
    REASONS,
    TOO_MANY,
    UNKNOWN_DEVICE,
    Last,
    check_after,
    check_alone,
    reachable,
)

__all__ = [
    "AHEAD_US", "DEVICE_KINDS", "METRES_PER_DEGREE", "REASONS", "DeviceFix",
    "DeviceTracks", "Fixes", "Moved", "Offered", "Tracks",
]  # fmt: skip

SECOND_US = 1_000_000
AHEAD_US = 5 * SECOND_US
"""A symbol is moved ahead of its last fix for no longer than this."""
TURN_DEG = 360
AT_ONCE = 64
"""Fixes of one device judged in one batch; what comes on top is refused."""
BELIEVE_AFTER = 3
"""Jumped fixes in a row that fit each other: then the device is where it says."""


class _Columns:
    """Arrays of one length that grow together; the empty value is NaN or 0."""

    def __init__(self) -> None:
        self.lat: F64 = np.empty(0, np.float64)
        self.lon: F64 = np.empty(0, np.float64)
        self.fix_us: I64 = np.empty(0, np.int64)
        self.speed_mps: F32 = np.empty(0, np.float32)
        self.heading_deg: F32 = np.empty(0, np.float32)
        self.accuracy_m: F32 = np.empty(0, np.float32)
        self.kind: U8 = np.empty(0, np.uint8)

    def __len__(self) -> int:
        return len(self.lat)

    def grow(self, count: int) -> None:
        """Make room for rows 0 to count - 1; never shrinks."""
        if count <= len(self):
            return
        size = max(count, len(self) * 3 // 2, 64)
        for name, column in list(vars(self).items()):
            if isinstance(column, np.ndarray) and not name.startswith("_fixed"):
                empty = np.nan if column.dtype.kind == "f" else 0
                grown = np.full(size, empty, column.dtype)
                grown[: len(column)] = column
                setattr(self, name, grown)


class Tracks(_Columns):
    """The last drawn fix of every unit, indexed by `Unit.row`; grows as needed.

    Columns are at least as long as the force, with empty rows at the end; `lat` is NaN
    for a unit that was never heard. Call `grow(len(picture.unit_rows))` before indexing
    by the row of a unit that may be new.
    """

    def __init__(self, interval_s: Mapping[str, float] | None = None) -> None:
        super().__init__()
        self._north: F64 = np.empty(0, np.float64)
        self._east: F64 = np.empty(0, np.float64)
        self._turns: I64 = np.empty(0, np.int64)
        self._fixed_intervals_s = intervals(interval_s or {})
        self.turn = 0
        """How many times these columns were changed; see `changed_since`."""

    def set_intervals(self, interval_s: Mapping[str, float]) -> None:
        """Take the usual interval between fixes from the codes, seconds by kind."""
        self._fixed_intervals_s = intervals(interval_s)

    def apply(self, moved: Moved) -> None:
        """Take over what moved; the newest frame wins."""
        if not len(moved):
            return
        # Of native size: narrower indices are widened again at each of the columns.
        rows = moved.unit_rows.astype(np.intp)
        self.grow(int(rows.max()) + 1)
        self.lat[rows] = moved.lat
        self.lon[rows] = moved.lon
        self.fix_us[rows] = moved.fix_us
        self.speed_mps[rows] = moved.speed_mps
        self.heading_deg[rows] = moved.heading_deg
        self.accuracy_m[rows] = moved.accuracy_m
        self.kind[rows] = moved.kind
        self._north[rows], self._east[rows] = degrees_a_second(moved)
        self.turn += 1
        self._turns[rows] = self.turn

    def clear(self) -> None:
        """Forget every fix: a snapshot starts anew."""
        self.turn += 1
        self._turns[:] = self.turn
        self.lat[:] = np.nan
        self.lon[:] = np.nan
        self.speed_mps[:] = np.nan
        self.heading_deg[:] = np.nan
        self.accuracy_m[:] = np.nan
        self.fix_us[:] = 0
        self._north[:] = 0.0
        self._east[:] = 0.0

    def changed_since(self, turn: int) -> NDArray[np.intp]:
        """Return the rows that were written after `turn` was the turn."""
        return np.flatnonzero(self._turns > turn)

    def degrees_a_second(self, rows: NDArray[np.intp]) -> tuple[F64, F64]:
        """Return how fast some rows go north and east by their last fixes."""
        return self._north[rows], self._east[rows]

    def ages_us(self, now_us: int) -> I64:
        """Return the age of each fix, us, never negative."""
        return np.maximum(now_us - self.fix_us, 0)

    def freshness(self, now_us: int) -> U8:
        """Return FRESH to LAST_KNOWN for each unit, NEVER where nothing was heard."""
        level = freshness(self.ages_us(now_us), self.kind, self._fixed_intervals_s)
        level[np.isnan(self.lat)] = NEVER
        return level

    def ahead(self, now_us: int) -> tuple[F64, F64]:
        """Return (lat, lon) moved ahead by speed and heading, for at most 5 s.

        Once a fix fades its unit stands exactly where it was last heard.
        """
        age_us = self.ages_us(now_us)
        seconds = np.minimum(age_us, AHEAD_US) / SECOND_US
        fresh_us = (FRESH_TO * SECOND_US) * self._fixed_intervals_s
        seconds[age_us > fresh_us[self.kind]] = 0.0
        return self.lat + self._north * seconds, self.lon + self._east * seconds


@dataclass(frozen=True, slots=True, eq=False)
class Offered:
    """What became of a batch, row by row: a mask, and indices into `REASONS`."""

    accepted: Mask
    reasons: U8


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFix:
    """The last accepted fix of one device. `received_us` is when the gateway had it."""

    device_row: int
    kind: str
    lat: float
    lon: float
    fix_us: int
    received_us: int
    speed_mps: float
    heading_deg: float
    accuracy_m: float
    drawn: bool


class DeviceTracks(_Columns):
    """The last accepted fix of every device, and which of a unit's devices is drawn.

    `fix_us` is the earlier of what the device said and when it arrived, so that an age
    is never too small; `_said_us` keeps the device's own time, for order.
    """

    def __init__(self, interval_s: Mapping[str, float] | None = None) -> None:
        super().__init__()
        self.unit_row: I32 = np.empty(0, np.int32)
        self.received_us: I64 = np.empty(0, np.int64)
        self._known: Mask = np.empty(0, np.bool_)
        self._said_us: I64 = np.empty(0, np.int64)
        self._most_mps: F32 = np.empty(0, np.float32)
        self._dirty: Mask = np.empty(0, np.bool_)
        # A jump that was refused, and how many fitted it since.
        self._jump_lat: F64 = np.empty(0, np.float64)
        self._jump_lon: F64 = np.empty(0, np.float64)
        self._jump_us: I64 = np.empty(0, np.int64)
        self._jumps: U8 = np.empty(0, np.uint8)
        self._scratch: I64 = np.empty(0, np.int64)
        self._fixed_intervals_s = intervals(interval_s or {})
        self._drawn = Drawn()
        self._rearranged = False
        self._taken_us = 0

    def set_intervals(self, interval_s: Mapping[str, float]) -> None:
        """Take the usual interval between fixes from the codes, seconds by kind."""
        self._fixed_intervals_s = intervals(interval_s)

    def bind(
        self, device_row: int, kind: str, unit_row: int, most_mps: float = MOST_MPS
    ) -> None:
        """Let a device speak for a unit, or for none when `unit_row` is -1.

        most_mps: the speed above which its fixes are refused, m/s.
        """
        self.grow(device_row + 1)
        self._known[device_row] = True
        self.kind[device_row] = DEVICE_KINDS.index(kind)
        self.unit_row[device_row] = unit_row
        self._most_mps[device_row] = most_mps
        self._dirty[device_row] = True
        self._rearranged = True

    def offer(self, fixes: Fixes, now_us: int) -> Offered:
        """Believe or refuse each fix; rows of one device count in their order.

        What a device cannot mean (a negative speed, a bearing of 400) is taken as
        unknown; the position still counts.
        """
        reasons = check_alone(fixes, now_us)
        rows = fixes.device_rows
        outside = (rows < 0) | (rows >= len(self))
        if len(self):
            outside |= ~self._known[np.where(outside, 0, rows)]
        reasons[outside] = UNKNOWN_DEVICE
        waiting = np.flatnonzero(reasons == ACCEPTED)
        for _ in range(AT_ONCE):
            if not len(waiting):
                break
            first = self._first_of_each(rows[waiting])
            turn = waiting[first]
            reasons[turn] = self._judge(_rows_of(fixes, turn), now_us)
            waiting = waiting[~first]
        reasons[waiting] = TOO_MANY
        return Offered(reasons == ACCEPTED, reasons)

    def take_moved(self, now_us: int) -> Moved:
        """Return the units whose drawn fix changed since the last take."""
        drawn = self._choose(now_us)
        changed = self._dirty[drawn] | self._drawn.changed(drawn, self.unit_row)
        self._drawn.keep(drawn, self.unit_row)
        self._dirty[:] = False
        self._taken_us = now_us
        return self._moved(drawn[changed])

    def all_moved(self, now_us: int | None = None) -> Moved:
        """Return every unit that was ever heard, for a snapshot; takes nothing."""
        return self._moved(self._choose(self._taken_us if now_us is None else now_us))

    def of_unit(self, unit_row: int) -> list[DeviceFix]:
        """Return the last fix of each device bound to a unit, best kind first."""
        mine = (self.unit_row == unit_row) & self._known & (self._said_us != 0)
        devices = np.flatnonzero(mine).tolist() if unit_row >= 0 else []
        found = [self._device_fix(device) for device in devices]
        return sorted(found, key=lambda fix: DEVICE_KINDS.index(fix.kind))

    def _device_fix(self, row: int) -> DeviceFix:
        return DeviceFix(
            device_row=row,
            kind=DEVICE_KINDS[self.kind[row]],
            lat=float(self.lat[row]),
            lon=float(self.lon[row]),
            fix_us=int(self.fix_us[row]),
            received_us=int(self.received_us[row]),
            speed_mps=float(self.speed_mps[row]),
            heading_deg=float(self.heading_deg[row]),
            accuracy_m=float(self.accuracy_m[row]),
            drawn=self._drawn.device_of(int(self.unit_row[row])) == row,
        )

    def _choose(self, now_us: int) -> I64:
        if self._rearranged:
            self._drawn.arrange(np.where(self._known, self.unit_row, np.int32(-1)))
            self._rearranged = False
        return self._drawn.choose(
            self.fix_us, self.kind, self._fixed_intervals_s, now_us
        )

    def _moved(self, devices: I64) -> Moved:
        return Moved(
            unit_rows=self.unit_row[devices],
            lat=self.lat[devices],
            lon=self.lon[devices],
            fix_us=self.fix_us[devices],
            speed_mps=self.speed_mps[devices],
            heading_deg=self.heading_deg[devices],
            accuracy_m=self.accuracy_m[devices],
            kind=self.kind[devices],
        )

    def _first_of_each(self, rows: I32) -> Mask:
        """Return which of the rows are the first of their device in the batch."""
        index = np.arange(len(rows))
        self._scratch[rows[::-1]] = index[::-1]
        first: Mask = self._scratch[rows] == index
        return first

    def _judge(self, fixes: Fixes, now_us: int) -> U8:
        """Judge fixes of different devices against the last of each; keep the good."""
        rows = fixes.device_rows
        last = Last(
            self.lat[rows], self.lon[rows], self._said_us[rows], self._most_mps[rows]
        )
        reasons = check_after(fixes, last)
        jumped = np.flatnonzero(reasons == IMPOSSIBLE_SPEED)
        if len(jumped):
            reasons[jumped[self._moved_after_all(_rows_of(fixes, jumped))]] = ACCEPTED
        good = np.flatnonzero(reasons == ACCEPTED)
        self._keep(fixes if len(good) == len(fixes) else _rows_of(fixes, good), now_us)
        return reasons

    def _moved_after_all(self, fixes: Fixes) -> Mask:
        """Count jumps that fit each other; after three the last fix was the wrong one.

        Without this a device whose first fix was nonsense would be refused for an hour.
        """
        rows = fixes.device_rows
        before = Last(
            self._jump_lat[rows],
            self._jump_lon[rows],
            self._jump_us[rows],
            self._most_mps[rows],
        )
        with np.errstate(invalid="ignore"):
            fits = reachable(fixes, before) & (fixes.fix_us > before.said_us)
            fits &= ~(fixes.speed_mps > before.most_mps)
        count = np.where(fits & (before.said_us != 0), self._jumps[rows] + 1, 1)
        self._jump_lat[rows], self._jump_lon[rows] = fixes.lat, fixes.lon
        self._jump_us[rows], self._jumps[rows] = fixes.fix_us, count
        believed: Mask = count >= BELIEVE_AFTER
        return believed

    def _keep(self, fixes: Fixes, now_us: int) -> None:
        rows = fixes.device_rows
        self.lat[rows], self.lon[rows] = fixes.lat, fixes.lon
        self._said_us[rows] = fixes.fix_us
        self.fix_us[rows] = np.minimum(fixes.fix_us, now_us)
        self.received_us[rows] = now_us
        speed, heading, accuracy = (
            fixes.speed_mps, fixes.heading_deg, fixes.accuracy_m,
        )  # fmt: skip
        nan = np.float32(np.nan)
        with np.errstate(invalid="ignore"):
            self.speed_mps[rows] = np.where(speed >= 0, speed, nan)
            turned = (heading >= 0) & (heading <= TURN_DEG)
            self.heading_deg[rows] = np.where(turned, heading, nan)
            sure = (accuracy >= 0) & np.isfinite(accuracy)
            self.accuracy_m[rows] = np.where(sure, accuracy, nan)
        self._dirty[rows] = True
        self._jumps[rows] = 0
        self._jump_us[rows] = 0


def _rows_of(fixes: Fixes, rows: I64) -> Fixes:
    return Fixes(
        fixes.device_rows[rows],
        fixes.lat[rows],
        fixes.lon[rows],
        fixes.fix_us[rows],
        fixes.speed_mps[rows],
        fixes.heading_deg[rows],
        fixes.accuracy_m[rows],
    )
