"""Holds the pieces of tiles while a pack is made: a bounded part in memory, the rest in
a scratch file beside the pack.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

import numpy as np

from controlroom.ground.layers import Shapes

TileKey: TypeAlias = tuple[int, int, int]
"""Zoom, x, y."""

HELD_POINTS = 2_000_000
HELD_PIECES = 60_000
"""What is held before it is written to the scratch file: some 40 MB in all."""
_CACHE_KIB = 16_384


class Pieces:
    """Shapes by tile and layer number, in the order in which they were put.

    The scratch file appears with the first overflow; whoever made the folder removes
    it. Raises sqlite3.Error when the disk is full.
    """

    def __init__(
        self,
        scratch: Path,
        held_points: int = HELD_POINTS,
        held_pieces: int = HELD_PIECES,
    ) -> None:
        self._scratch = scratch
        self._most = held_points, held_pieces
        self._held: dict[tuple[TileKey, int], list[Shapes]] = {}
        self._points = self._pieces = 0
        self._file: sqlite3.Connection | None = None

    @property
    def has_spilled(self) -> bool:
        """Whether more came than is held in memory."""
        return self._file is not None

    def put(self, tile: TileKey, number: int, shapes: Shapes) -> None:
        """Keep shapes (int16 units of the tile) of a layer."""
        self._held.setdefault((tile, number), []).append(shapes)
        self._points += len(shapes.points)
        self._pieces += 1
        if self._points > self._most[0] or self._pieces > self._most[1]:
            self._spill()

    def tiles(self) -> Iterator[tuple[TileKey, dict[int, Shapes]]]:
        """Yield every tile once, in order, with its layers by number."""
        if self._file is None:
            rows: Iterator[tuple[TileKey, int, Shapes]] = (
                (tile, number, piece)
                for (tile, number), pieces in sorted(self._held.items(), key=_key)
                for piece in pieces
            )
        else:
            self._spill()
            rows = self._spilled(self._file)
        for tile, of_tile in groupby(rows, itemgetter(0)):
            yield (
                tile,
                {
                    number: _join([piece for _, _, piece in of_layer])
                    for number, of_layer in groupby(of_tile, itemgetter(1))
                },
            )

    def close(self) -> None:
        """Let the scratch file go."""
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        if self._file is None:
            self._file = _open(self._scratch)
        self._file.execute("BEGIN")
        self._file.executemany(
            "INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    *tile,
                    number,
                    np.diff(piece.starts).astype("<u4").tobytes(),
                    piece.points.astype("<i2").tobytes(),
                )
                for (tile, number), pieces in self._held.items()
                for piece in pieces
            ),
        )
        self._file.execute("COMMIT")
        self._held.clear()
        self._points = self._pieces = 0

    def _spilled(
        self, file: sqlite3.Connection
    ) -> Iterator[tuple[TileKey, int, Shapes]]:
        # The index holds places in the file only: sorting moves no shapes.
        file.execute("CREATE INDEX by_tile ON piece (zoom, x, y, number)")
        query = (
            "SELECT zoom, x, y, number, lengths, points FROM piece"
            " ORDER BY zoom, x, y, number, rowid"
        )
        for zoom, x, y, number, lengths, points in file.execute(query):
            sizes = np.frombuffer(lengths, "<u4").astype(np.int64)
            starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
            units = np.frombuffer(points, "<i2").reshape(-1, 2)
            yield (zoom, x, y), number, Shapes(units, starts)


def _key(item: tuple[tuple[TileKey, int], list[Shapes]]) -> tuple[TileKey, int]:
    return item[0]


def _open(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA journal_mode = OFF")  # nobody reads it after this run
    file.execute("PRAGMA synchronous = OFF")
    file.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    file.execute(
        "CREATE TABLE piece (zoom INTEGER, x INTEGER, y INTEGER, number INTEGER,"
        " lengths BLOB, points BLOB)"
    )
    return file


def _join(pieces: list[Shapes]) -> Shapes:
    if len(pieces) == 1:
        return pieces[0]
    lengths = np.concatenate([np.diff(piece.starts) for piece in pieces])
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return Shapes(np.concatenate([piece.points for piece in pieces]), starts)
