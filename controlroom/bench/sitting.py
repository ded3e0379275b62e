"""A desk in a process of its own: the real window on a real gateway, worked by keys.

Run as a program by `controlroom bench desk`: prints its rows as JSON lines.
"""

import argparse
import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.bench.intake import intake_rows
from controlroom.bench.keyboard import Keyboard
from controlroom.bench.loop import turn_for, turn_until
from controlroom.bench.rows import (
    BenchRow,
    Share,
    bench_row,
    memory_mb,
    percentile,
)
from ui.app import DeskApp, DeskOptions, make_application
from ui.rows import RowView

READY_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What a desk is opened on and how long it is worked."""

    url: str
    token_file: str
    home: str
    pack: str
    units: int
    incidents: int
    presses: int
    sorts: int
    seconds: float
    settle_s: float


WORDS = ("b", "b1", "b12", "h patrol", "")
"""What is typed into the board's filter, one after another."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key that is measured: what it does, where it starts from, what shows it."""

    words: str
    key: Qt.Key
    before: Callable[[], object]
    """Brings the window to where the key is pressed; not measured."""
    shown_by: Callable[[], list[QWidget]]
    after: Callable[[], object]


def main() -> None:
    """Open the desk that the command line describes and print its rows."""
    parser = argparse.ArgumentParser(prog="controlroom.bench.sitting")
    parser.add_argument("sitting", help="what to open, JSON")
    asked = msgspec.json.decode(parser.parse_args().sitting, type=Sitting)
    for row in sit(asked):
        print(json.dumps(row), flush=True)


def command_words(sitting: Sitting) -> list[str]:
    """Return the arguments of this program."""
    return ["-m", "controlroom.bench.sitting", json.dumps(asdict(sitting))]


def sit(asked: Sitting) -> Iterator[BenchRow]:
    """Yield desk.cpu, key, sort and group_p99, intake_p99, first_assign and rss."""
    make_application(["bench"])
    desk = DeskApp(
        DeskOptions(
            gateway_url=asked.url,
            token=Path(asked.token_file).read_text("utf-8").strip(),
            folder=Path(asked.home),
            desk_name="Bench",
            pack=Path(asked.pack),
        )
    )
    desk.open()
    try:
        turn_until(lambda: is_alive(desk, asked), READY_S)
        turn_for(asked.settle_s)
        case: dict[str, object] = {
            "units": asked.units,
            "incidents": asked.incidents,
            "platform": QApplication.platformName(),
        }
        worker = desk.window.map.worker
        pids = [os.getpid()]
        pids += [worker.process_id] if worker and worker.process_id else []
        share = Share(*pids)
        turn_for(asked.seconds)
        yield bench_row("desk.cpu", share.percent(), "% of a core", **case)
        yield from _keys(desk, asked, case)
        yield from _sorts(desk, asked, case)
        yield from intake_rows(desk.window, desk.stage, case)
        memory = sum(memory_mb(pid) for pid in pids)
        yield bench_row("desk.rss", memory, "MB", **case)
    finally:
        desk.shut()


def is_alive(desk: DeskApp, asked: Sitting) -> bool:
    """True once force and incidents are there and the ground is painted."""
    picture, stage = desk.frame.picture, desk.window.map.stage
    there = (
        len(picture.units) >= asked.units and len(picture.incidents) >= asked.incidents
    )
    return there and desk.frame.fixes > 0 and stage.ground.is_whole


def _keys(desk: DeskApp, asked: Sitting, case: dict[str, object]) -> Iterator[BenchRow]:
    keyboard = Keyboard(desk.window)
    every_ms: list[float] = []
    for stroke in strokes(desk, keyboard):
        times_ms = []
        for _ in range(asked.presses):
            stroke.before()
            times_ms.append(keyboard.press(stroke.key, stroke.shown_by()))
            stroke.after()
        every_ms += times_ms
        yield from _waits("key", times_ms, {**case, "key": stroke.words})
    yield from _waits("key", every_ms, {**case, "key": "all of these"})


def strokes(desk: DeskApp, keyboard: Keyboard) -> list[Stroke]:
    """Return what a dispatcher presses all day, each with what shows it."""
    window, stage = desk.window, desk.stage
    queue, units = window.queue, window.units
    offers, form = window.incident.assign.view, window.incident.form
    found = stage.command.findChildren(RowView)[0]

    def nothing() -> None:
        """Stay where the last key led."""

    def leave() -> None:
        keyboard.type(Qt.Key.Key_Escape)

    def leave_for_queue() -> None:
        leave()
        queue.focus_body()

    def typed() -> None:
        if not stage.command.isVisible():
            keyboard.type(Qt.Key.Key_Slash)
        stage.command.line.clear()

    return [
        Stroke(
            "Down: next incident", Qt.Key.Key_Down, queue.focus_body,
            lambda: [queue.view.viewport(), offers.viewport()], nothing,
        ),
        Stroke(
            "1: choose a unit", Qt.Key.Key_1, queue.focus_body,
            lambda: [offers.viewport()], nothing,
        ),
        Stroke(
            "/: command bar", Qt.Key.Key_Slash, queue.focus_body,
            lambda: [stage.command], leave,
        ),
        Stroke(
            "B in it: a callsign", Qt.Key.Key_B, typed, lambda: [found.viewport()],
            nothing,
        ),
        Stroke(
            "N: new incident", Qt.Key.Key_N,
            leave_for_queue, lambda: [form], leave,
        ),
        Stroke(
            "Down: next unit", Qt.Key.Key_Down, units.focus_body,
            lambda: [units.view.viewport(), window.map], nothing,
        ),
    ]  # fmt: skip


def _sorts(
    desk: DeskApp, asked: Sitting, case: dict[str, object]
) -> Iterator[BenchRow]:
    """Queue and board worked out anew: filtered, sorted, grouped, laid out."""
    queue, board = desk.window.queue, desk.window.board
    words, modes = itertools.cycle(WORDS), itertools.cycle(("state", "sector"))
    works: tuple[tuple[str, dict[str, object], Callable[[], None]], ...] = (
        ("sort", {}, lambda: queue.show_only("all")),
        ("sort", {"list": "board"}, lambda: board.filter_by(next(words))),
        ("group", {"list": "board"}, lambda: board.group_by(next(modes))),
    )
    for name, what, work in works:
        times_ms: list[float] = []
        for _ in range(asked.sorts):
            began_s = time.perf_counter()
            work()
            times_ms.append((time.perf_counter() - began_s) * 1e3)
            turn_for(0.02)
        yield from _waits(name, times_ms, {**case, **what})


def _waits(
    name: str, times_ms: list[float], case: dict[str, object]
) -> Iterator[BenchRow]:
    for percent in (50, 99):
        value = percentile(times_ms, percent)
        yield bench_row(f"desk.{name}_p{percent}", value, "ms", **case)


if __name__ == "__main__":
    main()
