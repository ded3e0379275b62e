"""Lines, areas and circles on the ground: how long, how large, whether they make sense.

Corners are (lat, lon) in degrees. What is measured here is drawn in a room: streets to
a county, where the earth around the first corner may be taken as flat within 0.1 %.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import Outline
from controlroom.domain.geo import (
    EARTH_M,
    MOST_LON,
    bearing_deg,
    destination,
    distance_m,
)
from controlroom.domain.geodesic import leg

Corners = Sequence[tuple[float, float]]
TOUCH_M = 0.001
"""A corner so near to a line is on it: degrees as floats know no exact touch."""
_LINE, _AREA = 2, 3
"""Corners that a line and an area have at least."""


def length_m(corners: Corners) -> float:
    """Return the length of a line through corners in metres, on the ellipsoid."""
    if len(corners) < _LINE:
        return 0.0
    return sum(leg(*start, *end).metres for start, end in pairwise(corners))


def around_m(corners: Corners) -> float:
    """Return the length of the closed line around an area in metres."""
    return length_m([*corners, *corners[:1]])


def area_m2(corners: Corners) -> float:
    """Return the area inside corners in square metres (shoelace, on flat ground)."""
    if len(corners) < _AREA:
        return 0.0
    x, y = _flat(corners).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def open_ring(corners: Corners) -> tuple[tuple[float, float], ...]:
    """Return corners without repeats: none is the next, nor the last the first."""
    kept: list[tuple[float, float]] = []
    for lat, lon in corners:
        if not kept or kept[-1] != (lat, lon):
            kept.append((lat, lon))
    while len(kept) > 1 and kept[-1] == kept[0]:
        kept.pop()
    return tuple(kept)


def crosses_itself(corners: Corners) -> bool:
    """Return whether two sides of an area, other than neighbours, meet.

    All pairs at once: 500 corners take some 10 ms.
    """
    count = len(corners)
    if count <= _AREA:
        return False
    start = _flat(corners)
    end = np.roll(start, -1, axis=0)
    first, second = np.triu_indices(count, 2)
    apart = (first != 0) | (second != count - 1)
    first, second = first[apart], second[apart]
    return bool(_meet(start[first], end[first], start[second], end[second]).any())


def crosses_antimeridian(corners: Corners) -> bool:
    """Return whether corners lie on both sides of the 180th meridian."""
    lon = [each[1] for each in corners]
    return max(lon) - min(lon) > MOST_LON


def nearest_on(outline: Outline, lat: float, lon: float) -> tuple[float, float]:
    """Return the place of an outline that is nearest to a place, degrees.

    Inside an area or a circle that is the place itself; of a line it is on one of its
    legs. As flat ground around the place.
    """
    corners = outline.corners
    if outline.shape == "circle":
        away = distance_m(lat, lon, *corners[0])
        if away <= outline.radius_m:
            return lat, lon
        return destination(*corners[0], bearing_deg(*corners[0], lat, lon),
                           outline.radius_m)  # fmt: skip
    if len(corners) == 1:
        return corners[0]
    flat = _flat(((lat, lon), *corners))[1:]
    closed = outline.shape == "polygon"
    start = flat if closed else flat[:-1]
    end = np.roll(flat, -1, axis=0)[: len(start)]
    if closed and _holds(start, end):
        return lat, lon
    way = end - start
    length = np.maximum((way * way).sum(axis=1), 1e-12)
    part = np.clip(-(start * way).sum(axis=1) / length, 0.0, 1.0)
    nearest = start + way * part[:, None]
    east, north = nearest[(nearest * nearest).sum(axis=1).argmin()].tolist()
    mean = float(np.radians(np.mean([lat, *(each[0] for each in corners)])))
    turn = math.degrees(east / EARTH_M / max(math.cos(mean), 1e-9))
    return lat + math.degrees(north / EARTH_M), lon + turn


def _holds(start: NDArray[np.float64], end: NDArray[np.float64]) -> bool:
    """Whether sides start-end (n, 2) of an area go around the origin (even-odd)."""
    (x1, y1), (x2, y2) = start.T, end.T
    over = (y1 > 0) != (y2 > 0)
    rise = np.where(over, y2 - y1, 1.0)
    right = x1 - y1 * (x2 - x1) / rise > 0
    return bool(np.count_nonzero(over & right) % 2)


def ring_around(
    lat: float, lon: float, radius_m: float, count: int = 72
) -> NDArray[np.float64]:
    """Return (count, 2) places lat, lon at a distance all around one."""
    turn = np.arange(count) * (2 * math.pi / count)
    angle = radius_m / EARTH_M
    phi = math.radians(lat)
    sin_phi = math.sin(phi) * math.cos(angle) + (
        math.cos(phi) * math.sin(angle) * np.cos(turn)
    )
    east = np.arctan2(
        np.sin(turn) * math.sin(angle) * math.cos(phi),
        math.cos(angle) - math.sin(phi) * sin_phi,
    )
    return np.stack([np.degrees(np.arcsin(sin_phi)), lon + np.degrees(east)], axis=1)


def _flat(corners: Corners) -> NDArray[np.float64]:
    """Metres east and north of the first corner, (n, 2)."""
    lat, lon = np.radians(np.array(corners, np.float64)).T
    east = (lon - lon[0]) * np.cos(lat.mean())
    return np.stack([east, lat - lat[0]], axis=1) * EARTH_M


def _meet(
    a: NDArray[np.float64],
    b: NDArray[np.float64],
    c: NDArray[np.float64],
    d: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Whether segments a-b and c-d have a point in common, row by row."""
    d1, d2 = _side(c, d, a), _side(c, d, b)
    d3, d4 = _side(a, b, c), _side(a, b, d)
    crossing = (d1 * d2 < 0) & (d3 * d4 < 0)
    touching = (
        ((d1 == 0) & _between(c, d, a))
        | ((d2 == 0) & _between(c, d, b))
        | ((d3 == 0) & _between(a, b, c))
        | ((d4 == 0) & _between(a, b, d))
    )
    return np.asarray(crossing | touching)


def _side(
    a: NDArray[np.float64], b: NDArray[np.float64], p: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Sign of which side of a-b a point is on: -1, 0 or 1."""
    along, to = b - a, p - a
    across = along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0]
    on_it = np.abs(across) <= TOUCH_M * np.hypot(along[:, 0], along[:, 1])
    return np.where(on_it, 0.0, np.sign(across))


def _between(
    a: NDArray[np.float64], b: NDArray[np.float64], p: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether a point on the line of a-b lies between its ends."""
    inside = (np.minimum(a, b) - TOUCH_M <= p) & (p <= np.maximum(a, b) + TOUCH_M)
    return np.asarray(inside.all(axis=1))
