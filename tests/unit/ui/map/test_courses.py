"""Places on the map's plane: as the tracks say, moved ahead, never beyond 5 s."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.columns import Moved
from controlroom.domain.freshness import FADING, LAST_KNOWN, freshness
from controlroom.domain.tracks import Tracks
from controlroom.ground.mercator import project
from tests.helpers.map_room import NOW_US, SECOND_US
from ui.map import courses as courses_module
from ui.map.courses import Courses

LAT, LON = 51.5, -0.1


def _tracks(
    rows: list[int], *, lat: float = LAT, lon: float = LON, age_s: float = 0.0,
    speed_mps: float = 0.0, heading_deg: float = 0.0, device: int = 0,
    tracks: Tracks | None = None,
) -> Tracks:  # fmt: skip
    """Return tracks in which some rows were heard so long ago."""
    found = tracks or Tracks()
    count = len(rows)
    found.apply(
        Moved(
            np.array(rows, np.int32), np.full(count, lat), np.full(count, lon),
            np.full(count, NOW_US - round(age_s * SECOND_US), np.int64),
            np.full(count, speed_mps, np.float32),
            np.full(count, heading_deg, np.float32),
            np.full(count, 5.0, np.float32), np.full(count, device, np.uint8),
        )
    )  # fmt: skip
    return found


def _courses(tracks: Tracks) -> Courses:
    courses = Courses()
    courses.follow(tracks, {})
    return courses


@settings(max_examples=60, deadline=None)
@given(
    lat=st.floats(-84, 84), lon=st.floats(-180, 180), speed=st.floats(0, 90),
    heading=st.floats(0, 360), age_s=st.floats(-10, 2_000), device=st.integers(0, 3),
)  # fmt: skip
def test_the_same_as_the_tracks_say(
    lat: float, lon: float, speed: float, heading: float, age_s: float, device: int
) -> None:
    """A centimetre apart at most from moving the fix ahead in degrees; ages alike."""
    tracks = _tracks(
        [0], lat=lat, lon=lon, age_s=age_s, speed_mps=speed, heading_deg=heading,
        device=device,
    )  # fmt: skip
    courses = _courses(tracks)
    expected = project(*(column[0] for column in tracks.ahead(NOW_US)))
    here = courses.look(NOW_US)

    # Two centimetres at the equator are 5e-10 of the world.
    assert expected == pytest.approx([here.x[0], here.y[0]], abs=2e-9)

    age_us = tracks.ages_us(NOW_US)
    expected_age = freshness(age_us, tracks.kind)[0]

    assert expected_age == here.age[0]


def test_never_ahead_for_more_than_five_seconds() -> None:
    """A radio's fix of 5 s ago and one of 60 s ago stand equally far ahead."""
    courses = _courses(_tracks([0], age_s=0, speed_mps=20, heading_deg=90, device=1))
    after_5, after_60, at_once = (
        courses.look(NOW_US + seconds * SECOND_US).x[0] for seconds in (5, 60, 0)
    )

    assert after_5 == after_60
    assert after_5 > at_once


def test_a_fading_fix_is_not_moved_ahead() -> None:
    """Beyond two intervals of its kind a unit stands where it was heard, marked so."""
    courses = _courses(_tracks([0], age_s=11, speed_mps=20, heading_deg=90))
    here = courses.look(NOW_US)

    assert courses.x[0] == here.x[0]
    assert FADING == here.age[0]


def test_only_what_changed_is_read_again() -> None:
    """A row that nobody wrote keeps what it had; one that was written follows."""
    tracks = _tracks([0, 1])
    courses = _courses(tracks)
    courses.x[0] = 7.0  # would be put right if it were read again
    _tracks([1], lon=LON + 1, tracks=tracks)
    courses.follow(tracks, {})

    assert 7.0 == courses.x[0]
    assert project(LAT, LON + 1)[0] == courses.x[1]


def test_other_tracks_other_intervals_and_more_room() -> None:
    """A snapshot, new codes and a longer force are each read whole."""
    tracks = _tracks([0], age_s=11)
    courses = _courses(tracks)
    courses.follow(tracks, {"vehicle": 60.0})

    assert 0 == courses.look(NOW_US).age[0]

    _tracks([400], tracks=tracks)
    courses.follow(tracks, {"vehicle": 60.0})

    assert len(tracks) == len(courses)
    assert np.isfinite(courses.x[400])
    assert np.isnan(courses.x[200])

    courses.follow(_tracks([0], lon=2.0), {})

    assert project(LAT, 2.0)[0] == courses.x[0]


def test_forgotten_fixes_are_nowhere() -> None:
    """After the tracks were cleared nobody is anywhere."""
    tracks = _tracks([0, 1], speed_mps=9)
    courses = _courses(tracks)
    tracks.clear()
    courses.follow(tracks, {})

    assert np.isnan(courses.x).all()


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, 1e30])
def test_a_speed_that_cannot_be_moves_nobody_off_the_map(bad: float) -> None:
    """Speeds and headings that are no numbers stand still; the rest go on."""
    tracks = _tracks([0], speed_mps=bad, heading_deg=90)
    _tracks([1], speed_mps=5, heading_deg=bad, tracks=tracks)
    courses = _courses(tracks)
    here = courses.look(NOW_US)

    assert np.isfinite(here.x[:2]).all()
    assert np.isfinite(here.y[:2]).all()


def test_very_old_is_last_known() -> None:
    """Ten minutes are the end even for a device that seldom speaks."""
    courses = _courses(_tracks([0], age_s=600, device=1))

    assert LAST_KNOWN == courses.look(NOW_US).age[0]


def test_a_look_holds_for_a_moment_unless_a_fix_came() -> None:
    """Within the slack the same columns are given; a new fix is seen at once."""
    tracks = _tracks([0], speed_mps=20, heading_deg=90)
    courses = _courses(tracks)
    first = courses.look(NOW_US, 0.05)

    assert first is courses.look(NOW_US + 40_000, 0.05)
    assert first is not courses.look(NOW_US + 60_000, 0.05)
    assert courses.look(NOW_US, 0.0) is not courses.look(NOW_US + 1, 0.0)

    before = float(courses.look(NOW_US, 10.0).x[0])
    _tracks([0], lon=LON + 1, tracks=tracks)
    courses.follow(tracks, {})

    assert before < courses.look(NOW_US, 10.0).x[0]


def test_a_large_force_is_taken_over_in_slices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Some rows each time, each once, from the second picture on; what another frame
    changes is never lost.
    """
    monkeypatch.setattr(courses_module, "AT_ONCE", 2)
    tracks = _tracks([0, 1, 2, 3])
    courses = _courses(tracks)
    first = courses.look(NOW_US, 10.0)
    start = float(first.x[0])
    ages = first.age.copy()
    _tracks([0, 1, 2], lon=LON + 1, age_s=400.0, tracks=tracks)
    moved = []
    for _ in range(3):
        courses.follow(tracks, {})
        moved.append((courses.look(NOW_US, 10.0).x[:4] > start).tolist())

    assert [[False] * 4, [True, True, False, False], [True, True, True, False]] == moved
    assert not courses.is_behind
    assert (ages == first.age).all()
    assert courses.look(NOW_US, 10.0).age[2] > ages[2]

    _tracks([0, 1, 2], lon=LON + 2, tracks=tracks)
    courses.follow(tracks, {})

    behind = [courses.is_behind]
    _tracks([3], lon=LON + 2, tracks=tracks)
    courses.follow(tracks, {})

    assert [True] == behind
    assert np.ptp(courses.look(NOW_US, 10.0).x[:4]) == pytest.approx(0.0, abs=1e-12)


def test_the_bounds_hold_everybody() -> None:
    """Nobody stands outside, whoever moved; who was never heard counts for nothing."""
    tracks = _tracks([0, 2])
    courses = _courses(tracks)
    courses.look(NOW_US, 10.0)
    _tracks([2], lat=LAT + 1, lon=LON + 1, tracks=tracks)
    courses.follow(tracks, {})
    here = courses.look(NOW_US, 10.0)

    assert (np.nanmin(here.x), np.nanmin(here.y)) == here.low
    assert (np.nanmax(here.x), np.nanmax(here.y)) == here.high


def test_a_very_large_force_is_taken_over_in_four_pictures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many changed: before the next frame comes everybody is where it says."""
    monkeypatch.setattr(courses_module, "AT_ONCE", 2)
    rows = list(range(18))
    tracks = _tracks(rows)
    courses = _courses(tracks)
    _tracks(rows, lon=LON + 1, tracks=tracks)
    left = []
    for _ in range(1 + courses_module.PICTURES):
        courses.follow(tracks, {})
        left.append(courses.is_behind)

    assert [True] * courses_module.PICTURES + [False] == left
    assert np.ptp(courses.look(NOW_US, 10.0).x[:18]) == pytest.approx(0.0, abs=1e-12)


def test_a_picture_that_found_many_looks_again_a_little_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half as long again and no longer; the next picture looks as it always does."""
    monkeypatch.setattr(courses_module, "AT_ONCE", 2)
    tracks = _tracks([0, 1, 2], speed_mps=20, heading_deg=90)
    courses = _courses(tracks)
    first = courses.look(NOW_US, 0.1)
    _tracks([0, 1, 2], tracks=tracks)
    courses.follow(tracks, {})

    assert first is courses.look(NOW_US + 140_000, 0.1)
    assert first is not courses.look(NOW_US + 160_000, 0.1)

    courses = _courses(tracks)
    first = courses.look(NOW_US, 0.1)
    courses.follow(tracks, {})

    assert first is not courses.look(NOW_US + 140_000, 0.1)
