"""Events for the CoT door, and the share they cost."""

import pytest

from controlroom.bench import cot
from controlroom.bench.room import Room
from controlroom.domain.errors import LinkError


def test_the_units_report_in_turn() -> None:
    """As many as asked, one unit after another; the next tick's are others."""
    events = list(cot.events(1, 5, 3, 1_795_300_000_000_000))

    assert 5 == len(events)
    assert [b"C2", b"C0", b"C1", b"C2", b"C0"] == [
        event.split(b'uid="')[1].split(b'"')[0] for event in events
    ]
    assert events != list(cot.events(2, 5, 3, 1_795_300_000_000_000))


def test_every_event_is_taken(room: Room) -> None:
    """A share of a core for what was really read."""
    room.enrol(10, 10)
    # So long that a quick machine, too, counts some hundredths of a second of work.
    (row,) = cot.measure(room, units=10, per_s=100, seconds=2.0)

    assert "gateway.cot_cpu" == row["name"]
    assert {"events_per_s": 100} == row["case"]
    assert 0 < row["value"] < 100


def test_a_closed_door_is_an_error(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is printed that was not measured."""
    monkeypatch.setattr(type(room.owner), "door_address", lambda *_: None)
    with pytest.raises(LinkError, match="not open"):
        list(cot.measure(room, units=10, per_s=100, seconds=0.1))
