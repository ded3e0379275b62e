"""A force for the map alone: frames ten times a second, a clock turned by hand."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from controlroom.bench.feed import EVERY, Feed
from controlroom.ground.pack import Pack


@pytest.fixture
def feed(qtbot: QtBot, city: Path) -> Feed:
    """A hundred units in the city's streets."""
    with Pack.open(city) as pack:
        return Feed(pack.graph(), 100)


def test_everyone_was_heard(feed: Feed) -> None:
    """Every unit has a place, a fix and a row of its own."""

    assert 100 == len(feed.picture.units) == len(feed.picture.unit_rows)
    assert np.isfinite(feed.tracks.lat[:100]).all()


def test_a_frame_every_sixth_picture(feed: Feed) -> None:
    """Six turns bring one frame of a tenth of the force, the clock goes on by each."""
    began_us, turn = feed.now_us(), feed.tracks.turn
    for _ in range(EVERY):
        feed.turn()

    assert turn + 1 == feed.tracks.turn
    assert 10 == len(feed.tracks.changed_since(turn))
    assert 100_000 == pytest.approx(feed.now_us() - began_us, abs=10)


def test_prepared_frames_are_of_their_time(feed: Feed) -> None:
    """Frames made beforehand arrive with fixes no older than a picture."""
    feed.prepare(12 * EVERY)
    for _ in range(6 * EVERY + 1):
        feed.turn()
    changed = feed.tracks.changed_since(feed.tracks.turn - 1)
    ages_us = feed.now_us() - feed.tracks.fix_us[changed]

    assert (np.abs(ages_us) < 20_000).all()


def test_time_may_pass_by_itself(feed: Feed) -> None:
    """Let go, the clock goes on from where the hand left it."""
    feed.turn()
    left_us = feed.now_us()
    feed.let_time_pass()

    assert left_us <= feed.now_us() < left_us + 60_000_000
