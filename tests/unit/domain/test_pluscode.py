"""Plus codes, held against the test points of their specification.

Points: https://github.com/google/open-location-code, test_data (Apache-2.0).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import pluscode

DECODED = [
    ("7FG49Q00+", 20.35, 2.75, 20.4, 2.8),
    ("7FG49QCJ+2V", 20.37, 2.782125, 20.370125, 2.78225),
    ("7FG49QCJ+2VX", 20.3701, 2.78221875, 20.370125, 2.78225),
    ("7FG49QCJ+2VXGJ", 20.370113, 2.782234375, 20.370114, 2.78223632813),
    ("8FVC2222+22", 47.0, 8.0, 47.000125, 8.000125),
    ("4VCPPQGP+Q9", -41.273125, 174.785875, -41.273, 174.786),
    ("62G20000+", 0.0, -180.0, 1, -179),
    ("22220000+", -90, -180, -89, -179),
    ("22222222+22", -90.0, -180.0, -89.999875, -179.999875),
    ("CFX3X2X2+X2", 89.999875, 1, 90, 1.000125),
    ("84000000+", 30, -140, 50, -120),
    ("849VGJQF+VX7QR3J", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021),
    ("849VGJQF+VX7QR3J7QR3J", 37.53966912, -122.3750698242, 37.53966916,
     -122.3750697021),
]  # fmt: skip
ENCODED = [
    (20.375, 2.775, 6, "7FG49Q00+"),
    (20.3700625, 2.7821875, 10, "7FG49QCJ+2V"),
    (20.3701125, 2.782234375, 11, "7FG49QCJ+2VX"),
    (20.3701135, 2.78223535156, 13, "7FG49QCJ+2VXGJ"),
    (-41.2730625, 174.7859375, 10, "4VCPPQGP+Q9"),
    (90, 1, 4, "CFX30000+"),
    (92, 1, 4, "CFX30000+"),
    (1, 180, 4, "62H20000+"),
    (1, 181, 4, "62H30000+"),
    (90, 1, 10, "CFX3X2X2+X2"),
    (1.2, 3.4, 10, "6FH56C22+22"),
]
SHORTENED = [
    ("9C3W9QCJ+2VX", 51.3701125, -1.217765625, "+2VX"),
    ("9C3W9QCJ+2VX", 51.3708675, -1.217765625, "CJ+2VX"),
    ("9C3W9QCJ+2VX", 51.3701125, -1.218520625, "CJ+2VX"),
    ("9C3W9QCJ+2VX", 51.3852125, -1.217765625, "9QCJ+2VX"),
    ("9C3W9QCJ+2VX", 51.3701125, -1.202665625, "9QCJ+2VX"),
    ("8FJFW222+", 42.899, 9.012, "22+"),
    ("796RXG22+", 14.95125, -23.5001, "22+"),
    ("8FRCXGRF+PM", 47.00, 8.55, "XGRF+PM"),
    ("CFX22222+22", 89.6, 0.0, "2222+22"),
    ("2CXXXXXX+XX", -81.0, 0.0, "XXXXXX+XX"),
]
VALID = [
    ("8FWC2345+G6", False), ("8FWC2345+G6G", False), ("8fwc2345+", False),
    ("8FWCX400+", False), ("WC2345+G6g", True), ("2345+G6", True), ("45+G6", True),
    ("+G6", True), ("849VGJQF+VX7QR3J", False), ("849VGJQF+VX7QR3JW", False),
]  # fmt: skip
INVALID = [
    "", "G+", "+", "8FWC2345+G", "8FWC2_45+G6", "8FWC2\u03b745+G6", "8FWC2345+G6+",
    "8FWC2345G6+", "8FWC2300+G6", "WC2300+G6g", "WC2345+G", "WC2300+",
    "849VGJQF+VX7QR3U", "849VGJQF+VX7QR3JU", "9C3XGV4A+XV", "XXXX2345+G6",
    "8\ufb00C2345+G6", "2X222222+22", "00000000+", "F+22", "8FWC2345+" + "2" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize(("code", "south", "west", "north", "east"), DECODED)
def test_what_a_code_covers(
    code: str, south: float, west: float, north: float, east: float
) -> None:
    """Middle and sides are those of the published areas."""
    area = pluscode.decode(code)

    assert ((south + north) / 2, (west + east) / 2) == pytest.approx(area[:2], abs=1e-9)
    assert (north - south, east - west) == pytest.approx(area[2:], abs=1e-9)


@pytest.mark.parametrize(("lat", "lon", "digits", "code"), ENCODED)
def test_the_code_of_a_place(lat: float, lon: float, digits: int, code: str) -> None:
    """Poles are held, the date line goes round."""

    assert code == pluscode.encode(lat, lon, digits)


@pytest.mark.parametrize(("code", "lat", "lon", "short"), SHORTENED)
def test_a_short_code_is_the_nearest(
    code: str, lat: float, lon: float, short: str
) -> None:
    """Beside a place a short code stands for one full code."""

    assert code == pluscode.complete(short, lat, lon)


def test_a_full_code_needs_no_place() -> None:
    """It stays what it is, in large letters."""

    assert "8FWC2345+G6" == pluscode.complete("8fwc2345+g6", 0.0, 0.0)


@pytest.mark.parametrize(("code", "short"), VALID)
def test_what_is_a_code(code: str, short: bool) -> None:
    """Whole or short, never both."""

    assert pluscode.is_code(code)
    assert (short, not short) == (pluscode.is_short(code), pluscode.is_full(code))


@pytest.mark.parametrize("code", INVALID)
def test_what_is_no_code(code: str) -> None:
    """Foreign letters, half a pair, a second plus, padding in the wrong place."""

    assert not pluscode.is_code(code)
    assert not pluscode.is_full(code)
    assert not pluscode.is_short(code)


@given(st.floats(-90, 90), st.floats(-180, 179.999), st.sampled_from([8, 10, 11, 15]))
def test_a_code_covers_its_place(lat: float, lon: float, digits: int) -> None:
    """There and back stays within the area."""
    code = pluscode.encode(lat, lon, digits)
    area = pluscode.decode(code)

    assert pluscode.is_full(code)
    assert abs(area.lat - lat) <= area.height / 2 + 1e-9
    assert abs(area.lon - lon) <= area.width / 2 + 1e-9


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_none(text: str) -> None:
    """Whatever is typed, nothing breaks; a code can be read."""
    if pluscode.is_code(text):
        area = pluscode.decode(pluscode.complete(text, 51.5, -0.1))

        assert abs(area.lat) <= 90
