"""Windows that earlier tests left on the screen."""

from PySide6.QtWidgets import QApplication


def hide_left_windows() -> None:
    """Hide them: a program ends with its last window, and theirs would be the last."""
    for window in QApplication.topLevelWidgets():
        window.hide()
