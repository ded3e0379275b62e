"""A small town as OpenStreetMap data, written by hand: every case the builder knows."""

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

LAT, LON = 51.5, -0.1
"""The middle of the town: where Quay Street meets Mill Street."""
_NORTH_M = 111_195.08
_EAST_M = _NORTH_M * float(np.cos(np.radians(LAT)))

Spot = tuple[float, float]
"""Metres east and north of the middle."""


def degrees(spot: Spot) -> tuple[float, float]:
    """Latitude and longitude of a spot."""
    return round(LAT + spot[1] / _NORTH_M, 7), round(LON + spot[0] / _EAST_M, 7)


class OsmFile:
    """Collects nodes, ways and relations; `write` makes an .osm file of them."""

    def __init__(self) -> None:
        self._nodes: dict[Spot, int] = {}
        self._node_tags: dict[int, Mapping[str, str]] = {}
        self._ways: list[tuple[list[int], Mapping[str, str]]] = []
        self._relations: list[tuple[list[tuple[str, int, str]], Mapping[str, str]]] = []

    def node(self, spot: Spot, **tags: str) -> int:
        """Return the id of the node at a spot; the same spot is the same node."""
        number = self._nodes.setdefault(spot, len(self._nodes) + 1)
        if tags:
            self._node_tags[number] = _keys(tags)
        return number

    def way(self, *spots: Spot, **tags: str) -> int:
        """Return the id of a new way through spots."""
        self._ways.append(([self.node(spot) for spot in spots], _keys(tags)))
        return len(self._ways)

    def missing(self, way: int, at: int) -> None:
        """Let a way name a node that the file does not hold."""
        self._ways[way - 1][0].insert(at, 999_999)

    def relation(self, *members: tuple[int, str], **tags: str) -> int:
        """Return the id of a new relation of ways in their roles."""
        rows = [("way", way, role) for way, role in members]
        self._relations.append((rows, _keys(tags)))
        return len(self._relations)

    def write(self, path: Path, bounds: tuple[Spot, Spot] | None = None) -> Path:
        """Write the file, with the box it says it covers, and return its path."""
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
        if bounds:
            (south, west), (north, east) = map(degrees, bounds)
            lines.append(
                f'<bounds minlat="{south}" minlon="{west}"'
                f' maxlat="{north}" maxlon="{east}"/>'
            )
        for spot, number in self._nodes.items():
            lat, lon = degrees(spot)
            head = f'<node id="{number}" version="1" lat="{lat}" lon="{lon}"'
            tags = _tags(self._node_tags.get(number, {}))
            lines.append(f"{head}>{tags}</node>" if tags else f"{head}/>")
        for number, (nodes, of_way) in enumerate(self._ways, 1):
            refs = "".join(f'<nd ref="{node}"/>' for node in nodes)
            lines.append(f'<way id="{number}" version="1">{refs}{_tags(of_way)}</way>')
        for number, (rows, of_relation) in enumerate(self._relations, 1):
            members = "".join(
                f'<member type="{kind}" ref="{ref}" role="{role}"/>'
                for kind, ref, role in rows
            )
            lines.append(
                f'<relation id="{number}" version="1">'
                f"{members}{_tags(of_relation)}</relation>"
            )
        lines.append("</osm>")
        path.write_text("\n".join(lines), encoding="utf-8")
        return path


def town() -> OsmFile:
    """Streets, water, a park with a hole, houses, a border; north of it the sea.

    Quay Street runs west to east through the middle, Mill Street north to south across
    it; Back Lane is one-way eastwards, 300 m south of Quay Street, joined to it by
    School Road in the west and by the bridge of Mill Street in the middle.
    """
    file = OsmFile()
    file.way((-800, 0), (-400, 0), (0, 0), (400, 0), (800, 0),
             highway="primary", name="Quay Street", ref="A 9")  # fmt: skip
    file.way((0, 0), (0, 400), (0, 700), highway="residential", name="Mill Street")
    file.way((0, 0), (0, -120), highway="residential", name="Mill Street")
    file.way((0, -120), (0, -180), highway="residential", name="Mill Street",
             bridge="yes", layer="1")  # fmt: skip
    file.way((0, -180), (0, -300), highway="residential", name="Mill Street")
    file.way((-400, 0), (-400, -300), highway="tertiary", name="School Road",
             maxspeed="20 mph")  # fmt: skip
    file.way((-400, -300), (0, -300), (400, -300), highway="residential",
             name="Back Lane", oneway="yes")  # fmt: skip
    file.way((400, 0), (400, -300), highway="secondary", name="Tunnel Road",
             tunnel="yes")  # fmt: skip
    file.way((0, 400), (200, 400), highway="footway", name="Priory Walk")
    file.way((200, 400), (260, 460), highway="steps")
    file.way((-800, -150), (800, -150), waterway="river", name="River Tarn")
    file.way((-800, 200), (800, 210), railway="rail")
    file.node((-100, 205), railway="station", name="Testham Central")
    file.node((20, 60), place="town", name="Testham")
    file.node((-500, 300), place="suburb", name="Northgate")
    file.node((60, 30), amenity="pub", name="The Anchor")
    file.node((-60, 30), amenity="hospital", name="Testham Infirmary")
    file.node((120, 25), addr__housenumber="14", addr__street="Quay Street")
    square = ((100, 20), (140, 20), (140, 50), (100, 50), (100, 20))
    file.way(*square, building="yes")
    file.way((200, 20), (240, 50), (240, 20), (200, 50), (200, 20), building="yes")
    outer = file.way((100, 500), (500, 500), (500, 650), (100, 650), (100, 500))
    inner = file.way((200, 550), (300, 550), (300, 600), (200, 600), (200, 550))
    file.relation((outer, "outer"), (inner, "inner"), type="multipolygon",
                  leisure="park", name="Long Park")  # fmt: skip
    border = file.way((-800, 100), (800, 110))
    file.relation((border, "outer"), type="boundary", boundary="administrative",
                  admin_level="8", name="Testham")  # fmt: skip
    # drawn from east to west: the sea, to the right of it, lies in the north
    file.way((900, 750), (0, 720), (-900, 750), natural="coastline")
    return file


TOWN_BOX = ((-850.0, -400.0), (850.0, 900.0))


def write_osm_town(path: Path) -> Path:
    """Write the town with its box, and return its path."""
    return town().write(path, TOWN_BOX)


def _keys(tags: Mapping[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(
        f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items()
    )
