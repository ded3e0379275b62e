"""Collects what has a name: where it is lettered on the map and found by a search."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely

from controlroom.ground.build.naming import GROWING, HOUSE_RANK, HOUSE_ZOOM, Naming
from controlroom.ground.build.shaping import Box, clip, lines_of, only_lines, to_world
from controlroom.ground.build.tags import Road
from controlroom.ground.labels import Text
from controlroom.ground.mercator import Floats, metres_per_world, project, unproject
from controlroom.ground.places import Place, fold

_HELD_AREAS = 5_000
_SHOWN_FROM_PX = 64.0
"""A park or a lake is named once it is about so wide."""
_GROWN_ZOOMS = (9, 17)
_POINT_ZOOM = 16
"""Where a park or a lake is named that has no outline, only a point."""
_SAME_M = 250.0
"""Two things of one name and kind nearer than this are one thing, mapped twice."""
_STREET_APART_M = 900.0
"""Streets of one name farther apart than this are two streets in the search."""
_REFERRED = frozenset({"motorway", "ring", "main"})
"""Roads whose number stands beside them on the map."""
_REF_ZOOM = {"motorway": 9, "ring": 10, "main": 12}
_REF_LETTERS = 8


class _Way(NamedTuple):
    """A named piece of street: its class, and hexadecimal WKB in degrees."""

    road: Road
    wkb: str


class Names:
    """Everything with a name in one region (left, top, right, bottom; world)."""

    def __init__(self, region: Box) -> None:
        self._region = region
        self._spots: list[tuple[Naming, float, float]] = []  # world x, y
        self._areas: list[tuple[Naming, str, str]] = []
        self._streets: defaultdict[str, list[_Way]] = defaultdict(list)
        self._refs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._numbers: list[str] = []
        self._houses = array("d")  # world x, y of each number, in turn
        self._addresses: list[Place] = []
        self._seen: set[tuple[str, str, int, int]] = set()
        middle = (region[1] + region[3]) / 2.0
        lat, _ = unproject(np.array([0.5, middle]))
        self._metre = 1.0 / metres_per_world(float(lat))

    def put_spot(self, naming: Naming, lat: float, lon: float) -> None:
        """Keep something with a point of its own."""
        x, y = project(lat, lon).tolist()
        if naming.lettering in GROWING:
            naming = naming._replace(zoom_from=_POINT_ZOOM)
        self._keep(naming, x, y)

    def put_area(self, naming: Naming, wkb: str, street: str = "") -> None:
        """Keep something with an outline, lettered in the middle of it.

        street: of a house, to be found by its number and street.
        """
        self._areas.append((naming, wkb, street))
        if len(self._areas) >= _HELD_AREAS:
            self.flush()

    def put_house(self, number: str, street: str, lat: float, lon: float) -> None:
        """Keep a house: lettered by its number, found by that and its street, if any.

        There may be a million of them: nothing else is kept.
        """
        x, y = project(lat, lon).tolist()
        if not self._holds(x, y):
            return
        self._numbers.append(sys.intern(number))
        self._houses.extend((x, y))
        if street:
            self._addresses.append(Place(f"{number} {street}", "address", lat, lon))

    def put_street(self, name: str, ref: str, road: Road, wkb: str) -> None:
        """Keep a piece of a street with its name, its number, or both."""
        if name:
            self._streets[name].append(_Way(road, wkb))
        short = ref.partition(";")[0].strip()
        if 0 < len(short) <= _REF_LETTERS and road.layer in _REFERRED:
            self._refs[short, road.layer].append(wkb)

    def flush(self) -> None:
        """Give every outline that is held a point and a size."""
        if not self._areas:
            return
        world, _ = to_world(shapely.from_wkb([wkb for _, wkb, _ in self._areas]))
        if len(world) == len(self._areas):  # else one crosses the 180th meridian
            points = shapely.get_coordinates(shapely.point_on_surface(world))
            sizes = np.sqrt(shapely.area(world))
            for (naming, _, street), (x, y), size in zip(
                self._areas, points.tolist(), sizes.tolist(), strict=True
            ):
                if naming.kind == "house":
                    lat, lon = (round(float(each), 7) for each in unproject([x, y]))
                    self.put_house(naming.name, street, lat, lon)
                else:
                    self._keep(_grown(naming, size), x, y)
        self._areas.clear()

    def texts(self) -> list[Text]:
        """Every text that may stand on the map."""
        self.flush()
        found = [
            Text(
                naming.name, naming.lettering, naming.rank, naming.zoom_from,
                naming.zoom_to, np.array([[x, y]]),
            )
            for naming, x, y in self._spots
        ]  # fmt: skip
        return found + list(self._ref_texts()) + list(self._street_texts())

    def house_texts(self) -> Iterator[Text]:
        """The number of every house, made as it is asked for."""
        self.flush()
        spots = np.frombuffer(self._houses).reshape(-1, 1, 2)
        for number, spot in zip(self._numbers, spots, strict=True):
            yield Text(number, "house", HOUSE_RANK, HOUSE_ZOOM, 99, spot)

    def places(self) -> list[Place]:
        """Everything that can be found by its name, crossings left out."""
        self.flush()
        found = [_place(naming.name, naming.kind, x, y) for naming, x, y in self._spots]
        found += self._addresses
        for name, ways in self._streets.items():
            found += self._street_places(name, ways)
        return found

    def _keep(self, naming: Naming, x: float, y: float) -> None:
        """Keep a point, unless the same thing was kept from another object."""
        if not self._holds(x, y):
            return
        cell = _SAME_M * self._metre
        column, row = int(x / cell), int(y / cell)
        around = (
            (naming.name, naming.kind, column + dx, row + dy)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        )
        if any(key in self._seen for key in around):
            return
        self._seen.add((naming.name, naming.kind, column, row))
        self._spots.append((naming, x, y))

    def _holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self._region
        return left <= x <= right and top <= y <= bottom

    def _merged(self, wkbs: list[str]) -> list[shapely.LineString]:
        """Pieces of one street joined where only two meet, the longest first."""
        world, _ = to_world(shapely.from_wkb(wkbs))
        parts = only_lines(clip(world, self._region))
        if not len(parts):
            return []
        whole = shapely.multilinestrings(parts)
        joined = shapely.get_parts(shapely.line_merge(whole))
        return sorted(joined, key=lambda line: -float(line.length))

    def _street_texts(self) -> Iterator[Text]:
        found: list[tuple[int, float, Text]] = []
        for name, ways in self._streets.items():
            zoom = min(way.road.name_zoom for way in ways)
            for line in self._merged([way.wkb for way in ways]):
                points = np.asarray(shapely.get_coordinates(line))
                text = Text(name, "street", max(zoom - 11, 1), zoom, 99, points)
                found.append((zoom, -float(line.length), text))
        found.sort(key=lambda row: row[:2])
        return (text for _, _, text in found)

    def _ref_texts(self) -> Iterator[Text]:
        for (ref, layer), wkbs in self._refs.items():
            zoom = _REF_ZOOM[layer]
            for points in lines_of(np.array(self._merged(wkbs), object)):
                yield Text(ref, "ref", zoom - 8, zoom, 17, points)

    def _street_places(self, name: str, ways: list[_Way]) -> Iterator[Place]:
        apart = _STREET_APART_M * self._metre
        chosen: list[Floats] = []
        for line in self._merged([way.wkb for way in ways]):
            middle = np.array(line.interpolate(0.5, normalized=True).coords[0])
            if all(np.abs(middle - other).max() > apart for other in chosen):
                chosen.append(middle)
                yield _place(name, "street", *middle.tolist())


def _grown(naming: Naming, size: float) -> Naming:
    """The zooms of something that is lettered when it is wide enough."""
    if naming.lettering not in GROWING:
        return naming
    low, high = _GROWN_ZOOMS
    wanted = np.log2(_SHOWN_FROM_PX / (256.0 * max(size, 1e-9)))
    return naming._replace(zoom_from=int(min(max(np.ceil(wanted), low), high)))


def _place(name: str, kind: str, x: float, y: float) -> Place:
    lat, lon = unproject(np.array([x, y]))
    return Place(name, kind, round(float(lat), 7), round(float(lon), 7))


def without_twins(places: list[Place]) -> list[Place]:
    """Places of which none has the words, the kind and the spot (10 m) of another."""
    seen: set[int] = set()
    kept = []
    for place in places:
        words = " ".join(fold(place.name))
        spot = (round(place.lat * 1e4), round(place.lon * 1e4))
        key = hash((words, place.kind, spot))  # of a million houses the keys are heavy
        if key not in seen:
            seen.add(key)
            kept.append(place)
    return kept
