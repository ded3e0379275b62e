"""The line at the top."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.helpers.window_room import WindowRoom
from ui.actions import MENUS


def test_it_says_whose_ground_which_role_and_who(window_room: WindowRoom) -> None:
    """Force or chosen sectors, role at desk, name and collar number."""
    top = window_room.window.top
    before = top.who()
    window_room.room.position.choose_sectors(frozenset({"Harbour", "Central"}))

    assert ("Harbour and Central", "Dispatcher, desk 4", "Ash 4471") == before
    assert "Central and Harbour" == top.who()[0]


def test_the_field_stands_in_the_middle(window_room: WindowRoom) -> None:
    """600 wide at 660, as in the design."""
    field = window_room.window.top.field.geometry()

    assert (660, 600, 24) == (field.x(), field.width(), field.height())


def test_a_narrow_window_keeps_the_field_off_the_menus(window_room: WindowRoom) -> None:
    """Menus stay whole, the field gives way."""
    window_room.window.resize(1280, 720)
    top = window_room.window.top
    menus_end = top._menus.x() + top._menus.sizeHint().width()

    assert menus_end <= top.field.x()
    assert 260 <= top.field.width()


def test_a_click_opens_the_command_bar(window_room: WindowRoom) -> None:
    """The field is the bar's door for the pointer."""
    QTest.mouseClick(window_room.window.top.field, Qt.MouseButton.LeftButton)

    assert window_room.stage.command.isVisible()


def test_menus_are_those_of_the_table(window_room: WindowRoom) -> None:
    """In order, none more."""
    menus = [action.text() for action in window_room.window.menus.actions()]

    assert list(MENUS) == menus
