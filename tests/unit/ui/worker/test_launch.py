"""How a worker is started, from sources and from a program built into one file."""

import os
import sys

import pytest

from ui.worker.launch import map_memory, worker_command, worker_environment


def test_frozen_it_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a built product there is no python to ask for a module."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert [sys.executable, "worker"] == worker_command()


def test_it_finds_the_same_packages() -> None:
    """A worker started from any folder imports what the desk imports."""
    path = worker_environment()["PYTHONPATH"].split(os.pathsep)

    assert [each for each in sys.path if each] == path


def test_memory_that_both_map() -> None:
    """A file of zeros of the size that was asked for, which its owner removes."""
    path, memory = map_memory(8192)
    memory[:4] = b"both"

    assert (8192, b"both") == (path.stat().st_size, path.read_bytes()[:4])

    memory.close()
    path.unlink()
