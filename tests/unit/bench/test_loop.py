"""Waiting without standing still."""

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from controlroom.bench.loop import turn_for, turn_until


def test_the_loop_turns_until_something_holds(qtbot: QtBot) -> None:
    """Timers fire meanwhile."""
    fired: list[int] = []
    QTimer.singleShot(10, lambda: fired.append(1))
    turn_until(lambda: bool(fired))

    assert [1] == fired


def test_what_holds_already_needs_no_turn(qtbot: QtBot) -> None:
    """Nothing is waited for."""
    fired: list[int] = []
    QTimer.singleShot(0, lambda: fired.append(1))
    turn_until(lambda: True)

    assert [] == fired


def test_what_never_holds_is_an_error(qtbot: QtBot) -> None:
    """With the seconds that were waited."""
    with pytest.raises(TimeoutError, match=r"0\.05 s"):
        turn_until(lambda: False, 0.05)


def test_the_loop_turns_for_a_while(qtbot: QtBot) -> None:
    """At least as long as it was told."""
    began_s = time.monotonic()
    turn_for(0.05)

    assert time.monotonic() - began_s >= 0.045
