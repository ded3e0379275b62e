"""Reads picture tiles from a PMTiles file, version 3; writes nothing.

Specification: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. A file
comes from a stranger: every length is held against the file and against a bound.
"""

import struct
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import PackError
from controlroom.ground.raster import (
    MAX_TILE_BYTES,
    MAX_ZOOM,
    bounds_of,
    is_address,
    plain_words,
)

MAGIC = b"PMTiles"
VERSION = 3
MAX_DIRECTORY_BYTES = 4 * 2**20
"""A directory inflated; the usual leaf has 4,096 entries in some 30 kB."""
MAX_METADATA_BYTES = 2**20
MAX_DEPTH = 4
"""Directories from the root to a tile; a loop ends here."""
_KEPT = 16  # directories; the oldest unused goes first
_HEADER = struct.Struct("<7sB11Q6B4iB2i")
_PLAIN, _GZIP = 1, 2
_PACKINGS = {0: "unknown", _PLAIN: "none", _GZIP: "gzip", 3: "brotli", 4: "zstd"}
_PICTURES = {2: "png", 3: "jpeg", 4: "webp"}
_VECTORS = 1
_MOST_VARINT = 10  # bytes of a 64-bit number, seven bits each
_MORE = 0x80  # set in every byte of a number but its last

Columns = NDArray[np.uint64]


class _Header(NamedTuple):
    magic: bytes
    version: int
    root: int
    root_bytes: int
    metadata: int
    metadata_bytes: int
    leaves: int
    leaves_bytes: int
    tiles: int
    tiles_bytes: int
    addressed: int
    entries: int
    contents: int
    clustered: int
    packing: int
    tile_packing: int
    kind: int
    min_zoom: int
    max_zoom: int
    west: int
    south: int
    east: int
    north: int
    centre_zoom: int
    centre_lon: int
    centre_lat: int


class _Directory(NamedTuple):
    """Entries in order: first tile id, how many ids it serves, length, offset."""

    ids: Columns
    runs: Columns
    lengths: Columns
    offsets: Columns


class PMTiles:
    """An open PMTiles file with picture tiles; see `raster.Raster`."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises PackError in one line when it cannot be painted."""
        self.path = path
        self._kept: OrderedDict[tuple[int, int], _Directory] = OrderedDict()
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise PackError(f"{path}: {error.strerror or error}") from error
        try:
            self._size = path.stat().st_size
            self._header = self._read_header()
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
        head, wanted = self._header, tile_id(zoom, x, y)
        place, length = head.root, head.root_bytes
        for _ in range(MAX_DEPTH):
            entry = _entry_of(self._directory(place, length), wanted)
            if entry is None:
                return None
            run, length, offset = entry
            if run:
                return self._picture(offset, length)
            place = self._within(offset, length, head.leaves, head.leaves_bytes)
        raise PackError(f"{self.path} is damaged: its directories go round in a circle")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _read_header(self) -> _Header:
        raw = self._file.read(_HEADER.size)
        if not raw.startswith(MAGIC):
            raise PackError(f"{self.path} is not a PMTiles file")
        if len(raw) < _HEADER.size:
            raise PackError(f"{self.path} is half copied: {len(raw)} bytes")
        head = _Header(*_HEADER.unpack(raw))
        if head.version != VERSION:
            raise PackError(
                f"{self.path} is PMTiles version {head.version}, not {VERSION}"
            )
        sections = (
            head.root + head.root_bytes,
            head.metadata + head.metadata_bytes,
            head.leaves + head.leaves_bytes,
            head.tiles + head.tiles_bytes,
        )
        if self._size < max(sections):
            raise PackError(
                f"{self.path} is half copied: {self._size} of {max(sections)} bytes"
            )
        return head

    def _read_description(self) -> None:
        head = self._header
        if head.kind == _VECTORS:
            raise PackError(
                f"{self.path} holds vector tiles, and only picture tiles (png, jpg, "
                "webp) can be shown: build a map pack instead"
            )
        if head.kind not in _PICTURES:
            raise PackError(
                f"{self.path} holds tiles of kind {head.kind}, not png, jpg or webp"
            )
        for packing in (head.packing, head.tile_packing):
            if packing not in {_PLAIN, _GZIP}:
                word = _PACKINGS.get(packing, str(packing))
                raise PackError(
                    f"{self.path} is packed with {word}; none and gzip can be read"
                )
        if not 0 <= head.min_zoom <= head.max_zoom <= MAX_ZOOM:
            raise PackError(
                f"{self.path} is damaged: zooms {head.min_zoom} to {head.max_zoom}"
            )
        self.zooms = head.min_zoom, head.max_zoom
        edges = (head.west, head.south, head.east, head.north)
        self.bounds = bounds_of(*(edge / 1e7 for edge in edges))
        said = self._metadata()
        self.name = plain_words(str(said.get("name", ""))) or self.path.stem
        self.attribution = plain_words(str(said.get("attribution", "")))
        self._directory(head.root, head.root_bytes)

    def _metadata(self) -> dict[str, object]:
        head = self._header
        try:
            raw = self._unpacked(
                head.metadata, head.metadata_bytes, head.packing, MAX_METADATA_BYTES
            )
            return msgspec.json.decode(raw, type=dict[str, object])
        except (msgspec.DecodeError, RecursionError, PackError):
            return {}  # a picture needs no description

    def _directory(self, place: int, length: int) -> _Directory:
        key = (place, length)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        raw = self._unpacked(place, length, self._header.packing, MAX_DIRECTORY_BYTES)
        try:
            found = decode_directory(raw)
        except ValueError as error:
            raise PackError(f"{self.path} is damaged: {error}") from None
        self._kept[key] = found
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _picture(self, offset: int, length: int) -> bytes:
        head = self._header
        place = self._within(offset, length, head.tiles, head.tiles_bytes)
        return self._unpacked(place, length, head.tile_packing, MAX_TILE_BYTES)

    def _within(self, offset: int, length: int, start: int, room: int) -> int:
        """Where a part of a section lies in the file."""
        if offset + length > room:
            raise PackError(
                f"{self.path} is damaged: {length} bytes at {offset} of {room}"
            )
        return start + offset

    def _unpacked(self, place: int, length: int, packing: int, most: int) -> bytes:
        if length > most:
            raise PackError(f"{self.path} is damaged: a part of {length} bytes")
        try:
            self._file.seek(place)
            raw = self._file.read(length)
        except (OSError, ValueError, OverflowError) as error:
            raise PackError(f"{self.path} cannot be read: {error}") from error
        if len(raw) < length:
            raise PackError(f"{self.path} is half copied: {self._size} bytes")
        if packing == _PLAIN:
            return raw
        inflater = zlib.decompressobj(wbits=31)
        try:
            plain = inflater.decompress(raw, most)
        except zlib.error as error:
            raise PackError(f"{self.path} is damaged: {error}") from None
        if inflater.unconsumed_tail or not inflater.eof:
            raise PackError(f"{self.path} is damaged: a part over {most} bytes")
        return plain


def tile_id(zoom: int, x: int, y: int) -> int:
    """Return a tile's number: zoom by zoom, along the Hilbert curve of each."""
    number = ((1 << (2 * zoom)) - 1) // 3
    side = 1 << zoom
    half = side >> 1
    while half:
        right, down = int(bool(x & half)), int(bool(y & half))
        number += half * half * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half >>= 1
    return number


def decode_directory(raw: bytes) -> _Directory:
    """Return the entries of a directory. Raises ValueError when it is damaged."""
    numbers = _varints(raw)
    count = int(numbers[0]) if len(numbers) else -1
    if count < 1 or len(numbers) != 4 * count + 1:
        message = f"a directory of {count} entries in {len(numbers)} numbers"
        raise ValueError(message)
    steps, runs, lengths, places = numbers[1:].reshape(4, count)
    if not places[0]:
        message = "a directory whose first entry follows another"
        raise ValueError(message)
    # 0 is "behind the one before", as most tiles are: so far behind the last placed.
    placed = np.maximum.accumulate(np.where(places > 0, np.arange(count), 0))
    behind = np.cumsum(lengths) - lengths
    offsets = places[placed] - np.uint64(1) + behind - behind[placed]
    return _Directory(np.cumsum(steps, dtype=np.uint64), runs, lengths, offsets)


def _varints(raw: bytes) -> Columns:
    """Unsigned LEB128 numbers, all at once; ValueError when the last is not whole."""
    octets = np.frombuffer(raw, np.uint8)
    last = np.flatnonzero(octets < _MORE)
    if not len(last) or last[-1] != len(octets) - 1:
        message = "a directory that ends within a number"
        raise ValueError(message)
    first = np.concatenate([[0], last[:-1] + 1])
    if (last - first).max() >= _MOST_VARINT:
        message = "a number longer than 64 bits in a directory"
        raise ValueError(message)
    place = np.arange(len(octets)) - np.repeat(first, last - first + 1)
    parts = (octets & np.uint8(0x7F)).astype(np.uint64) << (7 * place).astype(np.uint64)
    return np.bitwise_or.reduceat(parts, first)


def _entry_of(directory: _Directory, wanted: int) -> tuple[int, int, int] | None:
    """(run, length, offset) of the entry that serves a tile; run 0 is a directory."""
    at = int(np.searchsorted(directory.ids, np.uint64(wanted), side="right")) - 1
    if at < 0:
        return None
    run = int(directory.runs[at])
    if run and wanted >= int(directory.ids[at]) + run:
        return None
    return run, int(directory.lengths[at]), int(directory.offsets[at])
