"""A hub's positions as columns by handle: parsed here, judged row by row by `Tracks`.

20 bytes a position, 22 when a handle is beyond 65,535. A place that is no number
comes as NaN and is refused with its row, not with the batch.
"""

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from controlroom.domain.errors import WireError
from controlroom.domain.tracks import Fixes
from controlroom.wire import columns as c

POSITIONS = 0x23
"""First byte of a batch of positions."""

_HEADER = struct.Struct("<BBHIQQQq")
_BYTES_BESIDE_HANDLE = 18


@dataclass(frozen=True, slots=True)
class Positions:
    """Columns of equal length: one fix of one device a row.

    `sent_us` is the hub's clock when the batch left; `number` counts batches. Handles
    are int64, places float64 degrees (NaN none), times int64 µs UTC, the rest float32
    (NaN unknown).
    """

    number: int
    sent_us: int
    handles: npt.NDArray[np.int64]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    fix_us: npt.NDArray[np.int64]
    speed_mps: npt.NDArray[np.float32]
    heading_deg: npt.NDArray[np.float32]
    accuracy_m: npt.NDArray[np.float32]

    def fixes(self, device_rows: npt.NDArray[np.int32]) -> tuple[Fixes, int]:
        """Return the fixes of known handles, and how many rows had an unknown one.

        `device_rows[handle]` is the device's row, or -1 for a handle not in use.
        """
        inside = self.handles < len(device_rows)
        rows = np.full(len(self.handles), -1, np.int32)
        rows[inside] = device_rows[self.handles[inside]]
        known = rows >= 0
        fixes = Fixes(
            device_rows=rows[known],
            lat=self.lat[known],
            lon=self.lon[known],
            fix_us=self.fix_us[known],
            speed_mps=self.speed_mps[known],
            heading_deg=self.heading_deg[known],
            accuracy_m=self.accuracy_m[known],
        )
        return fixes, int(np.count_nonzero(~known))


def encode_positions(batch: Positions) -> bytes:
    """Return the batch's bytes."""
    handles = np.asarray(batch.handles)
    wide = bool(len(handles)) and int(handles.max()) > 0xFFFF  # noqa: PLR2004 - uint16
    layout, kind = (c.WIDE, "<u4") if wide else (c.NARROW, "<u2")
    return b"".join(
        (
            _HEADER.pack(
                POSITIONS, layout, 0, len(handles), batch.number, 0, 0, batch.sent_us
            ),
            c.to_place(batch.lat).tobytes(),
            c.to_place(batch.lon).tobytes(),
            c.to_age(batch.fix_us, batch.sent_us).tobytes(),
            handles.astype(kind).tobytes(),
            c.to_scaled(batch.speed_mps, 100.0).tobytes(),
            c.to_heading(batch.heading_deg).tobytes(),
            c.to_scaled(batch.accuracy_m, 10.0).tobytes(),
        )
    )


def decode_positions(payload: bytes | memoryview) -> Positions:
    """Return the batch in the payload, kind byte included. Raises `WireError`."""
    first, layout, _, count, number, _, _, sent_us = c.header(payload, _HEADER)
    if first != POSITIONS:
        msg = f"a batch of positions starts with {POSITIONS:#04x}, not {first:#04x}"
        raise WireError(msg)
    kind = c.rows_of(payload, layout, count, _BYTES_BESIDE_HANDLE)
    columns = c.Columns(payload, count)
    lat, lon = (c.from_place(columns.take("<i4")) for _ in range(2))
    fix_us = c.from_age(columns.take("<i4"), sent_us)
    return Positions(
        number=number,
        sent_us=sent_us,
        lat=lat,
        lon=lon,
        fix_us=fix_us,
        handles=columns.take(kind).astype(np.int64),
        speed_mps=c.from_scaled(columns.take("<u2"), 100.0),
        heading_deg=c.from_heading(columns.take("<u2")),
        accuracy_m=c.from_scaled(columns.take("<u2"), 10.0),
    )
