"""The demo as a person starts it: how soon it lives, what its desk costs.

Run as a program it is `controlroom demo` with a stopwatch in its window.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import IO

from controlroom.bench.rows import BenchRow, Share, bench_row, children, memory_mb
from controlroom.domain.errors import LinkError

START_S = 120.0
END_S = 20.0
WORKER = "ui.worker"
STOPWATCH = "controlroom.bench.stopwatch"


def measure(
    units: int, *, runs: int, seconds: float, settle_s: float
) -> Iterator[BenchRow]:
    """Yield demo.window, the median of so many warm runs, desk.cpu and desk.rss.

    One more run before them is not counted: it warms the file cache and, on a new
    machine, builds the city.
    """
    with _demo(units):
        pass
    took_s = []
    for run in range(runs):
        with _demo(units) as (pid, window_s):
            took_s.append(window_s)
            if run < runs - 1:
                continue
            yield bench_row("demo.window", median(took_s), "s", units=units, runs=runs)
            time.sleep(settle_s)
            yield from _desk(pid, units, seconds)


def worker_of(desk: int, limit_s: float = 30.0) -> int:
    """Return the process that paints for a desk. Raises `LinkError` without one."""
    deadline_s = time.monotonic() + limit_s
    while time.monotonic() < deadline_s:
        for pid, words in children(desk).items():
            if WORKER in words:
                return pid
        time.sleep(0.05)
    raise LinkError(f"the desk has had no worker for {limit_s:g} s")


def _desk(pid: int, units: int, seconds: float) -> Iterator[BenchRow]:
    worker = worker_of(pid)
    share = Share(pid, worker)
    time.sleep(seconds)
    case = {"units": units, "view": "city"}
    yield bench_row("desk.cpu", share.percent(), "% of a core", **case)
    memory = memory_mb(pid) + memory_mb(worker)
    yield bench_row("desk.rss", memory, "MB", **case)


@contextmanager
def _demo(units: int) -> Iterator[tuple[int, float]]:
    """Start a demo; gives its process and the seconds until units moved in its window.

    Raises `LinkError` when they never do.
    """
    command = [sys.executable, "-m", "controlroom.bench.demo", "--units", str(units)]
    began_s = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - a module of ours
    try:
        yield process.pid, _moving_s(process.stdout) - began_s
    finally:
        process.terminate()
        process.wait(END_S)
        if process.stdout is not None:
            process.stdout.close()


def _moving_s(said: IO[str] | None) -> float:
    """Return the monotonic time that the stopwatch says."""
    line = said.readline() if said is not None else ""
    try:
        return float(json.loads(line)["moving_s"])
    except (ValueError, KeyError, TypeError) as error:
        raise LinkError(f"the demo showed no moving units: {line.strip()}") from error


def main(arguments: Sequence[str]) -> int:
    """Run `controlroom demo` with the stopwatch in place of its plain desk."""
    from controlroom.exercise.app import add_demo_parser

    parser = argparse.ArgumentParser()
    add_demo_parser(parser.add_subparsers())
    asked = parser.parse_args(["demo", *arguments])
    asked.desk = STOPWATCH
    return int(asked.run(asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
