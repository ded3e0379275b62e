"""The British grid, held against published points, there and back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.geo import distance_m
from controlroom.domain.grid import grid, grid_reference, place_of_grid, read_grid

OS_POINTS = [
    (49.92226393730, -6.29977752014, 91492.146, 11318.804),
    (50.43885825610, -4.10864563561, 250359.811, 62016.569),
    (50.93127937910, -1.45051433700, 438710.920, 114792.250),
    (51.37447025550, 1.44454730409, 639821.835, 169565.858),
    (51.48936564950, -0.11992557180, 530624.974, 178388.464),
    (52.75136687170, 0.40153547065, 562180.547, 319784.995),
    (52.96219109410, -1.19747655922, 454002.834, 340834.943),
    (53.34480280190, -2.64049320810, 357455.843, 383290.436),
]
"""Ordnance Survey's OSTN15 test points: ETRS89 degrees, easting, northing."""


@pytest.mark.parametrize(("lat", "lon", "east", "north"), OS_POINTS)
def test_grid_meets_published_points(
    lat: float, lon: float, east: float, north: float
) -> None:
    """The seven-parameter Helmert is good to 5 m on the Ordnance Survey's points."""
    found = grid(lat, lon)

    assert math.hypot(found[0] - east, found[1] - north) < 5.0


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        (52.65757, 1.71791, "TG 5153 1313"),
        (51.48936564950, -0.11992557180, "TQ 3062 7838"),
        (60.15, -1.15, "HU 4729 4091"),
        (54.7, 2.4, "OW 8357 4277"),
    ],
)
def test_places_have_grid_letters(lat: float, lon: float, said: str) -> None:
    """Two letters name 100 km, four and four figures 10 m."""

    assert said == grid_reference(lat, lon)


def test_grid_references_can_be_coarser() -> None:
    """Six figures are a 100 m square."""

    assert "TG 515 131" == grid_reference(52.65757, 1.71791, digits=6)


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        (43.04, -87.9, "43.0400° N 87.9000° W"),
        (-33.9, 151.2, "33.9000° S 151.2000° E"),
        (48.1, 9.9, "48.1000° N 9.9000° E"),
        (math.nan, 1.0, "no position"),
        (0.0, 0.0, "no position"),
    ],
)
def test_places_off_the_grid_are_said_in_degrees(
    lat: float, lon: float, said: str
) -> None:
    """Where the grid ends a place still has words; no place says so."""

    assert said == grid_reference(lat, lon)


@pytest.mark.parametrize(("lat", "lon", "east", "north"), OS_POINTS)
def test_the_way_back_meets_published_points(
    lat: float, lon: float, east: float, north: float
) -> None:
    """From eastings and northings to degrees it is good to 5 m too."""

    assert distance_m(lat, lon, *place_of_grid(east, north)) < 5.0


@given(st.floats(0, 699_999), st.floats(0, 1_299_999))
def test_there_and_back_is_the_same_point(east: float, north: float) -> None:
    """What `place_of_grid` says is within a centimetre what `grid` undoes."""
    found = grid(*place_of_grid(east, north))

    assert math.hypot(found[0] - east, found[1] - north) < 0.01


@pytest.mark.parametrize(
    ("text", "words", "side_m"),
    [
        ("TQ 30000 80000", "TQ 30000 80000", 1.0),
        ("TQ3080", "TQ 30 80", 1_000.0),
        ("tq 300 800", "TQ 300 800", 100.0),
        (" TQ 3000, 8000 ", "TQ 3000 8000", 10.0),
        ("TQ3000080000", "TQ 30000 80000", 1.0),
        ("530000 180000", "530000 E 180000 N", 1.0),
        ("530000, 180000", "530000 E 180000 N", 1.0),
        ("530000mE 180000mN", "530000 E 180000 N", 1.0),
        ("91492.146 11318.804", "91492 E 11319 N", 1.0),
    ],
)
def test_a_square_is_read(text: str, words: str, side_m: float) -> None:
    """Letters and figures, or metres; small letters and blanks do not matter."""
    square = read_grid(text)

    assert square is not None
    assert (words, side_m) == (square.words, square.side_m)


def test_a_square_is_shown_in_its_middle() -> None:
    """TQ 30 80 is the kilometre that begins at 530000 180000."""
    square = read_grid("TQ 30 80")

    assert square is not None
    east, north = grid(square.lat, square.lon)
    assert (530_500.0, 180_500.0) == pytest.approx((east, north), abs=0.01)


@given(st.floats(50.0, 60.0), st.floats(-6.0, 1.7))
def test_what_is_said_is_found_again(lat: float, lon: float) -> None:
    """The words of a place lead back to within its square of 10 m."""
    square = read_grid(grid_reference(lat, lon))

    assert square is not None
    assert distance_m(lat, lon, square.lat, square.lon) < 7.2


@pytest.mark.parametrize(
    "text",
    [
        "", "TQ", "TQ38", "TV21", "TQ 123", "TQ 12 345", "TQ 123456 789012",
        "ZZ 1234 5678", "AA 1234 5678", "IQ 1234 5678", "TI 1234 5678", "HB14",
        "TL 12A4 5678", "TQ \u0663\u0660 \u0668\u0660", "700000 100000",
        "500000 1300000", "5300 1800", "51.5 -0.12", "nan nan", "-530000 180000",
        "TQ 3000 8000\x00", "TQ" + "3" * 10_000, "9" * 6 + " " + "9" * 400,
    ],
)  # fmt: skip
def test_what_names_no_square(text: str) -> None:
    """Nonsense letters, odd figures, other scripts and what is off the grid."""

    assert read_grid(text) is None
