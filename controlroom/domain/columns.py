"""Positions as equal-length columns, as devices say them and as desks draw them.

Degrees WGS 84, metres, metres a second, microseconds UTC; NaN is unknown.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import BugError

F64 = NDArray[np.float64]
F32 = NDArray[np.float32]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]
Mask = NDArray[np.bool_]

METRES_PER_DEGREE = 111_195.0
"""One degree of latitude, and of longitude on the equator."""


@dataclass(frozen=True, slots=True, eq=False)
class Fixes:
    """Positions as devices said them: one row a fix."""

    device_rows: I32
    lat: F64
    lon: F64
    fix_us: I64
    speed_mps: F32
    heading_deg: F32
    accuracy_m: F32

    def __post_init__(self) -> None:
        _same_length(self, Fixes.__slots__)

    def __len__(self) -> int:
        return len(self.device_rows)


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """Positions as drawn: one row a unit. `kind` is an index into `DEVICE_KINDS`."""

    unit_rows: I32
    lat: F64
    lon: F64
    fix_us: I64
    speed_mps: F32
    heading_deg: F32
    accuracy_m: F32
    kind: U8

    def __post_init__(self) -> None:
        _same_length(self, Moved.__slots__)

    def __len__(self) -> int:
        return len(self.unit_rows)


def _same_length(columns: Fixes | Moved, names: tuple[str, ...]) -> None:
    lengths = {len(getattr(columns, name)) for name in names}
    if len(lengths) != 1:
        msg = f"columns of different lengths: {sorted(lengths)}"
        raise BugError(msg)


def degrees_a_second(moved: Moved) -> tuple[F64, F64]:
    """Speed and heading as degrees north and east a second; unknown stands still."""
    # Of single precision: over the 5 s that a fix is moved ahead the error stays below
    # a tenth of a millimetre, and trigonometry takes a quarter of the time.
    heading = np.radians(moved.heading_deg)
    degrees = moved.speed_mps / np.float32(METRES_PER_DEGREE)
    degrees[~np.isfinite(degrees + heading)] = 0.0
    heading[degrees == 0.0] = 0.0
    # Longitudes shrink to nothing at the poles: no symbol flies off there.
    shrink = np.maximum(np.cos(np.radians(moved.lat.astype(np.float32))), 0.01)
    north = (degrees * np.cos(heading)).astype(np.float64)
    east = (degrees * np.sin(heading) / shrink).astype(np.float64)
    return north, np.nan_to_num(east)
