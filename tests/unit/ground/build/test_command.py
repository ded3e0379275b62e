"""Tests of the command: what it prints, what it refuses, what it leaves behind."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from controlroom import cli
from controlroom.ground.build.command import Telling
from tests.helpers.osm_town import write_osm_town


def _run(*arguments: str | Path) -> int:
    return cli.main(["ground", *map(str, arguments)])


def test_builds_and_shows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line of what was built; then what the pack says of itself."""
    source = write_osm_town(tmp_path / "town.osm")
    pack = tmp_path / "town.pack"

    assert 0 == _run("build", source, "-o", pack, "--name", "Testham")
    out = capsys.readouterr().out
    assert 1 == out.count("\n")
    assert "Testham" in out
    assert "1 broken outlines left out" in out

    assert 0 == _run("show", pack)
    shown = capsys.readouterr().out
    assert "© OpenStreetMap contributors" in shown
    assert "Testham" in shown


@pytest.mark.parametrize(
    ("region", "pack", "said"),
    [
        ("absent.osm", "a.pack", "there is no file"),
        ("town.osm", "nowhere/a.pack", "cannot write"),
        ("town.osm", "folder", "cannot write"),
        ("town.osm", "town.osm", "is the region itself"),
    ],
)
def test_hostile_arguments_are_refused_in_a_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    region: str,
    pack: str,
    said: str,
) -> None:
    """What cannot be read or written is named; nothing is left behind."""
    write_osm_town(tmp_path / "town.osm")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())

    assert 1 == _run("build", tmp_path / region, "-o", tmp_path / pack)
    err = capsys.readouterr().err
    assert said in err
    assert 1 == err.count("\n")
    assert before == sorted(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [(), ("build",), ("build", "a.osm"), ("dig",)])
def test_wrong_arguments_are_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """With the status of a wrong argument."""
    with pytest.raises(SystemExit) as ended:
        _run(*arguments)

    assert cli.WRONG_ARGUMENT == ended.value.code
    assert 1 == capsys.readouterr().err.count("\n")


def test_hostile_pack_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Something else under a pack's name is said to be something else."""
    (tmp_path / "a.pack").write_bytes(b"\x89PNG" * 99)

    assert 1 == _run("show", tmp_path / "a.pack")
    assert "is not a map pack" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Ctrl-C, or being asked to end, in the middle of a real build."""
    source = write_osm_town(tmp_path / "town.osm")
    program = (
        "import os, sys, signal\n"
        "from controlroom import cli\n"
        "from controlroom.ground import build\n"
        "from controlroom.ground.build import streets\n"
        "whole = streets.Streets.graph\n"
        "def stopped(self):\n"
        f"    os.kill(os.getpid(), {int(number)})\n"
        "    return whole(self)\n"
        "streets.Streets.graph = stopped\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )
    pack = tmp_path / "a.pack"
    done = subprocess.run(
        [sys.executable, "-c", program, "ground", "build", source, "-o", pack],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip

    assert cli.INTERRUPTED == done.returncode
    assert [source] == [each for each in tmp_path.iterdir() if each.name != "home"]


class _Terminal(io.StringIO):
    def __init__(self, *, seen: bool) -> None:
        super().__init__()
        self._seen = seen

    def isatty(self) -> bool:
        """Whether somebody looks."""
        return self._seen


def test_progress_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody looks the line is written over and goes at the end."""
    screen = _Terminal(seen=True)
    monkeypatch.setattr("sys.stderr", screen)
    telling = Telling()
    telling.say("reading: 5,000 ways")
    telling.say("reading: 9,000 ways")
    telling.end()
    said = screen.getvalue()

    assert "5,000 ways" in said
    assert "9,000 ways" not in said
    assert "\n" not in said
    assert said.endswith("\r")


def test_a_log_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a file a short build writes no progress at all."""
    file = _Terminal(seen=False)
    monkeypatch.setattr("sys.stderr", file)
    telling = Telling()
    telling.say("reading")
    telling.end()

    assert "" == file.getvalue()
