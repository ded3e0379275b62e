"""Writes a map pack: one file, the same bytes for the same contents; reads none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np

from controlroom.domain.errors import PackError
from controlroom.ground import cut, tiles
from controlroom.ground.graph import Graph, pack_graph
from controlroom.ground.layers import LAYER, Label, Shapes
from controlroom.ground.pieces import Pieces, TileKey
from controlroom.ground.places import Place, Sector, fold

APPLICATION_ID = 0x43524D50  # "CRMP" in the header of the SQLite file
FORMAT = 2
"""2: layers of tunnels, bridges, paths and grounds were added; 1 is read as well."""

# How a search ranks what it finds; also the order of rows in the file.
KIND_ORDER = ("city", "district", "", "park", "water", "street", "crossing", "address")
# "" stands for landmarks

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tile (
    zoom INTEGER, x INTEGER, y INTEGER, body BLOB NOT NULL, PRIMARY KEY (zoom, x, y)
) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL
);
CREATE VIRTUAL TABLE place_words USING fts5 (words, content='', prefix='2 3');
CREATE TABLE graph (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sector (id INTEGER PRIMARY KEY, name TEXT NOT NULL, ring BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """All that a pack will hold, in world coordinates (see `mercator`) or degrees.

    bounds: (south, west, north, east). sheets: by base zoom, then layer name, shapes
    in world coordinates, chosen and simplified for that zoom; rings of a hole run
    against their outline. labels: points in world coordinates, zoom_from…zoom_to the
    display zooms. outside: the layer whose colour stands where no tile is.
    """

    name: str
    attribution: str
    bounds: tuple[float, float, float, float]
    centre: tuple[float, float]
    outside: str
    sheets: dict[int, dict[str, Shapes]]
    labels: list[Label]
    places: list[Place]
    graph: Graph
    sectors: list[Sector] = field(default_factory=list)


def write_pack(path: Path, survey: Survey) -> None:
    """Write a pack in one go; an existing file is replaced only when all went well.

    Raises PackError when the folder cannot be written.
    """
    with new_pack(path) as pack:
        for zoom, sheet in survey.sheets.items():
            for name, shapes in sheet.items():
                pack.add(zoom, name, shapes)
        pack.finish(survey)


@contextmanager
def new_pack(path: Path) -> Iterator["NewPack"]:
    """Begin a pack that grows piece by piece; it replaces `path` once it is finished.

    Until then, and when anything fails, only a folder beside `path` holds it, and that
    folder goes. Raises PackError when the folder cannot be written.
    """
    try:
        # a folder of our own beside it: another process may write the same pack
        with TemporaryDirectory(prefix=".pack-", dir=path.parent) as folder:
            partial = Path(folder) / "partial"
            with (
                closing(sqlite3.connect(partial, isolation_level=None)) as file,
                closing(Pieces(Path(folder) / "pieces")) as pieces,
            ):
                pack = NewPack(file, pieces, Path(folder))
                yield pack
            if pack.is_finished:
                partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        message = f"cannot write the map pack {path}: {error}"
        raise PackError(message) from error


class NewPack:
    """A pack being written: shapes first, in any order, then the rest at once.

    folder: for what its maker needs meanwhile; it goes when the pack stands.
    """

    def __init__(self, file: sqlite3.Connection, pieces: Pieces, folder: Path) -> None:
        self._file = file
        self.folder = folder
        self._pieces = pieces
        self._zooms: set[int] = set()
        self.is_finished = False
        file.execute("PRAGMA page_size = 8192")
        file.execute("PRAGMA journal_mode = OFF")  # half a file is never renamed
        file.execute("PRAGMA synchronous = OFF")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute(f"PRAGMA user_version = {FORMAT}")
        file.executescript(SCHEMA)
        file.execute("BEGIN")

    def add(self, zoom: int, layer: str, shapes: Shapes) -> None:
        """Cut shapes in world coordinates into the tiles of a base zoom."""
        kind = LAYER[layer]
        self._zooms.add(zoom)
        cutter = cut.areas if kind.shape == "area" else cut.lines
        for (x, y), piece in cutter(shapes, zoom).items():
            self._pieces.put((zoom, x, y), kind.number, piece)

    def finish(self, survey: Survey) -> None:
        """Write tiles, names, streets and sectors; `survey.sheets` is not looked at."""
        file, zooms = self._file, sorted(self._zooms)
        _write_meta(file, survey, zooms)
        self._write_tiles(survey.labels, zooms)
        _write_places(file, survey.places)
        file.executemany(
            "INSERT INTO graph VALUES (?, ?)", pack_graph(survey.graph).items()
        )
        file.executemany(
            "INSERT INTO sector (name, ring) VALUES (?, ?)",
            [(name, ring.astype("<f8").tobytes()) for name, ring in survey.sectors],
        )
        file.execute("COMMIT")
        self.is_finished = True

    def _write_tiles(self, labels: list[Label], zooms: list[int]) -> None:
        """Write zoom by zoom: the labels of one are held, the shapes of one tile."""
        deeper = dict(pairwise([*zooms, 99]))
        for zoom, found in groupby(self._pieces.tiles(), key=_zoom_of):
            texts = _label_tiles(labels, zoom, deeper[zoom])
            for key, layers in found:
                self._write_tile(key, layers, texts.pop(key, []))
            for key, left in sorted(texts.items()):
                self._write_tile(key, {}, left)

    def _write_tile(
        self, key: TileKey, layers: dict[int, Shapes], texts: list[Label]
    ) -> None:
        body = tiles.encode(layers, texts)
        self._file.execute("INSERT INTO tile VALUES (?, ?, ?, ?)", (*key, body))


def _zoom_of(tile: tuple[TileKey, dict[int, Shapes]]) -> int:
    return tile[0][0]


def _write_meta(file: sqlite3.Connection, survey: Survey, zooms: list[int]) -> None:
    rows = {
        "format": FORMAT,
        "name": survey.name,
        "attribution": survey.attribution,
        "bounds": survey.bounds,
        "centre": survey.centre,
        "outside": survey.outside,
        "zooms": zooms,
    }
    file.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [(key, msgspec.json.encode(value).decode()) for key, value in rows.items()],
    )


def _label_tiles(
    labels: list[Label], zoom: int, deeper: int
) -> dict[TileKey, list[Label]]:
    """The labels of each tile of a base zoom: those shown before a deeper one."""
    found: dict[TileKey, list[Label]] = {}
    for label in labels:
        if label.zoom_from < deeper and label.zoom_to >= zoom:
            _place_label(found, label, zoom)
    return found


def _place_label(texts: dict[TileKey, list[Label]], label: Label, zoom: int) -> None:
    """Put a label into every tile that its letters may touch."""
    points = label.points * (1 << zoom)
    pixel = 0.5 ** (max(label.zoom_from, zoom) - zoom) / 256.0
    reach = np.array([10.0, 10.0])
    if len(points) == 1:  # the text runs level to both sides of its point
        reach = np.array([5.0 * len(label.text) + 14.0, 26.0])
    low = np.floor(points.min(axis=0) - reach * pixel).astype(int)
    high = np.floor(points.max(axis=0) + reach * pixel).astype(int)
    for x in range(low[0], high[0] + 1):
        for y in range(low[1], high[1] + 1):
            local = (points - (x, y)).astype(np.float32)
            placed = Label(
                label.text,
                label.kind,
                label.rank,
                label.zoom_from,
                label.zoom_to,
                local,
            )
            texts.setdefault((zoom, x, y), []).append(placed)


def kind_rank(kind: str) -> int:
    """Where a kind of place stands in a list of finds, from 0."""
    known = kind if kind in KIND_ORDER else ""
    return KIND_ORDER.index(known)


def _write_places(file: sqlite3.Connection, places: list[Place]) -> None:
    ordered = sorted(places, key=lambda place: (kind_rank(place.kind), place.name))
    file.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
        (
            (number, place.name, place.kind, place.lat, place.lon)
            for number, place in enumerate(ordered, 1)
        ),
    )
    file.executemany(
        "INSERT INTO place_words (rowid, words) VALUES (?, ?)",
        (
            (number, " ".join(fold(place.name)))
            for number, place in enumerate(ordered, 1)
        ),
    )
