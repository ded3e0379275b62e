"""One errand in a process of its own: it ends well, ends badly, or is ended."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import turn_until
from tests.helpers.processes import hold
from ui.worker import errand as module
from ui.worker.errand import Errand

LATE_MS = 60_000


class Sent:
    """An errand and what came of it."""

    def __init__(self, late_ms: int = LATE_MS) -> None:
        self.errand = Errand(late_ms)
        self.came: list[tuple[bytes, bool]] = []
        self.errand.done.connect(lambda *done: self.came.append(done))

    def wait(self) -> tuple[bytes, bool]:
        """Return what came in the end."""
        assert turn_until(lambda: bool(self.came))
        return self.came[-1]


@pytest.fixture
def sent(qtbot: QtBot) -> Iterator[Sent]:
    """An errand that is ended with the test."""
    sent = Sent()
    yield sent
    sent.errand.stop()


def test_what_it_says_is_handed_over(sent: Sent, tmp_path: Path) -> None:
    """It ran, it said something, it ended well; another may follow."""
    for _ in range(2):
        sent.came.clear()
        words = ["--read", str(tmp_path / "no"), "--into", str(tmp_path / "x")]
        sent.errand.start(words)
        assert sent.errand.process_id > 0
        said, well = sent.wait()

        assert well
        assert b"fault" in said
        assert not sent.errand.is_running
        assert 0 == sent.errand.process_id


def test_what_ends_badly_did_not_end_well(sent: Sent) -> None:
    """A sheet that is none: the process says so by how it ends."""
    sent.errand.start(["--print"], b"not a sheet")

    assert (b"", False) == sent.wait()


def test_a_program_that_is_not_there(
    sent: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told once, and the next errand may begin."""
    monkeypatch.setattr(module, "worker_command", lambda: [str(tmp_path / "no")])
    sent.errand.start(["--print"], b"{}")

    assert (b"", False) == sent.wait()
    assert 1 == len(sent.came)
    assert not sent.errand.is_running


def test_one_that_was_killed(sent: Sent) -> None:
    """By the system, for want of memory or otherwise: it did not end well."""
    sent.errand.start(["--print"], b"{}" * 1_000_000)
    hold(sent.errand.process_id)
    os.kill(sent.errand.process_id, 9)

    assert (b"", False) == sent.wait()
    assert 1 == len(sent.came)


def test_what_takes_too_long_is_ended(qtbot: QtBot) -> None:
    """Nobody waits for ever."""
    sent = Sent(late_ms=1)
    sent.errand.start(["--print"])

    assert (b"", False) == sent.wait()


def test_one_that_was_stopped_says_nothing(sent: Sent) -> None:
    """Whoever ends it knows; the process is gone when `stop` returns."""
    sent.errand.start(["--print"])
    process_id = sent.errand.process_id
    hold(process_id)
    sent.errand.stop()
    sent.errand.stop()

    assert not Path(f"/proc/{process_id}").exists()
    assert [] == sent.came
