"""A key's time is from when it was due until what it changed has been painted."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from controlroom.bench import keyboard as module
from controlroom.bench.keyboard import Keyboard

SLOW_S = 0.12


class Lamp(QWidget):
    """Shows its colour; `slow` seconds go into each painting."""

    def __init__(self) -> None:
        super().__init__()
        self.lit = False
        self.slow_s = 0.0
        self.painted = 0

    def light(self) -> None:
        """Change, and want to be painted."""
        self.lit = not self.lit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint, as slowly as asked."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.red)
        deadline_s = time.perf_counter() + self.slow_s
        while time.perf_counter() < deadline_s:
            sum(range(100))
        self.painted += 1


class Board(QWidget):
    """Two lamps: L lights the left, B both, anything else nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = Lamp(), Lamp()
        self.slow_s = 0.0
        row = QHBoxLayout(self)
        row.addWidget(self.left)
        row.addWidget(self.right)
        self.resize(200, 100)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Light what the key is for, after a while if asked."""
        deadline_s = time.perf_counter() + self.slow_s
        while time.perf_counter() < deadline_s:
            sum(range(100))
        if event.key() in {Qt.Key.Key_L, Qt.Key.Key_B}:
            self.left.light()
        if event.key() == Qt.Key.Key_B:
            self.right.light()


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    """The board, shown and painted once."""
    board = Board()
    qtbot.addWidget(board)
    board.show()
    board.activateWindow()
    board.setFocus()
    qtbot.waitUntil(lambda: board.left.painted > 0 and board.right.painted > 0)
    return board


def test_the_change_is_awaited(board: Board) -> None:
    """The lamp is lit and painted when the press is over."""
    before = board.left.painted
    took_ms = Keyboard(board).press(Qt.Key.Key_L, [board.left])

    assert board.left.lit
    assert board.left.painted > before
    assert took_ms > 0


def test_painting_counts(board: Board) -> None:
    """What is painted slowly is seen late."""
    board.left.slow_s = SLOW_S

    assert Keyboard(board).press(Qt.Key.Key_L, [board.left]) >= 1000 * SLOW_S


def test_work_before_painting_counts(board: Board) -> None:
    """What the key sets in motion before anything shows."""
    board.slow_s = SLOW_S

    assert Keyboard(board).press(Qt.Key.Key_L, [board.left]) >= 1000 * SLOW_S


def test_all_that_shows_it_must_be_painted(board: Board) -> None:
    """The slower of two counts, whichever comes first."""
    board.right.slow_s = SLOW_S
    took_ms = Keyboard(board).press(Qt.Key.Key_B, [board.left, board.right])

    assert took_ms >= 1000 * SLOW_S
    assert board.left.lit
    assert board.right.lit


def test_a_key_without_effect_is_an_error(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No figure comes of a key that changes nothing."""
    monkeypatch.setattr(module, "LIMIT_MS", 100)
    with pytest.raises(TimeoutError, match="Key_X changed nothing"):
        Keyboard(board).press(Qt.Key.Key_X, [board.left])


def test_a_key_can_be_pressed_unmeasured(board: Board) -> None:
    """To bring the window to where the next key is measured."""
    Keyboard(board).type(Qt.Key.Key_B)

    assert board.left.lit
    assert board.right.lit
