"""Each figure has the target that was promised for its case, and no other."""

import pytest

from controlroom.bench.rows import bench_row
from controlroom.bench.targets import TARGETS, Target, target_of


@pytest.mark.parametrize(
    ("name", "case", "limit"),
    [
        ("demo.window", {"units": 200, "runs": 3}, 5),
        ("gateway.cpu", {"units": 200, "desks": 1}, 5),
        ("gateway.cpu", {"units": 15_000, "desks": 20, "hz": 1}, 25),
        ("gateway.cpu", {"units": 15_000, "desks": 2}, None),
        ("desk.cpu", {"units": 200, "view": "city"}, 20),
        ("desk.cpu", {"units": 15_000}, None),
        ("desk.cpu_still", {"units": 200}, 3),
        ("desk.rss", {"units": 200}, 400),
        ("gateway.position_p99", {"units": 15_000, "desks": 20}, 250),
        ("wire.bytes_per_position", {"units": 15_000}, 20),
        ("gateway.cot_cpu", {"events_per_s": 2_000}, 10),
        ("command.ack_p99", {"at_once": 1}, 30),
        ("command.ack_p99", {"per_s": 500}, 100),
        ("command.ack_p50", {"at_once": 1}, None),
        ("command.seen_p99", {}, 300),
        ("recommend.p99", {"units": 15_000, "road": False}, 5),
        ("recommend.p99", {"units": 15_000, "road": True}, 50),
        ("recommend.p99", {"units": 200, "road": True}, None),
        ("map.frame_p99", {"units": 100_000, "size": "1920x1080"}, 16.7),
        ("map.frame_p99", {"units": 15_000, "size": "3840x2160"}, None),
        ("map.cpu_paced", {"units": 15_000, "hand": "off"}, None),
        ("map.frame_p99", {"units": 150_000}, 25),
        ("nobody.knows", {}, None),
    ],
)
def test_a_row_has_the_target_of_its_case(
    name: str, case: dict[str, object], limit: float | None
) -> None:
    """A figure under other conditions is measured against nothing."""
    target = target_of(bench_row(name, 1.0, "ms", **case))

    assert limit == (target.limit if target else None)


@pytest.mark.parametrize(
    ("sense", "value", "holds"),
    [
        ("most", 4.9, True), ("most", 5.0, True), ("most", 5.1, False),
        ("least", 5.1, True), ("least", 5.0, True), ("least", 4.9, False),
        ("most", float("nan"), False), ("least", float("nan"), False),
    ],
)  # fmt: skip
def test_a_limit_has_a_sense(sense: str, value: float, holds: bool) -> None:
    """At most or at least; the limit itself holds, what is unknown does not."""
    target = Target(name="x", limit=5, sense=sense)  # type: ignore[arg-type]  # both

    assert holds is target.holds(value)


def test_no_two_targets_are_for_one_row() -> None:
    """The first would hide the second."""
    seen = [(each.name, tuple(sorted(each.when.items()))) for each in TARGETS]

    assert len(seen) == len(set(seen))
