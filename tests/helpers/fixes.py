"""Batches of fixes from rows that a test can read."""

from collections.abc import Sequence

import numpy as np

from controlroom.domain.columns import Fixes

NAN = float("nan")
LAT, LON = 51.5, -0.1
METRE = 1 / 111_195.0
"""Degrees of latitude."""


def fixes(*rows: Sequence[float]) -> Fixes:
    """Return a batch; a row is device_row, fix_us, then optional columns.

    lat, lon, speed_mps, heading_deg, accuracy_m; they default to one place in London
    and to unknown.
    """
    usual = (0, 0, LAT, LON, NAN, NAN, NAN)
    full = [tuple(row) + usual[len(row) :] for row in rows]
    columns = list(zip(*full, strict=True)) if full else [()] * len(usual)
    return Fixes(
        device_rows=np.array(columns[0], np.int32),
        fix_us=np.array(columns[1], np.int64),
        lat=np.array(columns[2], np.float64),
        lon=np.array(columns[3], np.float64),
        speed_mps=np.array(columns[4], np.float32),
        heading_deg=np.array(columns[5], np.float32),
        accuracy_m=np.array(columns[6], np.float32),
    )
