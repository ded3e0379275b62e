"""What lies under the pointer is said, once it is known and while it is true."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom, point, turn_until
from ui.map.outside import outside
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MapView]:
    """The map of a room with one unit in the middle."""
    room = MapRoom()
    room.unit("HB11", 0, 0)
    view = MapView(Theme("dark"), room, Selection())
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.centre_on(*MIDDLE, 17)
    yield view
    view.shut()


def test_card_and_cursor(view: MapView) -> None:
    """Over a unit its card and the hand that may press; beside it neither."""
    view.pointer.hover(QPointF(320, 240))
    seen = [(view.corners.card.isVisible(), view.cursor().shape())]
    view.pointer.hover(QPointF(20, 300))
    seen.append((view.corners.card.isVisible(), view.cursor().shape()))

    hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
    assert [(True, hand), (False, arrow)] == seen


def test_the_place_is_said(view: MapView) -> None:
    """The grid, also where no worker knows a street."""
    view.pointer.hover(QPointF(320, 240))

    assert turn_until(lambda: bool(view.corners.place.text))


def test_leaving_takes_the_card(view: MapView) -> None:
    """A card without a pointer would be in the way; a second does not bring it back."""
    view.pointer.hover(QPointF(320, 240))
    view.pointer.leave()
    view.pointer.refresh()

    assert view.corners.card.isHidden()


def test_after_the_end_nothing_is_asked(view: MapView) -> None:
    """A map that was shut asks no worker."""
    view.pointer.hover(QPointF(320, 240))
    view.pointer.stop()

    assert not turn_until(lambda: bool(view.corners.place.text), 300)


def test_a_click_on_a_mark_goes_to_the_officer(qtbot: QtBot) -> None:
    """The officer in danger outside the view is selected and shown."""
    room, selection = MapRoom(), Selection()
    unit_id = room.unit("CN24", 5_000, 0)
    room.emergency(unit_id)
    view = MapView(Theme("dark"), room, selection)
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.centre_on(*MIDDLE, 17)
    (far,) = outside(view.stage.scene())
    QTest.mouseClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        point(far.x, far.y),
    )  # fmt: skip

    assert turn_until(lambda: not view.lookout.is_gliding)
    assert (unit_id, []) == (selection.unit_id, outside(view.stage.scene()))

    view.shut()
