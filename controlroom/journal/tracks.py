"""Where units were: hourly files of fixed records, sampled; never an event or a proof.

One fix a unit every 10 s or 25 m, whichever comes first, for 30 days. A file is a
header of 16 bytes and records of 32; a record that a crash cut short is ignored. Units
stand in it by a hash of their id, so a restored journal finds its tracks again.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import JournalError
from controlroom.domain.tracks import Moved

EVERY_US = 10_000_000
EVERY_M = 25.0
KEPT_DAYS = 30
METRES_PER_DEGREE = 111_195.0
WAITING_RECORDS = 100_000
"""Fixes that may wait for the disk; the oldest go first, and are counted."""

MAGIC = b"CRTRACK1\x20\0\0\0\0\0\0\0"
_HOUR_US = 3_600_000_000
_DAY_US = 24 * _HOUR_US
_UNKNOWN = 0xFFFF

RECORD = np.dtype(
    [
        ("unit", "<u8"),
        ("fix_us", "<i8"),
        ("lat", "<i4"),  # 1e-7 degrees
        ("lon", "<i4"),
        ("speed", "<u2"),  # cm/s
        ("heading", "<u2"),  # 0.01 degrees
        ("accuracy", "<u2"),  # dm
        ("kind", "u1"),
        ("spare", "u1"),
    ]
)

Records = NDArray[np.void]


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A unit's way, oldest first: columns as in `Moved`, nan where unknown."""

    fix_us: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    speed_mps: NDArray[np.float32]
    heading_deg: NDArray[np.float32]
    accuracy_m: NDArray[np.float32]
    kind: NDArray[np.uint8]


class TrackStore:
    """Samples what moved and appends it to hourly files; one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys = np.zeros(0, np.uint64)
        self._last_us = np.zeros(0, np.int64)
        self._last_lat = np.zeros(0)
        self._last_lon = np.zeros(0)
        self._waiting: list[Records] = []
        self._waiting_records = 0
        self.dropped = 0
        """Fixes that were given up because the disk would not take them."""

    def keep(self, moved: Moved, unit_ids: Sequence[str]) -> int:
        """Sample drawn fixes and return how many were kept; `flush` writes them.

        `unit_ids[row]` is the id of a unit, as `Picture.unit_rows` has it.
        """
        self._grow(unit_ids)
        rows = moved.unit_rows
        last_us = self._last_us[rows]
        with np.errstate(invalid="ignore"):
            north = (moved.lat - self._last_lat[rows]) * METRES_PER_DEGREE
            east = (moved.lon - self._last_lon[rows]) * METRES_PER_DEGREE
            metres = np.hypot(north, east * np.cos(np.radians(moved.lat)))
        due = (moved.fix_us - last_us >= EVERY_US) | (metres >= EVERY_M)
        chosen = np.flatnonzero(due & (moved.fix_us > last_us))
        kept = rows[chosen]
        self._last_us[kept] = moved.fix_us[chosen]
        self._last_lat[kept] = moved.lat[chosen]
        self._last_lon[kept] = moved.lon[chosen]
        self._wait(_records(moved, chosen, self._keys[kept]))
        return len(chosen)

    def flush(self) -> None:
        """Append what waits. Raises `JournalError`; what waits then waits on."""
        if not self._waiting:
            return
        records = np.concatenate(self._waiting)
        hours = records["fix_us"] // _HOUR_US
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for hour in np.unique(hours):
                _append(self._path(int(hour)), records[hours == hour])
        except OSError as error:
            msg = f"cannot write tracks to {self._folder}: {error.strerror or error}"
            raise JournalError(msg) from error
        self._waiting.clear()
        self._waiting_records = 0

    def read(self, unit_id: str, from_us: int, to_us: int) -> Track:
        """Return where a unit was, both ends included. Reads at most those hours."""
        key = _key(unit_id)
        found = [
            records[
                (records["unit"] == key)
                & (records["fix_us"] >= from_us)
                & (records["fix_us"] <= to_us)
            ]
            for records in self._hours(from_us, to_us)
        ]
        records = np.concatenate(found) if found else np.zeros(0, RECORD)
        return _track(records[np.argsort(records["fix_us"], kind="stable")])

    def expire(self, now_us: int) -> int:
        """Remove files older than `KEPT_DAYS` and return how many went."""
        oldest = self._path((now_us - KEPT_DAYS * _DAY_US) // _HOUR_US).name
        gone = [path for path in self._folder.glob("*.track") if path.name < oldest]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    def _grow(self, unit_ids: Sequence[str]) -> None:
        missing = len(unit_ids) - len(self._keys)
        if missing <= 0:
            return
        keys = [_key(unit_id) for unit_id in unit_ids[len(self._keys) :]]
        self._keys = np.append(self._keys, np.array(keys, np.uint64))
        self._last_us = np.append(self._last_us, np.zeros(missing, np.int64))
        self._last_lat = np.append(self._last_lat, np.full(missing, np.nan))
        self._last_lon = np.append(self._last_lon, np.full(missing, np.nan))

    def _wait(self, records: Records) -> None:
        if not len(records):
            return
        self._waiting.append(records)
        self._waiting_records += len(records)
        while self._waiting_records > WAITING_RECORDS and len(self._waiting) > 1:
            oldest = self._waiting.pop(0)
            self._waiting_records -= len(oldest)
            self.dropped += len(oldest)

    def _path(self, hour: int) -> Path:
        start = datetime.fromtimestamp(hour * 3600, UTC)
        return self._folder / f"{start:%Y%m%dT%H}.track"

    def _hours(self, from_us: int, to_us: int) -> Iterator[Records]:
        first, last = (self._path(at // _HOUR_US).name for at in (from_us, to_us))
        for path in sorted(self._folder.glob("*.track")):
            if first <= path.name <= last:
                yield _load(path)


def _key(unit_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(unit_id.encode(), digest_size=8).digest())


def _records(
    moved: Moved, chosen: NDArray[np.int64], keys: NDArray[np.uint64]
) -> Records:
    records = np.zeros(len(chosen), RECORD)
    records["unit"] = keys
    records["fix_us"] = moved.fix_us[chosen]
    records["lat"] = np.rint(moved.lat[chosen] * 1e7)
    records["lon"] = np.rint(moved.lon[chosen] * 1e7)
    records["speed"] = _small(moved.speed_mps[chosen] * 100)
    records["heading"] = _small(moved.heading_deg[chosen] % 360 * 100)
    records["accuracy"] = _small(moved.accuracy_m[chosen] * 10)
    records["kind"] = moved.kind[chosen]
    return records


def _small(column: NDArray[np.float32]) -> NDArray[np.uint16]:
    known = np.where(np.isfinite(column), np.clip(column, 0, _UNKNOWN - 1), _UNKNOWN)
    return np.rint(known).astype(np.uint16)


def _large(column: NDArray[np.uint16], scale: float) -> NDArray[np.float32]:
    known = np.where(column == _UNKNOWN, np.nan, column / scale)
    return known.astype(np.float32)


def _track(records: Records) -> Track:
    return Track(
        fix_us=records["fix_us"].astype(np.int64),
        lat=records["lat"] / 1e7,
        lon=records["lon"] / 1e7,
        speed_mps=_large(records["speed"], 100),
        heading_deg=_large(records["heading"], 100),
        accuracy_m=_large(records["accuracy"], 10),
        kind=records["kind"].copy(),
    )


def _append(path: Path, records: Records) -> None:
    with path.open("ab") as file:
        size = file.tell()
        if not size:
            file.write(MAGIC)
        torn = (size - len(MAGIC)) % RECORD.itemsize if size else 0
        if torn:
            file.truncate(size - torn)
        file.write(records.tobytes())


def _load(path: Path) -> Records:
    payload = path.read_bytes()
    if payload[: len(MAGIC)] != MAGIC:
        return np.zeros(0, RECORD)
    whole = (len(payload) - len(MAGIC)) // RECORD.itemsize
    return np.frombuffer(payload, RECORD, whole, len(MAGIC))
