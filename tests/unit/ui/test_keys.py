"""Keys and menus of the table under real key presses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.helpers.window_room import WindowRoom
from ui.actions import ACTIONS


@pytest.fixture
def pressed(window_room: WindowRoom, qtbot: QtBot) -> WindowRoom:
    """The window with the focus on the map."""
    window_room.window.activateWindow()
    window_room.window.map.setFocus()
    qtbot.waitUntil(window_room.window.map.hasFocus)
    return window_room


def _press(room: WindowRoom, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier
    QTest.keyClick(
        QApplication.focusWidget() or room.window, key,
        modifier.ShiftModifier if shift else modifier.NoModifier,
    )  # fmt: skip


def test_one_key_opens_an_incident(pressed: WindowRoom) -> None:
    """N, from wherever the focus is."""
    _press(pressed, Qt.Key.Key_N)

    assert "new_incident" == pressed.window.incident.form.name


def test_a_number_chooses_and_enter_sends(pressed: WindowRoom) -> None:
    """1, 2, Enter: two units are on their way."""
    pressed.room.selection.select_incident("inc_4531")
    _press(pressed, Qt.Key.Key_1)
    _press(pressed, Qt.Key.Key_2)
    _press(pressed, Qt.Key.Key_Return)
    pressed.room.turn()

    assert 2 == len(pressed.room.frame.picture.incidents["inc_4531"].assignments)


def test_f1_accepts_an_emergency(pressed: WindowRoom) -> None:
    """One key, whatever has the focus."""
    alarm_id = pressed.room.scene.emergency("unit_cn24", 4533)
    pressed.room.turn()
    _press(pressed, Qt.Key.Key_F1)
    pressed.room.turn()

    assert "per_ash" == pressed.room.frame.picture.alarms[alarm_id].accepted_by


def test_a_key_that_does_nothing_now_says_why(pressed: WindowRoom) -> None:
    """No control that does nothing."""
    _press(pressed, Qt.Key.Key_S)

    assert ["Stand down: needs a selected unit."] == pressed.room.said


def test_f6_walks_the_panels(pressed: WindowRoom, qtbot: QtBot) -> None:
    """Forward and back, and exactly one has the focus."""
    window = pressed.window
    _press(pressed, Qt.Key.Key_F6)
    on = QApplication.focusWidget()
    forward = on is not None and window.incident.isAncestorOf(on)
    _press(pressed, Qt.Key.Key_F6, shift=True)
    back = window.map.hasFocus()
    _press(pressed, Qt.Key.Key_F6, shift=True)

    assert (True, True, True) == (forward, back, window.queue.view.hasFocus())


def test_every_action_of_a_menu_can_be_triggered(
    pressed: WindowRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is selected or not, every row does something or says why not."""
    monkeypatch.setattr(pressed.window, "close", lambda: True)
    silent = []
    for action in ACTIONS:
        said = len(pressed.room.said)
        why_not = pressed.stage.keys.why_not(action.name)
        pressed.stage.keys.trigger(action.name)
        if why_not and len(pressed.room.said) == said:
            silent.append(action.name)
        pressed.stage.step_back()

    assert [] == silent


def test_a_disabled_row_still_says_why_by_key(pressed: WindowRoom) -> None:
    """A menu that was open leaves no key dead."""
    menu = pressed.window.menus.findChildren(QMenu)[2]
    menu.aboutToShow.emit()
    menu.aboutToHide.emit()
    _press(pressed, Qt.Key.Key_T)

    assert ["Set the radio state: needs a selected unit."] == pressed.room.said
