"""The state board."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from tests.helpers.window_room import WindowRoom
from ui.panels.board import BoardPanel
from ui.streets import Streets


@pytest.fixture
def board(qtbot: QtBot, room: DeskRoom) -> BoardPanel:
    """The board as wide as a screen."""
    made = BoardPanel(room.position, Streets())
    qtbot.addWidget(made)
    made.show()
    made.resize(1920, 1080)
    qtbot.waitUntil(lambda: made.view.viewport().width() > 1900)
    return made


def test_a_screen_has_room_for_four_across(qtbot: QtBot, board: BoardPanel) -> None:
    """Narrower, fewer; never none."""

    assert 4 == board.view.sections[0].across
    board.resize(1000, 800)
    qtbot.waitUntil(lambda: board.view.sections[0].across == 2)
    board.resize(300, 800)
    qtbot.waitUntil(lambda: board.view.sections[0].across == 1)


def test_arrows_walk_across_and_down(qtbot: QtBot, board: BoardPanel) -> None:
    """Right is the next unit, Down the one below."""
    keys = board.view.sections[0].keys
    board.view.setFocus()
    board.view.set_current(keys[0])
    QTest.keyClick(board.view, Qt.Key.Key_Right)
    right = board.view.current
    QTest.keyClick(board.view, Qt.Key.Key_Down)
    down = board.view.current
    QTest.keyClick(board.view, Qt.Key.Key_Left)
    left = board.view.current
    QTest.keyClick(board.view, Qt.Key.Key_Up)

    assert (keys[1], keys[5], keys[4], keys[0]) == (
        right, down, left, board.view.current,
    )  # fmt: skip


def test_a_click_is_the_unit_under_the_pointer(
    qtbot: QtBot, board: BoardPanel, room: DeskRoom
) -> None:
    """The third across is the third; where nobody stands nobody is."""
    keys = board.view.sections[0].keys
    rect = board.view.row_rect(keys[2])
    last = board.view.row_rect(keys[-1])

    assert rect is not None
    assert last is not None
    assert keys[2] == board.view.key_at(rect.center())
    QTest.mouseClick(
        board.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center()
    )
    assert keys[2] == room.selection.unit_id
    beside = last.center()
    beside.setX(board.view.viewport().width() - 5)
    if len(keys) % 4:
        assert None is board.view.key_at(beside)


def test_typing_leaves_those_who_are_meant(
    qtbot: QtBot, board: BoardPanel, room: DeskRoom
) -> None:
    """Esc shows all again; nobody is said in words."""
    everybody = sum(len(each.keys) for each in board.view.sections)
    board.focus_again()
    QTest.keyClicks(board.field, "hb1")

    assert {"unit_hb11", "unit_hb14"} <= {*board.view.sections[0].keys}
    assert 1 == len(board.view.sections)
    QTest.keyClicks(board.field, "zzz")
    assert "No unit has all of these words" == board._empty.title
    QTest.keyClick(board.field, Qt.Key.Key_Escape)
    assert everybody == sum(len(each.keys) for each in board.view.sections)
    assert [] == room.acts


def test_a_digit_sets_a_state_here_too(
    qtbot: QtBot, board: BoardPanel, room: DeskRoom
) -> None:
    """The unit under the hand, by the gateway."""
    board.view.set_current("unit_hb14")
    QTest.keyClick(board.view, Qt.Key.Key_4)
    room.turn()

    assert [c.SetUnitState(unit_id="unit_hb14", state=4)] == room.acts
    assert 4 == room.frame.picture.units["unit_hb14"].state


def test_it_floats_where_there_is_room(qtbot: QtBot, room: DeskRoom) -> None:
    """On the only screen it takes most of it, the first time."""
    board = BoardPanel(room.position, Streets())
    qtbot.addWidget(board)
    board.setFloating(True)
    board.show()
    wide = board.screen().availableGeometry().width()

    assert wide * 0.7 < board.width() <= wide


def test_what_units_are_found_by_is_written_once(
    window_room: WindowRoom, qtbot: QtBot
) -> None:
    """By the units dock, for the board too; both find by it."""
    units, board = window_room.window.units, window_room.window.board
    window_room.room.frame.picture_replaced.emit()
    writing = units._writing.isActive(), board._writing.isActive()
    qtbot.waitUntil(lambda: not units._writing.isActive())
    board.filter_by("hb14")

    assert units.search is board.search
    assert (True, False) == writing
    assert frozenset({"unit_hb14"}) == board._roster.matching
