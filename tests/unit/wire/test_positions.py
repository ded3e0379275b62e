"""A hub's columns are parsed here; whether a fix is believed is decided by `Tracks`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import WireError
from controlroom.wire.positions import (
    Positions,
    decode_positions,
    encode_positions,
)
from tests.unit.wire.samples import refusal

NOW_US = 1_795_000_000_000_000
NAN = float("nan")


def batch(handles: list[int], **columns: list[float]) -> Positions:
    """Return fixes at 54.7 N 2.4 E, a second before NOW_US, unless said."""
    n = len(handles)
    return Positions(
        number=3,
        sent_us=NOW_US,
        handles=np.array(handles, np.int64),
        lat=np.array(columns.get("lat", [54.7] * n)),
        lon=np.array(columns.get("lon", [2.4] * n)),
        fix_us=np.full(n, NOW_US - 10**6, np.int64),
        speed_mps=np.array(columns.get("speed_mps", [NAN] * n), np.float32),
        heading_deg=np.array(columns.get("heading_deg", [NAN] * n), np.float32),
        accuracy_m=np.array(columns.get("accuracy_m", [NAN] * n), np.float32),
    )


def test_a_batch_there_and_back() -> None:
    """Number, time and every column arrive, rounded as documented."""
    there = batch(
        [0, 70_000],
        speed_mps=[3.21, NAN],
        heading_deg=[12.5, NAN],
        accuracy_m=[4.5, NAN],
    )
    back = decode_positions(encode_positions(there))

    assert (3, NOW_US, [0, 70_000]) == (
        back.number,
        back.sent_us,
        back.handles.tolist(),
    )
    assert [NOW_US - 10**6] * 2 == back.fix_us.tolist()
    np.testing.assert_allclose(there.lat, back.lat)
    np.testing.assert_allclose(there.lon, back.lon)
    np.testing.assert_allclose(there.speed_mps, back.speed_mps, rtol=1e-6)
    np.testing.assert_allclose(there.heading_deg, back.heading_deg, rtol=1e-6)
    np.testing.assert_allclose(there.accuracy_m, back.accuracy_m, rtol=1e-6)


def test_twenty_bytes_a_position() -> None:
    """A batch of 15,000 devices takes 20 bytes each."""

    assert 40 + 20 * 15_000 == len(encode_positions(batch(list(range(15_000)))))


def test_a_bad_place_stays_with_its_row() -> None:
    """NaN, or a place off the globe, is for `Tracks` to refuse, row by row."""
    back = decode_positions(encode_positions(batch([1, 2], lat=[NAN, 95.0])))

    np.testing.assert_allclose([NAN, 95.0], back.lat)


def test_fixes_are_of_devices_that_may_speak() -> None:
    """Handles become device rows; unknown and withdrawn ones are counted, not kept."""
    rows = np.array([10, -1, 12], np.int32)
    fixes, unknown = batch([0, 1, 2, 3, 999_999]).fixes(rows)

    assert [10, 12] == fixes.device_rows.tolist()
    assert 3 == unknown


def test_only_positions_are_positions() -> None:
    """Hostile: another message's first byte."""
    payload = b"\x04" + encode_positions(batch([0]))[1:]

    with pytest.raises(WireError, match="starts with 0x23, not 0x04"):
        decode_positions(payload)


@given(st.binary(max_size=400))
def test_random_bytes_give_wire_error_only(payload: bytes) -> None:
    """Hostile: no bytes raise anything but `WireError`."""
    for hostile in (payload, b"\x23\x01" + payload, b"\x23\x02" + payload):
        assert "\n" not in refusal(decode_positions, hostile)


@given(st.binary(min_size=32 + 60, max_size=32 + 60))
def test_random_columns_give_wire_error_only(payload: bytes) -> None:
    """Hostile: a sound length around columns of noise; handles of noise are unknown."""
    try:
        noise = decode_positions(b"\x23\x01\x00\x00\x03\x00\x00\x00" + payload)
    except WireError:
        return
    _, unknown = noise.fixes(np.zeros(0, np.int32))

    assert 3 == unknown
