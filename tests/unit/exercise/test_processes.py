"""A demo's programs start, say so, and end with the demo."""

import sys
from pathlib import Path

import pytest

from controlroom.domain.errors import LinkError
from controlroom.exercise.processes import Program, own_command


def test_a_program_that_cannot_start_is_quoted(tmp_path: Path) -> None:
    """The error holds what the program itself said, on the way to the person."""
    arguments = ["--home", str(tmp_path), "--port", "99999"]
    with Program("gateway", arguments, tmp_path / "log") as program:
        with pytest.raises(LinkError) as refused:
            program.ready()

        assert "99999" in str(refused.value)


def test_ready_then_ended(tmp_path: Path) -> None:
    """A gateway says its port; leaving the block ends it."""
    arguments = ["--home", str(tmp_path / "home"), "--port", "0", "--exercise"]
    with Program("gateway", arguments, tmp_path / "log") as program:
        said = program.ready()

        assert said["pid"] == program.pid
        assert program.runs
    assert not program.runs


def test_frozen_programs_start_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frozen program is its own interpreter."""
    assert [sys.executable, "-m", "controlroom"] == own_command()
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert [sys.executable] == own_command()
