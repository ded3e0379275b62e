"""Places on the earth: how far, which way, where to, and their name on the grid.

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


# --- British National Grid: Helmert from WGS 84 to OSGB36, then transverse Mercator.
# Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C.
# Good to about 5 m anywhere in Great Britain.

_WGS84 = (6_378_137.0, 6_356_752.3141)
_AIRY = (6_377_563.396, 6_356_256.909)
_SHIFT_M = (-446.448, 125.157, -542.060)
_SCALE = 20.4894e-6
_TURN_RAD = tuple(math.radians(s / 3_600) for s in (-0.1502, -0.2470, -0.8421))
_F0 = 0.9996012717
_PHI0, _LAMBDA0 = math.radians(49.0), math.radians(-2.0)
_E0, _N0 = 400_000.0, -100_000.0
GRID_EAST_M, GRID_NORTH_M = 700_000.0, 1_300_000.0
"""The grid covers 0 to 700 km east and 0 to 1,300 km north of its false origin."""
WEST, EAST, SOUTH, NORTH = -15.0, 10.0, 48.0, 63.0
"""Where the projection holds well enough to be asked, degrees."""
_SQUARE_M = 100_000.0


def grid(lat: float, lon: float) -> tuple[float, float]:
    """Return (easting, northing) on the British National Grid, metres, within 5 m."""
    return _project(*_to_osgb36(lat, lon))


def grid_reference(lat: float, lon: float, digits: int = 8) -> str:
    """Return grid letters and figures, `TG 5140 1317`; 8 digits are a 10 m square.

    Outside the grid a place is said in degrees: `54.7000° N 12.4000° E`.
    """
    if not is_place(lat, lon):
        return "no position"
    half = digits // 2
    if WEST < lon < EAST and SOUTH < lat < NORTH:
        east, north = grid(lat, lon)
        if 0 <= east < GRID_EAST_M and 0 <= north < GRID_NORTH_M:
            figures = f"{_figures(east, half)} {_figures(north, half)}"
            return f"{_letters(east, north)} {figures}"
    return (
        f"{abs(lat):.4f}° {'N' if lat >= 0 else 'S'} "
        f"{abs(lon):.4f}° {'E' if lon >= 0 else 'W'}"
    )


def _figures(metres: float, count: int) -> str:
    inside = int(metres) % int(_SQUARE_M)
    return f"{inside:05}"[:count]


def _letters(east: float, north: float) -> str:
    """Two letters, I left out: a 500 km square, then a 100 km square in it."""
    column, row = int(east // _SQUARE_M), int(north // _SQUARE_M)
    alphabet = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
    # The false origin is the south-west corner of S: column 2, row 3 from the top.
    large = alphabet[(3 - row // 5) * 5 + 2 + column // 5]
    return large + alphabet[(4 - row % 5) * 5 + column % 5]


def _to_osgb36(lat: float, lon: float) -> tuple[float, float]:
    phi, lam = math.radians(lat), math.radians(lon)
    a, b = _WGS84
    e2 = 1 - (b * b) / (a * a)
    nu = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    x = nu * math.cos(phi) * math.cos(lam)
    y = nu * math.cos(phi) * math.sin(lam)
    z = (1 - e2) * nu * math.sin(phi)
    (tx, ty, tz), (rx, ry, rz), s = _SHIFT_M, _TURN_RAD, 1 + _SCALE
    x2 = tx + s * x - rz * y + ry * z
    y2 = ty + rz * x + s * y - rx * z
    z2 = tz - ry * x + rx * y + s * z
    a, b = _AIRY
    e2 = 1 - (b * b) / (a * a)
    p = math.hypot(x2, y2)
    phi = math.atan2(z2, p * (1 - e2))
    for _ in range(6):  # converges to under a micrometre
        nu = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
        phi = math.atan2(z2 + e2 * nu * math.sin(phi), p)
    return phi, math.atan2(y2, x2)


def _project(phi: float, lam: float) -> tuple[float, float]:
    a, b = _AIRY
    e2 = 1 - (b * b) / (a * a)
    sin, cos, tan2 = math.sin(phi), math.cos(phi), math.tan(phi) ** 2
    nu = a * _F0 / math.sqrt(1 - e2 * sin * sin)
    rho = a * _F0 * (1 - e2) / (1 - e2 * sin * sin) ** 1.5
    eta2 = nu / rho - 1
    d = lam - _LAMBDA0
    north = (
        _meridian_m(phi)
        + _N0
        + d**2 * nu / 2 * sin * cos
        + d**4 * nu / 24 * sin * cos**3 * (5 - tan2 + 9 * eta2)
        + d**6 * nu / 720 * sin * cos**5 * (61 - 58 * tan2 + tan2 * tan2)
    )
    east = (
        _E0
        + d * nu * cos
        + d**3 * nu / 6 * cos**3 * (nu / rho - tan2)
        + d**5
        * nu
        / 120
        * cos**5
        * (5 - 18 * tan2 + tan2 * tan2 + 14 * eta2 - 58 * tan2 * eta2)
    )
    return east, north


def _meridian_m(phi: float) -> float:
    a, b = _AIRY
    n = (a - b) / (a + b)
    less, more = phi - _PHI0, phi + _PHI0
    return (
        b
        * _F0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(less) * math.cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * less) * math.cos(2 * more)
            - 35 / 24 * n**3 * math.sin(3 * less) * math.cos(3 * more)
        )
    )
