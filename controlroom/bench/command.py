"""`controlroom bench`: measures this machine and prints rows for programs or people."""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from controlroom.bench import table
from controlroom.bench.rows import BenchRow
from controlroom.domain.errors import KnownError

Run = Callable[[], Iterable[BenchRow]]


class Bench(NamedTuple):
    """A benchmark: its name, what it measures, and the function that yields rows."""

    name: str
    measures: str
    run: str
    """module:function"""


BENCHES = (
    Bench(
        "map",
        "the live map with 15,000 to 150,000 units, on each screen there is",
        "controlroom.bench.map:run",
    ),
    Bench(
        "gateway",
        "the gateway under a whole force and a full room",
        "controlroom.bench.gateway:run",
    ),
    Bench("journal", "how fast events become durable", "controlroom.bench.journal:run"),
    Bench(
        "desk",
        "the window: start, keys, memory, processor",
        "controlroom.bench.desk:run",
    ),
    Bench(
        "recommend",
        "whom to send among 15,000 units",
        "controlroom.bench.recommend:run",
    ),
    Bench(
        "ground",
        "building a map pack: seconds, nodes a second, memory",
        "controlroom.bench.ground:run",
    ),
)
"""In the order in which `make bench` runs them."""

QUIET = 0.3
"""Load a core above which a machine is not this benchmark's alone."""

EXAMPLE = """\
examples:
  controlroom bench desk           a table with the target beside each figure
  controlroom bench desk --json    one JSON object a line, for programs
"""


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add `controlroom bench`."""
    listed = "\n".join(f"  {each.name:<10} {each.measures}" for each in BENCHES)
    parser = subparsers.add_parser(
        "bench",
        help="measure this machine",
        description=f"Measure this machine: real programs, real sockets.\n\n{listed}",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", metavar="NAME", choices=[each.name for each in BENCHES])
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows of a benchmark as they come. Raises `KnownError`."""
    _need_the_means()
    _warn_of_neighbours()
    rows = load(str(arguments.name))()
    (print_json if arguments.json else print_table)(rows)
    return 0


def print_json(rows: Iterable[BenchRow]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        print(json.dumps(row), flush=True)


def print_table(rows: Iterable[BenchRow]) -> None:
    """Print an aligned table with targets, and how many were missed."""
    print(table.head(), flush=True)
    printed: list[BenchRow] = []
    for row in rows:
        print(table.line(row), flush=True)
        printed.append(row)
    print(table.summary(printed), flush=True)


def load(name: str) -> Run:
    """Return a benchmark by name."""
    found = next(each for each in BENCHES if each.name == name)
    module, _, function = found.run.partition(":")
    loaded: Run = getattr(importlib.import_module(module), function)
    return loaded


def _need_the_means() -> None:
    """Say in one line what this machine lacks; choose a screen that there is."""
    if getattr(sys, "frozen", False):
        raise KnownError("bench needs controlroom installed for Python, not packaged")
    if not Path("/proc/self/stat").exists():
        raise KnownError("bench reads processor time from /proc: it needs Linux")
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _warn_of_neighbours() -> None:
    """Say that others use this machine: what they take is in every figure."""
    busy, cores = os.getloadavg()[0], os.cpu_count() or 1
    if busy > cores * QUIET:
        sys.stderr.write(
            f"This machine is busy (load {busy:.1f} on {cores} cores): "
            "the figures are worse than its own.\n"
        )
