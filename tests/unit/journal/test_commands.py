"""Accepted commands in memory: whole, folded into hashes, forgotten."""

import pytest

from controlroom.journal import commands
from controlroom.journal.base import Remembered
from controlroom.journal.commands import Commands


def _answer(number: int) -> Remembered:
    return Remembered(f"cmd_{number}", number, b"yes", b"mark")


def test_an_answer_of_late_is_held_whole() -> None:
    """A retry within minutes needs no disk."""
    known = Commands()
    known.add(_answer(1))

    assert _answer(1) == known.find("cmd_1")
    assert known.find("cmd_2") is None


def test_a_command_never_seen_needs_no_disk() -> None:
    """The usual case is answered by the hashes alone."""
    known = Commands(f"old_{number}" for number in range(1000))

    assert not known.may_be_older("cmd_new")
    assert known.may_be_older("old_0")
    assert known.may_be_older("old_999")


def test_older_answers_are_folded_into_hashes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Memory is bounded: the older half is kept as hashes, and asked of the disk."""
    monkeypatch.setattr(commands, "HELD_WHOLE", 10)
    known = Commands()
    for number in range(11):
        known.add(_answer(number))

    assert known.find("cmd_0") is None
    assert known.may_be_older("cmd_0")
    assert _answer(10) == known.find("cmd_10")


def test_what_was_never_durable_is_forgotten() -> None:
    """After a failed commit a retry is not told that it was done."""
    known = Commands()
    known.add(_answer(1))
    known.add(_answer(2))

    known.forget_after(1)

    assert known.find("cmd_2") is None
    assert _answer(1) == known.find("cmd_1")


def test_nothing_known_is_nothing_older() -> None:
    """An empty journal has seen no command."""

    assert not Commands().may_be_older("cmd_1")
