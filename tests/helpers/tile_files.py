"""Small files of picture tiles for tests: MBTiles, PMTiles, and pictures to put in."""

import gzip
import json
import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path

from controlroom.ground.raster_pmtiles import tile_id

Address = tuple[int, int, int]
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)


def png(colour: tuple[int, int, int] = RED, side: int = 256, high: int = 0) -> bytes:
    """A square PNG of one colour; `high` announces another height than is there."""
    rows = (b"\0" + bytes(colour) * side) * min(side, high or side)
    head = struct.pack(">IIBBBBB", side, high or side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def write_mbtiles(
    path: Path, tiles: dict[Address, object], metadata: dict[str, str] | None = None
) -> Path:
    """An MBTiles file of tiles by XYZ address."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        file.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer,"
            " tile_row integer, tile_data blob)"
        )
        said = {"name": "Test", "format": "png", **(metadata or {})}
        file.executemany("INSERT INTO metadata VALUES (?,?)", said.items())
        file.executemany(
            "INSERT INTO tiles VALUES (?,?,?,?)",
            [(z, x, (1 << z) - 1 - y, body) for (z, x, y), body in tiles.items()],
        )
    return path


def varint(number: int) -> bytes:
    """Unsigned LEB128."""
    found = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        found.append(low | (0x80 if number else 0))
        if not number:
            return bytes(found)


def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
    """A PMTiles directory of (first id, run, length, offset)."""
    columns = [varint(len(entries))]
    before = 0
    for first, *_ in entries:
        columns.append(varint(first - before))
        before = first
    columns += [varint(run) for _, run, _, _ in entries]
    columns += [varint(length) for _, _, length, _ in entries]
    end = -1
    for _, _, length, offset in entries:
        columns.append(varint(0 if offset == end else offset + 1))
        end = offset + length
    return b"".join(columns)


def write_pmtiles(
    path: Path,
    tiles: dict[Address, bytes],
    metadata: dict[str, str] | None = None,
    *,
    leaves: bool = False,
    changes: dict[int, int] | None = None,
    root: bytes = b"",
) -> Path:
    """A PMTiles file; `changes` replaces header fields by their place, `root` the root.

    With `leaves` each tile hangs under a directory of its own.
    """
    body, entries, below = b"", [], b""
    for address, picture in sorted(tiles.items(), key=lambda row: tile_id(*row[0])):
        entries.append((tile_id(*address), 1, len(picture), len(body)))
        body += picture
    if leaves:
        hung = []
        for entry in entries:
            leaf = gzip.compress(directory([entry]))
            hung.append((entry[0], 0, len(leaf), len(below)))
            below += leaf
        entries = hung
    packed = root or gzip.compress(directory(entries))
    said = gzip.compress(json.dumps(metadata or {}).encode())
    starts = [127]
    for part in (packed, said, below):
        starts.append(starts[-1] + len(part))
    zooms = [zoom for zoom, _, _ in tiles]
    fields = [
        b"PMTiles", 3, starts[0], len(packed), starts[1], len(said),
        starts[2], len(below), starts[3], len(body),
        len(tiles), len(tiles), len(tiles), 1, 2, 1, 2, min(zooms), max(zooms),
        -10_000_000, 500_000_000, 10_000_000, 520_000_000, 0, 0, 510_000_000,
    ]  # fmt: skip
    for place, value in (changes or {}).items():
        fields[place] = value
    header = struct.pack("<7sB11Q6B4iB2i", *fields)
    path.write_bytes(header + packed + said + below + body)
    return path
