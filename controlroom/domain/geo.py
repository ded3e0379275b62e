"""Places on the earth: what is one, how far, which way and where to.

Degrees WGS 84, `lat, lon`; metres; bearings in degrees true, clockwise from north.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_M = 6_371_008.8
"""Mean radius of the earth (IUGG R1)."""
MOST_LAT, MOST_LON = 90.0, 180.0


def is_place(lat: float | None, lon: float | None) -> bool:
    """Return whether two numbers can be a place: finite, in range, and not 0/0."""
    if lat is None or lon is None:
        return False
    finite = math.isfinite(lat) and math.isfinite(lon)
    return (
        finite
        and abs(lat) <= MOST_LAT
        and abs(lon) <= MOST_LON
        and (lat, lon) != (0, 0)
    )


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in metres (haversine)."""
    return float(distances_m(lat1, lon1, lat2, lon2))


def distances_m(
    lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike
) -> NDArray[np.float64]:
    """Return great-circle distances in metres; arrays are taken element by element."""
    phi1, phi2 = np.radians(lat1), np.radians(lat2)
    half_phi = (phi2 - phi1) / 2
    half_lambda = (np.radians(lon2) - np.radians(lon1)) / 2
    chord = (
        np.sin(half_phi) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(half_lambda) ** 2
    )
    distance: NDArray[np.float64] = (
        2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(1, chord)))
    )
    return distance


def bearing_deg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the initial bearing from the first place to the second, 0 to 360."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    turn = math.radians(lon2 - lon1)
    east = math.sin(turn) * math.cos(phi2)
    north = math.cos(phi1) * math.sin(phi2) - (
        math.sin(phi1) * math.cos(phi2) * math.cos(turn)
    )
    return math.degrees(math.atan2(east, north)) % 360


def destination(
    lat: float, lon: float, bearing: float, metres: float
) -> tuple[float, float]:
    """Return the place so many metres away on a bearing (great circle)."""
    angle = metres / EARTH_M
    phi, theta = math.radians(lat), math.radians(bearing)
    sin_phi2 = math.sin(phi) * math.cos(angle) + (
        math.cos(phi) * math.sin(angle) * math.cos(theta)
    )
    phi2 = math.asin(max(-1.0, min(1.0, sin_phi2)))
    turn = math.atan2(
        math.sin(theta) * math.sin(angle) * math.cos(phi),
        math.cos(angle) - math.sin(phi) * sin_phi2,
    )
    return math.degrees(phi2), (lon + math.degrees(turn) + 540) % 360 - 180
