"""The watch over what nobody opens."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.events import Fact
from controlroom.gateway.ingest import Input
from controlroom.gateway.orphans import GRACE_US, MOST_A_LOOK, OrphanWatch
from tests.helpers.watch import MARSH, SECOND_US, Watch

AT_MARSH = (MARSH, "Desk 2")


class Room:
    """A picture and a watch that looks at it once a second."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.orphans = OrphanWatch()
        self.orphans.look({}, self.watch.picture, self.watch.now_us)

    def look(self, after_s: int, *open_now: str) -> list[Input]:
        """Let time pass, look, and let happen what was seen."""
        self.watch.now_us += after_s * SECOND_US
        found = self.orphans.look(
            dict.fromkeys(open_now, AT_MARSH), self.watch.picture, self.watch.now_us
        )
        for entry in found:
            assert isinstance(entry.said, o.IncidentNoticed | o.IncidentForsaken)
            self.watch.see(entry.said, 0)
        return found


def test_a_look_between_two_looks_of_the_watch_counts() -> None:
    """Opened and left within a second, as hands do that walk down the queue."""
    room = Room()
    incident_id = room.watch.opened(grade="I")
    room.look(290)
    room.watch.now_us += SECOND_US
    (looked,) = room.orphans.look(
        {}, room.watch.picture, room.watch.now_us, {incident_id: AT_MARSH}
    )

    assert (o.IncidentNoticed(incident_id=incident_id), *AT_MARSH) == (
        looked.said, looked.actor, looked.desk,
    )  # fmt: skip
    room.watch.see(o.IncidentNoticed(incident_id=incident_id), 0)

    assert [] == room.look(299)


def test_what_nobody_opens_is_said_once() -> None:
    """When its grade allows no more; a look ends it and is put on record by name."""
    room = Room()
    incident_id = room.watch.opened(grade="I")

    assert [] == room.look(299)

    (said,) = room.look(2)

    assert isinstance(said.said, o.IncidentForsaken)
    assert "clock" == said.actor
    assert [] == room.look(60)

    (looked,) = room.look(1, incident_id)

    assert (o.IncidentNoticed(incident_id=incident_id), *AT_MARSH) == (
        looked.said, looked.actor, looked.desk,
    )  # fmt: skip
    assert None is room.watch.incident(incident_id).unattended_since_us


def test_an_incident_that_stays_open_is_put_on_record_now_and_then() -> None:
    """Not every second: a few times in the time that its grade allows."""
    room = Room()
    incident_id = room.watch.opened(grade="I")
    looks = sum(len(room.look(1, incident_id)) for _ in range(300))

    assert 4 == looks

    room.look(31, incident_id)

    assert [] == room.look(1)
    assert [] == room.look(298)
    assert 1 == len(room.look(1))


def test_the_end_of_a_look_is_what_counts() -> None:
    """The time runs from when the last desk turned away, also for a new gateway."""
    room = Room()
    incident_id = room.watch.opened(grade="I")
    room.look(1, incident_id)
    room.look(60, incident_id)
    (ended,) = room.look(1)

    assert isinstance(ended.said, o.IncidentNoticed)

    again = OrphanWatch()
    picture, now_us = room.watch.picture, room.watch.now_us

    assert [] == again.look({}, picture, now_us)
    assert [] == again.look({}, picture, now_us + 299 * SECOND_US)
    assert 1 == len(again.look({}, picture, now_us + 301 * SECOND_US))


def test_who_does_something_about_it_has_looked() -> None:
    """By a command from elsewhere too; what a device or the clock did is no look."""
    room = Room()
    incident_id = room.watch.opened(grade="I")
    room.watch.now_us += 290 * SECOND_US
    event = e.LogEntryAdded(incident_id=incident_id, text="x")
    fact = Fact(seq=1, at_us=room.watch.now_us, actor="clock", event=event)
    room.orphans.hear([fact], frozenset())

    assert 1 == len(room.look(20))

    other = room.watch.opened(grade="I")
    at_us = room.watch.now_us + 290 * SECOND_US
    fact = Fact(
        seq=1, at_us=at_us, actor=MARSH, desk="Desk 2",
        event=e.LogEntryAdded(incident_id=other, text="x"),
    )  # fmt: skip
    room.orphans.hear([fact], frozenset())

    assert [] == room.look(310)


def test_an_old_call_is_new_to_the_room() -> None:
    """What another system took hours ago has been here since it came."""
    room = Room()
    room.watch.see(
        o.CallReceived(
            source="csv", source_id="1", at_us=room.watch.now_us - 3_600 * SECOND_US,
            grade="I", text="x",
        )
    )  # fmt: skip

    assert [] == room.look(298)
    assert 1 == len(room.look(2))


def test_a_new_gateway_accuses_nobody_at_first() -> None:
    """The desks come back before anything counts as forsaken."""
    room = Room()
    room.watch.opened(grade="I")
    again = OrphanWatch()
    picture, now_us = room.watch.picture, room.watch.now_us + 3_600 * SECOND_US

    assert [] == again.look({}, picture, now_us)
    assert [] == again.look({}, picture, now_us + GRACE_US - 1)
    assert 1 == len(again.look({}, picture, now_us + GRACE_US))


def test_only_what_is_open_is_watched_and_remembered() -> None:
    """What was resolved needs nobody's eyes; many at once are said bit by bit."""
    room = Room()
    incident_id = room.watch.opened(grade="I")
    room.watch.do(c.ResolveIncident(incident_id=incident_id))

    assert [] == room.look(600, incident_id)
    assert {} == room.orphans._seen

    for _ in range(MOST_A_LOOK + 5):
        room.watch.opened(grade="I")

    assert MOST_A_LOOK == len(room.look(600))
    assert 5 == len(room.look(1))
