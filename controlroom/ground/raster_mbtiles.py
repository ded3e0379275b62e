"""Reads picture tiles from an MBTiles file (1.3), an SQLite database; writes nothing.

Specification: https://github.com/mapbox/mbtiles-spec. A file comes from a stranger: it
may be half copied, hold vector tiles, or a view that never ends.
"""

import sqlite3
import struct
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from controlroom.domain.errors import PackError
from controlroom.ground.raster import (
    MAX_TILE_BYTES,
    MAX_ZOOM,
    bounds_of,
    is_address,
    picture_kind,
    plain_words,
)

MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16sH10xI")  # magic, page size, pages (sqlite.org/fileformat)
_MOST_S = 2.0
"""A question that a sound file answers in a millisecond is given up after this."""
_STEPS = 20_000
"""SQLite's own steps between two looks at the clock."""
_MAX_METADATA = 200
_PAGE_64K = 65_536


class MBTiles:
    """An open MBTiles file with picture tiles; see `raster.Raster`."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises PackError in one line when it cannot be painted."""
        self.path = path
        _refuse_half(path)
        self._until_s = 0.0
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._file = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise PackError(f"{path} cannot be opened: {error}") from error
        self._file.set_progress_handler(self._is_late, _STEPS)
        try:
            self._read_description()
        except PackError:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture at an XYZ address; None where there is none. Raises PackError."""
        if not is_address(zoom, x, y):
            return None
        row = (1 << zoom) - 1 - y  # rows count from the south in the file
        found = self._rows(
            "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=?"
            " AND tile_row=? AND length(tile_data)<=? LIMIT 1",
            (zoom, x, row, MAX_TILE_BYTES),
        )
        body = found[0][0] if found else None
        return body if isinstance(body, bytes) and body else None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _read_description(self) -> None:
        self._rows("PRAGMA trusted_schema=OFF")
        said = dict(self._metadata())
        self.name = plain_words(said.get("name", "")) or self.path.stem
        self.attribution = plain_words(said.get("attribution", ""))
        self.bounds = bounds_of(*_numbers(said.get("bounds", ""), 4))
        self._refuse_vectors(said.get("format", "").casefold())
        self.zooms = self._zooms(said)

    def _metadata(self) -> list[tuple[str, str]]:
        rows = self._rows(
            "SELECT name, value FROM metadata WHERE length(value)<1000000 LIMIT ?",
            (_MAX_METADATA,),
        )
        return [(str(name), str(value)) for name, value in rows]

    def _refuse_vectors(self, said: str) -> None:
        if said in {"pbf", "mvt"}:
            raise PackError(
                f"{self.path} holds vector tiles, and only picture tiles (png, jpg, "
                "webp) can be shown: build a map pack instead"
            )
        rows = self._rows("SELECT tile_data FROM tiles LIMIT 1")
        if not rows:
            raise PackError(f"{self.path} holds no tiles")
        body = rows[0][0]
        if not isinstance(body, bytes) or not picture_kind(body):
            raise PackError(
                f"{self.path} holds tiles that are no pictures (png, jpg, webp)"
            )

    def _zooms(self, said: dict[str, str]) -> tuple[int, int]:
        low, high = _numbers(f"{said.get('minzoom')},{said.get('maxzoom')}", 2)
        if 0 <= low <= high <= MAX_ZOOM:
            return int(low), int(high)
        rows = self._rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")
        first, last = rows[0]
        if not (isinstance(first, int) and isinstance(last, int)):
            raise PackError(f"{self.path} is damaged: its tiles have no zoom")
        if not 0 <= first <= last <= MAX_ZOOM:
            raise PackError(f"{self.path} is damaged: zooms {first} to {last}")
        return first, last

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        self._until_s = time.monotonic() + _MOST_S
        try:
            with closing(self._file.execute(query, values)) as cursor:
                return cursor.fetchall()
        except sqlite3.OperationalError as error:
            why = str(error)
            if "interrupted" in why:
                why = f"it gives no answer within {_MOST_S:g} s"
            raise PackError(f"{self.path} cannot be read: {why}") from error
        except (sqlite3.Error, OverflowError) as error:
            raise PackError(f"{self.path} cannot be read: {error}") from error

    def _is_late(self) -> bool:
        return time.monotonic() > self._until_s


def _refuse_half(path: Path) -> None:
    """PackError unless a file is an SQLite database as long as it says."""
    try:
        with path.open("rb") as raw:
            header = raw.read(_HEADER.size)
        size = path.stat().st_size
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}") from error
    if len(header) < _HEADER.size or not header.startswith(MAGIC):
        raise PackError(f"{path} is not an MBTiles file")
    _, page, pages = _HEADER.unpack(header)
    wanted = (_PAGE_64K if page == 1 else page) * pages
    if size < wanted:
        raise PackError(f"{path} is half copied: {size} of {wanted} bytes")


def _numbers(text: str, wanted: int) -> tuple[float, ...]:
    """Numbers with commas between; as many nans when they are none."""
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    return found if len(found) == wanted else (float("nan"),) * wanted
