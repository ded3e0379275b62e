"""Tests of a tile's bytes: there and back, damaged, hostile."""

import zlib

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import PackError
from controlroom.ground.layers import LAYER, Label, Shapes
from controlroom.ground.tiles import MAX_BYTES, UNITS, decode, encode, quantise

MINOR = LAYER["minor"].number


def _body(layers: list[object], labels: list[object]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode([layers, labels]))


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(-32768, 32767), st.integers(-32768, 32767)),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_shapes_survive_their_bytes(parts: list[list[tuple[int, int]]]) -> None:
    """Any int16 coordinates come back, whatever jumps lie between them."""
    shapes = Shapes.of([np.array(part, np.int16) for part in parts])
    tile = decode(encode({MINOR: shapes}, []), 3, 1, 2)
    found = [(part * UNITS).round().astype(int) for part in tile.layers["minor"]]

    assert parts == [[tuple(point) for point in part.tolist()] for part in found]


def test_labels_survive_their_bytes() -> None:
    """A label keeps its text, zooms and place."""
    label = Label("Quay Street", "street", 2, 14, 16, np.array([[0.25, 0.5]]))
    (found,) = decode(encode({}, [label]), 0, 0, 0).labels

    assert ("Quay Street", "street", 2, 14, 16) == (
        found.text, found.kind, found.rank, found.zoom_from, found.zoom_to,
    )  # fmt: skip
    assert [[0.25, 0.5]] == found.points.tolist()


def test_far_coordinates_stop_at_what_int16_holds() -> None:
    """A point many tiles away is clamped, not wrapped to the other side."""

    assert [[32767, -32768]] == quantise(np.array([[90.0, -90.0]])).tolist()


ONE = np.zeros(2, "<i2").tobytes()
HOSTILE = {
    "nothing": b"",
    "no deflate": b"hello",
    "cut off": encode({}, [])[:-3],
    "no msgpack": zlib.compress(b"\xc1"),
    "another shape": zlib.compress(msgspec.msgpack.encode({"layers": 1})),
    "unknown layer": _body([[99, b"\1\0\0\0", ONE]], []),
    "negative layer": _body([[-1, b"\1\0\0\0", ONE]], []),
    "odd bytes": _body([[MINOR, b"\1\0\0", ONE]], []),
    "points missing": _body([[MINOR, b"\xff\xff\xff\xff", ONE]], []),
    "empty shape": _body([[MINOR, b"\0\0\0\0\1\0\0\0", ONE]], []),
    "half a point": _body([[MINOR, b"\1\0\0\0", b"\0\0"]], []),
    "half a label": _body([], [["a", "area", 1, 1, 1, b"\0\0\0\0"]]),
    "bomb": zlib.compress(bytes(MAX_BYTES + 1)),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_damaged_bytes_are_one_clear_error(body: bytes) -> None:
    """The error names the tile; nothing else escapes."""

    with pytest.raises(PackError, match="tile 7/8/9"):
        decode(body, 7, 8, 9)
