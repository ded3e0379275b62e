"""How long a map pack takes to build, and how much memory: the real command, alone."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from controlroom.bench.region import write_region
from controlroom.bench.rows import BenchRow, bench_row
from controlroom.domain.errors import KnownError
from controlroom.ground.build.reading import Region
from controlroom.ground.city.survey import lay_out

MONACO = Path("../shared/data/osm/monaco.osm.pbf")
"""Recorded data beside a developer's clone; without it there is no row of it."""
COPIES = (1, 5)
"""Of the made-up city: what the second takes more is what nodes cost."""
SEED = 1


class Cost(NamedTuple):
    """Seconds and peak resident memory, MB, of a build from start to end."""

    seconds: float
    peak_mb: float


def run(copies: tuple[int, ...] = COPIES, monaco: Path = MONACO) -> Iterator[BenchRow]:
    """Yield ground.build, ground.build_rate and ground.build_memory for each region."""
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        if monaco.is_file():
            nodes = Region(monaco).count_nodes()
            yield from _rows("Monaco", nodes, build(monaco, Path(folder)))
        city, region = lay_out(SEED), Path(folder) / "region.osm.pbf"
        for times in copies:
            nodes = write_region(region, city, times)
            yield from _rows(f"made up ×{times}", nodes, build(region, Path(folder)))


def build(region: Path, folder: Path) -> Cost:
    """Build a pack in a process of its own. Raises `KnownError` when it fails."""
    command = [sys.executable, "-m", "controlroom", "ground", "build", str(region)]
    with (folder / "said").open("w+", encoding="utf-8") as said:
        began_s = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "-o", str(folder / "a.pack")],
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began_s
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            raise KnownError(f"the build failed: {said.read().strip()}")
    return Cost(seconds, used.ru_maxrss * 1024 / 1e6)  # Linux counts in KiB


def _rows(region: str, nodes: int, cost: Cost) -> Iterator[BenchRow]:
    case = {"region": region, "nodes": nodes}
    yield bench_row("ground.build", cost.seconds, "s", **case)
    yield bench_row("ground.build_rate", nodes / cost.seconds, "nodes/s", **case)
    yield bench_row("ground.build_memory", cost.peak_mb, "MB", **case)
