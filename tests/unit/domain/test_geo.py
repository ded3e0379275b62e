"""Distances, bearings and the British grid, held against published points."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import geo

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
    found = geo.grid(lat, lon)

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

    assert said == geo.grid_reference(lat, lon)


def test_grid_references_can_be_coarser() -> None:
    """Six figures are a 100 m square."""

    assert "TG 515 131" == geo.grid_reference(52.65757, 1.71791, digits=6)


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

    assert said == geo.grid_reference(lat, lon)


@pytest.mark.parametrize(
    ("lat", "lon", "place"),
    [
        (51.5, -0.1, True),
        (0.0, 10.0, True),
        (-90.0, 180.0, True),
        (0.0, 0.0, False),
        (90.1, 0.0, False),
        (0.0, -180.1, False),
        (math.nan, 0.0, False),
        (0.0, math.inf, False),
        (None, 1.0, False),
        (1.0, None, False),
    ],
)
def test_what_a_place_is(lat: float | None, lon: float | None, place: bool) -> None:
    """Finite, in range, both, and not the 0/0 of a device without a fix."""

    assert place == geo.is_place(lat, lon)


def test_distance_of_a_degree() -> None:
    """A degree of latitude is 111.195 km on the mean sphere."""

    assert math.isclose(111_195.0, geo.distance_m(51, 0, 52, 0), rel_tol=1e-5)


def test_distances_take_columns() -> None:
    """One place against many; an unknown place is an unknown distance."""
    found = geo.distances_m(np.array([51.0, np.nan]), np.array([0.0, 0.0]), 52.0, 0.0)

    assert math.isclose(111_195.0, found[0], rel_tol=1e-5)
    assert np.isnan(found[1])


def test_distance_over_the_date_line() -> None:
    """180 and -180 are one meridian."""

    assert geo.distance_m(0, 179.99, 0, -179.99) < 2_300


@pytest.mark.parametrize(
    ("lat2", "lon2", "bearing"),
    [(52, 0, 0), (51, 1, 89.6), (50, 0, 180), (51, -1, 270.4)],
)
def test_bearings(lat2: float, lon2: float, bearing: float) -> None:
    """Degrees true, clockwise from north."""

    assert math.isclose(bearing, geo.bearing_deg(51, 0, lat2, lon2), abs_tol=0.1)


@given(
    lat=st.floats(-80, 80),
    lon=st.floats(-179, 179),
    bearing=st.floats(0, 359),
    metres=st.floats(10, 100_000),
)
def test_destination_is_where_the_bearing_leads(
    lat: float, lon: float, bearing: float, metres: float
) -> None:
    """Going there and measuring gives the distance and the bearing back."""
    there = geo.destination(lat, lon, bearing, metres)
    turn = (geo.bearing_deg(lat, lon, *there) - bearing + 180) % 360 - 180

    assert math.isclose(metres, geo.distance_m(lat, lon, *there), rel_tol=1e-5)
    assert abs(turn) < 0.1
