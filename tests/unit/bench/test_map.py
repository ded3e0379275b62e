"""The map's benchmark measures the real thing and prints rows as agreed."""

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from controlroom.bench.map import run


@pytest.mark.slow
def test_every_figure_has_its_row(qtbot: QtBot) -> None:
    """A small force gives every named figure, positive and with its unit."""
    rows = list(run(units=200, frames=12, paced_s=0.5))
    names = {row["name"] for row in rows}

    assert {
        "map.first_ground", "map.frame_p50", "map.frame_p99", "map.pick_p99",
        "map.cpu_paced",
    } == names  # fmt: skip
    assert all(row["value"] > 0 and row["unit"] for row in rows)
    assert rows == msgspec.json.decode(msgspec.json.encode(rows))
