"""Which things have names on our map and in its search, of which kind and zoom."""

from typing import NamedTuple
from unicodedata import category

from controlroom.ground.build.tags import Tags

NAME_LETTERS = 80
"""A longer name is cut: nothing on a map or in a list has room for it."""


class Naming(NamedTuple):
    """A name: kind in the search, kind of lettering, rank, the zooms that show it."""

    name: str
    kind: str
    lettering: str
    rank: int
    zoom_from: int
    zoom_to: int = 99


class _Spot(NamedTuple):
    kind: str
    lettering: str
    rank: int
    zoom_from: int
    zoom_to: int = 99


_PLACES = {
    "city": _Spot("city", "city", 0, 7, 12),
    "town": _Spot("city", "city", 1, 9, 13),
    "borough": _Spot("district", "area", 1, 11, 14),
    "suburb": _Spot("district", "area", 2, 12, 15),
    "quarter": _Spot("district", "area", 3, 13, 16),
    "village": _Spot("district", "area", 2, 11, 15),
    "neighbourhood": _Spot("district", "area", 4, 14, 17),
    "hamlet": _Spot("district", "area", 4, 13, 16),
    "island": _Spot("district", "area", 3, 12, 16),
    "locality": _Spot("place", "area", 6, 16, 17),
    "square": _Spot("square", "landmark", 5, 16),
    "sea": _Spot("water", "sea", 1, 7, 13),
    "ocean": _Spot("water", "sea", 0, 7, 11),
}
_SPOTS: tuple[tuple[str, dict[str, _Spot]], ...] = (
    (
        "amenity",
        {
            "hospital": _Spot("hospital", "hospital", 4, 14),
            "clinic": _Spot("hospital", "landmark", 7, 17),
            "doctors": _Spot("doctor", "landmark", 8, 18),
            "pharmacy": _Spot("pharmacy", "landmark", 8, 18),
            "police": _Spot("police", "police", 3, 14),
            "fire_station": _Spot("fire", "fire", 4, 15),
            "ambulance_station": _Spot("ambulance", "hospital", 5, 15),
            "school": _Spot("school", "school", 6, 16),
            "kindergarten": _Spot("school", "landmark", 8, 17),
            "college": _Spot("school", "school", 6, 16),
            "university": _Spot("university", "school", 5, 15),
            "pub": _Spot("pub", "pub", 8, 17),
            "bar": _Spot("pub", "pub", 8, 17),
            "nightclub": _Spot("pub", "pub", 8, 17),
            "courthouse": _Spot("court", "landmark", 6, 16),
            "prison": _Spot("prison", "landmark", 5, 15),
            "townhall": _Spot("civic", "landmark", 6, 16),
            "library": _Spot("civic", "landmark", 7, 17),
            "community_centre": _Spot("civic", "landmark", 8, 17),
            "place_of_worship": _Spot("church", "landmark", 7, 17),
            "theatre": _Spot("museum", "landmark", 7, 16),
            "cinema": _Spot("museum", "landmark", 7, 17),
            "casino": _Spot("museum", "landmark", 7, 17),
            "marketplace": _Spot("market", "landmark", 7, 16),
            "bus_station": _Spot("station", "landmark", 6, 16),
            "ferry_terminal": _Spot("port", "landmark", 6, 15),
            "fuel": _Spot("fuel", "landmark", 8, 18),
            "bank": _Spot("bank", "landmark", 8, 18),
            "post_office": _Spot("post", "landmark", 8, 18),
            "restaurant": _Spot("food", "landmark", 9, 18),
            "cafe": _Spot("food", "landmark", 9, 18),
            "fast_food": _Spot("food", "landmark", 9, 18),
        },
    ),
    (
        "railway",
        {
            "station": _Spot("station", "station", 3, 13),
            "halt": _Spot("station", "station", 4, 14),
            "tram_stop": _Spot("station", "landmark", 8, 17),
        },
    ),
    (
        "tourism",
        {
            "hotel": _Spot("hotel", "landmark", 8, 17),
            "hostel": _Spot("hotel", "landmark", 8, 18),
            "museum": _Spot("museum", "landmark", 6, 16),
            "gallery": _Spot("museum", "landmark", 8, 17),
            "attraction": _Spot("museum", "landmark", 7, 17),
            "zoo": _Spot("museum", "landmark", 5, 15),
        },
    ),
    (
        "leisure",
        {
            "stadium": _Spot("stadium", "landmark", 5, 15),
            "sports_centre": _Spot("stadium", "landmark", 7, 17),
            "marina": _Spot("port", "landmark", 6, 15),
        },
    ),
    (
        "shop",
        {
            "mall": _Spot("shop", "landmark", 6, 16),
            "supermarket": _Spot("shop", "landmark", 8, 17),
            "department_store": _Spot("shop", "landmark", 7, 17),
        },
    ),
    ("aeroway", {"aerodrome": _Spot("airport", "area", 2, 11, 16)}),
    ("historic", {"castle": _Spot("museum", "landmark", 6, 16)}),
    ("office", {"government": _Spot("civic", "landmark", 8, 17)}),
)
_GREEN = (
    ("leisure", {"park", "garden", "golf_course", "common", "recreation_ground"}),
    ("landuse", {"cemetery", "forest", "recreation_ground", "village_green"}),
    ("natural", {"wood", "beach"}),
    ("amenity", {"grave_yard"}),
)
HOUSE_RANK, HOUSE_ZOOM = 10, 18
GROWING = frozenset({"park", "water"})
"""Letterings whose first zoom comes from the size of what is named."""


def name_of(tags: Tags) -> str:
    """The name as people on the spot write it, on one line; empty when it has none."""
    words = " ".join(tags.get("name", "").split())
    return "".join(each for each in words if category(each) != "Cc")[:NAME_LETTERS]


def spot_of(tags: Tags) -> Naming | None:
    """What a named node or area is in the search and on the map, or None."""
    name = name_of(tags)
    if not name:
        return None
    spot = _PLACES.get(tags.get("place", "")) or _kind_of(tags)
    return Naming(name, *spot) if spot is not None else None


def _kind_of(tags: Tags) -> _Spot | None:
    for key, spots in _SPOTS:
        if tags.get(key, "") in spots:
            return spots[tags[key]]
    for key, values in _GREEN:
        if tags.get(key, "") in values:
            return _Spot("park", "park", 5, 9)
    if tags.get("natural") in {"water", "bay"} or tags.get("landuse") == "reservoir":
        return _Spot("water", "water", 3, 9)
    return None


def house_of(tags: Tags) -> Naming | None:
    """A house number to letter close up, or None."""
    number = " ".join(tags.get("addr:housenumber", "").split())
    if not number or len(number) > 8:  # noqa: PLR2004 - "12a-14b"; lists have no room
        return None
    return Naming(number, "house", "house", HOUSE_RANK, HOUSE_ZOOM)
