"""Reads overlays from GeoJSON (RFC 7946) and TopoJSON; opens no file.

Both are read from bytes already in memory. Depth is bounded: whoever nests deeper than
any map does is refused.
"""

import json
from typing import Any

import msgspec
import numpy as np

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import Floats
from controlroom.ground.overlay import Gathering, Overlay

MAX_DEPTH = 32
"""Collections inside collections."""
NAMED_BY = ("name", "title", "label", "ref", "id", "code")
"""Which property is a feature's name: the first that is there, in any case."""
_DEGREES = ("CRS84", "4326")

_DAMAGE = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)

Json = dict[str, Any]


def read_json(body: bytes) -> Overlay:
    """Return the overlay of a GeoJSON or TopoJSON text. Raises PackError in words."""
    gathering = Gathering()
    try:
        found = _decoded(body)
        if not isinstance(found, dict) or not isinstance(found.get("type"), str):
            raise PackError("it is JSON, but neither GeoJSON nor TopoJSON")
        if found["type"] == "Topology":
            _read_topology(found, gathering)
        else:
            _refuse_other_degrees(found.get("crs"))
            _read(found, gathering, "", 0)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PackError(f"it is no JSON: {error}") from None
    except RecursionError:
        raise PackError("it is nested too deeply") from None
    except _DAMAGE as error:
        raise PackError(f"it is damaged: {_words(error)}") from None
    return gathering.finish()


def _decoded(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """What a text says; NaN, which is no JSON but is written, is a number that is none.

    Raises msgspec.DecodeError, RecursionError.
    """
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError:
        if not any(word in body for word in (b"NaN", b"Infinity")):
            raise
    try:
        return json.loads(body)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from None


def _words(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def _refuse_other_degrees(crs: object) -> None:
    """PackError when an old GeoJSON says that it counts in anything but degrees."""
    if not isinstance(crs, dict):
        return
    said = str(crs.get("properties", ""))
    if not any(known in said for known in _DEGREES):
        raise PackError("its coordinates are of another grid: save it as WGS 84")


def _read(item: Json, gathering: Gathering, name: str, depth: int) -> None:
    """Take a feature, a collection or a geometry."""
    if depth > MAX_DEPTH:
        raise PackError("it is nested too deeply")
    kind = item["type"]
    if kind == "FeatureCollection":
        for feature in item["features"]:
            _read(feature, gathering, "", depth + 1)
    elif kind == "Feature":
        if item.get("geometry") is not None:
            _read(item["geometry"], gathering, name_of(item), depth + 1)
    elif kind == "GeometryCollection":
        for part in item["geometries"]:
            _read(part, gathering, name, depth + 1)
            name = ""
    else:
        _take(kind, item["coordinates"], gathering, name)


def name_of(feature: Json) -> str:
    """Return what a feature is called, or nothing."""
    properties = feature.get("properties")
    said = {
        str(key).casefold(): value
        for key, value in (properties if isinstance(properties, dict) else {}).items()
    }
    for key in NAMED_BY:
        if isinstance(said.get(key), str) and said[key].strip():
            return str(said[key])
    own = feature.get("id")
    return own if isinstance(own, str) else ""


def _take(kind: str, coordinates: Any, gathering: Gathering, name: str) -> None:  # noqa: ANN401 - any JSON
    """Take one geometry; parts of a many-part one are named once, by the largest."""
    if kind in {"Point", "MultiPoint"}:
        places = [coordinates] if kind == "Point" else coordinates
        gathering.add_places(_pairs(places), name)
    elif kind in {"LineString", "MultiLineString"}:
        lines = [coordinates] if kind == "LineString" else coordinates
        for number, line in enumerate(sorted(lines, key=len, reverse=True)):
            gathering.add_line(_pairs(line), "" if number else name)
    elif kind in {"Polygon", "MultiPolygon"}:
        areas = [coordinates] if kind == "Polygon" else coordinates
        order = sorted(areas, key=lambda rings: -len(rings[0]) if len(rings) else 0)
        for number, rings in enumerate(order):
            gathering.add_area([_pairs(ring) for ring in rings], "" if number else name)
    else:
        gathering.note(f"{kind[:40]} is no geometry that is known")


def _pairs(positions: Any) -> Floats:  # noqa: ANN401 - any JSON
    """Positions as (n, 2), whatever else stands behind longitude and latitude."""
    if not len(positions):
        return np.zeros((0, 2))
    try:
        found = np.array(positions, np.float64)
    except (TypeError, ValueError):
        # Some with a height and some without; null for a number that is none.
        nan = float("nan")
        found = np.array(
            [
                [nan if part is None else part for part in position[:2]]
                for position in positions
            ],
            np.float64,
        )
    return found


def _read_topology(topology: Json, gathering: Gathering) -> None:
    shared = _Shared(topology)
    for thing in topology["objects"].values():
        _read_shared(thing, shared, gathering, 0)


class _Shared:
    """The arcs that shapes share, as degrees."""

    def __init__(self, topology: Json) -> None:
        self._transform = topology.get("transform")
        self._arcs = [self._placed(arc, steps=True) for arc in topology["arcs"]]

    def coordinates(self, kind: str, item: Json) -> Any:  # noqa: ANN401 - nested by kind
        """The coordinates of a geometry as GeoJSON has them."""
        if kind == "Point":
            return self._placed([item["coordinates"]])[0]
        if kind == "MultiPoint":
            return self._placed(item["coordinates"])
        arcs = item["arcs"]
        if kind == "LineString":
            return self._joined(arcs)
        if kind in {"MultiLineString", "Polygon"}:
            return [self._joined(each) for each in arcs]
        return [[self._joined(ring) for ring in rings] for rings in arcs]

    def _placed(self, positions: Any, *, steps: bool = False) -> Floats:  # noqa: ANN401 - any JSON
        points = _pairs(positions)[:, :2]
        if self._transform is None:
            return points
        if steps:
            points = np.cumsum(points, axis=0)
        scale, origin = (_two(self._transform, key) for key in ("scale", "translate"))
        return np.asarray(points * scale + origin)

    def _joined(self, numbers: list[int]) -> Floats:
        """Arcs one after another; ~n is arc n from its end, and ends meet once."""
        parts: list[Floats] = []
        for number in numbers:
            which = ~number if number < 0 else number
            if which >= len(self._arcs):
                message = f"arc {number} of {len(self._arcs)}"
                raise ValueError(message)
            arc = self._arcs[which][:: -1 if number < 0 else 1]
            parts.append(arc[1:] if parts else arc)
        return np.concatenate(parts) if parts else np.zeros((0, 2))


def _read_shared(item: Json, shared: _Shared, gathering: Gathering, depth: int) -> None:
    """Take a geometry of a topology, or a collection of them."""
    if depth > MAX_DEPTH:
        raise PackError("it is nested too deeply")
    kind = item.get("type")
    if kind == "GeometryCollection":
        for part in item["geometries"]:
            _read_shared(part, shared, gathering, depth + 1)
    elif isinstance(kind, str):
        _take(kind, shared.coordinates(kind, item), gathering, name_of(item))


def _two(transform: Json, key: str) -> Floats:
    found = np.array(transform[key], np.float64)
    if found.shape != (2,):
        message = f"{key} of the transform is not two numbers"
        raise ValueError(message)
    return found
