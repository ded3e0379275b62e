"""Memory of a frame is kept for the next where the C library can be told."""

import ctypes
import platform
import sys

import pytest

from ui import heap


def test_glibc_is_told() -> None:
    """On a Linux with glibc both limits are taken."""
    glibc = sys.platform.startswith("linux") and platform.libc_ver()[0] == "glibc"

    assert glibc is heap.keep_freed_memory()


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without mallopt, and on another system, nothing happens."""
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())

    assert not heap.keep_freed_memory()

    monkeypatch.setattr(sys, "platform", "win32")

    assert not heap.keep_freed_memory()
