"""What a benchmark prints: one JSON object a line, and the figures behind it."""

import math
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict


class BenchRow(TypedDict):
    """One figure. `case` says under which conditions it was measured."""

    name: str
    case: dict[str, object]
    value: float
    unit: str


def bench_row(name: str, value: float, unit: str, **case: object) -> BenchRow:
    """Return a row with the value at three significant figures or better."""
    return {"name": name, "case": case, "value": rounded(value), "unit": unit}


def rounded(value: float) -> float:
    """Return a value to four significant figures."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, 3 - math.floor(math.log10(abs(value))))


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent do not exceed (nearest rank).

    Raises `ValueError` when there are no values.
    """
    if not values:
        raise ValueError("no values to rank")
    ranked = sorted(values)
    place = math.ceil(percent / 100 * len(ranked)) - 1
    return ranked[max(0, place)]


def median_percentile(values: Sequence[float], percent: float, runs: int) -> float:
    """Return the median over so many runs in a row of each run's percentile.

    Raises `ValueError` when there are fewer values than runs.
    """
    each = len(values) // runs
    parts = [values[run * each : (run + 1) * each] for run in range(runs)]
    return statistics.median(percentile(part, percent) for part in parts)


def cpu_s(pid: int) -> float:
    """Processor seconds a process and its waited-for children used (Linux)."""
    stat = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace")
    fields = stat.rpartition(")")[2].split()
    ticks = sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def rss_mb(pid: int) -> float:
    """Resident memory of a process in MB, memory shared with others included."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def memory_mb(pid: int) -> float:
    """Resident memory in MB, each shared page split among the processes that map it.

    Memory of several processes that are one program to a person then adds up (Linux).
    """
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def own_memory_mb(pid: int) -> float:
    """Return the memory of a process that no file backs, its own and shared, in MB.

    Unlike `memory_mb` it stays when another program maps the same libraries (Linux).
    """
    own_kb = 0
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    for line in rollup.splitlines():
        if line.startswith(("Pss_Anon:", "Pss_Shmem:")):
            own_kb += int(line.split()[1])
    return own_kb / 1024


def children(pid: int) -> dict[int, str]:
    """Return the processes a process started and their command lines (Linux)."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            stat = (folder / "stat").read_text("ascii", errors="replace")
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # it ended while we looked
        if int(stat.rpartition(")")[2].split()[1]) == pid:
            found[int(folder.name)] = b" ".join(words).decode("utf-8", "replace")
    return found


class Share:
    """The share of one core that some processes use between two looks."""

    def __init__(self, *pids: int) -> None:
        self._pids = pids
        self._began_s = time.monotonic()
        self._used_s = sum(cpu_s(pid) for pid in pids)

    def percent(self) -> float:
        """Percent of a core since this was made."""
        used_s = sum(cpu_s(pid) for pid in self._pids) - self._used_s
        return 100 * used_s / (time.monotonic() - self._began_s)
