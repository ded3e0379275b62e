"""Fanning out: facts never dropped, frames skipped, nobody delayed."""

import time

import numpy as np
import numpy.typing as npt
import pytest

from controlroom.domain import commands as c
from controlroom.domain.events import SignedOn, UnitStateChanged
from controlroom.domain.tracks import Moved
from controlroom.gateway import hub as module
from controlroom.gateway.hub import WRITE_BUFFER_BYTES, Hub, Seat
from controlroom.wire.envelope import Facts, ToDesk, unpack_to_desk
from controlroom.wire.frames import Frame
from controlroom.wire.messages import Hidden
from tests.helpers.watch import TV22, Watch
from tests.unit.gateway.rooms import NOW_US, facts


class _Wire:
    """How much of a desk's bytes the kernel has not taken."""

    def __init__(self) -> None:
        self.unsent = 0

    def __call__(self) -> int:
        return self.unsent


def _seat(wire: _Wire | None = None) -> Seat:
    return Seat("Desk", wire or _Wire(), "force")


def _moved(*rows: int) -> Moved:
    count = len(rows)
    single = np.zeros(count, np.float32)
    return Moved(
        unit_rows=np.array(rows, np.int32),
        lat=np.array(rows, np.float64),
        lon=np.zeros(count),
        fix_us=np.full(count, NOW_US, np.int64),
        speed_mps=single,
        heading_deg=single,
        accuracy_m=single,
        kind=np.zeros(count, np.uint8),
    )


def _taken(seat: Seat) -> list[ToDesk]:
    taken = []
    while (message := seat.take()) is not None:
        taken.append(unpack_to_desk(message))
    return taken


def _rows(seat: Seat) -> list[int]:
    frames = [frame for frame in _taken(seat) if isinstance(frame, Frame)]
    rows: npt.NDArray[np.int32] = np.concatenate(
        [frame.moved.unit_rows for frame in frames] or [np.zeros(0, np.int32)]
    )
    return sorted(rows.tolist())


def _states(count: int) -> list[UnitStateChanged]:
    return [UnitStateChanged(unit_id="unit_1", state=n % 8) for n in range(count)]


def test_facts_in_a_row_are_one_message() -> None:
    """What waits for a desk leaves together, in order."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.publish(facts(*_states(3)))
    (message,) = _taken(seat)

    assert isinstance(message, Facts)
    assert [1, 2, 3] == [fact.seq for fact in message.facts]


def test_audit_is_hidden_but_keeps_its_place() -> None:
    """A view that may not see a fact gets its seq and nothing else."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.publish(facts(*_states(1), SignedOn(person_id="per_a", desk="Desk")))
    (message,) = _taken(seat)

    assert isinstance(message, Facts)
    assert Hidden(seq=2) == message.facts[1]


def test_a_fact_comes_before_the_frame_that_presumes_it() -> None:
    """A frame waits while facts wait, and says which fact it presumes."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.frame(_moved(), _moved, NOW_US)
    hub.publish(facts(*_states(2)))
    kinds = [type(message).__name__ for message in _taken(seat)]
    hub.frame(_moved(1), _moved, NOW_US)
    (frame,) = _taken(seat)

    assert ["Facts", "Frame"] == kinds
    assert isinstance(frame, Frame)
    assert 2 == frame.seq


def test_frames_are_encoded_once() -> None:
    """Two desks that keep up get the same bytes, not a copy."""
    hub, one, two = Hub(1), _seat(), _seat()
    hub.join(one)
    hub.join(two)
    hub.frame(_moved(1, 2), _moved, NOW_US)

    assert one.take() is two.take()


def test_a_slow_desk_skips_frames_and_gets_what_it_missed() -> None:
    """While too much is unsent no frame waits; later one frame makes it good."""
    wire = _Wire()
    hub, slow = Hub(1), _seat(wire)
    hub.join(slow)
    wire.unsent = WRITE_BUFFER_BYTES + 1
    hub.frame(_moved(1), _moved, NOW_US)
    hub.frame(_moved(5), _moved, NOW_US)

    assert [] == _taken(slow)
    assert 2 == slow.skipped

    wire.unsent = 0
    hub.frame(_moved(2), lambda: _moved(0, 1, 2, 3, 4, 5), NOW_US)

    assert [1, 2, 5] == _rows(slow)

    hub.frame(_moved(3), _moved, NOW_US)

    assert [3] == _rows(slow), "what was made good is not sent again"


def test_a_frame_not_taken_in_time_is_replaced() -> None:
    """A frame that still waits when the next comes is stale: its rows come later."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.frame(_moved(1), _moved, NOW_US)
    hub.frame(_moved(2), _moved, NOW_US)

    assert [] == _rows(seat)

    hub.frame(_moved(), lambda: _moved(0, 1, 2), NOW_US)

    assert [1, 2] == _rows(seat)


def test_a_desk_behind_on_facts_gets_no_frame() -> None:
    """Positions never overtake facts, however small the write buffer is."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.publish(facts(*_states(1)))
    hub.frame(_moved(1), _moved, NOW_US)

    assert seat.is_behind()
    assert 1 == len(_taken(seat))


def test_too_many_facts_cut_a_desk_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that cannot keep up with facts is cut off: none is left out for it."""
    monkeypatch.setattr(module, "QUEUE_BYTES", 200)
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.publish(facts(*_states(20)))

    assert seat.overflowed
    assert seat.take() is None


def test_a_heartbeat_every_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing moves a frame of no rows still comes about once a second."""
    now_s = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now_s)
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    sent = 0
    for _ in range(30):
        now_s += 0.1
        hub.frame(_moved(), _moved, NOW_US)
        sent += len(_taken(seat))

    assert 3 == sent


def test_since_is_whole_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that resumes gets every fact after its own, or is told to start anew."""
    monkeypatch.setattr(module, "FACTS_KEPT", 5)
    hub = Hub(1)
    hub.publish(facts(*_states(8)))

    assert 5 == len(hub.since(3) or [])
    assert [] == hub.since(8)
    assert hub.since(2) is None
    assert hub.since(9) is None


def test_remembered_facts_are_not_sent() -> None:
    """What is read from disk at the start serves who resumes, nobody else."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.remember(facts(*_states(3)))

    assert [] == _taken(seat)
    assert 3 == hub.seq
    assert 2 == len(hub.since(1) or [])


def test_presence_is_the_latest_only() -> None:
    """A presence that was not sent yet is replaced by the newer one."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.presence(b"old")
    hub.presence(b"new")

    assert b"new" == seat.take()
    assert seat.take() is None


def test_who_left_gets_nothing() -> None:
    """After leaving, nothing more is put on a seat; leaving twice is nothing."""
    hub, seat = Hub(1), _seat()
    hub.join(seat)
    hub.leave(seat)
    hub.leave(seat)
    hub.publish(facts(*_states(1)))

    assert seat.take() is None


def _partner(hub: Hub, wire: _Wire | None = None) -> tuple[Watch, str, Seat]:
    """A watch whose incident fire control sees, with TV22 on it, and fire's seat."""
    watch = Watch()
    incident_id = watch.opened()
    watch.do(c.ShareIncident(incident_id=incident_id, partner="fire"))
    hub.open_view("partner.fire", "fire", watch.picture)
    seat = Seat("Fire", wire or _Wire(), "partner.fire")
    hub.join(seat)
    return watch, incident_id, seat


def _told(hub: Hub, watch: Watch, act: c.AnyAct) -> None:
    before = len(watch.facts)
    watch.do(act)
    hub.publish(watch.facts[before:], frozenset(watch.touched), watch.picture)


def test_a_partner_gets_positions_of_shared_units_alone() -> None:
    """By the view's own numbers; of others not even that they moved."""
    hub = Hub(1)
    watch, incident_id, seat = _partner(hub)
    rows = [unit.row for unit in watch.picture.units.values()]
    hub.frame(_moved(*rows), lambda: _moved(*rows), NOW_US)

    assert [] == _rows(seat)
    _told(hub, watch, c.AssignUnits(incident_id=incident_id, unit_ids=(TV22,)))
    _taken(seat)
    hub.frame(_moved(), lambda: _moved(*rows), NOW_US)
    (frame,) = _taken(seat)

    assert isinstance(frame, Frame)
    assert [0] == frame.moved.unit_rows.tolist()
    assert [watch.picture.units[TV22].row] == frame.moved.lat.tolist()
    hub.frame(_moved(*rows), lambda: _moved(*rows), NOW_US)

    assert [0] == _rows(seat)
    _told(hub, watch, c.StandDown(incident_id=incident_id, unit_id=TV22))
    hub.frame(_moved(*rows), lambda: _moved(*rows), NOW_US)

    assert [] == _rows(seat)


def test_a_partner_hears_of_presence_what_is_meant_for_it() -> None:
    """The narrow one, when there is one; never the room's."""
    hub, force = Hub(1), _seat()
    _, _, seat = _partner(hub)
    hub.join(force)
    hub.presence(b"wide")
    hub.presence(b"wide", b"narrow")

    assert b"wide" == force.take()
    assert b"narrow" == seat.take()
    assert seat.take() is None


def test_views_are_closed_and_opened() -> None:
    """A view that was closed begins with nothing to resume from."""
    hub = Hub(1)
    watch, incident_id, seat = _partner(hub)
    _told(hub, watch, c.AssignUnits(incident_id=incident_id, unit_ids=(TV22,)))

    assert 2 == len(hub.since(hub.seq - 2, "partner.fire") or [])
    hub.leave(seat)
    hub.close_views()
    hub.open_view("partner.fire", "fire", watch.picture)

    assert hub.since(hub.seq - 1, "partner.fire") is None
    assert hub.sight("force") is None
