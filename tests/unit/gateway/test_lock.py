"""Who runs in a folder."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from controlroom.config import Home
from controlroom.gateway.lock import (
    Running,
    read_lock,
    read_token,
    remove_lock,
    write_lock,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A folder of its own."""
    home = Home(tmp_path / "home")
    home.create()
    return home


def test_found_while_it_runs(home: Home) -> None:
    """Whoever looks finds process, port and epoch, and the owner's key."""
    running = Running(pid=os.getpid(), port=7443, epoch="e1")
    write_lock(home, running, "the admin token")

    assert running == read_lock(home)
    assert "http://127.0.0.1:7443" == running.url
    assert "the admin token" == read_token(home.admin_token)

    remove_lock(home)
    remove_lock(home)

    assert read_lock(home) is None
    assert "" == read_token(home.admin_token)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files by lists, not modes")
def test_only_the_owner_reads_it(home: Home) -> None:
    """No other account of the machine can read the key."""
    write_lock(home, Running(pid=os.getpid(), port=1, epoch="e"), "secret")

    assert 0o600 == stat.S_IMODE(home.admin_token.stat().st_mode)


def test_where_it_is_found() -> None:
    """An address of the newer kind stands in brackets; a locked door says https."""
    here = Running(pid=1, port=7443, epoch="e", host="::1", scheme="https")

    assert "https://[::1]:7443" == here.url


def test_a_killed_gateway_is_not_found(home: Home) -> None:
    """A file left behind names a process that is gone."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    write_lock(home, Running(pid=gone.pid, port=1, epoch="e"), "secret")

    assert read_lock(home) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', "\x00\xff"])
def test_hostile_lock_file(home: Home, text: str) -> None:
    """Whatever stands in the file is no gateway, and no error."""
    home.lock.write_text(text, encoding="utf-8")

    assert read_lock(home) is None


def test_hostile_token_file(home: Home) -> None:
    """A file that is no text is no token."""
    home.admin_token.write_bytes(b"\xff\xfe\x00")

    assert "" == read_token(home.admin_token)
