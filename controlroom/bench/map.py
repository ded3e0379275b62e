"""The map as a person sees it: the real widget, its ground, plates and worker."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QPointF, QTimer, Signal
from PySide6.QtWidgets import QApplication

from controlroom.bench.loop import turn_for, turn_until
from controlroom.bench.rows import BenchRow, Share, bench_row, percentile
from controlroom.domain.entities import Incident, Unit, UnitKind
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved, Tracks
from controlroom.ground.city import build_city
from controlroom.ground.graph import Graph
from controlroom.ground.pack import Pack
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme, install_fonts

UNITS = 15_000
FRAMES = 480
PICKS = 500
PACED_S = 8.0
SIZE = (1920, 1080)
_FRAME_HZ = 60.0
_EVERY = 6
"""A frame of positions comes ten times a second: every sixth picture."""
_START_US = 1_795_300_000_000_000
_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)
_STATES = (1, 2, 3, 4, 5, 6, 7, 8)


class Feed(QObject):
    """A frame tick whose force and clock the benchmark turns by hand."""

    picture_changed = Signal(object)
    tracks_changed = Signal()
    second = Signal()

    def __init__(self, graph: Graph, units: int) -> None:
        super().__init__()
        self.picture = Picture()
        self.tracks = Tracks()
        self._chance = np.random.default_rng(1)
        self._graph = graph
        self._now_us = _START_US
        self._real = False
        self._began_s = time.monotonic()
        self._fill(units)

    def now_us(self) -> int:
        """Return the room's time: turned by hand, or as it passes."""
        if self._real:
            return _START_US + round((time.monotonic() - self._began_s) * 1e6)
        return self._now_us

    def let_time_pass(self) -> None:
        """From here on the clock is the machine's."""
        self._real, self._began_s = True, time.monotonic()

    def turn_to(self, picture: int) -> None:
        """Set the clock for a picture; bring a frame of positions when one is due."""
        self._now_us = _START_US + round(picture / _FRAME_HZ * 1e6)
        if picture % _EVERY == 0:
            self.send_frame()

    def send_frame(self) -> None:
        """Bring the units that reported: a tenth of them."""
        rows = self._chance.choice(len(self._lat), len(self._lat) // 10, replace=False)
        self._advance(rows)
        self.tracks.apply(self._moved(rows.astype(np.int32)))
        self.tracks_changed.emit()

    def _fill(self, units: int) -> None:
        graph, chance = self._graph, self._chance
        arcs = chance.integers(len(graph.to), size=units)
        start, end, part = graph.arc_from[arcs], graph.to[arcs], chance.random(units)
        self._lat = graph.lat[start] * (1 - part) + graph.lat[end] * part
        self._lon = graph.lon[start] * (1 - part) + graph.lon[end] * part
        north = graph.lat[end] - graph.lat[start]
        east = (graph.lon[end] - graph.lon[start]) * np.cos(np.radians(self._lat))
        self._heading = np.degrees(np.arctan2(east, north)) % 360
        states = chance.choice(_STATES, units)
        self._speed = np.where(np.isin(states, (2, 5)), chance.uniform(3, 16, units), 0)
        self._fix_us = np.full(units, _START_US, np.int64)
        for row in range(units):
            unit = Unit(
                unit_id=f"unit_{row}", callsign=f"{'HBCNEANP'[row % 4 * 2:][:2]}{row}",
                kind=_KINDS[row % len(_KINDS)], row=row, state=int(states[row]),
            )  # fmt: skip
            self.picture.units[unit.unit_id] = unit
            self.picture.unit_rows.append(unit.unit_id)
        for number, node in enumerate(chance.integers(len(graph.lat), size=60)):
            incident = Incident(
                incident_id=f"inc_{number}", cad=f"{number}/21NOV26", type_code="ROB",
                grade="ISER"[number % 4], lat=float(graph.lat[node]),
                lon=float(graph.lon[node]), opened_at_us=_START_US,
            )  # fmt: skip
            self.picture.incidents[incident.incident_id] = incident
        self.tracks.apply(self._moved(np.arange(units, dtype=np.int32)))

    def _advance(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        gone = (self.now_us() - self._fix_us[rows]) / 1e6
        metres = self._speed[rows] * gone / 111_195.0
        heading = np.radians(self._heading[rows])
        self._lat[rows] += metres * np.cos(heading)
        narrow = np.cos(np.radians(self._lat[rows]))
        self._lon[rows] += metres * np.sin(heading) / narrow
        self._fix_us[rows] = self.now_us()

    def _moved(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Moved:
        return Moved(
            unit_rows=rows, lat=self._lat[rows], lon=self._lon[rows],
            fix_us=self._fix_us[rows],
            speed_mps=self._speed[rows].astype(np.float32),
            heading_deg=self._heading[rows].astype(np.float32),
            accuracy_m=np.full(len(rows), 8.0, np.float32),
            kind=np.zeros(len(rows), np.uint8),
        )  # fmt: skip


def run(
    units: int = UNITS, frames: int = FRAMES, paced_s: float = PACED_S
) -> Iterator[BenchRow]:
    """Yield map.first_ground, map.frame_p50 and _p99, map.pick_p99, map.cpu_paced."""
    application = QApplication.instance() or QApplication(["bench"])
    install_fonts()
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        path = Path(folder) / "city.pack"
        build_city(path)
        with Pack.open(path) as pack:
            feed = Feed(pack.graph(), units)
            centre = pack.centre
        view = MapView(Theme.load("dark"), feed, Selection())
        view.resize(*SIZE)
        view.show()
        try:
            yield from _first_ground(view, path)
            case = {
                "units": units,
                "platform": QApplication.platformName(),
                "size": "x".join(str(side) for side in SIZE),
            }
            yield from _frames(view, feed, centre, frames, case)
            yield from _picks(view, case)
            yield from _paced(view, feed, paced_s, case)
        finally:
            view.shut()
            view.close()
    del application


def _first_ground(view: MapView, path: Path) -> Iterator[BenchRow]:
    """From asking for a pack to the ground in view, the worker's start included."""
    began_s = time.perf_counter()
    view.set_pack(path)
    seen: list[float] = []
    view.stage.ground.changed.connect(lambda: seen.append(time.perf_counter()))
    turn_until(lambda: bool(seen))
    yield bench_row("map.first_ground", seen[0] - began_s, "s", square="first")
    turn_until(lambda: view.stage.ground.is_whole)
    value = time.perf_counter() - began_s
    yield bench_row("map.first_ground", value, "s", square="all in view")


def _frames(
    view: MapView,
    feed: Feed,
    centre: tuple[float, float],
    frames: int,
    case: dict[str, object],
) -> Iterator[BenchRow]:
    """Every frame pans and zooms with all units in view; closed loop."""
    times_ms: list[float] = []

    def step(number: int) -> None:
        second = number / _FRAME_HZ
        feed.turn_to(number)
        lat = centre[0] + 0.004 * np.sin(second * 1.7)
        lon = centre[1] + 0.008 * np.cos(second * 1.3)
        view.centre_on(float(lat), float(lon), float(12.6 + 0.2 * np.sin(second * 2.1)))
        view.repaint()

    _closed_loop(step, frames // 2)  # warm: squares, sprites, pages
    times_ms = _closed_loop(step, frames)
    for percent in (50, 99):
        value = percentile(times_ms, percent)
        yield bench_row(f"map.frame_p{percent}", value, "ms", **case)


def _picks(view: MapView, case: dict[str, object]) -> Iterator[BenchRow]:
    chance = np.random.default_rng(2)
    times_ms = []
    for _ in range(PICKS):
        x, y = chance.random(2) * SIZE
        began_s = time.perf_counter()
        view.found_at(QPointF(x, y))
        times_ms.append((time.perf_counter() - began_s) * 1e3)
    yield bench_row("map.pick_p99", percentile(times_ms, 99), "ms", **case)


def _paced(
    view: MapView, feed: Feed, paced_s: float, case: dict[str, object]
) -> Iterator[BenchRow]:
    """The map by itself: nobody touches it, frames come ten times a second."""
    feed.let_time_pass()
    timer = QTimer()
    timer.timeout.connect(feed.send_frame)
    timer.start(100)
    worker = view.worker.process_id if view.worker else None
    pids = [QApplication.applicationPid(), *([worker] if worker else [])]
    share = Share(*pids)
    turn_for(paced_s)
    timer.stop()
    yield bench_row("map.cpu_paced", share.percent(), "% of a core", **case)


def _closed_loop(step: Callable[[int], None], frames: int) -> list[float]:
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
