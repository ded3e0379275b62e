"""How old a position may be and still be believed, and how dead a link is.

Multiples of the kind's usual interval (air traffic practice): fresh to 2, fading to 6,
then hollow; last known from 30 multiples or 10 minutes, whichever comes first.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from controlroom.domain.entities import DeviceKind

DEVICE_KINDS: tuple[DeviceKind, ...] = ("vehicle", "radio", "phone", "camera")
"""In rank order; columns hold the index."""
INTERVAL_S = {"vehicle": 5.0, "radio": 60.0, "phone": 10.0, "camera": 10.0}
"""Usual interval between fixes, unless the codes say otherwise."""
SPEED_KMH = {
    "foot": 8.0, "dog": 60.0, "horse": 15.0, "car": 80.0, "van": 70.0,
    "motorcycle": 90.0, "air": 220.0, "boat": 40.0, "drone": 60.0,
}  # fmt: skip
"""How fast a unit may have left its last fix, unless the codes say otherwise."""

FRESH, FADING, HOLLOW, LAST_KNOWN, NEVER = range(5)
FRESH_TO, FADING_TO, LAST_KNOWN_FROM = 2.0, 6.0, 30.0
LAST_KNOWN_S = 600.0
NO_CIRCLE_M = 2_000.0
"""Above this radius the circle becomes a word on the plate."""
DEFAULT_SPEED_KMH = 60.0
DEFAULT_ACCURACY_M = 15.0

BANNER_S, DESATURATE_S, NO_LIVE_DATA_S = 3.0, 6.0, 12.0
"""Age of the last frame at which the desk says so, loses colour, and gives up."""
LinkLook = Literal["live", "banner", "desaturated", "no_live_data"]

_US = 1_000_000.0
_DEFAULT_INTERVALS = np.array([INTERVAL_S[kind] for kind in DEVICE_KINDS])


def intervals(interval_s: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the usual interval for each of `DEVICE_KINDS`, seconds."""
    return np.array([interval_s.get(kind, INTERVAL_S[kind]) for kind in DEVICE_KINDS])


def freshness(
    age_us: ArrayLike,
    kind: ArrayLike,
    interval_s: NDArray[np.float64] = _DEFAULT_INTERVALS,
) -> NDArray[np.uint8]:
    """Return FRESH to LAST_KNOWN for ages in us and indices into `DEVICE_KINDS`.

    A negative age (a clock ahead of ours) is fresh. Whoever never reported is the
    caller's to know: see `Tracks.freshness`.
    """
    seconds = np.asarray(age_us, dtype=np.float64) / _US
    multiples = seconds / interval_s[np.asarray(kind)]
    # Ten minutes may come before six intervals of a slow device.
    last_known = (multiples >= LAST_KNOWN_FROM) | (seconds >= LAST_KNOWN_S)
    younger = (multiples > FRESH_TO).astype(np.uint8) + (multiples > FADING_TO)
    level: NDArray[np.uint8] = np.where(last_known, LAST_KNOWN, younger).astype(
        np.uint8
    )
    return level


def uncertainty_m(
    age_us: ArrayLike, accuracy_m: ArrayLike, speed_kmh: ArrayLike
) -> NDArray[np.float64]:
    """Return the radius around a fix in which the unit may be by now, metres.

    radius = accuracy + age x plausible speed. An unknown accuracy counts as 15 m.
    """
    seconds = np.maximum(np.asarray(age_us, dtype=np.float64), 0.0) / _US
    accuracy = np.nan_to_num(
        np.asarray(accuracy_m, dtype=np.float64), nan=DEFAULT_ACCURACY_M
    )
    radius: NDArray[np.float64] = (
        accuracy + seconds * np.asarray(speed_kmh, dtype=np.float64) / 3.6
    )
    return radius


def link_look(age_s: float) -> LinkLook:
    """Return how a desk looks whose last frame is that old."""
    if age_s >= NO_LIVE_DATA_S:
        return "no_live_data"
    if age_s >= DESATURATE_S:
        return "desaturated"
    return "banner" if age_s >= BANNER_S else "live"
