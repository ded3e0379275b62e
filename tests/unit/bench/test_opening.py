"""A desk is watched until ground is on its map."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest


@pytest.mark.slow
def test_the_first_ground_is_told(cached_city: Path) -> None:
    """The real desk, without any gateway, shows ground, says when, and ends."""
    done = subprocess.run(
        [sys.executable, "-m", "controlroom.bench.opening", str(cached_city)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert 0 == done.returncode, done.stderr
    assert msgspec.json.decode(done.stdout)["ground_s"] > 0
