"""Errors inside Qt's overrides end at a named door."""

import logging
import sys

import pytest

from ui import guard
from ui.guard import failures, guarded, guarded_with, install_excepthook


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_failed", {})


def test_what_an_override_raises_is_logged_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A failure is logged once with its place, counted each time, and never raised."""

    @guarded
    def paint() -> None:
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        paint()
        paint()

    assert [2] == list(failures().values())
    assert 1 == len(caplog.records)


def test_an_override_with_an_answer_gives_another_one() -> None:
    """Where Qt wants an answer it gets the stated one."""

    @guarded_with(otherwise=False)
    def event() -> bool:
        raise ValueError

    assert event() is False


def test_what_does_not_fail_passes() -> None:
    """A working override is untouched."""

    @guarded_with(otherwise=0)
    def answer() -> int:
        return 42

    assert 42 == answer()
    assert {} == failures()


def test_ctrl_c_is_no_failure() -> None:
    """An interrupt leaves through the door as it is."""

    @guarded
    def wait() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wait()


def test_a_slot_that_raises_ends_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What a slot raises reaches the log; an interrupt reaches the hook before."""
    ended: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: ended.append(kind))
    install_excepthook()
    with caplog.at_level(logging.ERROR):
        sys.excepthook(ValueError, ValueError("slot"), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert "a slot failed; the window goes on" in caplog.text
    assert [KeyboardInterrupt] == ended
