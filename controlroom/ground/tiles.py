"""A tile as bytes: deflated msgpack of delta-coded 16-bit coordinates.

Coordinates count 1/4096 of the tile's side; int16 reaches eight sides around it.
"""

import zlib

import msgspec
import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import PackError
from controlroom.ground.layers import NUMBERED, Label, Shapes, Tile

UNITS = 4096
MAX_BYTES = 32 * 2**20  # one tile inflated; a bomb stops here


class _Layer(msgspec.Struct, frozen=True, array_like=True):
    number: int
    lengths: bytes  # uint32 points of each shape
    deltas: bytes  # int16 (n, 2): the first point, then differences modulo 2^16


class _Label(msgspec.Struct, frozen=True, array_like=True):
    text: str
    kind: str
    rank: int
    zoom_from: int
    zoom_to: int
    points: bytes  # float32 (k, 2), tile coordinates


class _Tile(msgspec.Struct, frozen=True, array_like=True):
    layers: list[_Layer]
    labels: list[_Label]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Tile)


def quantise(points: NDArray[np.floating]) -> NDArray[np.int16]:
    """Tile coordinates as int16 units, clamped to what int16 holds."""
    units = np.rint(np.asarray(points, np.float64) * UNITS)
    return np.clip(units, -32768, 32767).astype(np.int16)


def encode(layers: dict[int, Shapes], labels: list[Label]) -> bytes:
    """The bytes of a tile; `layers` by their number, points already int16 units."""
    rows = [
        _Layer(
            number,
            np.diff(shapes.starts).astype("<u4").tobytes(),
            np.diff(shapes.points.astype("<i2"), axis=0, prepend=np.int16(0)).tobytes(),
        )
        for number, shapes in sorted(layers.items())
    ]
    texts = [
        _Label(
            label.text,
            label.kind,
            label.rank,
            label.zoom_from,
            label.zoom_to,
            label.points.astype("<f4").tobytes(),
        )
        for label in labels
    ]
    return zlib.compress(_ENCODER.encode(_Tile(rows, texts)), 6)


def decode(body: bytes, zoom: int, x: int, y: int) -> Tile:
    """The tile of some bytes; PackError when they are damaged."""
    where = f"tile {zoom}/{x}/{y}"
    try:
        inflater = zlib.decompressobj()
        plain = inflater.decompress(body, MAX_BYTES)
        if not inflater.eof:
            message = f"{where} is damaged or over {MAX_BYTES} bytes"
            raise PackError(message)
        raw = _DECODER.decode(plain)
        layers = {NUMBERED[row.number].name: _shapes(row) for row in raw.layers}
        labels = tuple(_label(row) for row in raw.labels)
    except (zlib.error, msgspec.DecodeError, ValueError, KeyError) as error:
        message = f"{where} is damaged: {error}"
        raise PackError(message) from None
    return Tile(zoom, x, y, layers, labels)


def _shapes(row: _Layer) -> Shapes:
    lengths = np.frombuffer(row.lengths, "<u4").astype(np.int64)
    deltas = np.frombuffer(row.deltas, "<i2").reshape(-1, 2)
    if lengths.sum() != len(deltas) or not lengths.all():
        message = f"{lengths.sum()} points were announced and {len(deltas)} came"
        raise ValueError(message)
    starts = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    units = np.cumsum(deltas, axis=0, dtype=np.int16)
    return Shapes(units.astype(np.float32) / np.float32(UNITS), starts)


def _label(row: _Label) -> Label:
    points = np.frombuffer(row.points, "<f4").reshape(-1, 2)
    return Label(row.text, row.kind, row.rank, row.zoom_from, row.zoom_to, points)
