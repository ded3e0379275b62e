"""Lengths and bearings on the ellipsoid, held against published lines."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.geo import bearing_deg, distance_m
from controlroom.domain.geodesic import leg

FLINDERS = (-(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600)
BUNINYONG = (-(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600)
"""Geocentric Datum of Australia, Technical Manual: 54,972.271 m, 306° 52' 05.37"."""


def test_the_line_of_a_geodetic_survey() -> None:
    """Flinders Peak to Buninyong, to the millimetre and a hundredth of a second."""
    found = leg(*FLINDERS, *BUNINYONG)

    assert 54_972.271 == pytest.approx(found.metres, abs=1e-3)
    assert 306 + 52 / 60 + 5.37 / 3600 == pytest.approx(found.bearing, abs=3e-6)


def test_across_an_ocean() -> None:
    """GeographicLib's own example: New York to London, 5,551,759.400 m."""

    assert 5_551_759.400 == pytest.approx(leg(40.6, -73.8, 51.6, -0.5).metres, abs=2e-3)


@pytest.mark.parametrize(
    ("ends", "metres", "bearing"),
    [
        ((0, 0, 0, 1), 111_319.491, 90.0),
        ((0, 0, 1, 0), 110_574.389, 0.0),
        ((0, 179.5, 0, -179.5), 111_319.491, 90.0),
        ((51.5, -0.1, 51.5, -0.1), 0.0, 0.0),
        ((89, 0, 90, 0), 111_693.865, 0.0),
    ],
)
def test_degrees_of_the_ellipsoid(
    ends: tuple[float, float, float, float], metres: float, bearing: float
) -> None:
    """A degree is shorter at the equator than at the pole; the date line is no gap."""

    assert (metres, bearing) == pytest.approx(leg(*ends), abs=1e-3)


def test_opposite_sides_of_the_earth() -> None:
    """Where the formula does not settle the sphere answers, within half a per cent."""
    found = leg(0, 0, 0.5, 179.7)

    assert 19_936_288.579 == pytest.approx(found.metres, rel=0.005)
    assert math.pi * 6_371_008.8 == pytest.approx(leg(0, 0, 0, 180).metres, rel=0.005)


@given(
    st.floats(-85, 85), st.floats(-179, 179), st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)
)
def test_never_far_from_the_sphere(
    lat: float, lon: float, up: float, right: float
) -> None:
    """Within 0.6 % in length and a third of a degree in bearing, wherever it is."""
    ends = (lat, lon, lat + up, lon + right)
    found, metres = leg(*ends), distance_m(*ends)

    assert metres == pytest.approx(found.metres, rel=0.006, abs=0.001)
    if metres > 1:
        turn = (found.bearing - bearing_deg(*ends) + 180) % 360 - 180

        assert abs(turn) < 0.34
