"""What the map asks of the window is what the window's frame tick has."""

import inspect

import pytest
from PySide6.QtCore import Signal

from controlroom.desk.mailbox import Mailbox
from controlroom.desk.room_clock import RoomClock
from tests.helpers.map_room import MapRoom
from ui.frame import FrameTick
from ui.map.sources import Frame


def _map_of(frame: Frame) -> Frame:
    """The type checker holds this door; the test below holds it at run time."""
    return frame


@pytest.mark.parametrize("kind", [FrameTick, MapRoom])
def test_the_frame_tick_fits(kind: type) -> None:
    """Picture, tracks, clock and three signals, by the names the map uses."""
    for name in ("picture_changed", "tracks_changed", "second"):
        assert isinstance(inspect.getattr_static(kind, name), Signal)

    assert callable(inspect.getattr_static(kind, "now_us"))


def test_both_rooms_are_frames() -> None:
    """The real tick and the room of these tests pass the same door."""
    tick = FrameTick(Mailbox(), RoomClock(lambda: 0, lambda: 0))

    assert tick is _map_of(tick)
    assert 0 == len(_map_of(MapRoom()).picture.units)
