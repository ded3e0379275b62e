"""Whether a fix may be believed, by itself and after the last one of its device.

Pure and by columns: one row a fix, at most one fix a device in a call. The first reason
that applies is the one that is said.
"""

from dataclasses import dataclass

import numpy as np

from controlroom.domain.columns import F32, F64, I64, METRES_PER_DEGREE, U8, Fixes, Mask

REASONS: tuple[str, ...] = (
    "accepted",
    "unknown device",
    "not a number",
    "zero coordinates",
    "outside the earth",
    "from the future",
    "older than 24 h",
    "the same again",
    "older than the last",
    "impossible speed",
    "latitude and longitude swapped",
    "too many fixes at once",
)
(
    ACCEPTED, UNKNOWN_DEVICE, NOT_A_NUMBER, NO_POSITION, OUT_OF_RANGE, FUTURE, TOO_OLD,
    DUPLICATE, OUT_OF_ORDER, IMPOSSIBLE_SPEED, SWAPPED, TOO_MANY,
) = range(len(REASONS))  # fmt: skip

SECOND_US = 1_000_000
AHEAD_TOLERANCE_US = 10 * SECOND_US
"""A device's clock may run ahead so far; its fix counts as made when it arrived."""
OLDEST_US = 24 * 3_600 * SECOND_US
MOST_MPS = 120.0
"""Nothing on wheels goes faster; whoever binds an aircraft says so."""
MOST_AIR_MPS = 150.0
MOST_LAT, MOST_LON = 90.0, 180.0
JITTER_M = 150.0
"""Two fixes may differ so much whatever time is between: reception, not movement."""
SWAP_NEAR_DEG = 1.0
"""Swapped coordinates are told by landing this near to where the device was."""


@dataclass(slots=True)
class Last:
    """The last accepted fix of each row's device; `said_us` 0 is never heard."""

    lat: F64
    lon: F64
    said_us: I64
    most_mps: F32


def check_alone(fixes: Fixes, now_us: int) -> U8:
    """Return a reason for each row as if it were the first of its device."""
    lat, lon, said_us = fixes.lat, fixes.lon, fixes.fix_us
    reasons = np.zeros(len(fixes), np.uint8)
    _refuse(reasons, ~(np.isfinite(lat) & np.isfinite(lon)), NOT_A_NUMBER)
    _refuse(reasons, (lat == 0) & (lon == 0), NO_POSITION)
    _refuse(reasons, (np.abs(lat) > MOST_LAT) | (np.abs(lon) > MOST_LON), OUT_OF_RANGE)
    _refuse(reasons, said_us > now_us + AHEAD_TOLERANCE_US, FUTURE)
    _refuse(reasons, said_us < now_us - OLDEST_US, TOO_OLD)
    return reasons


def check_after(fixes: Fixes, last: Last) -> U8:
    """Return a reason for each row against the last accepted fix of its device."""
    reasons = np.zeros(len(fixes), np.uint8)
    heard = last.said_us != 0
    _refuse(reasons, heard & (fixes.fix_us == last.said_us), DUPLICATE)
    _refuse(reasons, heard & (fixes.fix_us < last.said_us), OUT_OF_ORDER)
    with np.errstate(invalid="ignore"):
        said_too_fast = fixes.speed_mps > last.most_mps
        jumped = heard & ~reachable(fixes, last)
        swapped = (np.abs(fixes.lat - last.lon) < SWAP_NEAR_DEG) & (
            np.abs(fixes.lon - last.lat) < SWAP_NEAR_DEG
        )
    _refuse(reasons, jumped & swapped, SWAPPED)
    _refuse(reasons, jumped | said_too_fast, IMPOSSIBLE_SPEED)
    return reasons


def reachable(fixes: Fixes, last: Last) -> Mask:
    """Return whether each fix can be reached from the last one in the time between."""
    seconds = (fixes.fix_us - last.said_us) / SECOND_US
    north = (fixes.lat - last.lat) * METRES_PER_DEGREE
    east = (fixes.lon - last.lon + 180.0) % 360.0 - 180.0
    east = east * METRES_PER_DEGREE * np.cos(np.radians(fixes.lat))
    near: Mask = np.hypot(north, east) <= JITTER_M + last.most_mps * seconds
    return near


def _refuse(reasons: U8, bad: Mask, reason: int) -> None:
    reasons[bad & (reasons == ACCEPTED)] = reason
