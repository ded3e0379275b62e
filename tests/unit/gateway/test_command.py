"""The command `controlroom gateway`."""

import argparse
from pathlib import Path

import pytest

from controlroom.config import GatewayConfig, Home
from controlroom.domain.errors import ConfigError
from controlroom.gateway import command
from controlroom.gateway.app import Running

Asked = tuple[Home, GatewayConfig, Running]


def _parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    return parser.parse_args(["gateway", *words])


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> Asked:
    started: list[Asked] = []

    def run(home: Home, config: GatewayConfig, running: Running) -> int:
        started.append((home, config, running))
        return 0

    monkeypatch.setattr(command, "run", run)
    asked = _parse(*words)

    assert 0 == asked.run(asked)
    return started[0]


def test_what_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder, port and kind of room are taken from the words."""
    home, config, running = _run(
        monkeypatch, "--home", str(tmp_path), "--port", "0", "--exercise", "--rate",
        "10", "--private",
    )  # fmt: skip

    assert tmp_path == home.folder
    assert "127.0.0.1" == config.host
    assert Running(port=0, private=True, exercise=True, rate=10.0) == running


def test_its_own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --config the folder's own file counts."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "gateway.toml").write_text("port = 1234\n")

    assert 1234 == _run(monkeypatch, "--home", str(tmp_path))[1].port


@pytest.mark.parametrize(
    "words",
    [
        ("--port", "70000"),
        ("--port", "x"),
        ("--rate", "0"),
        ("--rate", "-1"),
        ("--rate", "nan"),
        ("--speed", "2"),
    ],
)
def test_hostile_words(words: tuple[str, ...]) -> None:
    """A wrong argument ends with status 2."""
    with pytest.raises(SystemExit) as ended:
        _parse(*words)

    assert 2 == ended.value.code


def test_a_live_room_keeps_the_time_of_day(tmp_path: Path) -> None:
    """Another rate is for an exercise alone."""
    asked = _parse("--home", str(tmp_path), "--rate", "2")

    with pytest.raises(ConfigError, match="exercise"):
        asked.run(asked)


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks for help gets something to copy."""
    with pytest.raises(SystemExit):
        _parse("--help")

    assert "controlroom gateway --config" in capsys.readouterr().out
