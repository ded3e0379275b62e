"""Buttons and fields."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import colours_of
from ui.controls import EmptyState, Field, KeyButton, TextField, Words
from ui.theme import Theme, install_fonts


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """The dark theme with its fonts."""
    install_fonts()
    return Theme.load("dark")


_KEPT: list[QWidget] = []
"""Windows of the running test: a window that nobody holds is gone at once."""


def _window(qtbot: QtBot, *parts: QWidget) -> QWidget:
    window = QWidget()
    _KEPT[:] = [window]
    column = QVBoxLayout(window)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return window


def test_enter_and_space_press_a_focused_button(qtbot: QtBot, theme: Theme) -> None:
    """A button that has the focus comes before the window's own Enter."""
    button = KeyButton(theme, "Close")
    pressed: list[int] = []
    sent: list[int] = []
    window = _window(qtbot, button)
    QShortcut(QKeySequence("Return"), window).activated.connect(lambda: sent.append(1))
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)

    assert ([1, 1], []) == (pressed, sent)


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        ("primary", "accent.fill"),
        ("danger", "alarm.emergency"),
        ("plain", "border.control"),
    ],
)
def test_a_button_shows_what_it_is(
    qtbot: QtBot, theme: Theme, kind: str, token: str
) -> None:
    """One primary is filled; red is for danger; plain ones have an outline."""
    button = KeyButton(theme, "Assign HB14", "Enter", kind=kind)
    _window(qtbot, button)

    assert theme.hex(token).lower() in colours_of(button)


def test_a_disabled_button_has_no_fill(qtbot: QtBot, theme: Theme) -> None:
    """What cannot be pressed now does not look as if it could."""
    button = KeyButton(theme, "Assign", kind="primary")
    button.setEnabled(False)
    _window(qtbot, button)

    assert theme.hex("accent.fill").lower() not in colours_of(button)


def test_words_of_a_button_are_never_cut(qtbot: QtBot, theme: Theme) -> None:
    """A button is as wide as its words and its key."""
    short, long = KeyButton(theme, "Go"), KeyButton(theme, "Assign HB14 and DG62", "K")

    assert short.sizeHint().width() + 100 < long.sizeHint().width()
    assert long.minimumSizeHint() == long.sizeHint()


def test_letters_typed_into_a_field_are_no_keys(qtbot: QtBot, theme: Theme) -> None:
    """While a field has the focus, N is a letter and Enter enters."""
    field = Field("Add to log")
    opened: list[int] = []
    sent: list[int] = []
    entered: list[str] = []
    window = _window(qtbot, field)
    QShortcut(QKeySequence("N"), window).activated.connect(lambda: opened.append(1))
    QShortcut(QKeySequence("Return"), window).activated.connect(lambda: sent.append(1))
    field.entered.connect(entered.append)
    field.setFocus()
    QTest.keyClicks(field, "Nine")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert ([], [], ["Nine"]) == (opened, sent, entered)


def test_a_field_takes_no_more_than_its_limit(qtbot: QtBot, theme: Theme) -> None:
    """A text that the gateway would refuse as too long cannot be typed."""
    field = Field("x", 5)
    field.setText("1234567")

    assert "12345" == field.text()


def test_a_wrong_field_is_amber(qtbot: QtBot, theme: Theme) -> None:
    """What cannot be used is outlined until it can."""
    from ui.style import sheet  # noqa: PLC0415 - the one test that needs it

    field = Field("x")
    window = _window(qtbot, field)
    window.setStyleSheet(sheet(theme))
    field.mark_wrong(wrong=True)
    wrong = colours_of(field)
    field.mark_wrong(wrong=False)

    assert theme.hex("alarm.high").lower() in wrong
    assert theme.hex("alarm.high").lower() not in colours_of(field)


def test_control_enter_enters_several_lines(qtbot: QtBot, theme: Theme) -> None:
    """Enter is a new line there."""
    field = TextField("Words")
    entered: list[str] = []
    _window(qtbot, field)
    field.entered.connect(entered.append)
    field.setFocus()
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "b")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert ["a\nb"] == entered


def test_words_are_text_and_nothing_else(qtbot: QtBot, theme: Theme) -> None:
    """Markup in somebody's text is shown as typed."""
    words = Words(theme, "<b>bold</b> & <img src=x>")

    assert Qt.TextFormat.PlainText == words.textFormat()


def test_an_empty_state_says_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    """Its words reach those who cannot see it."""
    empty = EmptyState(theme, "No incidents", "They appear here.", (("N", "Open one"),))
    empty.say("Nothing unread", "News shows here.")

    assert "Nothing unread. News shows here." == empty.accessibleName()


def test_a_long_key_does_not_cover_its_words(qtbot: QtBot, theme: Theme) -> None:
    """The words of every hint begin right of the widest cap."""
    long = EmptyState(theme, "None", "", (("Ctrl+Shift+I", "Sit down"), ("N", "Open")))
    long.resize(500, 200)
    cap = QRect(20, 0, theme.px(80), 200)
    words = EmptyState(theme, "None", "", (("Ctrl+Shift+I", ""), ("N", "")))
    words.resize(500, 200)

    assert words.grab(cap).toImage() == long.grab(cap).toImage()
