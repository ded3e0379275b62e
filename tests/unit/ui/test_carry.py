"""A carry: what it takes to begin, to drop and to let go."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom, colours_of
from ui.carry import Carry, CarryNote
from ui.panels.assign import AssignPanel
from ui.panels.ready import ReadyBar
from ui.sending import Sending
from ui.travel import Travel

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier


class Board:
    """A widget whose left half gives HB14 and whose right half is 4530."""

    def __init__(self, qtbot: QtBot, room: DeskRoom) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.widget.resize(400, 200)
        self.source = QWidget(self.widget)
        self.source.setGeometry(0, 0, 200, 200)
        self.target = QWidget(self.widget)
        self.target.setGeometry(200, 0, 200, 200)
        self.widget.show()
        assign = AssignPanel(room.position, Travel())
        ready = ReadyBar(room.position)
        for each in (assign, ready):
            qtbot.addWidget(each)
        sending = Sending(room.position, assign, ready)
        self.carry = Carry(room.position, sending, self.widget)
        self.ended: list[int] = []
        self.carry.take_from(
            self.source,
            lambda at: ("unit_hb14",) if at.x() < 100 else (),
            lambda: self.ended.append(1),
        )
        self.carry.drop_on(self.target, lambda _at: "inc_4530")


@pytest.fixture
def board(qtbot: QtBot, room: DeskRoom) -> Board:
    """A board on the screen."""
    return Board(qtbot, room)


def _carry(board: Board, *places: tuple[int, int], start: int = 20) -> None:
    QTest.mousePress(board.source, LEFT, NONE, QPoint(start, 20))
    for x, y in places:
        QTest.mouseMove(board.source, QPoint(x, y))


def test_what_is_dropped_is_sent_once(board: Board, room: DeskRoom) -> None:
    """And whoever gave it is told that the carry ended."""
    _carry(board, (60, 20), (300, 20))
    carrying = board.carry.is_carrying
    QTest.mouseRelease(board.source, LEFT, NONE, QPoint(300, 20))

    assert carrying
    assert [c.AssignUnits(incident_id="inc_4530", unit_ids=("unit_hb14",))] == room.acts
    assert [1] == board.ended
    assert not board.carry.is_carrying


@pytest.mark.parametrize("start", [20, 150])
def test_a_click_and_an_empty_place_carry_nothing(
    board: Board, room: DeskRoom, start: int
) -> None:
    """Less than six pixels, or nobody there."""
    moves = ((22, 20),) if start == 20 else ((180, 20), (300, 20))
    _carry(board, *moves, start=start)
    QTest.mouseRelease(board.source, LEFT, NONE, QPoint(*moves[-1]))

    assert [] == room.acts
    assert [] == board.ended


def test_dropped_on_nothing_is_said(board: Board, room: DeskRoom) -> None:
    """Nothing is sent, and nobody has to guess."""
    _carry(board, (60, 20), (90, 90))
    QTest.mouseRelease(board.source, LEFT, NONE, QPoint(90, 90))

    assert [] == room.acts
    assert ["Nothing was dropped: that is no incident."] == room.said


def test_escape_lets_go(board: Board, room: DeskRoom) -> None:
    """Wherever the focus is; the release after that drops nothing."""
    _carry(board, (60, 20), (300, 20))
    QTest.keyClick(board.widget, Qt.Key.Key_Escape)
    QTest.mouseRelease(board.source, LEFT, NONE, QPoint(300, 20))

    assert [] == room.acts
    assert ["Nothing was dropped."] == room.said
    assert [1] == board.ended


def test_the_right_button_carries_nothing(board: Board, room: DeskRoom) -> None:
    """It belongs to menus."""
    QTest.mousePress(board.source, RIGHT, NONE, QPoint(20, 20))
    QTest.mouseMove(board.source, QPoint(300, 20))
    QTest.mouseRelease(board.source, RIGHT, NONE, QPoint(300, 20))

    assert [] == room.acts


def test_the_note_stays_inside_the_window(qtbot: QtBot, room: DeskRoom) -> None:
    """Also at the lower right corner; drawn in more than one colour."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(600, 300)
    parent.show()
    note = CarryNote(room.position, parent)
    note.say(("HB14 goes to CAD 4530.",), parent.mapToGlobal(QPoint(599, 299)))

    assert parent.rect().contains(note.geometry())
    assert len(colours_of(note)) > 1
