"""The command line: every command has help with an example, mistakes are one line."""

import argparse
import sys

import pytest

from controlroom import __version__, cli
from controlroom.domain.errors import ConfigError


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = cli.main(arguments)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """In one page, with examples, without loading any of them."""
    status, out, _ = _run(capsys, "--help")

    assert 0 == status
    assert "examples:" in out
    for command in cli.COMMANDS:
        assert command.name in out


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """For a report of a fault."""

    assert (0, f"controlroom {__version__}\n", "") == _run(capsys, "--version")


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_an_example(
    capsys: pytest.CaptureFixture[str], command: cli.Command
) -> None:
    """Nobody has to guess."""
    status, out, _ = _run(capsys, command.name, "--help")

    assert 0 == status
    assert "example" in out
    assert f"controlroom {command.name}" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("user", "nonsense"),
        ("user", "add"),
        ("user", "add", "Ann", "--login", "ann", "--role", "king"),
        ("device", "add", "--door", "window", "--kind", "phone"),
        ("verify", "--nonsense"),
        ("backup",),
        ("check-config",),
    ],
    ids=" ".join,
)
def test_a_wrong_argument_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """What is wrong and where the help is."""
    status, out, err = _run(capsys, *arguments)

    assert 2 == status
    assert "" == out
    assert 1 == err.count("\n")
    assert "--help)" in err


def test_what_the_environment_did_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No traceback for a file that is not there."""
    status, _, err = _run(capsys, "check-config", "/nowhere/gateway.toml")

    assert 1 == status
    assert "controlroom: /nowhere/gateway.toml: No such file or directory\n" == err


def test_no_command_is_the_desk() -> None:
    """`controlroom` alone opens it; options alone are the desk's."""

    assert cli.names_no_command([])
    assert cli.names_no_command(["--home", "/x"])
    assert not cli.names_no_command(["--help"])
    assert not cli.names_no_command(["verify", "--home", "/x"])


def test_a_program_of_its_own_may_mean_another_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`controlroom-gateway` alone is the gateway, and still takes every command."""
    with pytest.raises(SystemExit):
        cli.main(["--port", "none"], otherwise="gateway")
    said = capsys.readouterr().err

    assert said.startswith("controlroom gateway: argument --port:")

    with pytest.raises(SystemExit):
        cli.main(["verify", "--home"], otherwise="gateway")
    said = capsys.readouterr().err

    assert said.startswith("controlroom verify: ")


def test_a_desk_starts_its_helper_by_a_word_that_no_help_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A built program has no Python to start it with; people never need the word."""
    given: list[list[str]] = []

    def run(argv: list[str]) -> int:
        given.append(argv)
        return 3

    monkeypatch.setattr("ui.worker.main.run", run)

    assert 3 == cli.main(["worker", "--desk", "here"])
    assert [["--desk", "here"]] == given
    assert "worker" not in _run(capsys, "--help")[1]


def test_only_the_asked_command_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Help waits for no Qt and no server."""
    loaded: list[str] = []

    def load(command: cli.Command) -> object:
        loaded.append(command.name)
        return lambda _: None

    monkeypatch.setattr(cli, "load", load)
    cli.parser_for(["verify"])

    assert ["verify"] == loaded


@pytest.mark.parametrize(
    ("raised", "status"),
    [(KeyboardInterrupt(), 130), (ConfigError("no"), 1), (BrokenPipeError(), 1)],
)
def test_an_end_by_the_person_or_the_environment_is_quiet(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    raised: BaseException,
    status: int,
) -> None:
    """Ctrl-C, a closed pipe, a known error: a status, at most a line."""

    def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        def run(_: argparse.Namespace) -> int:
            raise raised

        subparsers.add_parser("verify").set_defaults(run=run)

    monkeypatch.setattr(cli, "load", lambda _: add)
    monkeypatch.setattr(sys, "argv", ["controlroom", "verify"])
    if isinstance(raised, BrokenPipeError):
        monkeypatch.setattr("sys.stdout.close", lambda: None, raising=False)

    assert status == cli.main()
    assert capsys.readouterr().err.count("\n") <= 1
