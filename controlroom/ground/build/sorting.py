"""Sorts the objects of a region: to the shapes, the names, the streets, the coast."""

import osmium
from osmium.osm.types import OSMEntity

from controlroom.ground.build.arrows import Arrows
from controlroom.ground.build.names import Names
from controlroom.ground.build.naming import house_of, name_of, spot_of
from controlroom.ground.build.reading import area_wkb, line_wkb, nodes_of, tags_of
from controlroom.ground.build.sectors import Sectors
from controlroom.ground.build.shaping import Shaping
from controlroom.ground.build.streets import Streets
from controlroom.ground.build.tags import (
    NO,
    Drawn,
    Road,
    Tags,
    admin_level,
    area_of,
    drive_of,
    level_of,
    line_of,
    road_of,
)

# the smallest level of a boundary that each base zoom shows
_BOUNDARY_ZOOM = {2: 7, 3: 7, 4: 7, 5: 9, 6: 9, 7: 11, 8: 11, 9: 13, 10: 13}

_LINE_KEYS = ("highway", "railway", "waterway", "man_made", "natural")
"""What a way has that is more than the outline of an area."""
_NAME_KEYS = ("name", "addr:housenumber", "tunnel", "highway")
"""What a building may have that matters to us. Most have none: half of all objects
are buildings, and making a dictionary of what they have takes a third of the time."""
_HOUSE: Tags = {"building": "yes"}


class Sorting:
    """Takes every object once. `coast` is hexadecimal WKB of coastlines.

    nodes, ways: how many were taken. left_out: outlines that cross themselves or are
    open, lines of fewer than two places. homeless: lines without any place.
    """

    def __init__(
        self,
        shaping: Shaping,
        names: Names,
        streets: Streets,
        sectors: Sectors,
        borders: dict[int, int],
    ) -> None:
        self._shaping, self._names, self._streets = shaping, names, streets
        self._sectors = sectors
        self._borders = borders
        self.arrows = Arrows()
        self.coast: list[str] = []
        self.nodes = self.ways = self.areas = 0
        self.left_out = self.homeless = 0

    @property
    def taken(self) -> int:
        """How many objects were taken."""
        return self.nodes + self.ways + self.areas

    def take(self, thing: OSMEntity) -> None:
        """Sort one object; nothing of it is kept but what it is drawn as."""
        if isinstance(thing, osmium.osm.Node):
            self.nodes += 1
            self._take_node(thing, tags_of(thing))
        elif isinstance(thing, osmium.osm.Way):
            self.ways += 1
            if thing.id in self._borders or _has_any(thing, _LINE_KEYS):
                self._take_way(thing, tags_of(thing))
        elif isinstance(thing, osmium.osm.Area):
            self.areas += 1
            is_plain = _is_standing(thing) and not _has_any(thing, _NAME_KEYS)
            self._take_area(thing, _HOUSE if is_plain else tags_of(thing))

    def _take_node(self, node: "osmium.osm.Node", tags: Tags) -> None:
        if not node.location.valid():
            return
        lat, lon = node.location.lat, node.location.lon
        spot, house = spot_of(tags), house_of(tags)
        if spot is not None:
            self._names.put_spot(spot, lat, lon)
        if house is not None:
            self._names.put_house(house.name, tags.get("addr:street", ""), lat, lon)

    def _take_way(self, way: "osmium.osm.Way", tags: Tags) -> None:
        drawn, border = line_of(tags), self._borders.get(way.id)
        is_coast = tags.get("natural") == "coastline"
        if drawn is None and border is None and not is_coast:
            return
        wkb = line_wkb(way)
        if wkb is None:
            self.left_out += 1
            self.homeless += not nodes_of(way)
            return
        if is_coast:
            self.coast.append(wkb)
        if border is not None:
            self._shaping.put(Drawn("boundary", _BOUNDARY_ZOOM[border]), wkb)
        if drawn is not None:
            self._shaping.put(drawn, wkb)
        road = road_of(tags)
        if road is not None:
            self._take_road(way, tags, road, wkb)

    def _take_road(
        self, way: "osmium.osm.Way", tags: Tags, road: Road, wkb: str
    ) -> None:
        name = name_of(tags)
        if name or tags.get("ref"):
            self._names.put_street(name, tags.get("ref", ""), road, wkb)
        drive = drive_of(tags)
        if drive is None:
            return
        bridge = level_of(tags) > 0
        self._streets.put(nodes_of(way), drive, name, bridge=bridge)
        if drive.forward != drive.backward:
            self.arrows.put(wkb, backward=drive.backward)

    def _take_area(self, area: "osmium.osm.Area", tags: Tags) -> None:
        relation = not area.from_way()
        drawn, spot = area_of(tags, relation=relation), spot_of(tags)
        house, level = house_of(tags), admin_level(tags)
        if drawn is None and spot is None and house is None and level is None:
            return
        wkb = area_wkb(area)
        if wkb is None:  # a region's edge cuts most borders: that is no fault
            self.left_out += not (drawn is None and spot is None and house is None)
            return
        if drawn is not None:
            self._shaping.put(drawn, wkb)
        if level is not None and name_of(tags):
            self._sectors.put(name_of(tags), level, wkb)
        for naming in (spot, house):
            if naming is not None:
                self._names.put_area(naming, wkb, tags.get("addr:street", ""))


def _has_any(thing: "osmium.osm.Way | osmium.osm.Area", keys: tuple[str, ...]) -> bool:
    tags = thing.tags
    return any(key in tags for key in keys)


def _is_standing(area: "osmium.osm.Area") -> bool:
    return area.tags.get("building", "no") not in NO
