"""Painted again only when a quarter of a pixel, an age or a unit is another."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom
from ui.map.force import Sight, nothing
from ui.map.pace import (
    FASTEST_MS,
    QUICK_MS,
    SLOW_MS,
    SLOWEST_MS,
    SPARING_MS,
    Pace,
)


@pytest.fixture
def sight(qtbot: QtBot) -> Sight:
    """Two units in view."""
    room = MapRoom()
    room.unit("HB11")
    room.unit("HB12", east_m=50)
    return replace(room.scene().sight, here=None)


def test_the_same_look_is_nothing_new(qtbot: QtBot) -> None:
    """Where everyone was an instant ago shows the same in the same view only."""
    room = MapRoom()
    room.unit("HB11")
    sight, pace = room.scene().sight, Pace()
    pace.note_drawn(sight, 0.0)
    panned = _moved(replace(sight, frame=(1.0, 2.0, 3.0)), 1.0)

    assert not pace.differs(_moved(sight, 1.0), 1.0)
    assert pace.differs(panned, 1.0)


def _moved(sight: Sight, pixels: float) -> Sight:
    return replace(sight, places=sight.places + np.array([pixels, 0.0]))


def test_less_than_a_quarter_pixel_is_nothing(sight: Sight) -> None:
    """A fifth of a pixel is not painted, a third is."""
    pace = Pace()
    pace.note_drawn(sight, 0.0)

    assert not pace.differs(_moved(sight, 0.2), 1.0)
    assert pace.differs(_moved(sight, 0.3), 1.0)


def test_another_age_or_unit_is_painted(sight: Sight) -> None:
    """A unit whose fix grew old, that came or that went changes the picture."""
    pace = Pace()
    pace.note_drawn(sight, 0.0)
    older = replace(sight, age=sight.age + np.uint8(1))

    assert pace.differs(older, 1.0)
    assert pace.differs(nothing(), 1.0)


def test_slow_things_wait(sight: Sight) -> None:
    """At one pixel a second nothing changes for a quarter of a second."""
    pace = Pace()
    pace.note_drawn(sight, 0.0)
    pace.differs(_moved(sight, 1.0), 1.0)

    assert 250 == pace.wait_ms()


def _fast(pace: Pace, sight: Sight) -> int:
    """What is waited for when something is very fast."""
    pace.note_drawn(sight, 0.0)
    pace.differs(_moved(sight, 500.0), 1.0)
    return pace.wait_ms()


def test_never_faster_than_sixty_a_second(sight: Sight) -> None:
    """However fast something is, the map paints sixty times a second."""

    assert FASTEST_MS == _fast(Pace(), sight)


def test_thirty_a_second_on_battery(sight: Sight) -> None:
    """On battery half as often, plugged in as often as before."""
    pace = Pace()
    pace.on_battery = True

    assert SPARING_MS == _fast(pace, sight)

    pace.on_battery = False

    assert FASTEST_MS == _fast(pace, sight)


def test_thirty_a_second_on_a_slow_machine(sight: Sight) -> None:
    """Slow pictures halve the pace; it comes back with a margin, and not for one."""
    pace = Pace()
    pace.note_took(100.0)

    assert FASTEST_MS == _fast(pace, sight)

    for _ in range(60):
        pace.note_took(SLOW_MS + 2)

    assert SPARING_MS == _fast(pace, sight)

    for _ in range(60):
        pace.note_took((SLOW_MS + QUICK_MS) / 2)

    assert SPARING_MS == _fast(pace, sight)

    for _ in range(60):
        pace.note_took(QUICK_MS - 2)

    assert FASTEST_MS == _fast(pace, sight)


def test_nothing_moves(sight: Sight) -> None:
    """When nothing moves the map hardly looks; an empty one too."""
    pace = Pace()
    pace.note_drawn(sight, 0.0)
    pace.differs(sight, 1.0)

    assert SLOWEST_MS == pace.wait_ms()

    pace.note_drawn(nothing(), 2.0)

    assert not pace.differs(nothing(), 3.0)
    assert SLOWEST_MS == pace.wait_ms()
