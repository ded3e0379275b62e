"""A text that a row had no room for is whole, and can be had by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from ui.panels.whole import LINES_MOST, Whole

LONG = "udp://" + "239.2.3.1" * 40


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A narrow window."""
    window = QWidget()
    window.resize(300, 300)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def whole(window: QWidget, room: DeskRoom) -> Whole:
    """Under a field."""
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    made = Whole(room.theme, "All that is known")
    column.addWidget(made)
    window.show()
    made.say("short")
    return made


def test_a_word_without_an_end_is_broken(whole: Whole) -> None:
    """No letter stands outside; three lines are seen, the rest is scrolled to."""
    low = whole.height()
    whole.say(LONG)
    bar, line = whole.verticalScrollBar(), whole.fontMetrics().lineSpacing()

    assert low < whole.height() <= LINES_MOST * line + 12
    assert 0 == whole.horizontalScrollBar().maximum()
    assert bar.maximum() > 0
    assert LONG == whole.toPlainText()


def test_it_is_copied_by_keyboard_alone(whole: Whole, qtbot: QtBot) -> None:
    """Tab goes there and selects all of it, Ctrl+C copies, Tab goes on."""
    whole.say(LONG)
    window = whole.window()
    field = window.findChild(QLineEdit)
    assert field is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    there = whole.hasFocus()
    QTest.keyClick(whole, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(whole, Qt.Key.Key_Tab)

    assert there
    assert LONG == QGuiApplication.clipboard().text()
    assert not whole.hasFocus()


def test_it_is_read_and_not_written(whole: Whole) -> None:
    """No key changes it; mark-up is letters; what turns text round is seen."""
    whole.say("<b>not</b> \u202eabc")
    QTest.keyClick(whole, Qt.Key.Key_X)
    QTest.keyClick(whole, Qt.Key.Key_Delete)

    assert "<b>not</b> " in whole.toPlainText()
    assert "\u202e" not in whole.toPlainText()
    assert "abc" in whole.toPlainText()


def test_the_same_text_again_keeps_what_is_selected(whole: Whole) -> None:
    """What is asked every two seconds takes nothing out of a hand."""
    whole.selectAll()
    whole.say("short")
    kept = whole.textCursor().hasSelection()
    whole.say("")

    assert kept
    assert whole.isHidden()
