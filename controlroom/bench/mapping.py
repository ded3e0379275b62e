"""The map in a process of its own: the real widget, its ground, plates and worker.

Run as a program by `controlroom bench map`: prints its rows as JSON lines.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from statistics import median

import msgspec
import numpy as np
from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from controlroom.bench.feed import FRAME_HZ, Feed
from controlroom.bench.loop import turn_for, turn_until
from controlroom.bench.rows import (
    BenchRow,
    Share,
    bench_row,
    median_percentile,
    own_memory_mb,
    percentile,
)
from controlroom.ground.pack import Pack
from ui.app import make_application
from ui.collector import Collector
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme

CITY_ZOOM, STREET_ZOOM = 12.6, 16.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What map is measured and how long; a part of no length is left out.

    pixels: device pixels of the view, width and height.
    """

    pack: str
    units: int
    pixels: tuple[int, int] = (1920, 1080)
    runs: int = 3
    frames: int = 0
    picks: int = 0
    paced_s: float = 0.0
    unpainted: int = 0
    """Pictures panned over ground that nobody painted yet."""
    panning_s: float = 0.0
    settle_s: float = 0.0
    """Of the panning, before memory counts."""
    sample_s: float = 1.0


def main() -> None:
    """Open the map that the command line describes and print its rows."""
    parser = argparse.ArgumentParser(prog="controlroom.bench.mapping")
    parser.add_argument("mapping", help="what to open, JSON")
    asked = msgspec.json.decode(parser.parse_args().mapping, type=Mapping)
    for row in measure(asked):
        print(json.dumps(row), flush=True)


def command_words(mapping: Mapping) -> list[str]:
    """Return the arguments of this program."""
    return ["-m", "controlroom.bench.mapping", json.dumps(asdict(mapping))]


def measure(asked: Mapping) -> Iterator[BenchRow]:
    """Yield map.frame_p50, _p99 and _cpu, map.pick_p99, map.cpu_paced and so on."""
    application = make_application(["bench"])
    with Pack.open(asked.pack) as pack:
        feed, centre = Feed(pack.graph(), asked.units), pack.centre
    table = Table(asked, feed, centre)
    try:
        yield from table.rows()
    finally:
        table.clear()
        del application


class Table:
    """The map on the bench: opened on construction, cleared away once."""

    def __init__(self, asked: Mapping, feed: Feed, centre: tuple[float, float]) -> None:
        self.asked, self.feed, self.centre = asked, feed, centre
        self.view = MapView(Theme.load("dark"), feed, Selection())
        ratio = self.view.devicePixelRatioF()
        self.view.resize(*(round(side / ratio) for side in asked.pixels))
        self.view.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.view.show()
        self.view.set_pack(asked.pack)
        self._collector = Collector(self.view)
        self._collector.begin()
        self.case: dict[str, object] = {
            "units": asked.units,
            "platform": QApplication.platformName(),
            "size": "x".join(str(round(side * ratio)) for side in self._size()),
            "scale": round(100 * ratio),
        }
        turn_until(self._is_painted)

    def clear(self) -> None:
        """End the worker, close the window."""
        self._collector.end()
        self.view.shut()
        self.view.close()

    def rows(self) -> Iterator[BenchRow]:
        """Yield the rows of every part that was asked for."""
        asked = self.asked
        if asked.frames:
            yield from self._frames()
        if asked.picks:
            yield self._picks()
        if asked.paced_s:
            yield from self._paced()
        if asked.unpainted:
            yield self._unpainted()
        if asked.panning_s:
            yield self._memory()

    def _frames(self) -> Iterator[BenchRow]:
        """Every frame pans and zooms with all units in view; closed loop."""
        runs, frames = self.asked.runs, self.asked.frames
        self.feed.prepare(frames)
        closed_loop(self._wander, frames // 2)  # warm: squares, sprites, pages
        turn_until(self._is_painted)
        times_ms: list[float] = []
        cpu_ms: list[float] = []
        for _ in range(runs):
            self.feed.prepare(frames)
            began_s = time.thread_time()
            times_ms += closed_loop(self._wander, frames)
            cpu_ms.append((time.thread_time() - began_s) / frames * 1e3)
        case = {**self.case, "runs": runs}
        for percent in (50, 99):
            value = median_percentile(times_ms, percent, runs)
            yield bench_row(f"map.frame_p{percent}", value, "ms", **case)
        yield bench_row("map.frame_cpu", median(cpu_ms), "ms", **case)

    def _picks(self) -> BenchRow:
        """What is under the pointer, wherever it points."""
        chance = np.random.default_rng(2)
        times_ms = []
        for _ in range(self.asked.picks):
            x, y = chance.random(2) * self._size()
            began_s = time.perf_counter()
            self.view.found_at(QPointF(x, y))
            times_ms.append((time.perf_counter() - began_s) * 1e3)
        return bench_row("map.pick_p99", percentile(times_ms, 99), "ms", **self.case)

    def _paced(self) -> Iterator[BenchRow]:
        """Sixty pictures a second, each panned and zoomed; then nobody touches it."""
        pids = self._processes()
        self.feed.prepare(round(self.asked.paced_s * FRAME_HZ))
        count = paced(self._wander, self.asked.paced_s / 2)
        share, began_s = Share(*pids), time.monotonic()
        count = paced(self._wander, self.asked.paced_s)
        percent = share.percent()
        case = {**self.case, "hz": round(count / (time.monotonic() - began_s))}
        yield bench_row("map.cpu_paced", percent, "% of a core", **case, hand="pans")
        self.feed.let_time_pass()
        self.feed.prepare(round(self.asked.paced_s * FRAME_HZ))
        timer = QTimer()
        timer.timeout.connect(self.feed.send_frame)
        timer.start(100)
        share = Share(*pids)
        turn_for(self.asked.paced_s)
        timer.stop()
        value = share.percent()
        yield bench_row("map.cpu_paced", value, "% of a core", **self.case, hand="off")

    def _unpainted(self) -> BenchRow:
        """The longest of the pictures while panning over ground nobody painted yet."""
        longest: list[float] = []
        for run in range(self.asked.runs):
            self.view.stage.ground.forget()
            self.feed.prepare(self.asked.unpainted)
            lat = self.centre[0] + 0.01 * (run - 1)
            self.view.centre_on(lat, self.centre[1] - 0.03, STREET_ZOOM)
            longest.append(max(closed_loop(self._travel, self.asked.unpainted)))
        case = {**self.case, "runs": len(longest), "over": "unpainted ground"}
        return bench_row("map.frame_max", median(longest), "ms", **case)

    def _memory(self) -> BenchRow:
        """How fast memory of desk and worker grows while the map is panned."""
        asked = self.asked
        samples: list[tuple[float, float]] = []
        began_s = time.monotonic()

        def step(number: int) -> None:
            self._wander(number)
            gone_s = time.monotonic() - began_s
            if gone_s >= asked.settle_s + len(samples) * asked.sample_s:
                samples.append((gone_s, sum(map(own_memory_mb, self._processes()))))

        paced(step, asked.panning_s)
        seconds, megabytes = np.array(samples).T
        slope = float(np.polyfit(seconds / 60, megabytes, 1)[0])
        case = {**self.case, "panned_s": asked.panning_s, "after_s": asked.settle_s}
        return bench_row("map.memory_slope", slope, "MB/min", **case)

    def _wander(self, number: int) -> None:
        """Pan and zoom a little, all units in view, and paint."""
        second = number / FRAME_HZ
        self.feed.turn()
        lat = self.centre[0] + 0.004 * float(np.sin(second * 1.7))
        lon = self.centre[1] + 0.008 * float(np.cos(second * 1.3))
        zoom = CITY_ZOOM + 0.2 * float(np.sin(second * 2.1))
        self.view.centre_on(lat, lon, zoom)
        self.view.repaint()

    def _travel(self, _number: int) -> None:
        """Go on a twentieth of the view, and paint."""
        self.feed.turn()
        self.view.viewport.pan(self.asked.pixels[0] / 20, 0.0)
        self.view.centre_on(*self.view.viewport.centre)
        self.view.repaint()

    def _is_painted(self) -> bool:
        """Whether nothing is left to prepare: the next zooms, symbols not yet seen."""
        ground = self.view.stage.ground
        return ground.kept_bytes > 0 and ground.is_idle and self.view.stage.is_warm

    def _processes(self) -> list[int]:
        worker = self.view.worker.process_id if self.view.worker else None
        return [QApplication.applicationPid(), *([worker] if worker else [])]

    def _size(self) -> tuple[int, int]:
        return self.view.width(), self.view.height()


def closed_loop(step: Callable[[int], None], frames: int) -> list[float]:
    """Run a step as often as the event loop allows; return each turn's milliseconds."""
    times_ms: list[float] = []
    loop, timer = QEventLoop(), QTimer()
    last = time.perf_counter()

    def turn() -> None:
        nonlocal last
        step(len(times_ms))
        now = time.perf_counter()
        times_ms.append((now - last) * 1e3)
        last = now
        if len(times_ms) >= frames:
            loop.quit()

    timer.timeout.connect(turn)
    timer.start(0)
    loop.exec()
    timer.stop()
    return times_ms


def paced(step: Callable[[int], None], seconds: float) -> int:
    """Run a step sixty times a second for so long; return how often it ran."""
    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    began_s = time.perf_counter()
    count = 0

    def turn() -> None:
        nonlocal count
        step(count)
        count += 1
        gone_s = time.perf_counter() - began_s
        if gone_s >= seconds:
            loop.quit()
            return
        # A picture that came late takes its own turn only, not those after it.
        due_s = max(count / FRAME_HZ, 0.0)
        timer.start(max(round((due_s - gone_s) * 1000), 0))

    timer.timeout.connect(turn)
    timer.start(0)
    loop.exec()
    return count


if __name__ == "__main__":
    main()
