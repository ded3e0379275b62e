"""The desk's benchmark, small, against the real programs."""

from pathlib import Path

import pytest

from controlroom.bench import demo
from controlroom.bench import desk as module
from controlroom.bench.desk import Load, do_all, fill_queue, run, sitting_rows
from controlroom.bench.room import Room, open_room
from controlroom.bench.rows import bench_row
from controlroom.bench.sitting import Sitting
from controlroom.desk.desk import Desk
from controlroom.domain.commands import AssignUnits
from controlroom.domain.errors import LinkError
from tests.helpers.waiting import PATIENCE_S

SMALL = Load(
    demo_units=20, demo_runs=1, demo_s=0.3, still_s=0.3, units=30, incidents=12,
    presses=2, sorts=2, past=50, busy_s=0.3, settle_s=0.3,
)  # fmt: skip


@pytest.mark.slow
def test_every_figure_has_its_row(
    cached_city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The demo, the force that stands still, the large force: in this order."""
    # The demo is measured for real in its own test.
    window = bench_row("demo.window", 3.6, "s", units=20)
    monkeypatch.setattr(demo, "measure", lambda *_, **__: iter([window]))
    rows = list(run(SMALL))
    names = list(dict.fromkeys(row["name"] for row in rows))

    assert [
        "demo.window", "desk.cpu_still", "desk.cpu", "desk.key_p50", "desk.key_p99",
        "desk.sort_p50", "desk.sort_p99", "desk.group_p50", "desk.group_p99",
        "desk.intake_p50", "desk.intake_p99", "desk.first_assign", "desk.rss",
        "search.p50", "search.p99", "search.build",
    ] == names  # fmt: skip
    assert all(row["value"] >= 0 and row["unit"] for row in rows)
    keys = [row["case"]["key"] for row in rows if row["name"] == "desk.key_p99"]

    assert "all of these" == keys[-1]
    assert 7 == len(set(keys)) == len(keys)
    assert {20, 30} == {row["case"]["units"] for row in rows if "units" in row["case"]}


def test_the_queue_is_filled(cached_city: Path) -> None:
    """Incidents about the city by grade and sector, every other one attended."""
    with open_room(in_city=True) as room:
        room.enrol(10)
        fill_queue(room, 8)
        with Desk(room.owner.url, room.person_token("Ash"), "Ash") as ash:
            ash.wait_until(lambda: len(ash.picture.incidents) == 8, PATIENCE_S)
            incidents = list(ash.picture.incidents.values())

    assert 4 == sum(bool(each.assignments) for each in incidents)
    assert {"open"} == {each.status for each in incidents}
    assert len({each.grade for each in incidents}) > 2
    assert len({each.sector for each in incidents}) > 2
    assert all(each.lat is not None for each in incidents)


def test_a_refused_command_stops_the_benchmark(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is measured in a room that is not what it should be."""
    monkeypatch.setattr(module, "AT_ONCE", 1)
    acts = [AssignUnits(incident_id="inc_none", unit_ids=("unit_none",))] * 2
    with Desk(room.owner.url, room.person_token("Ash"), "Ash") as ash:
        ash.wait_until(lambda: ash.snapshots, PATIENCE_S)
        with pytest.raises(LinkError, match="refused"):
            do_all(ash, acts)


def test_a_desk_that_dies_is_an_error(tmp_path: Path) -> None:
    """No rows is no benchmark."""
    sitting = Sitting(
        url="http://127.0.0.1:9", token_file=str(tmp_path / "none"),
        home=str(tmp_path), pack="none", units=1, incidents=1, presses=1, sorts=1,
        seconds=0.1, settle_s=0.1,
    )  # fmt: skip
    with pytest.raises(LinkError, match="ended with status"):
        list(sitting_rows(sitting))
