"""What OpenStreetMap's tags mean on our map: layers, speeds, kinds; no file, no shape.

Meanings: https://wiki.openstreetmap.org/wiki/Map_features
"""

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Tags: TypeAlias = Mapping[str, str]


class Drawn(NamedTuple):
    """A layer and the first base zoom whose tiles hold it."""

    layer: str
    zoom: int


class Road(NamedTuple):
    """A class of way: layer and base zoom, the zoom of its name, km/h without a sign.

    kmh 0: nobody drives there.
    """

    layer: str
    zoom: int
    name_zoom: int
    kmh: float = 0.0


ROADS: dict[str, Road] = {
    "motorway": Road("motorway", 7, 12, 100.0),
    "motorway_link": Road("secondary", 11, 16, 60.0),
    "trunk": Road("ring", 7, 13, 80.0),
    "trunk_link": Road("street", 11, 16, 50.0),
    "primary": Road("main", 9, 13, 50.0),
    "primary_link": Road("street", 11, 16, 45.0),
    "secondary": Road("secondary", 9, 14, 50.0),
    "secondary_link": Road("street", 11, 16, 40.0),
    "tertiary": Road("street", 11, 15, 45.0),
    "tertiary_link": Road("minor", 13, 16, 35.0),
    "unclassified": Road("minor", 13, 15, 40.0),
    "residential": Road("minor", 13, 15, 30.0),
    "road": Road("minor", 13, 16, 30.0),
    "living_street": Road("minor", 13, 16, 15.0),
    "busway": Road("service", 13, 16, 40.0),
    "service": Road("service", 15, 17, 15.0),
    "track": Road("path", 15, 17, 15.0),
    "pedestrian": Road("pedestrian", 13, 16, 10.0),
    "footway": Road("path", 15, 17),
    "path": Road("path", 15, 17),
    "cycleway": Road("path", 15, 17),
    "bridleway": Road("path", 15, 17),
    "steps": Road("steps", 15, 17),
}
CROSSING = ("motorway", "ring", "main", "secondary", "street", "minor", "path", "rail")
"""Layers that have a twin in a tunnel and one on a bridge."""
_LEVEL_AS = {"service": "minor", "pedestrian": "minor", "steps": "path", "tram": "rail"}

# value of a key -> layer and base zoom; the first key that fits decides
_AREAS: tuple[tuple[str, dict[str, Drawn]], ...] = (
    (
        "natural",
        {
            "water": Drawn("water", 7),
            "wood": Drawn("wood", 9),
            "scrub": Drawn("park", 11),
            "heath": Drawn("park", 11),
            "grassland": Drawn("park", 11),
            "wetland": Drawn("park", 11),
            "beach": Drawn("sand", 11),
            "sand": Drawn("sand", 11),
            "shingle": Drawn("sand", 11),
        },
    ),
    (
        "waterway",
        {
            "riverbank": Drawn("water", 7),
            "dock": Drawn("water", 11),
        },
    ),
    (
        "leisure",
        {
            "park": Drawn("park", 9),
            "garden": Drawn("park", 13),
            "golf_course": Drawn("park", 11),
            "common": Drawn("park", 11),
            "recreation_ground": Drawn("park", 11),
            "dog_park": Drawn("park", 13),
            "pitch": Drawn("pitch", 13),
            "track": Drawn("pitch", 13),
            "playground": Drawn("pitch", 15),
            "swimming_pool": Drawn("water", 15),
            "marina": Drawn("water", 13),
        },
    ),
    (
        "landuse",
        {
            "forest": Drawn("wood", 9),
            "grass": Drawn("park", 13),
            "meadow": Drawn("park", 11),
            "village_green": Drawn("park", 13),
            "recreation_ground": Drawn("park", 11),
            "cemetery": Drawn("park", 11),
            "allotments": Drawn("park", 13),
            "orchard": Drawn("park", 11),
            "vineyard": Drawn("park", 11),
            "flowerbed": Drawn("park", 15),
            "reservoir": Drawn("water", 9),
            "basin": Drawn("water", 11),
            "residential": Drawn("block", 9),
            "commercial": Drawn("block", 9),
            "retail": Drawn("block", 9),
            "industrial": Drawn("block", 9),
            "harbour": Drawn("block", 11),
            "construction": Drawn("block", 13),
            "railway": Drawn("block", 13),
            "education": Drawn("campus", 13),
        },
    ),
    (
        "amenity",
        {
            "hospital": Drawn("campus", 13),
            "school": Drawn("campus", 13),
            "college": Drawn("campus", 13),
            "university": Drawn("campus", 13),
            "prison": Drawn("campus", 13),
            "grave_yard": Drawn("park", 13),
            "marketplace": Drawn("plaza", 15),
            "parking": Drawn("plaza", 15),
        },
    ),
    ("man_made", {"pier": Drawn("pier", 13), "breakwater": Drawn("pier", 13)}),
    ("aeroway", {"aerodrome": Drawn("campus", 9), "apron": Drawn("plaza", 13)}),
    ("place", {"square": Drawn("plaza", 15)}),
    ("railway", {"platform": Drawn("plaza", 15)}),
)
_WATERWAYS = {"river": 11, "canal": 13, "stream": 15, "drain": 15, "ditch": 15}
_TRACKS = {"rail": 9, "light_rail": 11, "narrow_gauge": 11, "funicular": 13,
           "monorail": 13, "subway": 13, "tram": 13}  # fmt: skip
_SIDINGS = frozenset({"siding", "yard", "spur", "crossover"})
NO = frozenset({"no", "none", "false", "0"})
"""Values that say that there is none."""
_OFFERED = frozenset({"yes", "designated", "permissive", "official"})

_MILE_KM = 1.609344
_SPEED = re.compile(
    r"^\s*(\d{1,3}(?:\.\d+)?)\s*(mph|km/h|kmh|kph|knots)?\s*$", re.ASCII
)
_SLOWEST_KMH, _FASTEST_KMH = 5.0, 130.0


def line_of(tags: Tags) -> Drawn | None:
    """What a way is drawn as when it is a line, or None."""
    plain = _plain_line(tags)
    if plain is None:
        return None
    level = level_of(tags)
    if not level or plain.layer in {"stream", "boundary"}:
        return None if level < 0 and plain.layer == "stream" else plain
    layer = _LEVEL_AS.get(plain.layer, plain.layer)
    if level < 0 and layer == "rail":  # under the streets it says little from afar
        return Drawn("tunnel_rail", max(plain.zoom, 13))
    prefix = "tunnel_" if level < 0 else "bridge_"
    return Drawn(prefix + layer, plain.zoom)


def _plain_line(tags: Tags) -> Drawn | None:
    road = road_of(tags)
    if road is not None:
        return None if tags.get("area") == "yes" else Drawn(road.layer, road.zoom)
    track = _TRACKS.get(tags.get("railway", ""))
    if track is not None:
        layer = "tram" if tags["railway"] == "tram" else "rail"
        return Drawn(layer, 15 if tags.get("service") in _SIDINGS else track)
    water = _WATERWAYS.get(tags.get("waterway", ""))
    if water is not None:
        return Drawn("stream", water)
    if tags.get("man_made") in {"pier", "breakwater"}:
        return Drawn("path", 15)
    return None


def road_of(tags: Tags) -> Road | None:
    """The class of a road or path, or None."""
    return ROADS.get(tags.get("highway", ""))


def level_of(tags: Tags) -> int:
    """-1 for a way in a tunnel, 1 for one on a bridge, else 0."""
    if tags.get("tunnel", "no") not in NO:
        return -1
    return 1 if tags.get("bridge", "no") not in NO else 0


def area_of(tags: Tags, *, relation: bool) -> Drawn | None:
    """What a closed way or a multipolygon relation is filled as, or None."""
    if tags.get("building", "no") not in NO:
        return Drawn("building", 13)
    if tags.get("highway") in {"pedestrian", "footway", "living_street"}:
        flat = relation or tags.get("area") == "yes"
        return Drawn("plaza", 15) if flat else None
    if "tunnel" in tags and tags["tunnel"] not in NO:
        return None
    for key, layers in _AREAS:
        drawn = layers.get(tags.get(key, ""))
        if drawn is not None:
            return drawn
    return None


class Drive(NamedTuple):
    """How a way is driven: km/h, along its nodes, against them."""

    kmh: float
    forward: bool
    backward: bool


def drive_of(tags: Tags) -> Drive | None:
    """How a police car may drive a way, or None where it may not.

    Bus lanes and private ways are driven; `access=no` only where buses or emergency
    services are let in. One-way streets are one-way, `oneway:emergency=no` excepted.
    """
    road = road_of(tags)
    if road is None or not road.kmh or tags.get("area") == "yes" or _is_shut(tags):
        return None
    forward, backward = _ways_of(tags)
    return Drive(speed_kmh(tags.get("maxspeed", ""), road.kmh), forward, backward)


def _is_shut(tags: Tags) -> bool:
    let_in = (tags.get(key) for key in ("emergency", "bus", "psv"))
    if any(word in _OFFERED for word in let_in):
        return False
    allowed = next(
        (tags[key] for key in ("motor_vehicle", "vehicle", "access") if key in tags),
        "yes",
    )
    return allowed == "no" and tags.get("highway") != "pedestrian"


def _ways_of(tags: Tags) -> tuple[bool, bool]:
    if tags.get("oneway:emergency") == "no":
        return True, True
    said = tags.get("oneway", "")
    if said in {"-1", "reverse"}:
        return False, True
    if said in {"yes", "true", "1"}:
        return True, False
    if said == "" and (
        tags.get("junction") in {"roundabout", "circular"}
        or tags.get("highway") in {"motorway", "motorway_link"}
    ):
        return True, False
    return True, True


def speed_kmh(maxspeed: str, usual: float) -> float:
    """A sign's km/h between 5 and 130, or the usual speed when it says no number."""
    found = _SPEED.match(maxspeed)
    if found is None:
        return usual
    factor = {"mph": _MILE_KM, "knots": 1.852}.get(found[2] or "", 1.0)
    return min(max(float(found[1]) * factor, _SLOWEST_KMH), _FASTEST_KMH)


def admin_level(tags: Tags) -> int | None:
    """The level of an administrative boundary, 2 (state) to 10 (ward), or None."""
    level = tags.get("admin_level", "")
    if tags.get("boundary") != "administrative" or not level.isascii():
        return None
    return int(level) if level.isdigit() and 2 <= int(level) <= 10 else None  # noqa: PLR2004 - as the docstring says
