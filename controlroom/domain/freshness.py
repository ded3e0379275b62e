"""How old is too old: steps of staleness by device kind, and the ladder of a dead feed.

Steps are multiples of the kind's usual interval between fixes, by the device's own fix
time: fresh to 2×, fading to 6×, hollow, last known from 30× or ten minutes.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

DEVICE_KINDS = ("vehicle", "radio", "phone", "camera")
"""In rank order; `kind` columns index it."""
INTERVAL_US = np.array([5, 60, 10, 10], np.int64) * 1_000_000
FRESH, FADING, HOLLOW, LAST_KNOWN, NEVER = range(5)
FRESH_TIMES, FADING_TIMES, LAST_KNOWN_TIMES = 2, 6, 30
LAST_KNOWN_US = 600_000_000
AHEAD_US = 5_000_000
"""A symbol is never moved ahead further than this beyond its fix."""

BANNER_S, DESATURATE_S, NO_LIVE_DATA_S = 3, 6, 12
"""A dead feed, in seconds without a frame."""

SPEED_KMH = {
    "foot": 8, "horse": 20, "dog": 60, "car": 90, "van": 80, "motorcycle": 110,
    "boat": 40, "air": 220, "drone": 60,
}  # fmt: skip
ACCURACY_M = 10.0
"""Assumed where a device does not say."""


def freshness(age_us: ArrayLike, kind: ArrayLike) -> NDArray[np.uint8]:
    """Return the step of each age (µs) for its device kind; negative ages are fresh."""
    age = np.asarray(age_us, np.int64)
    interval = INTERVAL_US[np.asarray(kind, np.intp)]
    step = np.full(np.broadcast(age, interval).shape, FRESH, np.uint8)
    step[age > FRESH_TIMES * interval] = FADING
    step[age > FADING_TIMES * interval] = HOLLOW
    last = np.minimum(LAST_KNOWN_TIMES * interval, LAST_KNOWN_US)
    # A radio's thirty intervals are half an hour: ten minutes come first, but never
    # before the hollow step.
    step[age > np.maximum(last, FADING_TIMES * interval)] = LAST_KNOWN
    return step


def uncertainty_m(accuracy_m: ArrayLike, age_us: ArrayLike, speed_kmh: ArrayLike) -> NDArray[np.float64]:
    """Radius in metres of where a unit may be: accuracy + age × plausible speed."""
    accuracy = np.asarray(accuracy_m, np.float64)
    accuracy = np.where(np.isfinite(accuracy), accuracy, ACCURACY_M)
    age_s = np.maximum(np.asarray(age_us, np.float64), 0) / 1e6
    radius: NDArray[np.float64] = accuracy + age_s * np.asarray(speed_kmh) / 3.6
    return radius
