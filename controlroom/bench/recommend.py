"""How long a desk takes to say whom to send, by the straight line and by road.

By road is what the window does: it asks its worker process about the nearest, waits for
the answer and ranks everybody.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtWidgets import QApplication

from controlroom.bench.loop import turn_until
from controlroom.bench.room import SEED, force
from controlroom.bench.rows import BenchRow, bench_row, median_percentile
from controlroom.config import cache_folder, read_codes
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.picture import Picture
from controlroom.domain.recommend import recommend
from controlroom.domain.tracks import Moved, Tracks
from controlroom.exercise.city_file import city_pack
from controlroom.ground.pack import Pack
from ui.travel import Travel
from ui.worker.client import Worker

UNITS = 15_000
RUNS = 3
"""Medians of so many: a neighbour's work on the machine is in one of them at most."""
TIMES = 200
ROAD_TIMES = 60
WARM = 5
"""Runs that are not counted: the first asks for pages and loads the graph."""
NOW_US = 1_795_300_000_000_000
BUSY_OF = 3
"""One unit in so many is on another incident; the ranking has to pass it."""


def run(
    units: int = UNITS, times: int = TIMES, road_times: int = ROAD_TIMES
) -> Iterator[BenchRow]:
    """Yield recommend.p50 and recommend.p99, case road false and true."""
    path = city_pack(SEED, cache_folder())
    with Pack.open(path) as pack:
        picture, tracks, incidents = fill(pack, units)
    yield from _by_line(picture, tracks, incidents, times)
    yield from _by_road(path, picture, tracks, incidents, road_times)


def fill(pack: Pack, units: int) -> tuple[Picture, Tracks, list[Incident]]:
    """Return a force in the city's streets, and incidents where it could be needed."""
    chance = np.random.default_rng(1)
    picture, tracks, graph = Picture(), Tracks(), pack.graph()
    picture.codes = read_codes(None)
    picture.incidents["inc_other"] = _incident("inc_other", 0.0, 0.0)
    for row, unit in enumerate(force(units, 0, ["Centre"]).units):
        busy = ("inc_other",) if row % BUSY_OF == 0 else ()
        picture.units[unit.unit_id] = _placed(unit, row, busy)
        picture.unit_rows.append(unit.unit_id)
    nodes = chance.integers(len(graph.lat), size=units)
    tracks.apply(
        Moved(
            unit_rows=np.arange(units, dtype=np.int32),
            lat=graph.lat[nodes].astype(np.float64),
            lon=graph.lon[nodes].astype(np.float64),
            fix_us=NOW_US - chance.integers(0, 90_000_000, units),
            speed_mps=np.zeros(units, np.float32),
            heading_deg=np.zeros(units, np.float32),
            accuracy_m=np.full(units, 5, np.float32),
            kind=np.zeros(units, np.uint8),
        )
    )
    needed = [
        _incident(f"inc_{n}", float(graph.lat[node]), float(graph.lon[node]))
        for n, node in enumerate(chance.integers(len(graph.lat), size=50))
    ]
    return picture, tracks, needed


def _by_line(
    picture: Picture, tracks: Tracks, incidents: list[Incident], times: int
) -> Iterator[BenchRow]:
    times_ms = []
    for number in range(RUNS * times + WARM):
        incident = incidents[number % len(incidents)]
        began_s = time.perf_counter()
        recommend(picture, tracks, incident, NOW_US)
        times_ms.append((time.perf_counter() - began_s) * 1e3)
    yield from _rows(times_ms[WARM:], len(picture.units), road=False)


def _by_road(
    path: Path,
    picture: Picture,
    tracks: Tracks,
    incidents: list[Incident],
    times: int,
) -> Iterator[BenchRow]:
    application = QApplication.instance() or QApplication(["bench"])
    worker, travel = Worker(path), Travel()
    travel.worker = worker
    found: list[float] = []
    travel.found.connect(lambda: found.append(time.perf_counter()))
    worker.start()
    try:
        turn_until(lambda: worker.is_ready)
        times_ms = []
        for number in range(RUNS * times + WARM):
            incident = incidents[number % len(incidents)]
            found.clear()
            began_s = time.perf_counter()
            travel.follow(incident, tracks, NOW_US)
            # The event loop sleeps until the worker speaks; `found` is its moment.
            turn_until(lambda: bool(found))
            waited_s = found[0] - began_s
            began_s = time.perf_counter()
            road_s = travel.seconds(incident)
            recommend(picture, tracks, incident, NOW_US, road_s=road_s)
            times_ms.append((time.perf_counter() - began_s + waited_s) * 1e3)
    finally:
        worker.stop()
    yield from _rows(times_ms[WARM:], len(picture.units), road=True)
    del application


def _rows(times_ms: list[float], units: int, *, road: bool) -> Iterator[BenchRow]:
    for percent in (50, 99):
        value = median_percentile(times_ms, percent, RUNS)
        yield bench_row(f"recommend.p{percent}", value, "ms", units=units, road=road)


def _placed(unit: Unit, row: int, incident_ids: tuple[str, ...]) -> Unit:
    return msgspec.structs.replace(unit, row=row, incident_ids=incident_ids)


def _incident(incident_id: str, lat: float, lon: float) -> Incident:
    return Incident(
        incident_id=incident_id, cad="1/21NOV26", type_code="OTHER", grade="I",
        lat=lat, lon=lon, opened_at_us=NOW_US,
    )  # fmt: skip
