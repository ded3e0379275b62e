"""Degrees as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.degrees import read_degrees

BRIDGE = (51.500694, -0.124611)
"""51 degrees 30' 2.5" north, 0 degrees 7' 28.6" west."""


@pytest.mark.parametrize(
    "text",
    [
        "51.500694, -0.124611",
        "51.500694 -0.124611",
        "51.500694;-0.124611",
        "51.500694/-0.124611",
        "+51.500694-000.124611",
        "  51.500694 , \u22120.124611 ",
        "51.500694N 0.124611W",
        "51.500694 n, 0.124611 w",
        "N51.500694 W0.124611",
        "N 51.500694, W 0.124611",
        "0.124611W 51.500694N",
        "W0.124611 N51.500694",
        "51.500694\u00b0 N 0.124611\u00b0 W",
        "51.500694 deg N 0.124611 deg W",
        "51\u00b030'02.5\"N 0\u00b007'28.6\"W",
        "51\u00b030\u203202.5\u2033N, 0\u00b007\u203228.6\u2033W",
        "51\u00b0 30' 2.5'' N 0\u00b0 7' 28.6'' W",
        "51 30 02.5 N 0 07 28.6 W",
        "51 30 2.5, -0 7 28.6",
        "51 30 2.5 -0 7 28.6",
        "51\u00b030'2.5\" -0\u00b07'28.6\"",
        "51 30.04167N 0 7.47667W",
        "51\u00b030.04167' -0\u00b07.47667'",
    ],
)
def test_one_place_in_many_ways(text: str) -> None:
    """Decimal or sexagesimal, letters before, after or none, any separator."""
    found = read_degrees(text)

    assert found is not None
    assert BRIDGE == pytest.approx(found[:2], abs=2e-6)
    assert found.is_place


def test_letters_settle_the_order() -> None:
    """Without them the first number is the latitude, perhaps wrongly."""
    lettered, bare = read_degrees("0.1W 51.5N"), read_degrees("-0.1, 51.5")

    assert lettered is not None
    assert bare is not None
    assert ((51.5, -0.1, True), (-0.1, 51.5, False)) == (lettered, bare)
    assert (51.5, -0.1) == bare.exchanged()[:2]


@pytest.mark.parametrize("text", ["91, 0", "-90.1 5", "10, 181", "95N 10E"])
def test_beyond_the_poles_is_no_place(text: str) -> None:
    """It is read, and said to be none."""
    found = read_degrees(text)

    assert found is not None
    assert not found.is_place


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "51.5", "1,2,3", "1 2 3", "51.5,", ",51.5", "51.5,-0.1,", "--5 6",
        "51.5.3 2", "1e5, 3", "nan, nan", "inf 5", "51\u00b060'N 0\u00b0W",
        "51 30 60 N 0 0 0 E", "51.5 30 N 0 0 E", "51 -30 N 0 7 W", "-51.5N 0.1W",
        "51N 0N", "5E 6W", "N51.5N 3", "N 51.5 S 3 E", "51'30 N 0'7 W",
        '51\u00b030"N 0\u00b07"W', "\u0665\u0661.\u0665, \u0660.\u0661",
        "\uff15\uff11.5, 0.1", "51.5\x00, 0.1", "5151.5, 0.1", "quay street", "N W",
        "1 2 3 4 5 6 7 8", "9" * 10_000, "1," * 30, "5 " * 35,
    ],
)  # fmt: skip
def test_what_is_no_pair_of_degrees(text: str) -> None:
    """Other scripts, too many parts, sixty minutes, a sign beside a letter."""

    assert read_degrees(text) is None


@given(st.text(alphabet="0123456789.-+ ,;/NSEW\u00b0'\"d", max_size=60))
def test_any_text_is_read_or_not(text: str) -> None:
    """Whatever is typed, nothing breaks."""
    found = read_degrees(text)

    assert found is None or len(found) == 3


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_was_printed_is_read(lat: float, lon: float) -> None:
    """A pair with six decimals comes back."""
    found = read_degrees(f"{lat:.6f}, {lon:.6f}")

    assert found is not None
    assert (lat, lon) == pytest.approx(found[:2], abs=1e-6)
