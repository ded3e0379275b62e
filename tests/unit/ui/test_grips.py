"""Taking hold of the line between docks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.window_room import WindowRoom
from ui.grips import Grip


def _drag(grip: Grip, by: QPoint) -> None:
    start = grip.rect().center()
    QTest.mousePress(
        grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start
    )
    end = grip.mapFromGlobal(grip.mapToGlobal(start) + by)
    QTest.mouseMove(grip, end)
    QTest.mouseRelease(
        grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end
    )


@pytest.fixture
def room(window_room: WindowRoom) -> WindowRoom:
    """The window, its grips in place."""
    window_room.window.grips.follow()
    return window_room


def test_six_pixels_take_hold_of_one(room: WindowRoom) -> None:
    """The line is one pixel, what takes hold of it is seven around it."""
    window = room.window
    grip = window.grips._sides[window.queue].geometry()

    assert 7 == grip.width()
    assert grip.center().x() == window.queue.geometry().right() + 1


def test_the_queue_is_made_wider(room: WindowRoom, qtbot: QtBot) -> None:
    """Dragging to the right gives the queue what the map loses."""
    window = room.window
    grip = window.grips._sides[window.queue]
    moved = grip.begin() if grip.begin else None
    assert moved is not None
    moved(60)
    qtbot.waitUntil(lambda: window.queue.width() == 572)

    assert 512 == window.incident.width()


def test_a_real_drag_moves_the_line(room: WindowRoom, qtbot: QtBot) -> None:
    """Press, move, release on the grip itself."""
    window = room.window
    before = window.incident.width()
    _drag(window.grips._sides[window.incident], QPoint(-40, 0))
    qtbot.waitUntil(lambda: window.incident.width() > before)

    assert before + 40 == pytest.approx(window.incident.width(), abs=4)


def test_units_grow_at_the_cost_of_the_incident(room: WindowRoom, qtbot: QtBot) -> None:
    """The line between two docks of a column moves both."""
    window = room.window
    before = (window.incident.height(), window.units.height())
    grip = window.grips._downs[window.units]
    moved = grip.begin() if grip.begin else None
    assert moved is not None
    moved(-50)
    qtbot.waitUntil(lambda: window.units.height() > before[1])

    assert sum(before) == window.incident.height() + window.units.height()


def test_what_is_torn_off_has_no_grip(room: WindowRoom) -> None:
    """A panel of its own window is resized by its own edge."""
    window = room.window
    window.queue.setFloating(True)
    window.grips.follow()

    assert window.grips._sides[window.queue].isHidden()
    assert not window.grips._sides[window.incident].isHidden()


def test_a_move_without_a_press_does_nothing(room: WindowRoom) -> None:
    """Passing over the line moves nothing."""
    window = room.window
    before = window.queue.width()
    QTest.mouseMove(window.grips._sides[window.queue], QPoint(3, 40))

    assert before == window.queue.width()
