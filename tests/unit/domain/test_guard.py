"""Whether a fix may be believed, alone and after the last one."""

import math

import numpy as np
import pytest

from controlroom.domain import guard as g
from tests.helpers.fixes import LAT, LON, METRE, fixes

NOW_US = 1_795_269_600_000_000
SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US


@pytest.mark.parametrize(
    ("fix_us", "lat", "lon", "reason"),
    [
        (NOW_US, LAT, LON, g.ACCEPTED),
        (NOW_US, math.nan, LON, g.NOT_A_NUMBER),
        (NOW_US, LAT, math.nan, g.NOT_A_NUMBER),
        (NOW_US, math.inf, LON, g.NOT_A_NUMBER),
        (NOW_US, 0.0, 0.0, g.NO_POSITION),
        (NOW_US, 0.0, LON, g.ACCEPTED),
        (NOW_US, 90.1, LON, g.OUT_OF_RANGE),
        (NOW_US, LAT, -180.1, g.OUT_OF_RANGE),
        (NOW_US, 515_000_000.0, LON, g.OUT_OF_RANGE),
        (NOW_US + 10 * SECOND_US, LAT, LON, g.ACCEPTED),
        (NOW_US + 10 * SECOND_US + 1, LAT, LON, g.FUTURE),
        (NOW_US - DAY_US, LAT, LON, g.ACCEPTED),
        (NOW_US - DAY_US - 1, LAT, LON, g.TOO_OLD),
        (0, LAT, LON, g.TOO_OLD),
        (-(2**62), LAT, LON, g.TOO_OLD),
        (2**62, LAT, LON, g.FUTURE),
    ],
)
def test_a_fix_alone(fix_us: int, lat: float, lon: float, reason: int) -> None:
    """Numbers, a place on the earth, a time the device can mean."""
    found = g.check_alone(fixes((0, fix_us, lat, lon)), NOW_US)

    assert [g.REASONS[reason]] == [g.REASONS[each] for each in found]


def last(said_us: int = NOW_US, most_mps: float = 120.0) -> g.Last:
    """Return one device that was last at the usual place."""
    return g.Last(
        np.array([LAT]),
        np.array([LON]),
        np.array([said_us], np.int64),
        np.array([most_mps], np.float32),
    )


@pytest.mark.parametrize(
    ("seconds", "lat", "lon", "reason"),
    [
        (1, LAT, LON, g.ACCEPTED),
        (0, LAT, LON, g.DUPLICATE),
        (0, LAT + 1, LON, g.DUPLICATE),
        (-1, LAT, LON, g.OUT_OF_ORDER),
        (10, LAT + 1_300 * METRE, LON, g.ACCEPTED),
        (10, LAT + 1_400 * METRE, LON, g.IMPOSSIBLE_SPEED),
        (1, LAT + 149 * METRE, LON, g.ACCEPTED),
        (3_600, LAT + 3, LON, g.ACCEPTED),
        (60, LON, LAT, g.SWAPPED),
        (60, LON + 0.5, LAT - 0.5, g.SWAPPED),
    ],
)
def test_a_fix_after_the_last(
    seconds: float, lat: float, lon: float, reason: int
) -> None:
    """In order, once, and no faster than the device can go; jitter is no speed."""
    fix_us = NOW_US + int(seconds * SECOND_US)
    found = g.check_after(fixes((0, fix_us, lat, lon)), last())

    assert [g.REASONS[reason]] == [g.REASONS[each] for each in found]


def test_an_aircraft_goes_faster() -> None:
    """What is bound with more speed may cover more ground."""
    fix = fixes((0, NOW_US + 10 * SECOND_US, LAT + 1_500 * METRE, LON))

    assert [g.IMPOSSIBLE_SPEED] == g.check_after(fix, last()).tolist()
    assert [g.ACCEPTED] == g.check_after(fix, last(most_mps=g.MOST_AIR_MPS)).tolist()


def test_a_speed_no_unit_has_is_refused() -> None:
    """A device that says 500 m/s is wrong about more than its speed."""
    fix = fixes((0, NOW_US + SECOND_US, LAT, LON, 500.0))

    assert [g.IMPOSSIBLE_SPEED] == g.check_after(fix, last()).tolist()


def test_the_first_fix_has_nothing_to_be_compared_with() -> None:
    """A device never heard before may be anywhere."""
    unheard = g.Last(
        np.array([math.nan]),
        np.array([math.nan]),
        np.array([0], np.int64),
        np.array([120], np.float32),
    )

    assert [g.ACCEPTED] == g.check_after(fixes((0, NOW_US, 57, 2)), unheard).tolist()


def test_a_step_over_the_date_line_is_small() -> None:
    """From 179.9999 east to 179.9999 west is a walk."""
    here = last()
    here.lon[0], here.lat[0] = 179.9999, 10.0
    fix = fixes((0, NOW_US + SECOND_US, 10.0, -179.9999))

    assert [g.ACCEPTED] == g.check_after(fix, here).tolist()


def test_every_reason_has_words() -> None:
    """Reasons are shown to integrators: each is said, none twice."""

    assert len(g.REASONS) == len({reason for reason in g.REASONS if reason})
    assert g.TOO_MANY == len(g.REASONS) - 1
