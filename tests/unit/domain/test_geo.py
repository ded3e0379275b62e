"""Distances and bearings, held against published lengths."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import geo


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
