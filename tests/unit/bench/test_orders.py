"""Commands at a real gateway: acknowledged, seen, many at once."""

import pytest

from controlroom.bench import orders
from controlroom.bench.room import Room
from controlroom.desk.desk import Desk
from tests.helpers.waiting import PATIENCE_S


def test_every_figure_has_its_row(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acknowledgement, the other desk, rate and the steady stream."""
    monkeypatch.setattr(orders, "INCIDENTS", 5)
    room.enrol(3)
    tokens = [room.person_token(name) for name in ("Ash", "Marsh")]
    with (
        Desk(room.owner.url, tokens[0], "Ash") as ash,
        Desk(room.owner.url, tokens[1], "Marsh") as marsh,
    ):
        for desk in (ash, marsh):
            desk.wait_until(lambda d=desk: len(d.picture.units) == 3, PATIENCE_S)  # type: ignore[misc]  # the loop's own desk
        rows = list(
            orders.measure(
                ash, marsh, commands=4, rate_s=0.3, per_s=50, steady_s=0.3, units=3
            )
        )
        marsh.wait_until(lambda: marsh.picture.seq == ash.picture.seq, PATIENCE_S)
        entries = sum(len(each.log) for each in marsh.picture.incidents.values())

    assert [
        "command.ack_p50", "command.ack_p99", "command.seen_p99", "command.rate",
        "command.ack_p99",
    ] == [row["name"] for row in rows]  # fmt: skip
    assert all(row["value"] > 0 for row in rows)
    assert [1, 50] == [
        row["case"].get("at_once") or row["case"].get("per_s")
        for row in rows
        if row["name"] == "command.ack_p99"
    ]
    # Every acknowledged entry is in the other desk's picture.
    assert entries > 0.3 * rows[3]["value"]
    assert 5 == len(marsh.picture.incidents)


def test_a_refused_command_is_no_figure(room: Room) -> None:
    """A unit that is not there cannot be sent: the benchmark stops."""
    token = room.person_token("Ash")
    with Desk(room.owner.url, token, "Ash") as ash:
        ash.wait_until(lambda: ash.snapshots, PATIENCE_S)
        incident_ids = orders._open(ash)
        with pytest.raises(KeyError):
            orders._seen_ms(ash, ash, incident_ids[0], 1)
