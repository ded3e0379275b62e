"""What is rounded on the position lane, by how much, and what no column can carry."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import WireError
from controlroom.wire import columns as c

HEADER = struct.Struct("<BBHIQQQq")


@given(st.lists(st.floats(-180, 180), min_size=1))
def test_a_place_is_kept_to_a_centimetre(degrees: list[float]) -> None:
    """A place is rounded by half of 1e-7 degrees, 6 mm, at most."""
    there = np.array(degrees)
    back = c.from_place(c.to_place(there))

    assert 5.1e-8 >= np.abs(back - there).max()


@pytest.mark.parametrize("degrees", [np.nan, np.inf, -np.inf, 300.0, -1e300])
def test_a_place_that_is_none_travels_as_none(degrees: float) -> None:
    """What is no number, or on no globe, arrives as NaN and never as a wrong place."""

    assert np.isnan(c.from_place(c.to_place(np.array([degrees])))).all()


@given(st.integers(0, 2**61), st.integers(-(2**30), 2**30))
def test_all_who_hear_of_a_fix_hear_the_same_time(base_us: int, behind_ms: int) -> None:
    """A fix time is cut to its millisecond, whatever the base is."""
    base_us = max(base_us, abs(behind_ms) * 1000)
    fix_us = np.array([base_us - behind_ms * 1000])
    back = c.from_age(c.to_age(fix_us, base_us), base_us)

    assert fix_us[0] // 1000 * 1000 == back[0]


def test_a_fix_of_another_age_of_the_earth_is_capped() -> None:
    """An age beyond 24 days is 24 days: old either way, and no number overflows."""
    ages = c.to_age(np.array([0, 2**62]), 1_790_000_000_000_000)

    assert [2**31 - 1, -(2**31) + 1] == ages.tolist()


@pytest.mark.parametrize("base_us", [-1, 2**62, -(2**63), 2**63 - 1])
def test_a_base_outside_any_clock_is_refused(base_us: int) -> None:
    """Hostile: a base time that no clock shows would overflow later."""
    with pytest.raises(WireError, match="outside any clock"):
        c.from_age(np.array([0], np.int32), base_us)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, 0.0),
        (13.414, 13.41),
        (654.9, 654.9),
        (1e9, 655.34),
        (-1.0, np.nan),
        (np.nan, np.nan),
        (np.inf, 655.34),
        (-np.inf, np.nan),
    ],
)
def test_a_speed_is_kept_to_a_centimetre_a_second(
    value: float, expected: float
) -> None:
    """Unknown stays unknown, negative becomes unknown, too much is capped."""
    back = c.from_scaled(c.to_scaled(np.array([value], np.float32), 100.0), 100.0)

    np.testing.assert_allclose([expected], back, rtol=1e-6)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, 0.0),
        (359.99, 359.99),
        (359.999, 0.0),
        (360.0, 0.0),
        (-90.0, 270.0),
        (725.5, 5.5),
        (np.nan, np.nan),
    ],
)
def test_a_heading_is_on_the_circle(value: float, expected: float) -> None:
    """Headings are 0 up to 360, also the one that rounds up to 360."""
    back = c.from_heading(c.to_heading(np.array([value], np.float32)))

    np.testing.assert_allclose([expected], back, atol=1e-2)


def test_an_infinite_heading_is_unknown() -> None:
    """Hostile: infinity is on no circle."""
    back = c.from_heading(c.to_heading(np.array([np.inf, -np.inf, 1e30], np.float32)))

    assert np.isnan(back).all()


@pytest.mark.parametrize(
    ("layout", "count", "size", "line"),
    [
        (0, 0, 40, "column layout 0, this program knows 1 and 2"),
        (3, 0, 40, "column layout 3, this program knows 1 and 2"),
        (1, 2**32 - 1, 40, "4294967295 positions in one message, 1000000 are allowed"),
        (1, 1, 40, "40 bytes of columns where 1 positions take 59"),
        (1, 1, 60, "60 bytes of columns where 1 positions take 59"),
        (2, 1, 59, "59 bytes of columns where 1 positions take 61"),
    ],
)
def test_lengths_are_checked_before_columns_are_read(
    layout: int, count: int, size: int, line: str
) -> None:
    """Hostile: a layout nobody knows, and lengths that do not add up."""
    with pytest.raises(WireError) as refused:
        c.rows_of(bytes(size), layout, count, 17)

    assert line == str(refused.value)


def test_a_header_that_is_short_is_refused() -> None:
    """Hostile: half a header."""
    with pytest.raises(WireError, match="39 bytes, a column message has 40 or more"):
        c.header(bytes(39), HEADER)


def test_columns_are_read_one_after_another() -> None:
    """Each column starts where the one before ended."""
    payload = bytes(c.HEADER_BYTES) + bytes([1, 0, 2, 0, 7, 8])
    columns = c.Columns(payload, 2)

    assert [1, 2] == columns.take("<u2").tolist()
    assert [7, 8] == columns.take("u1").tolist()
