"""Reads an OpenStreetMap file object by object, twice; keeps nothing of it.

Memory: the file is streamed. The only thing that grows with it while it is read is the
table of node places, 16 bytes a node in a scratch file (`sparse_file_array`).
"""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import numpy as np
import osmium
import shapely
from osmium.osm.types import OSMEntity

from controlroom.domain.errors import PackError
from controlroom.ground.build.streets import Node
from controlroom.ground.build.tags import admin_level
from controlroom.ground.mercator import Floats

_FACTORY = osmium.geom.WKBFactory()
_SAMPLE = 200_000
_KEPT_SHARE = 0.002
"""A box round a file that says none leaves out so many nodes on each side: strays."""
_MOST_DEGREES = 40.0
Bounds: TypeAlias = tuple[float, float, float, float]
"""south, west, north, east in degrees."""


class Region:
    """One file of OpenStreetMap data (PBF, or XML as .osm).

    Every method raises PackError, in one line, when the file is not whole.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise PackError(f"there is no file {path}")
        if not path.stat().st_size:
            raise PackError(f"{path} is empty")
        self.path = path

    def bounds(self) -> Bounds:
        """The box that the file says it covers, else the box of its nodes."""
        with _said(self.path):
            box = osmium.io.Reader(str(self.path)).header().box()
        found = _corners(box) if box.valid() else None
        if found is None or not _is_box(found):
            found = self._sampled()
        south, west, north, east = found
        if south >= north or west >= east:
            raise PackError(f"{self.path} covers no ground: its nodes lie in a line")
        if not _is_box(found):
            raise PackError(
                f"{self.path} covers {north - south:.0f} by"
                f" {east - west:.0f} degrees; a pack holds at most"
                f" {_MOST_DEGREES:.0f} by {_MOST_DEGREES:.0f}, not across the 180th"
                " meridian: cut out a smaller region"
            )
        return found

    def count_nodes(self) -> int:
        """How many nodes the file holds."""
        with _said(self.path):
            nodes = osmium.FileProcessor(str(self.path), osmium.osm.NODE)
            return sum(1 for _ in nodes)

    def boundaries(self) -> dict[int, int]:
        """The administrative level of each way that is part of a boundary."""
        found: dict[int, int] = {}
        wanted = osmium.filter.TagFilter(("boundary", "administrative"))
        files = osmium.FileProcessor(str(self.path), osmium.osm.RELATION)
        with _said(self.path):
            for relation in files.with_filter(wanted):
                level = admin_level(tags_of(relation))
                if level is None or not isinstance(relation, osmium.osm.Relation):
                    continue
                for member in relation.members:
                    if member.type == "w":
                        found[member.ref] = min(level, found.get(member.ref, level))
        return found

    def objects(self, scratch: Path) -> Iterator[OSMEntity]:
        """Nodes that have tags, ways, areas; each is valid until the next.

        scratch: a file that may be made for the places of the nodes.
        """
        tagged = osmium.filter.EmptyTagFilter()
        tagged.enable_for(osmium.osm.NODE)
        files = (
            osmium.FileProcessor(str(self.path))
            .with_locations(f"sparse_file_array,{scratch}")
            .with_areas()
            .with_filter(tagged)
        )
        with _said(self.path):
            yield from files

    def _sampled(self) -> Bounds:
        """The box of all nodes but a few strays, from an even sample of them."""
        lats, lons, stride = array("d"), array("d"), 1
        with _said(self.path):
            nodes = osmium.FileProcessor(str(self.path), osmium.osm.NODE)
            for number, node in enumerate(nodes):
                if number % stride or not isinstance(node, osmium.osm.Node):
                    continue
                if not node.location.valid():
                    continue
                lats.append(node.lat)
                lons.append(node.lon)
                if len(lats) >= _SAMPLE:
                    lats, lons, stride = lats[::2], lons[::2], stride * 2
        if not len(lats):
            raise PackError(f"{self.path} holds no places: there is nothing to draw")
        return _box_of(np.frombuffer(lats), np.frombuffer(lons))


def tags_of(thing: OSMEntity) -> dict[str, str]:
    """The tags of an object."""
    return {tag.k: tag.v for tag in thing.tags}


def nodes_of(way: "osmium.osm.Way") -> list[Node]:
    """The nodes of a way that the file holds."""
    return [
        (node.ref, node.location.y, node.location.x)
        for node in way.nodes
        if node.location.valid()
    ]


def line_wkb(way: "osmium.osm.Way") -> str | None:
    """A way as hexadecimal WKB, lon before lat; None when less than a line stands."""
    try:
        return _FACTORY.create_linestring(way)
    except (RuntimeError, osmium.InvalidLocationError):
        places = {node[1:]: None for node in nodes_of(way)}
        if len(places) < 2:  # noqa: PLR2004 - a line has two ends
            return None
        points = [(lon * 1e-7, lat * 1e-7) for lat, lon in places]
        return str(shapely.to_wkb(shapely.LineString(points), hex=True))


def area_wkb(area: "osmium.osm.Area") -> str | None:
    """An area as hexadecimal WKB; None when its outline crosses itself or is open."""
    try:
        return _FACTORY.create_multipolygon(area)
    except (RuntimeError, osmium.InvalidLocationError):
        return None


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say in one line what osmium says against a file."""
    try:
        yield
    except (RuntimeError, osmium.InvalidLocationError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise PackError(
            f"{path} cannot be read as OpenStreetMap data ({reason}): it is cut short,"
            " damaged or of another format"
        ) from error


def _corners(box: "osmium.osm.Box") -> Bounds:
    low, high = box.bottom_left, box.top_right
    return low.lat, low.lon, high.lat, high.lon


def _is_box(bounds: Bounds) -> bool:
    south, west, north, east = bounds
    return 0.0 < north - south <= _MOST_DEGREES and 0.0 < east - west <= _MOST_DEGREES


def _box_of(lats: Floats, lons: Floats) -> Bounds:
    share = [100.0 * _KEPT_SHARE, 100.0 - 100.0 * _KEPT_SHARE]
    (south, north), (west, east) = (
        np.percentile(lats, share),
        np.percentile(lons, share),
    )
    high, wide = 0.05 * (north - south), 0.05 * (east - west)
    return (
        float(max(south - high, lats.min())), float(max(west - wide, lons.min())),
        float(min(north + high, lats.max())), float(min(east + wide, lons.max())),
    )  # fmt: skip
