"""The gateway's benchmark, small, against the real programs."""

from pathlib import Path

import pytest

from controlroom.bench.gateway import Load, run

SMALL = Load(
    units=30, desks=3, seconds=1.0, commands=3, rate_s=0.2, per_s=20, steady_s=0.2,
    cot_units=5,
    races=100, cot_per_s=50, cot_s=0.3, demo_units=20, settle_s=0.3,
)  # fmt: skip


@pytest.mark.slow
def test_every_figure_has_its_row(cached_city: Path) -> None:
    """The demo's gateway first, then a full room, commands and CoT."""
    rows = list(run(SMALL))
    names = [row["name"] for row in rows]

    assert [
        "command.racing", "command.racing_rate",
        "gateway.cpu", "wire.presence_bytes", "gateway.presence_p50",
        "gateway.orphans_p50", "gateway.cpu", "gateway.position_p50",
        "gateway.position_p99",
        "gateway.desks", "wire.bytes_per_position", "command.ack_p50",
        "command.ack_p99", "command.seen_p99", "command.rate", "command.ack_p99",
        "gateway.cot_cpu",
    ] == names  # fmt: skip
    assert [{"units": 20, "desks": 1}, {"units": 30, "desks": 3, "hz": 1}] == [
        row["case"] for row in (rows[2], rows[6])
    ]
    by_name = {row["name"]: row["value"] for row in rows}

    assert 0 < by_name["gateway.position_p50"] <= by_name["gateway.position_p99"]
    assert all(row["value"] >= 0 and row["unit"] for row in rows)
