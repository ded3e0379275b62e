"""Places on the British National Grid: to letters and figures, and back.

A seven-parameter Helmert from WGS 84 to OSGB36, then transverse Mercator: Ordnance
Survey, "A guide to coordinate systems in Great Britain", annexes B and C. Good to about
5 m anywhere in Great Britain.
"""

import math
import re
from typing import NamedTuple

from controlroom.domain.geo import is_place

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
_ALPHABET = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_FEWEST_FIGURES = 4
"""Two letters and two figures are a 10 km square, and look like a callsign."""
_MOST_FIGURES = 10
"""Five and five figures are a metre."""
_CLOSE_M = 1e-3
_MOST_TURNS = 30
_DEGREE_M = 111_200.0
_LETTERED = re.compile(r"([A-HJ-Z]{2})\s*([0-9]+)(?:[\s,]+([0-9]+))?")
_METRES = re.compile(
    r"([0-9]{5,6}(?:\.[0-9]{1,6})?)\s*(?:M\s*)?E?[\s,;/]+"
    r"([0-9]{5,7}(?:\.[0-9]{1,6})?)\s*(?:M\s*)?N?"
)


class Square(NamedTuple):
    """A square of the grid: its middle in degrees WGS 84, its side, its own words."""

    lat: float
    lon: float
    side_m: float
    words: str


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


def place_of_grid(east: float, north: float) -> tuple[float, float]:
    """Return (lat, lon) of a point of the grid in metres: what `grid` would undo.

    The point is walked to: each turn leaves less than a tenth of what was missing.
    """
    lat = math.degrees(_PHI0) + (north - _N0) / _DEGREE_M
    lon = math.degrees(_LAMBDA0)
    for _ in range(_MOST_TURNS):
        found_east, found_north = grid(lat, lon)
        missing_east, missing_north = east - found_east, north - found_north
        lat += missing_north / _DEGREE_M
        lon += missing_east / (_DEGREE_M * math.cos(math.radians(lat)))
        if math.hypot(missing_east, missing_north) < _CLOSE_M:
            break
    return lat, lon


def read_grid(text: str) -> Square | None:
    """Return the square that a text names, or None when it names none.

    Letters and figures, `TQ 3000 8000`, `tq3080`, or metres, `530000 180000`.
    """
    typed = text.strip().upper()
    lettered = _LETTERED.fullmatch(typed)
    if lettered:
        return _lettered(*lettered.groups())
    metres = _METRES.fullmatch(typed)
    if metres is None:
        return None
    east, north = (float(each) for each in metres.groups())
    if not (east < GRID_EAST_M and north < GRID_NORTH_M):
        return None
    return Square(*place_of_grid(east, north), 1.0, f"{east:.0f} E {north:.0f} N")


def _lettered(letters: str, first: str, second: str | None) -> Square | None:
    corner = _corner(letters)
    figures = first if second is None else first + second
    half = len(figures) // 2
    uneven = len(figures) % 2 or (second is not None and len(first) != len(second))
    if corner is None or uneven or not _FEWEST_FIGURES <= len(figures) <= _MOST_FIGURES:
        return None
    side_m = _SQUARE_M / 10**half
    east = corner[0] + (int(figures[:half]) + 0.5) * side_m
    north = corner[1] + (int(figures[half:]) + 0.5) * side_m
    words = f"{letters} {figures[:half]} {figures[half:]}"
    return Square(*place_of_grid(east, north), side_m, words)


def _corner(letters: str) -> tuple[float, float] | None:
    """South-west corner of a 100 km square; None for letters beyond the grid."""
    large, small = (_ALPHABET.index(letter) for letter in letters)
    column = (large % 5 - 2) * 5 + small % 5
    row = (3 - large // 5) * 5 + 4 - small // 5
    east, north = column * _SQUARE_M, row * _SQUARE_M
    on_grid = 0 <= east < GRID_EAST_M and 0 <= north < GRID_NORTH_M
    return (east, north) if on_grid else None


def _figures(metres: float, count: int) -> str:
    inside = int(metres) % int(_SQUARE_M)
    return f"{inside:05}"[:count]


def _letters(east: float, north: float) -> str:
    """Two letters, I left out: a 500 km square, then a 100 km square in it."""
    column, row = int(east // _SQUARE_M), int(north // _SQUARE_M)
    # The false origin is the south-west corner of S: column 2, row 3 from the top.
    large = _ALPHABET[(3 - row // 5) * 5 + 2 + column // 5]
    return large + _ALPHABET[(4 - row % 5) * 5 + column % 5]


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
