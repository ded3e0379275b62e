"""The arithmetic behind every figure."""

import os
import subprocess
import sys
import time
from types import SimpleNamespace

import msgspec
import pytest

from controlroom.bench import rows as module
from controlroom.bench.rows import (
    Share,
    bench_row,
    children,
    cpu_s,
    median_percentile,
    percentile,
    rounded,
)
from tests.helpers.waiting import PATIENCE_S


def test_a_row_is_what_the_design_says() -> None:
    """Name, case, value and unit; one JSON object."""
    row = bench_row("map.frame_p99", 11.71234, "ms", units=15_000, platform="offscreen")

    assert {
        "name": "map.frame_p99",
        "case": {"units": 15_000, "platform": "offscreen"},
        "value": 11.71,
        "unit": "ms",
    } == row
    assert row == msgspec.json.decode(msgspec.json.encode(row))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, 0.0),
        (11.71234, 11.71),
        (0.000123456, 0.0001235),
        (123_456.7, 123_500.0),
        (-3.14159, -3.142),
        (9_999.96, 10_000.0),
    ],
)
def test_four_figures_are_enough(value: float, shown: float) -> None:
    """More would be noise."""

    assert shown == rounded(value)


@pytest.mark.parametrize(
    ("percent", "value"), [(50, 50), (99, 99), (100, 100), (1, 1), (0, 1), (99.5, 100)]
)
def test_a_percentile_is_a_value_that_was_measured(percent: float, value: int) -> None:
    """Nearest rank: so many percent do not exceed it."""

    assert value == percentile([*range(100, 0, -1)], percent)


def test_nothing_has_no_percentile() -> None:
    """A figure that was not measured is not invented."""
    with pytest.raises(ValueError, match="no values"):
        percentile([], 99)


def test_the_median_of_runs_forgives_one_bad_run() -> None:
    """A neighbour's minute on the machine is in one run of three."""
    values = [1.0, 2.0, 900.0, 950.0, 1.0, 3.0]

    assert 3.0 == median_percentile(values, 99, 3)
    with pytest.raises(ValueError, match="no values"):
        median_percentile([1.0], 99, 3)


def test_processor_time_is_seen_in_the_share() -> None:
    """A second of work is a second; a process that sleeps uses nothing."""
    share = Share(os.getpid())
    before_s = cpu_s(os.getpid())
    while cpu_s(os.getpid()) < before_s + 0.1:
        sum(range(1000))

    assert share.percent() > 0


def test_the_share_of_two_is_their_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk and its worker count together."""
    used_s = {1: 5.0, 2: 7.0}
    clock = SimpleNamespace(monotonic=lambda: sum(used_s.values()))
    monkeypatch.setattr(module, "cpu_s", used_s.__getitem__)
    monkeypatch.setattr(module, "time", clock)
    share = Share(1, 2)
    used_s |= {1: 5.5, 2: 8.5}
    clock.monotonic = lambda: 16.0

    assert 50.0 == share.percent()


MEMORY = """
import os
from controlroom.bench.rows import memory_mb, rss_mb
before = rss_mb(os.getpid())
held = bytearray(os.urandom(16) * 1024 * 1024)
print(rss_mb(os.getpid()) - before, memory_mb(os.getpid()), rss_mb(os.getpid()))
"""


def test_memory_is_megabytes() -> None:
    """Sixteen megabytes more are seen; shared pages count in part."""
    # A process of its own: elsewhere other tests' memory comes and goes.
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, check=True, timeout=60
    )
    more, memory, resident = map(float, done.stdout.split())

    assert 16 == pytest.approx(more, abs=4)
    assert 0 < memory <= resident + 1


def test_children_are_found_by_their_command() -> None:
    """With what they were started as; one that ended is gone."""
    child = subprocess.Popen(
        [sys.executable, "-c", "input()", "known"], stdin=subprocess.PIPE
    )
    try:
        deadline_s = time.monotonic() + PATIENCE_S
        while "known" not in children(os.getpid()).get(child.pid, ""):
            assert time.monotonic() < deadline_s
    finally:
        child.communicate(b"\n")

    assert child.pid not in children(os.getpid())


OWN = """
import os
from controlroom.bench.rows import memory_mb, own_memory_mb
before = own_memory_mb(os.getpid())
taken = bytearray(os.urandom(1024)) * (40 * 1024)
print(own_memory_mb(os.getpid()) - before, own_memory_mb(os.getpid()),
      memory_mb(os.getpid()), len(taken))
"""


def test_own_memory_is_what_a_program_took() -> None:
    """Forty megabytes that were written to are counted; libraries are not."""
    # A process of its own: one that has freed memory before may take it again.
    done = subprocess.run(
        [sys.executable, "-c", OWN], capture_output=True, check=True, timeout=60
    )
    more, own, memory, length = map(float, done.stdout.split())

    assert 40 * 2**20 == length
    assert 36 <= more <= 60
    assert own < memory + 1
