"""The desk remembers where every unit was, for when the gateway cannot be asked."""

import numpy as np
import pytest

from controlroom.domain.tracks import Moved, Tracks
from ui.map.memory import EVERY_US, MOST_ROWS, SLOTS, Memory

T0_US = 1_795_300_000_000_000


def _hear(tracks: Tracks, rows: list[int], at_us: int, lat: float = 51.5) -> None:
    size = len(rows)
    nothing = np.zeros(size, np.float32)
    tracks.apply(
        Moved(
            np.array(rows, np.int32), np.full(size, lat), np.full(size, -0.12),
            np.full(size, at_us, np.int64), nothing, nothing, nothing,
            np.zeros(size, np.uint8),
        )
    )  # fmt: skip


def test_it_remembers_where_a_unit_was() -> None:
    """Sampled: not every fix, but one after every interval, to a centimetre."""
    tracks, memory = Tracks(), Memory()
    for step in range(9):
        _hear(tracks, [3], T0_US + step * EVERY_US // 2, 51.5 + step * 1e-4)
        memory.follow(tracks)
    times, lat, lon = memory.of(3)

    assert [T0_US + n * EVERY_US for n in range(5)] == times
    assert [51.5 + 2 * n * 1e-4 for n in range(5)] == pytest.approx(lat, abs=1e-7)
    assert [-0.12] * 5 == pytest.approx(lon, abs=1e-7)


def test_who_was_not_heard_is_not_written_again() -> None:
    """A unit that is silent leaves one point, however often it is looked at."""
    tracks, memory = Tracks(), Memory()
    _hear(tracks, [0], T0_US)
    for _ in range(5):
        memory.follow(tracks)
        _hear(tracks, [1], T0_US + EVERY_US)

    assert [T0_US] == memory.of(0)[0]


def test_the_oldest_go() -> None:
    """It never holds more than a trail is long."""
    tracks, memory = Tracks(), Memory()
    for step in range(SLOTS + 7):
        _hear(tracks, [0], T0_US + step * EVERY_US)
        memory.follow(tracks)
    times = sorted(memory.of(0)[0])

    assert SLOTS == len(times)
    assert T0_US + 7 * EVERY_US == times[0]


def test_bounded_by_units() -> None:
    """A force beyond the bound costs no more, and nobody in it is confused."""
    tracks, memory = Tracks(), Memory()
    _hear(tracks, [0, MOST_ROWS + 5], T0_US)
    memory.follow(tracks)

    assert [T0_US] == memory.of(0)[0]
    assert ([], [], []) == memory.of(MOST_ROWS + 5)
    assert ([], [], []) == memory.of(-1)


def test_another_picture_is_another_force() -> None:
    """Rows of before mean nobody: everything is forgotten."""
    tracks, memory = Tracks(), Memory()
    _hear(tracks, [0], T0_US)
    memory.follow(tracks)
    memory.follow(Tracks())

    assert ([], [], []) == memory.of(0)

    memory.follow(tracks)
    memory.forget()

    assert ([], [], []) == memory.of(0)


def test_what_is_no_place_is_not_remembered() -> None:
    """After the tracks were cleared nothing is written down as a fix."""
    tracks, memory = Tracks(), Memory()
    _hear(tracks, [0], T0_US)
    memory.follow(tracks)
    tracks.clear()
    memory.follow(tracks)

    assert [T0_US] == memory.of(0)[0]
