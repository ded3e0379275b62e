"""Reads a map pack: tiles, names, streets and sectors of one place; writes nothing.

A pack is one SQLite file (application id "CRMP", `user_version` = its format): tables
`meta`, `tile` (a few base zooms), `place` with its word index, `graph`, `sector`.
Every display zoom is cut out of the nearest base zoom at or below it. A pack may be
read from several threads; another process opens its own.
"""

import sqlite3
import struct
import threading
from collections import OrderedDict
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import PackError
from controlroom.ground import tiles
from controlroom.ground.graph import Graph, unpack_graph
from controlroom.ground.layers import LAYER, Label, Shapes, Tile
from controlroom.ground.places import Place, Sector, Spot, StreetFinder, fold
from controlroom.ground.writer import APPLICATION_ID, FORMAT, kind_rank

MAX_ZOOM = 22
_KEPT_TILES = 48  # decoded base tiles; the oldest unused goes first
_COUNTERS = frozenset(
    {"shop", "food", "pub", "pharmacy", "bank", "post", "hotel", "fuel"}
)
# Named after what they stand beside: the casino itself comes before the Casino Shop.
_FOUND = 400  # rows ranked for one search; the file has the important ones first
# SQLite's file header: magic, page size, pages, user version, application id
# (https://www.sqlite.org/fileformat2.html section 1.3)
_HEADER = struct.Struct(">16sH10xI28xI4xI")
_MAGIC = b"SQLite format 3\0"
_MAX_QUERY = 200  # letters of a search that are read


class _Meta(msgspec.Struct, frozen=True):
    name: str
    attribution: str
    bounds: tuple[float, float, float, float]
    centre: tuple[float, float]
    outside: str
    zooms: tuple[int, ...]


class _Window(NamedTuple):
    """Where a wanted tile lies in a base tile: wanted = base * scale - offset."""

    scale: int
    offset: NDArray[np.float32]


class Pack:
    """An open map pack; `Pack.open(path)` makes one, `close()` or `with` ends it.

    name, attribution: as written. bounds: (south, west, north, east) and centre:
    (lat, lon) in degrees WGS 84. zooms: the base zooms. outside: the layer whose
    colour stands where `tile` has None.
    """

    def __init__(self, path: Path, file: sqlite3.Connection) -> None:
        self.path = path
        self._file = file
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int, int], Tile | None] = OrderedDict()
        meta = self._meta()
        self.name = meta.name
        self.attribution = meta.attribution
        self.bounds = meta.bounds
        self.centre = meta.centre
        self.outside = meta.outside
        self.zooms = meta.zooms

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def open(cls, path: Path | str) -> "Pack":
        """Open a pack for reading; PackError with one clear line when it is none."""
        path = Path(path)
        file = _open_file(path)
        try:
            return cls(path, file)
        except PackError:
            file.close()
            raise

    def close(self) -> None:
        """Let go of the file; tiles that were read stay valid."""
        with self._lock:
            self._file.close()

    def tile(self, zoom: int, x: int, y: int) -> Tile | None:
        """What an XYZ tile shows at a display zoom, or None where nothing is known.

        Shapes are clipped to the base tile's margin, not to this tile; labels are
        those of this display zoom. PackError when the tile is damaged.
        """
        side = 1 << max(zoom, 0)
        if not (self.zooms[0] <= zoom <= MAX_ZOOM and 0 <= x < side and 0 <= y < side):
            return None
        base_zoom = max(base for base in self.zooms if base <= zoom)
        deeper = zoom - base_zoom
        base = self._base_tile(base_zoom, x >> deeper, y >> deeper)
        if base is None:
            return None
        scale = 1 << deeper
        window = _Window(scale, np.array([x % scale, y % scale], np.float32))
        layers = {}
        for name, shapes in base.layers.items():
            seen = _see(shapes, window)
            if len(seen):
                layers[name] = seen
        labels = tuple(
            _move(label, window)
            for label in base.labels
            if label.zoom_from <= zoom <= label.zoom_to
        )
        return Tile(zoom, x, y, layers, labels)

    def names(self) -> list[str]:
        """Every name once, in alphabetical order; crossings and houses left out."""
        rows = self._rows(
            "SELECT DISTINCT name FROM place WHERE kind NOT IN ('crossing', 'address')"
        )
        return sorted(str(name) for (name,) in rows)

    def places(self, *kinds: str) -> list[Place]:
        """All places of some kinds, or of every kind when none is named."""
        marks = ",".join("?" * len(kinds))
        chosen = f"WHERE kind IN ({marks})" if kinds else ""
        query = f"SELECT name, kind, lat, lon FROM place {chosen} ORDER BY id"  # noqa: S608 - question marks only
        return [Place(*row) for row in self._rows(query, kinds)]

    def find(self, text: str, limit: int = 20) -> list[Place]:
        """Places whose words begin with the words of a text, best first.

        "quay mill" finds "Quay Street at Mill Street". No words, no finds.
        """
        words = [word for word in fold(text[:_MAX_QUERY]) if word not in {"at", "and"}]
        if not words or limit < 1:
            return []
        match = " ".join(f'"{word}"*' for word in words)
        rows = self._rows(
            "SELECT name, kind, lat, lon FROM place WHERE id IN"
            " (SELECT rowid FROM place_words WHERE place_words MATCH ? LIMIT ?)"
            " ORDER BY id",
            (match, _FOUND),
        )
        found = [Place(*row) for row in rows]
        found.sort(key=lambda place: _relevance(place, words))
        return found[:limit]

    def graph(self) -> Graph:
        """The street graph; read once, then kept."""
        return self._graph

    def nearest_street(self, lat: float, lon: float) -> Spot | None:
        """The street nearest to a place and its nearest crossing, within 2 km."""
        return self._streets.nearest(lat, lon)

    @cached_property
    def sectors(self) -> list[Sector]:
        """The named areas of the place, in the order they were written."""
        rows = self._rows("SELECT name, ring FROM sector ORDER BY id")
        try:
            return [
                Sector(name, np.frombuffer(ring, "<f8").reshape(-1, 2))
                for name, ring in rows
            ]
        except (TypeError, ValueError) as error:
            message = f"the sectors of {self.path} are damaged: {error}"
            raise PackError(message) from None

    @cached_property
    def _graph(self) -> Graph:
        return unpack_graph(dict(self._rows("SELECT name, body FROM graph")))

    @cached_property
    def _streets(self) -> StreetFinder:
        return StreetFinder(self._graph)

    def _base_tile(self, zoom: int, x: int, y: int) -> Tile | None:
        key = (zoom, x, y)
        with self._lock, suppress(KeyError):
            self._kept.move_to_end(key)
            return self._kept[key]
        rows = self._rows("SELECT body FROM tile WHERE zoom=? AND x=? AND y=?", key)
        tile = tiles.decode(rows[0][0], *key) if rows else None
        with self._lock:
            self._kept[key] = tile
            while len(self._kept) > _KEPT_TILES:
                self._kept.popitem(last=False)
        return tile

    def _meta(self) -> _Meta:
        rows = self._rows("SELECT key, value FROM meta")
        try:
            fields = {key: msgspec.json.decode(value) for key, value in rows}
            meta = msgspec.convert(fields, _Meta)
        except (msgspec.MsgspecError, TypeError) as error:
            message = f"{self.path} is damaged: {error}"
            raise PackError(message) from None
        if not meta.zooms or meta.outside not in LAYER:
            message = f"{self.path} is damaged: it names no zoom or no background"
            raise PackError(message)
        return meta

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with self._lock:
            try:
                return self._file.execute(query, values).fetchall()
            except sqlite3.Error as error:
                message = f"{self.path} cannot be read: {error}"
                raise PackError(message) from error


def _open_file(path: Path) -> sqlite3.Connection:
    """A read-only connection to a file that is a pack of our format, whole."""
    if not path.is_file():
        message = f"there is no map pack at {path}"
        raise PackError(message)
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with path.open("rb") as raw:
            _refuse_strangers(path, raw.read(_HEADER.size))
        return sqlite3.connect(address, uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        message = f"{path} cannot be opened: {error}"
        raise PackError(message) from error


def _refuse_strangers(path: Path, header: bytes) -> None:
    """PackError unless a file begins like a pack and is as long as it says."""
    if len(header) < _HEADER.size:
        message = f"{path} is not a map pack"
        raise PackError(message)
    magic, page_size, pages, number, application_id = _HEADER.unpack(header)
    if magic != _MAGIC or application_id != APPLICATION_ID:
        message = f"{path} is not a map pack"
        raise PackError(message)
    if number > FORMAT:
        message = (
            f"{path} has format {number}, newer than {FORMAT},"
            " the newest this program reads"
        )
        raise PackError(message)
    size, wanted = path.stat().st_size, pages * page_size
    if size < wanted:
        message = f"{path} is truncated: {size} of {wanted} bytes"
        raise PackError(message)


def _see(shapes: Shapes, window: _Window) -> Shapes:
    """The shapes of a base tile that a window touches, in the window's coordinates."""
    if window.scale == 1 or not len(shapes):
        return shapes
    points = shapes.points * np.float32(window.scale) - window.offset
    low = np.minimum.reduceat(points, shapes.starts[:-1], axis=0)
    high = np.maximum.reduceat(points, shapes.starts[:-1], axis=0)
    margin = 0.0625 * min(window.scale, 2)
    seen = np.all((high >= -margin) & (low <= 1.0 + margin), axis=1)
    if seen.all():
        return Shapes(points, shapes.starts)
    lengths = np.diff(shapes.starts)
    starts = np.zeros(int(seen.sum()) + 1, np.int32)
    np.cumsum(lengths[seen], out=starts[1:])
    return Shapes(points[np.repeat(seen, lengths)], starts)


def _move(label: Label, window: _Window) -> Label:
    points = label.points * np.float32(window.scale) - window.offset
    return Label(
        label.text, label.kind, label.rank, label.zoom_from, label.zoom_to, points
    )


def _relevance(
    place: Place, words: list[str]
) -> tuple[bool, bool, int, bool, int, str]:
    """Sorts finds: begins as typed, whole words, kind, no mere shop, shortness."""
    name = fold(place.name)
    begins = all(
        word.startswith(typed) for word, typed in zip(name, words, strict=False)
    )
    whole = all(typed in name for typed in words)
    rank, counter = kind_rank(place.kind), place.kind in _COUNTERS
    return not begins, not whole, rank, counter, len(place.name), place.name
