"""An hour of panning takes no memory that the first minutes did not."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from controlroom.bench.mapping import Mapping, command_words

HOUR_S, FIRST_S = 3_600.0, 120.0
MOST_MB_A_MINUTE = 1.0


@pytest.mark.soak
def test_an_hour_of_panning(city: Path) -> None:
    """Desk and worker together grow by no more than a megabyte a minute."""
    asked = Mapping(
        pack=str(city), units=15_000, panning_s=HOUR_S, settle_s=FIRST_S, sample_s=10.0
    )
    done = subprocess.run(
        [sys.executable, *command_words(asked)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True,
    )  # fmt: skip
    row = msgspec.json.decode(done.stdout.splitlines()[-1])

    assert "map.memory_slope" == row["name"]
    assert row["value"] <= MOST_MB_A_MINUTE
