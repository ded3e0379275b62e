"""What a benchmark prints: one JSON object a line, and the figures behind it."""

import math
import os
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
