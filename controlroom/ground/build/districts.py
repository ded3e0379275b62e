"""Tells places of one name apart by the district they lie in."""

from collections import Counter
from dataclasses import replace

import numpy as np
import shapely

from controlroom.ground.places import Place, fold

_DISTRICTS = frozenset({"city", "district"})
_NEAREST_M = 4000.0
"""A district's name, farther away than this, helps nobody."""
_DEGREE_M = 111_195.0


def told_apart(places: list[Place]) -> list[Place]:
    """The same places; of one name and kind each with the nearest district's name.

    "High Street" twice becomes "High Street, Northgate" and "High Street, Harbour".
    """
    districts = [place for place in places if place.kind in _DISTRICTS]
    times = Counter(map(_key, places))
    twins = [
        number
        for number, place in enumerate(places)
        if times[_key(place)] > 1 and place.kind not in _DISTRICTS
    ]
    if not districts or not twins:
        return places
    wide = float(np.cos(np.radians(districts[0].lat)))
    tree = shapely.STRtree(_points(districts, wide))
    spots = _points([places[number] for number in twins], wide)
    found, nearest = tree.query_nearest(
        spots, max_distance=_NEAREST_M / _DEGREE_M, all_matches=False
    )
    named = list(places)
    for twin, district in zip(found.tolist(), nearest.tolist(), strict=True):
        place = places[twins[twin]]
        name = f"{place.name}, {districts[district].name}"
        named[twins[twin]] = replace(place, name=name)
    return named


def _key(place: Place) -> int:
    """What two places of one name share: a number, for there may be a million."""
    return hash((" ".join(fold(place.name)), place.kind))


def _points(
    places: list[Place], wide: float
) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    lats = np.array([place.lat for place in places])
    lons = np.array([place.lon for place in places])
    return np.asarray(shapely.points(lons * wide, lats))
