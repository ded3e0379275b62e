"""Web Mercator for map packs: degrees to the unit square and to XYZ tiles; no drawing.

The world is the unit square: x grows east from 180° W, y grows south from 85.05° N
(EPSG:3857 divided by its extent, as every XYZ tile server addresses it).
"""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_M = 6_378_137.0
EARTH_GIRTH_M = 2.0 * math.pi * EARTH_RADIUS_M
MAX_LAT = 85.05112877980659

Floats: TypeAlias = NDArray[np.float64]


def project(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """World coordinates (n, 2) of degrees WGS 84; latitudes beyond ±85.05 clamp."""
    phi = np.radians(np.clip(np.asarray(lat, np.float64), -MAX_LAT, MAX_LAT))
    x = np.asarray(lon, np.float64) / 360.0 + 0.5
    y = 0.5 - np.arcsinh(np.tan(phi)) / (2.0 * np.pi)
    return np.stack(np.broadcast_arrays(x, y), axis=-1)


def unproject(world: ArrayLike) -> tuple[Floats, Floats]:
    """(lat, lon) in degrees of world coordinates (…, 2)."""
    points = np.asarray(world, np.float64)
    lon = (points[..., 0] - 0.5) * 360.0
    lat = np.degrees(np.arctan(np.sinh((0.5 - points[..., 1]) * 2.0 * np.pi)))
    return lat, lon


def tile_of(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """The XYZ tile (x, y) that holds a place."""
    x, y = project(lat, lon)
    side = 1 << zoom
    return (
        min(max(math.floor(x * side), 0), side - 1),
        min(max(math.floor(y * side), 0), side - 1),
    )


def metres_per_world(lat: float) -> float:
    """Ground metres along one unit of world coordinates at a latitude."""
    return EARTH_GIRTH_M * math.cos(math.radians(lat))
