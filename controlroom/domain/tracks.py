"""Where devices and units are, in columns: offered, judged row by row, drawn.

`DeviceTracks` lives in the gateway: it accepts or refuses fixes and picks the one that
is drawn for each unit. `Tracks` lives on every desk: the drawn fix by unit row.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.freshness import AHEAD_US, DEVICE_KINDS, INTERVAL_US, LAST_KNOWN
from controlroom.domain.freshness import freshness as freshness_of

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]
Rows = NDArray[np.int32]
Singles = NDArray[np.float32]
Times = NDArray[np.int64]

METRES_PER_DEGREE = 111_195.0
"""On the sphere of mean radius; good enough to move a symbol for five seconds."""

REASONS = (
    "accepted", "not a number", "zero coordinates", "outside the earth",
    "from the future", "too old", "older than the last", "the same again",
    "impossible speed", "unknown device",
)  # fmt: skip
(
    ACCEPTED, NOT_A_NUMBER, ZERO, OUTSIDE, FUTURE, TOO_OLD, OLDER, SAME, TOO_FAST,
    UNKNOWN,
) = range(len(REASONS))  # fmt: skip

FUTURE_US = 10_000_000
"""A device's clock may be ahead of the room's by this much."""
TOO_OLD_US = 24 * 3_600_000_000
SPEED_MPS = 150.0
"""Nothing of the police goes faster; a helicopter reaches 90 m/s."""
JITTER_M = 200.0
"""A jump that is only bad reception, whatever time it took."""
FORGIVE_US = 60_000_000
"""After so long without an accepted fix a device may be anywhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Fixes:
    """A batch as a door parsed it: equal-length columns, nan where unknown.

    device_rows int32; lat, lon float64 degrees; fix_us int64; speed_mps, heading_deg,
    accuracy_m float32.
    """

    device_rows: Rows
    lat: Floats
    lon: Floats
    fix_us: Times
    speed_mps: Singles
    heading_deg: Singles
    accuracy_m: Singles

    def __len__(self) -> int:
        return len(self.device_rows)


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """Drawn fixes by unit: columns as in `Fixes`, `kind` indexes `DEVICE_KINDS`."""

    unit_rows: Rows
    lat: Floats
    lon: Floats
    fix_us: Times
    speed_mps: Singles
    heading_deg: Singles
    accuracy_m: Singles
    kind: Bytes

    def __len__(self) -> int:
        return len(self.unit_rows)


class Offered(NamedTuple):
    """What became of a batch: a mask and, row by row, an index into `REASONS`."""

    accepted: Bools
    reasons: Bytes


class DeviceFix(NamedTuple):
    """The last fix of one device."""

    device_row: int
    kind: str
    lat: float
    lon: float
    fix_us: int
    accuracy_m: float


_FLOATS = ("lat", "lon", "speed_mps", "heading_deg", "accuracy_m")


class _Columns:
    """The last fix by row, grown as rows appear."""

    def __init__(self) -> None:
        self.lat: Floats = np.full(0, np.nan)
        self.lon: Floats = np.full(0, np.nan)
        self.fix_us: Times = np.zeros(0, np.int64)
        self.speed_mps: Singles = np.full(0, np.nan, np.float32)
        self.heading_deg: Singles = np.full(0, np.nan, np.float32)
        self.accuracy_m: Singles = np.full(0, np.nan, np.float32)
        self.kind: Bytes = np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return len(self.lat)

    def _grow(self, rows: int) -> None:
        if rows <= len(self):
            return
        size = max(rows, 2 * len(self), 64)
        for name, column in list(vars(self).items()):
            if isinstance(column, np.ndarray):
                empty = np.nan if column.dtype.kind == "f" else 0
                grown = np.full(size, empty, column.dtype)
                grown[: len(column)] = column
                setattr(self, name, grown)
        self._grown()

    def _grown(self) -> None:
        """Let a subclass set columns whose empty value is not zero."""


class Tracks(_Columns):
    """The drawn fix of every unit, by unit row; nan latitude is never heard.

    lat, lon float64 degrees; fix_us int64; speed_mps, heading_deg, accuracy_m float32;
    kind uint8. Columns are longer than the force: rows beyond it are empty.
    """

    def apply(self, moved: Moved) -> None:
        """Take over drawn fixes; of one unit twice the last row counts."""
        if not len(moved):
            return
        rows = moved.unit_rows
        self._grow(int(rows.max()) + 1)
        for name in (*_FLOATS, "fix_us", "kind"):
            getattr(self, name)[rows] = getattr(moved, name)

    def clear(self) -> None:
        """Forget everything, as before a snapshot."""
        self.__init__()  # type: ignore[misc]

    def ahead(self, now_us: int) -> tuple[Floats, Floats]:
        """Where units are drawn now: moved on by speed and heading.

        Never further than 5 s beyond a fix, and a fix that is no longer fresh stands
        where it was heard. Returns lat, lon float64 (rows,).
        """
        age = np.clip(now_us - self.fix_us, 0, None)
        fresh = age <= np.minimum(2 * INTERVAL_US[self.kind], AHEAD_US)
        known = np.isfinite(self.speed_mps) & np.isfinite(self.heading_deg)
        moves = fresh & known & (self.speed_mps > 0)
        lat, lon = self.lat.copy(), self.lon.copy()
        if not moves.any():
            return lat, lon
        metres = self.speed_mps[moves] * (age[moves] / 1e6)
        bearing = np.radians(self.heading_deg[moves])
        lat[moves] += metres * np.cos(bearing) / METRES_PER_DEGREE
        scale = np.maximum(np.cos(np.radians(lat[moves])), 1e-6)
        lon[moves] += metres * np.sin(bearing) / METRES_PER_DEGREE / scale
        return lat, lon


class DeviceTracks(_Columns):
    """The last accepted fix of every device, and which of a unit's is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.unit_row: Rows = np.zeros(0, np.int32)
        self.bound: Bools = np.zeros(0, np.bool_)
        self._of_unit: dict[int, list[int]] = {}
        self._shared: Bools = np.zeros(0, np.bool_)
        self._dirty: set[int] = set()
        self._single_dirty: Bools = np.zeros(0, np.bool_)

    def bind(self, device_row: int, kind: str, unit_row: int) -> None:
        """Let a device speak for a unit, or for none when `unit_row` is -1."""
        self._grow(device_row + 1)
        before = int(self.unit_row[device_row]) if self.bound[device_row] else -1
        if before >= 0:
            self._of_unit[before].remove(device_row)
            self._mark_shared(before)
        self.kind[device_row] = DEVICE_KINDS.index(kind)
        self.unit_row[device_row] = unit_row
        self.bound[device_row] = True
        if unit_row >= 0:
            self._of_unit.setdefault(unit_row, []).append(device_row)
            self._mark_shared(unit_row)
            self._dirty.add(unit_row)

    def offer(self, fixes: Fixes, now_us: int) -> Offered:
        """Judge a batch row by row and keep what is accepted.

        Of one device twice in a batch the rows count in order of their fix time.
        """
        if not len(fixes):
            return Offered(np.zeros(0, np.bool_), np.zeros(0, np.uint8))
        reasons = self._judge(fixes, now_us)
        order = np.flatnonzero(reasons == ACCEPTED)
        rows = fixes.device_rows[order]
        if len(np.unique(rows)) != len(rows):
            return self._offer_in_turn(fixes, reasons, now_us)
        self._keep(fixes, order)
        return Offered(reasons == ACCEPTED, reasons)

    def take_moved(self, now_us: int) -> Moved:
        """Return the units whose drawn fix changed since the last take."""
        devices = np.flatnonzero(self._single_dirty)
        self._single_dirty[:] = False
        units = self._dirty
        self._dirty = set()
        drawn = [self._drawn(unit, now_us) for unit in units]
        chosen = [device for device in drawn if device >= 0]
        return self._moved(np.concatenate([devices, np.array(chosen, np.int64)]))

    def all_moved(self, now_us: int) -> Moved:
        """Return every unit that was ever heard, for a snapshot."""
        drawn = [self._drawn(unit, now_us) for unit in self._of_unit]
        return self._moved(np.array([d for d in drawn if d >= 0], np.int64))

    def of_unit(self, unit_row: int) -> list[DeviceFix]:
        """Return the last fix of each device of a unit, best kind first."""
        devices = [d for d in self._of_unit.get(unit_row, ()) if self.fix_us[d]]
        devices.sort(key=lambda device: int(self.kind[device]))
        return [
            DeviceFix(
                device, DEVICE_KINDS[self.kind[device]], float(self.lat[device]),
                float(self.lon[device]), int(self.fix_us[device]),
                float(self.accuracy_m[device]),
            )
            for device in devices
        ]  # fmt: skip

    def _judge(self, fixes: Fixes, now_us: int) -> Bytes:
        """Return the first reason against each row; later tests never see bad rows."""
        reasons = np.zeros(len(fixes), np.uint8)
        rows, lat, lon, fix_us = fixes.device_rows, fixes.lat, fixes.lon, fixes.fix_us

        def refuse(bad: Bools, reason: int) -> None:
            reasons[bad & (reasons == ACCEPTED)] = reason

        known = (rows >= 0) & (rows < len(self))
        safe = np.where(known, rows, 0)
        refuse(~known, UNKNOWN)
        if len(self):
            refuse(~self.bound[safe], UNKNOWN)
        refuse(~(np.isfinite(lat) & np.isfinite(lon)), NOT_A_NUMBER)
        refuse((lat == 0) & (lon == 0), ZERO)
        refuse((np.abs(lat) > 90) | (np.abs(lon) > 180), OUTSIDE)
        refuse(fix_us > now_us + FUTURE_US, FUTURE)
        refuse(fix_us < now_us - TOO_OLD_US, TOO_OLD)
        if len(self):
            last_us = self.fix_us[safe]
            refuse(fix_us == last_us, SAME)
            refuse(fix_us < last_us, OLDER)
            refuse(self._too_fast(fixes, safe), TOO_FAST)
        return reasons

    def _too_fast(self, fixes: Fixes, rows: Rows) -> Bools:
        with np.errstate(invalid="ignore"):
            north = (fixes.lat - self.lat[rows]) * METRES_PER_DEGREE
            east = (fixes.lon - self.lon[rows] + 180) % 360 - 180
            east = east * METRES_PER_DEGREE * np.cos(np.radians(fixes.lat))
            metres = np.hypot(north, east)
            gone_us = fixes.fix_us - self.fix_us[rows]
            fast = metres > np.maximum(SPEED_MPS * gone_us / 1e6, JITTER_M)
            said = np.nan_to_num(fixes.speed_mps) > SPEED_MPS
        heard = self.fix_us[rows] > 0
        return said | (heard & fast & (gone_us < FORGIVE_US))

    def _offer_in_turn(self, fixes: Fixes, reasons: Bytes, now_us: int) -> Offered:
        """Judge a batch that names a device twice one fix after another."""
        for index in np.argsort(fixes.fix_us, kind="stable"):
            if reasons[index] != ACCEPTED:
                continue
            one = _row_of(fixes, int(index))
            reasons[index] = self._judge(one, now_us)[0]
            if reasons[index] == ACCEPTED:
                self._keep(one, np.zeros(1, np.int64))
        return Offered(reasons == ACCEPTED, reasons)

    def _keep(self, fixes: Fixes, order: NDArray[np.int64]) -> None:
        rows = fixes.device_rows[order]
        for name in (*_FLOATS, "fix_us"):
            getattr(self, name)[rows] = getattr(fixes, name)[order]
        units = self.unit_row[rows]
        bound = units >= 0
        shared = self._shared[rows]
        self._single_dirty[rows[bound & ~shared]] = True
        self._dirty.update(units[bound & shared].tolist())

    def _drawn(self, unit_row: int, now_us: int) -> int:
        """The device drawn for a unit: best kind that is fresh, else the newest."""
        heard = [d for d in self._of_unit.get(unit_row, ()) if self.fix_us[d]]
        if not heard:
            return -1
        ages = np.array([now_us - int(self.fix_us[device]) for device in heard])
        steps = freshness_of(ages, self.kind[heard])
        ranked = [
            (int(step), int(self.kind[device]), -int(self.fix_us[device]), device)
            for step, device in zip(steps, heard, strict=True)
        ]
        fresh = [row for row in ranked if row[0] == 0]
        if fresh:
            return min(fresh, key=lambda row: row[1:])[3]
        standing = [row for row in ranked if row[0] < LAST_KNOWN] or ranked
        return min(standing, key=lambda row: row[2])[3]

    def _moved(self, devices: NDArray[np.int64]) -> Moved:
        devices = devices[self.fix_us[devices] > 0]
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

    def _mark_shared(self, unit_row: int) -> None:
        """A unit with one device needs no choosing: its fixes are drawn as they come."""
        devices = self._of_unit[unit_row]
        for device in devices:
            self._shared[device] = len(devices) > 1


def _row_of(fixes: Fixes, index: int) -> Fixes:
    one = slice(index, index + 1)
    return Fixes(
        fixes.device_rows[one], fixes.lat[one], fixes.lon[one], fixes.fix_us[one],
        fixes.speed_mps[one], fixes.heading_deg[one], fixes.accuracy_m[one],
    )  # fmt: skip
