"""The real demo, small: when its window lives and what its desk costs."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from controlroom.bench import demo
from controlroom.domain.errors import LinkError


@pytest.mark.slow
def test_the_demo_is_measured_and_ends(cached_city: Path) -> None:
    """One run to warm up, one that counts; nothing is left behind."""
    rows = list(demo.measure(20, runs=1, seconds=0.5, settle_s=0.2))
    values = {row["name"]: row["value"] for row in rows}

    assert ["demo.window", "desk.cpu", "desk.rss"] == list(values)
    assert values["demo.window"] > 0
    assert 0 < values["desk.cpu"] < 200
    assert 50 < values["desk.rss"] < 1_000
    assert {"units": 20, "runs": 1} == rows[0]["case"]


@pytest.mark.parametrize(
    "said", ["", "\n", "Traceback: no screen\n", "[]\n", "{}\n", '{"moving_s": null}\n']
)
def test_a_demo_without_moving_units_is_an_error(said: str) -> None:
    """With the words it ended by."""
    with pytest.raises(LinkError, match="no moving units"):
        demo._moving_s(io.StringIO(said))


def test_the_moment_is_read() -> None:
    """Seconds by the system's monotonic clock."""

    assert 6705.54 == demo._moving_s(io.StringIO('{"moving_s": 6705.54}\n'))
    with pytest.raises(LinkError):
        demo._moving_s(None)


def test_the_worker_is_found_among_the_children() -> None:
    """By what it was started as."""
    child = subprocess.Popen(
        [sys.executable, "-c", "input()", "ui.worker.main"], stdin=subprocess.PIPE
    )
    try:
        found = demo.worker_of(os.getpid())
    finally:
        child.communicate(b"\n")

    assert child.pid == found


def test_a_desk_without_a_worker_is_an_error() -> None:
    """Its figures would leave out half of it."""
    with pytest.raises(LinkError, match="no worker"):
        demo.worker_of(os.getpid(), limit_s=0.1)
