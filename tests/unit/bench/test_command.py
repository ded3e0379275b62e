"""`controlroom bench`: which benchmarks there are and what they print."""

import json
import os
import sys
from collections.abc import Iterator

import pytest

from controlroom import cli
from controlroom.bench import command
from controlroom.bench.rows import BenchRow, bench_row

ROWS = (
    bench_row("desk.rss", 213.4, "MB", units=200),
    bench_row("desk.rss", 512, "MB", units=200),
)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two known rows instead of minutes of work; names of what was asked for."""
    asked: list[str] = []

    def load(name: str) -> command.Run:
        asked.append(name)
        return lambda: iter(ROWS)

    monkeypatch.setattr(command, "load", load)
    monkeypatch.setattr("os.getloadavg", lambda: (0.0, 0.0, 0.0))
    return asked


def test_every_promised_name_is_there() -> None:
    """`make bench` runs these six."""

    assert ["map", "gateway", "journal", "desk", "recommend", "ground"] == [
        each.name for each in command.BENCHES
    ]


@pytest.mark.parametrize("name", [each.name for each in command.BENCHES])
def test_every_benchmark_can_be_loaded(name: str) -> None:
    """A row of the list that names nothing is found here."""

    assert callable(command.load(name))


def test_json_is_one_object_a_line(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """For programs: rows and nothing else."""
    status = cli.main(["bench", "desk", "--json"])
    said = capsys.readouterr()

    assert 0 == status
    assert list(ROWS) == [json.loads(line) for line in said.out.splitlines()]
    assert "" == said.err
    assert ["desk"] == measured


def test_without_json_people_get_a_table(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Head, rows, and how many targets were missed; a miss is no failure."""
    status = cli.main(["bench", "desk"])
    lines = capsys.readouterr().out.splitlines()

    assert 0 == status
    assert lines[0].startswith("figure")
    assert ["≤ 400  holds", "≤ 400  MISSED"] == [
        line[line.index("≤") :].split("  units")[0].strip() for line in lines[1:3]
    ]
    assert "1 of 2 targets missed." == lines[-1]


def test_rows_are_printed_as_they_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Minutes of work that fail at the end have still said what they measured."""

    def rows() -> Iterator[BenchRow]:
        yield ROWS[0]
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        command.print_json(rows())

    assert ROWS[0] == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("map", "--csv")])
def test_what_does_not_exist_is_refused(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, status 2."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["bench", *arguments])

    assert 2 == ended.value.code
    assert 1 == capsys.readouterr().err.count("\n")


def test_a_busy_machine_is_said(
    measured: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On standard error, so that rows stay rows."""
    monkeypatch.setattr("os.getloadavg", lambda: (7.5, 0.0, 0.0))
    cli.main(["bench", "desk", "--json"])
    said = capsys.readouterr()

    assert "busy (load 7.5" in said.err
    assert 2 == len(said.out.splitlines())


def test_a_packaged_program_says_what_it_lacks(
    measured: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It has no interpreter to start benchmark programs with."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert 1 == cli.main(["bench", "desk"])
    assert "installed for Python" in capsys.readouterr().err
    assert [] == measured


def test_without_a_screen_windows_are_offscreen(
    measured: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the build; a screen that is there is used."""
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    cli.main(["bench", "desk", "--json"])
    with_screen = _platform()
    monkeypatch.delenv("DISPLAY")
    cli.main(["bench", "desk", "--json"])

    assert (None, "offscreen") == (with_screen, _platform())


def _platform() -> str | None:
    return os.environ.get("QT_QPA_PLATFORM")
