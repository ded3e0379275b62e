"""The ruler in the window: by key, put away, copied."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.window_room import WindowRoom


def test_the_ruler_is_taken_and_put_away_by_one_key(window_room: WindowRoom) -> None:
    """The map has the focus, so that its keys measure."""
    stage = window_room.stage
    stage.keys.trigger("measure")
    held, focused = stage.measuring.ruler, window_room.window.map.hasFocus()
    stage.keys.trigger("measure")

    assert held is not None
    assert focused or not window_room.window.isActiveWindow()
    assert stage.measuring.ruler is None


def test_escape_puts_it_away(window_room: WindowRoom) -> None:
    """One level, before anything else."""
    stage = window_room.stage
    stage.keys.trigger("measure")
    stage.step_back()

    assert stage.measuring.ruler is None


def test_what_was_measured_is_copied(window_room: WindowRoom) -> None:
    """By keys alone: Enter, arrows, Enter, Ctrl+C."""
    stage, view = window_room.stage, window_room.window.map
    view.centre_on(51.5, -0.1, 16)
    stage.keys.trigger("measure")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    stage.keys.trigger("copy_measure")
    copied = QApplication.clipboard().text()

    assert " on 090\u00b0 true" in copied
    assert copied.startswith("TQ ")
    assert f"Copied {copied}" == window_room.room.said[-1]


def test_nothing_measured_is_not_copied(window_room: WindowRoom) -> None:
    """The reason is said, and the clipboard keeps what it has."""
    stage = window_room.stage
    QApplication.clipboard().setText("kept")
    stage.keys.trigger("measure")
    stage.keys.trigger("copy_measure")

    assert "kept" == QApplication.clipboard().text()
    assert (
        "Copy what was measured: needs two points measured."
        == (window_room.room.said[-1])
    )
