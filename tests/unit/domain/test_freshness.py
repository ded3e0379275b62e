"""Steps of freshness by device kind, uncertainty, and the ladder of a dead link."""

import numpy as np
import pytest

from controlroom.domain import freshness as f

VEHICLE, RADIO, PHONE, CAMERA = range(4)
SECOND_US = 1_000_000


@pytest.mark.parametrize(
    ("seconds", "kind", "step"),
    [
        (-3, VEHICLE, f.FRESH),
        (0, VEHICLE, f.FRESH),
        (10, VEHICLE, f.FRESH),
        (10.1, VEHICLE, f.FADING),
        (30, VEHICLE, f.FADING),
        (30.1, VEHICLE, f.HOLLOW),
        (149, VEHICLE, f.HOLLOW),
        (150, VEHICLE, f.LAST_KNOWN),
        (120, RADIO, f.FRESH),
        (360, RADIO, f.FADING),
        (599, RADIO, f.HOLLOW),
        (600, RADIO, f.LAST_KNOWN),
        (20, CAMERA, f.FRESH),
        (300, CAMERA, f.LAST_KNOWN),
    ],
)
def test_steps(seconds: float, kind: int, step: int) -> None:
    """Fresh to 2 intervals, fading to 6, then hollow; last known from 30 or 10 min."""
    found = f.freshness(np.array([seconds * SECOND_US]), np.array([kind]))

    assert [step] == found.tolist()


def test_a_single_age_is_enough() -> None:
    """One number goes in, one step comes out."""

    assert f.FADING == int(f.freshness(11 * SECOND_US, VEHICLE))


def test_ten_minutes_come_first_for_slow_devices() -> None:
    """With an interval of 5 min a fix of 10 min is fresh by it, and last known."""
    slow = f.intervals({"radio": 300.0})
    ages = np.array([599, 600]) * SECOND_US

    assert [f.FRESH, f.LAST_KNOWN] == f.freshness(
        ages, np.array([RADIO, RADIO]), slow
    ).tolist()


def test_intervals_come_from_the_codes() -> None:
    """A kind that the codes do not name keeps its usual interval."""

    assert [1.0, 60.0, 10.0, 10.0] == f.intervals({"vehicle": 1.0}).tolist()


def test_uncertainty_grows_with_age() -> None:
    """36 km/h are 10 m a second on top of the fix's own accuracy."""
    radius = f.uncertainty_m(
        np.array([0, 30 * SECOND_US, -SECOND_US]), np.array([5.0, 5.0, 5.0]), 36.0
    )

    assert [5.0, 305.0, 5.0] == radius.tolist()


def test_unknown_accuracy_is_no_certainty() -> None:
    """A device that does not say how sure it is gets 15 m."""

    assert 15.0 == float(f.uncertainty_m(0, np.nan, 36.0))


@pytest.mark.parametrize(
    ("seconds", "look"),
    [
        (0.0, "live"),
        (2.9, "live"),
        (3.0, "banner"),
        (6.0, "desaturated"),
        (12.0, "no_live_data"),
        (900.0, "no_live_data"),
    ],
)
def test_link_ladder(seconds: float, look: str) -> None:
    """Banner at 3 s, no colour at 6 s, no live data at 12 s."""

    assert look == f.link_look(seconds)
