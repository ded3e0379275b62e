"""Numbers of the position lane, column by column: what is rounded, and by how much.

Little endian. Places are int32 of 1e-7 degrees (11 mm), times int32 of milliseconds
beside a base time, speeds uint16 of 1 cm/s, headings uint16 of 0.01 degrees. The
highest unsigned value is "unknown"; the lowest int32 is a place that is no number.
"""

import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from controlroom.domain.errors import WireError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HEADER_BYTES = 40
NARROW = 1
"""Layout whose rows are uint16."""
WIDE = 2
"""Layout whose rows are uint32."""
UNKNOWN = 0xFFFF
NOWHERE = -(2**31)
MAX_BATCH = 1_000_000
"""Rows in one message at most."""

_PLACE = 1e7
_INT32 = 2**31 - 1
_TIME_LIMIT_US = 2**62
_TURNS = 1e6


def to_place(degrees: Floats) -> npt.NDArray[np.int32]:
    """Return degrees as int32 of 1e-7°; what is no number or too large is NOWHERE."""
    scaled = np.rint(np.asarray(degrees, np.float64) * _PLACE)
    sound = np.abs(scaled) <= _INT32  # False for NaN too
    return np.where(sound, scaled, NOWHERE).astype("<i4")


def from_place(column: npt.NDArray[np.int32]) -> Floats:
    """Return degrees; NOWHERE is NaN."""
    degrees = column / _PLACE
    degrees[column == NOWHERE] = np.nan
    return degrees


def to_age(fix_us: Ints, base_us: int) -> npt.NDArray[np.int32]:
    """Return milliseconds from the fix to the base, on the absolute millisecond grid.

    The grid does not depend on the base, so all who hear of a fix hear the same time.
    """
    ages = base_us // 1000 - np.asarray(fix_us, np.int64) // 1000
    return np.clip(ages, -_INT32, _INT32).astype("<i4")


def from_age(column: npt.NDArray[np.int32], base_us: int) -> Ints:
    """Return the fix times, microseconds UTC. Raises `WireError` on a wild base."""
    if not 0 <= base_us < _TIME_LIMIT_US:
        msg = f"a time of {base_us} microseconds is outside any clock"
        raise WireError(msg)
    times: Ints = (base_us // 1000 - column.astype(np.int64)) * 1000
    return times


def to_scaled(values: npt.NDArray[Any], steps: float) -> npt.NDArray[np.uint16]:
    """Return values as uint16 of `1 / steps`; NaN and negative are UNKNOWN."""
    scaled = np.rint(np.asarray(values) * np.float32(steps))
    sound = scaled >= 0  # False for NaN too
    return np.where(sound, np.minimum(scaled, UNKNOWN - 1), UNKNOWN).astype("<u2")


def from_scaled(
    column: npt.NDArray[np.uint16], steps: float
) -> npt.NDArray[np.float32]:
    """Return the values; UNKNOWN is NaN."""
    values = column.astype(np.float32) / np.float32(steps)
    values[column == UNKNOWN] = np.nan
    return values


def to_heading(degrees: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
    """Return headings as uint16 of 0.01°, wrapped to the circle; NaN is UNKNOWN."""
    sound = np.abs(degrees) <= _TURNS  # False for NaN too
    steps = np.rint(np.where(sound, degrees, 0.0) * 100.0).astype(np.int64)
    return np.where(sound, np.mod(steps, 36_000), UNKNOWN).astype("<u2")


def from_heading(column: npt.NDArray[np.uint16]) -> npt.NDArray[np.float32]:
    """Return headings in degrees; what is not below 360 is unknown, NaN."""
    degrees = from_scaled(column, 100.0)
    degrees[column >= 36_000] = np.nan  # noqa: PLR2004 - the circle
    return degrees


def rows_of(payload: bytes | memoryview, layout: int, count: int, extra: int) -> str:
    """Return the dtype of the row column after checking layout and length.

    `extra` is the bytes a position has besides its row. Raises `WireError`.
    """
    if layout not in {NARROW, WIDE}:
        msg = f"column layout {layout}, this program knows {NARROW} and {WIDE}"
        raise WireError(msg)
    if count > MAX_BATCH:
        msg = f"{count} positions in one message, {MAX_BATCH} are allowed"
        raise WireError(msg)
    kind, width = ("<u2", 2) if layout == NARROW else ("<u4", 4)
    expected = HEADER_BYTES + count * (extra + width)
    if len(payload) != expected:
        msg = f"{len(payload)} bytes of columns where {count} positions take {expected}"
        raise WireError(msg)
    return kind


def header(payload: bytes | memoryview, layout: struct.Struct) -> tuple[int, ...]:
    """Return the fields of a column message's header. Raises `WireError`."""
    if len(payload) < HEADER_BYTES:
        msg = f"{len(payload)} bytes, a column message has {HEADER_BYTES} or more"
        raise WireError(msg)
    return layout.unpack_from(payload)


class Columns:
    """Reads one column after another from a message whose length was checked."""

    def __init__(self, payload: bytes | memoryview, count: int) -> None:
        self._payload = payload
        self._count = count
        self._offset = HEADER_BYTES

    def take(self, kind: str) -> npt.NDArray[Any]:
        """Return the next column as a read-only array over the message itself."""
        column = np.frombuffer(
            self._payload, dtype=kind, count=self._count, offset=self._offset
        )
        self._offset += column.nbytes
        return column
