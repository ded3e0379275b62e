"""A replay hands out what is due by the room's clock, shifted, once."""

from pathlib import Path

from controlroom.domain.observations import CallReceived
from controlroom.exercise.recordings import Recording
from controlroom.exercise.replay import Player
from controlroom.exercise.stage import Owner
from controlroom.feeds.base import Sighting

HOUR_US = 3_600_000_000


def _player(recording: Recording) -> Player:
    player = Player(recording, Owner("http://127.0.0.1:9", ""), Path(), "R")
    player.played.shift_us = 100 * HOUR_US
    return player


def test_calls_come_when_their_time_has_come() -> None:
    """Only what is due, shifted to now; an ungraded call gets the grade asked for."""
    calls = [
        CallReceived(source="replay", source_id="a", at_us=HOUR_US),
        CallReceived(source="replay", source_id="b", at_us=2 * HOUR_US, grade="I"),
    ]
    player = _player(Recording(calls=calls))

    assert [] == player._calls_until(HOUR_US - 1)
    first = player._calls_until(HOUR_US)
    assert [("a", 101 * HOUR_US, "R")] == [
        (call.source_id, call.at_us, call.grade) for call in first
    ]
    assert ["I"] == [call.grade for call in player._calls_until(9 * HOUR_US)]
    assert [] == player._calls_until(9 * HOUR_US)
    assert 2 == player.played.calls


def test_the_same_id_counts_once() -> None:
    """A call that is in two files is one call."""
    call = CallReceived(source="replay", source_id="a", at_us=HOUR_US)
    player = _player(Recording(calls=[call, call]))
    player._calls_until(HOUR_US)

    assert 1 == player.played.calls


def test_positions_come_when_their_time_has_come() -> None:
    """Fixes are shifted like calls."""
    seen = [Sighting("u", HOUR_US, 54.7, 2.4), Sighting("u", 3 * HOUR_US, 54.8, 2.4)]
    player = _player(Recording(sightings=seen, doors={"u": "cot"}))

    assert [101 * HOUR_US] == [s.fix_us for s in player._sightings_until(2 * HOUR_US)]
    assert 1 == player.played.positions
