"""An exercise's commands take what they promise and refuse the rest in one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from controlroom.cli import main
from controlroom.exercise.app import kept_or_temporary, own_address
from controlroom.exercise.stage import write_configuration
from controlroom.ground.pack import Pack
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S


@pytest.mark.parametrize(
    "words",
    [
        ["demo", "--units", "0"],
        ["demo", "--units", "15001"],
        ["demo", "--speed", "61"],
        ["demo", "--speed", "fast"],
        ["replay", "x.gpx", "--speed", "601"],
        ["replay"],
        ["exercise", "--units", "many"],
    ],
)
def test_wrong_arguments_are_one_line_and_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names the argument; nothing was started."""
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert 2 == ended.value.code
    assert 1 == len(capsys.readouterr().err.strip().splitlines())


@pytest.mark.parametrize("name", ["demo", "exercise", "replay"])
def test_every_command_has_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """--help shows how it is called."""
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert 0 == ended.value.code
    assert f"  controlroom {name}" in capsys.readouterr().out


def test_without_a_gateway_an_exercise_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No gateway in the folder: one line and status 1."""
    assert 1 == main(["exercise", "--home", str(tmp_path)])
    assert "no gateway runs" in capsys.readouterr().err


def test_an_exercise_says_when_it_lives_and_ends_when_told(
    tmp_path: Path, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One JSON line once positions flow; SIGTERM ends it with status 0."""
    cache = tmp_path / "cache" / "controlroom"
    cache.mkdir(parents=True)
    (cache / city.name).symlink_to(city)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Pack.open(city) as pack:
        text = write_configuration(tmp_path, pack).read_text()
    with GatewayProcess(tmp_path, "--exercise", config=text):
        command = [sys.executable, "-m", "controlroom", "exercise"]
        force = subprocess.Popen(
            [*command, "--home", str(tmp_path), "--units", "20", "--guests"],
            stdout=subprocess.PIPE,
        )
        try:
            said = json.loads(force.stdout.readline()) if force.stdout else {}
        finally:
            force.terminate()
            status = force.wait(PATIENCE_S)
            if force.stdout:
                force.stdout.close()

    assert 20 == said["units"]
    assert {"GUEST1", "GUEST2"} == set(said["guests"])
    assert 0 == status


def test_a_folder_is_kept_only_when_asked_for(tmp_path: Path) -> None:
    """A temporary one is gone afterwards, a named one stays."""
    with kept_or_temporary(None) as temporary:
        assert temporary.is_dir()
    with kept_or_temporary(str(tmp_path / "kept")) as kept:
        pass

    assert not temporary.exists()
    assert kept.is_dir()


def test_own_address_is_one() -> None:
    """Four numbers, whatever the network."""
    assert 4 == len(own_address().split("."))
