"""Sets the arrows of one-way streets: one in the middle of a way, more along it."""

import numpy as np
import shapely

from controlroom.ground.build.shaping import Geometries, to_world

APART_PX = 110.0
"""Between two arrows of a way, logical pixels at the zoom below."""
AT_ZOOM = 17
LENGTH_PX = 14.0
_PIXEL = 1.0 / (256.0 * (1 << AT_ZOOM))


class Arrows:
    """Collects one-way streets; `lines()` are short lines that arrows are drawn on."""

    def __init__(self) -> None:
        self._along: list[str] = []
        self._against: list[str] = []

    def put(self, wkb: str, *, backward: bool) -> None:
        """Keep a way that is driven along its points, or against them."""
        (self._against if backward else self._along).append(wkb)

    def lines(self) -> Geometries:
        """Lines of two points, tail and head, in world coordinates."""
        if not self._along and not self._against:
            return np.array([], object)
        along, _ = to_world(shapely.from_wkb(self._along))
        against, _ = to_world(shapely.from_wkb(self._against))
        ways = np.concatenate([along, shapely.reverse(against)])
        whole = shapely.line_merge(shapely.multilinestrings(ways), directed=True)
        return arrows_on(shapely.get_parts(whole))


def arrows_on(ways: Geometries) -> Geometries:
    """Arrows along lines in world coordinates; none where one has no room."""
    room = shapely.length(ways) / _PIXEL
    ways, room = ways[room > LENGTH_PX * 2.0], room[room > LENGTH_PX * 2.0]
    copies = np.maximum((room / APART_PX).astype(np.int64), 1)
    owner = np.repeat(np.arange(len(ways)), copies)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(copies) - copies, copies)
    middle = (rank + 0.5) / copies[owner] * room[owner]
    half = LENGTH_PX / 2.0
    ends = [
        shapely.get_coordinates(
            shapely.line_interpolate_point(ways[owner], (middle + away) * _PIXEL)
        )
        for away in (-half, half)
    ]
    return np.atleast_1d(shapely.linestrings(np.stack(ends, axis=1)))
