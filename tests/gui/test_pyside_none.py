"""Guards the Qt binding itself: a call that returns nothing must cost nothing."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

CALLS = 200
SLACK = 20
"""References to None that unrelated code may take or drop meanwhile."""


def _references_lost(call: Callable[[], object]) -> int:
    """References to None that disappear over `CALLS` calls."""
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12"
)
def test_update_keeps_references_to_none(qtbot: QtBot) -> None:
    """A call that returns None does not drop a reference to it.

    PySide6 6.12.0 did, and killed Python 3.11 after some thousand calls.
    """
    widget = QWidget()
    qtbot.addWidget(widget)

    assert abs(_references_lost(widget.update)) < SLACK


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12"
)
def test_setters_keep_references_to_none(qtbot: QtBot) -> None:
    """A setter does not drop a reference to None either."""
    label = QLabel()
    qtbot.addWidget(label)

    assert abs(_references_lost(lambda: label.setText("a"))) < SLACK
