"""A frame says where units are, in at most 20 bytes each, to the byte as documented."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import WireError
from controlroom.domain.tracks import Moved
from controlroom.wire.frames import MAX_ROWS, Frame, decode_frame, encode_frame
from tests.unit.wire.samples import refusal

NOW_US = 1_795_000_000_123_456
NAN = float("nan")

DOCUMENTED = bytes.fromhex(
    "04010000020000002a0000000000000007000000000000006300000000000000401261018b600600"
    "c08e9a20404e08ec00366e01604b486b88130000d4feffff00002c0100002c012823ffff4dff"
)
"""The frame in resources/docs/wire.md."""


def moved(rows: list[int], **columns: list[float]) -> Moved:
    """Return rows at 54.7 N 2.4 E, fixed a second before NOW_US, unless said."""
    n = len(rows)
    return Moved(
        unit_rows=np.array(rows, np.int32),
        lat=np.array(columns.get("lat", [54.7] * n)),
        lon=np.array(columns.get("lon", [2.4] * n)),
        fix_us=np.array(columns.get("fix_us", [NOW_US - 10**6] * n), np.int64),
        speed_mps=np.array(columns.get("speed_mps", [NAN] * n), np.float32),
        heading_deg=np.array(columns.get("heading_deg", [NAN] * n), np.float32),
        accuracy_m=np.array(columns.get("accuracy_m", [NAN] * n), np.float32),
        kind=np.array(columns.get("kind", [0] * n), np.uint8),
    )


def frame(what: Moved) -> Frame:
    """Return a frame of boot 42, tick 7, presuming fact 99."""
    return Frame(boot=42, tick=7, seq=99, now_us=NOW_US, moved=what)


def test_a_frame_there_and_back() -> None:
    """Boot, tick, seq, time and every column arrive, rounded as documented."""
    there = moved(
        [0, 300],
        lat=[54.7, -33.5],
        lon=[2.4, 179.99],
        speed_mps=[12.9, NAN],
        heading_deg=[90.0, NAN],
        accuracy_m=[10.0, NAN],
        kind=[1, 3],
    )
    back = decode_frame(encode_frame(frame(there)))

    assert (42, 7, 99, NOW_US) == (back.boot, back.tick, back.seq, back.now_us)
    for field in dataclasses.fields(Moved):
        if field.name in {"fix_us", "accuracy_m"}:
            continue
        np.testing.assert_allclose(
            getattr(there, field.name), getattr(back.moved, field.name), atol=1e-5
        )
    assert [NOW_US // 1000 * 1000 - 10**6] * 2 == back.moved.fix_us.tolist()
    np.testing.assert_allclose([10.0, NAN], back.moved.accuracy_m, rtol=0.1)


def test_columns_have_the_types_that_tracks_expect() -> None:
    """What is decoded is applied without another conversion."""
    back = decode_frame(encode_frame(frame(moved([1, 2])))).moved
    there = moved([1, 2])
    kinds = {f.name: getattr(there, f.name).dtype for f in dataclasses.fields(Moved)}

    assert kinds == {
        f.name: getattr(back, f.name).dtype for f in dataclasses.fields(Moved)
    }


def test_an_empty_frame_is_forty_bytes() -> None:
    """A sign of life costs almost nothing."""
    payload = encode_frame(frame(moved([])))

    assert 40 == len(payload)
    assert 0 == len(decode_frame(payload).moved)


@pytest.mark.parametrize(
    ("rows", "each"), [(range(15_000), 19), (range(65_537, 65_637), 21)]
)
def test_a_position_takes_at_most_twenty_bytes(rows: range, each: int) -> None:
    """19 bytes a position; two more only where a row is beyond 65,535."""
    payload = encode_frame(frame(moved(list(rows))))

    assert 40 + each * len(rows) == len(payload)
    assert list(rows) == decode_frame(payload).moved.unit_rows.tolist()


def test_the_documented_frame_is_read() -> None:
    """The example that strangers build on is read as it is explained."""
    what = decode_frame(DOCUMENTED)

    assert DOCUMENTED == encode_frame(what)
    assert (42, 7, 99) == (what.boot, what.tick, what.seq)
    assert [0, 300] == what.moved.unit_rows.tolist()


@pytest.mark.parametrize("accuracy", [0.0, 0.3, 1.0, 5.0, 30.0, 1000.0, 80_000.0])
def test_accuracy_is_kept_to_a_tenth(accuracy: float) -> None:
    """Accuracy is kept to 10 %, from 1 m to 80 km."""
    what = decode_frame(encode_frame(frame(moved([0], accuracy_m=[accuracy]))))

    np.testing.assert_allclose([max(1.0, accuracy)], what.moved.accuracy_m, rtol=0.1)


def test_kinds_are_kept() -> None:
    """Vehicle, radio, phone and camera arrive as such."""
    what = moved([0, 1, 2, 3], kind=[0, 1, 2, 3])

    assert [0, 1, 2, 3] == decode_frame(encode_frame(frame(what))).moved.kind.tolist()


@pytest.mark.parametrize(
    ("row", "place"),
    [(MAX_ROWS, 0.0), (2**31 - 1, 0.0), (0, 90.1), (0, -90.1), (0, NAN)],
)
def test_a_frame_that_would_harm_the_desk_is_refused(row: int, place: float) -> None:
    """Hostile: a row that would eat the memory, a place outside the Earth."""
    payload = encode_frame(frame(moved([row], lat=[place])))

    with pytest.raises(WireError, match="a row from 1000000 up or a place outside"):
        decode_frame(payload)


def test_only_frames_are_frames() -> None:
    """Hostile: another message's first byte."""
    payload = b"\x05" + encode_frame(frame(moved([0])))[1:]

    with pytest.raises(WireError, match="a frame starts with 0x04, not 0x05"):
        decode_frame(payload)


@given(st.binary(max_size=400))
def test_random_bytes_give_wire_error_only(payload: bytes) -> None:
    """Hostile: no bytes raise anything but `WireError`."""
    for hostile in (payload, b"\x04\x01" + payload, b"\x04\x02" + payload):
        assert "\n" not in refusal(decode_frame, hostile)


@given(st.binary(min_size=32 + 57, max_size=32 + 57))
def test_random_columns_give_wire_error_only(payload: bytes) -> None:
    """Hostile: a sound length around columns of noise."""
    head = b"\x04\x01\x00\x00\x03\x00\x00\x00"

    assert "\n" not in refusal(decode_frame, head + payload)
