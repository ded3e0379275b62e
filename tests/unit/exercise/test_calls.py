"""Calls come by hour and weekday as real ones do, and read as if somebody called."""

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from controlroom.exercise.calls import (
    HOUR_SHARE,
    WEEKDAY_SHARE,
    CallTaker,
    Spot,
    pick,
    rate_per_s,
)

RECORDED = Path(__file__).parents[4] / "shared/data/calls/timing_quantiles.json"
SPOT = Spot("1 Quay Street", 54.7, 2.4, "Quay Street", "Mill Street", "Market Hall")


def test_shares_are_whole() -> None:
    """The shares of hours and of weekdays each add up to one."""
    assert sum(HOUR_SHARE) == pytest.approx(1.0, abs=0.005)
    assert sum(WEEKDAY_SHARE) == pytest.approx(1.0, abs=0.005)


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded calls are not here")
def test_shares_follow_recorded_calls() -> None:
    """Hour by hour the exercise follows the recorded shares."""
    recorded = json.loads(RECORDED.read_text())

    hours = recorded["calls_per_hour_of_day_share"]
    assert np.corrcoef(HOUR_SHARE, hours)[0, 1] > 0.97
    days = [
        recorded["dow"][day]
        for day in ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
    ]
    assert np.abs(np.subtract(WEEKDAY_SHARE, days)).max() < 0.005


def test_quiet_before_dawn() -> None:
    """Four in the morning is less than a third of nine in the morning."""
    night = rate_per_s(datetime(2026, 11, 21, 4), 200)  # noqa: DTZ001 - local time
    day = rate_per_s(datetime(2026, 11, 21, 9), 200)  # noqa: DTZ001 - local time

    assert 3 * night < day


def test_count_follows_the_rate() -> None:
    """Over a long day as many calls come as the rate says."""
    taker = CallTaker([SPOT], seed=1)
    noon = datetime(2026, 11, 20, 12)  # noqa: DTZ001 - local time
    expected = rate_per_s(noon, 200) * 3600 * 24

    got = sum(taker.due(noon, 60.0, 200) for _ in range(60 * 24))

    assert got == pytest.approx(expected, rel=0.15)


def test_a_call_is_complete() -> None:
    """Every gap is filled, the place is the spot's, ids are never used twice."""
    taker = CallTaker([SPOT], seed=1)
    calls = [taker.take(at_us=1_000) for _ in range(400)]

    assert 400 == len({call.source_id for call in calls})
    assert ("Exercise", "1") == (calls[0].source, calls[0].source_id)
    for call in calls:
        assert "{" not in call.text
        assert call.grade in {"I", "S", "E", "R"}
        assert (54.7, 2.4) == (call.lat, call.lon)


def test_same_seed_same_calls() -> None:
    """Two exercises of one seed get the same calls."""
    first, second = (CallTaker([SPOT], seed=4) for _ in range(2))

    assert [first.take(1) for _ in range(20)] == [second.take(1) for _ in range(20)]


def test_pick_takes_one_of_the_choices() -> None:
    """A pick is always one of the choices."""
    rng = np.random.Generator(np.random.PCG64(1))

    assert {"a", "b"} == {pick(rng, ("a", "b")) for _ in range(50)}
