"""What a demo started ends with it, even when the demo had no chance to say so."""

import subprocess
import sys
from pathlib import Path

import pytest

from controlroom.leaving import is_alive
from tests.helpers.waiting import PATIENCE_S, wait_for

PARENT = """
import subprocess, sys, time
from pathlib import Path
from controlroom.exercise.processes import Program
home = Path(sys.argv[1])
program = Program("gateway", ["--home", str(home), "--port", "0"], home / "log")
program.ready()
print(program.pid, flush=True)
time.sleep(60)
"""


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_a_killed_parent_takes_its_programs_along(tmp_path: Path) -> None:
    """After kill -9 of the parent the gateway ends by itself, in order."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE
    )
    try:
        gateway = int(parent.stdout.readline()) if parent.stdout else 0
    finally:
        parent.kill()
        parent.wait()
        if parent.stdout:
            parent.stdout.close()
    wait_for(lambda: not _runs(gateway))

    assert not (tmp_path / "gateway.lock").exists()


def test_nobody_named_nobody_watched() -> None:
    """A gateway started by hand outlives the shell that started it."""
    words = "import threading; from controlroom.leaving import leave_with_parent as go"
    done = subprocess.run(
        [sys.executable, "-c", f"{words}; go(); print(threading.active_count())"],
        capture_output=True,
        check=True,
        timeout=PATIENCE_S,
    )

    assert b"1" == done.stdout.strip()


def test_who_runs_is_asked_without_harm() -> None:
    """A process that runs is alive and goes on; one that ended is not."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    running = is_alive(child.pid)
    child.communicate(b"\n")

    assert running
    assert 0 == child.returncode
    assert not is_alive(child.pid)


def test_on_windows_whoever_connects_finds_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """To ask there would end the process."""
    monkeypatch.setattr("controlroom.leaving.os.name", "nt")

    assert is_alive(999_999_999)
