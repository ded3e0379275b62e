"""One map on the bench: every part it was asked for, and no other."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from controlroom.bench.mapping import Mapping, closed_loop, measure, paced


def test_every_part_gives_its_rows(qtbot: QtBot, city: Path) -> None:
    """A few pictures of each part; the case says what was measured."""
    asked = Mapping(
        pack=str(city), units=60, pixels=(640, 480), runs=2, frames=6, picks=3,
        paced_s=0.2, unpainted=5, panning_s=1.2, settle_s=0.1, sample_s=0.2,
    )  # fmt: skip
    rows = list(measure(asked))

    assert [
        "map.frame_p50", "map.frame_p99", "map.frame_cpu", "map.pick_p99",
        "map.cpu_paced", "map.cpu_paced", "map.frame_max", "map.memory_slope",
    ] == [row["name"] for row in rows]  # fmt: skip
    assert {"units": 60, "platform": "offscreen", "size": "640x480", "scale": 100} == {
        key: rows[0]["case"][key] for key in ("units", "platform", "size", "scale")
    }
    assert ["pans", "off"] == [row["case"]["hand"] for row in rows[4:6]]


def test_nothing_asked_nothing_measured(qtbot: QtBot, city: Path) -> None:
    """A part of no length is left out."""

    assert [] == list(measure(Mapping(pack=str(city), units=5, pixels=(320, 200))))


def test_a_closed_loop_turns_so_often(qtbot: QtBot) -> None:
    """Each turn is told its number and timed."""
    numbers: list[int] = []

    assert 4 == len(closed_loop(numbers.append, 4))
    assert [0, 1, 2, 3] == numbers


def test_a_paced_loop_turns_at_least_once(qtbot: QtBot) -> None:
    """However short the time is, one picture is made and counted."""
    numbers: list[int] = []

    assert paced(numbers.append, 0.0) == len(numbers) == 1
