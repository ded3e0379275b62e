"""What the clock brings: targets, bring-ups, the end of a closed incident's day."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.tick import MOST_A_TICK
from controlroom.domain.observations import AssignmentSeen, CallReceived, StateReported
from tests.helpers.watch import DG62, HOUR_US, RADIO, TV21, Watch


@pytest.fixture
def watch() -> Watch:
    """A quiet room."""
    return Watch()


@pytest.mark.parametrize(
    ("grade", "seconds", "priority"), [("I", 900, "high"), ("S", 3_600, "medium")]
)
def test_a_target_passes_once(
    watch: Watch, grade: str, seconds: int, priority: str
) -> None:
    """At the second it passes, not before, and never again."""
    incident_id = watch.opened("ROBBERY", grade=grade)

    assert [] == watch.tick(seconds - 1)
    (event,) = watch.tick(1)
    assert isinstance(event, e.AlarmRaised)
    assert ("target_passed", priority, incident_id, "no unit was sent") == (
        event.kind, event.priority, event.incident_id, event.text,
    )  # fmt: skip
    assert watch.incident(incident_id).target_passed
    assert [] == watch.tick(1)
    watch.do(c.EndAlarm(alarm_id=event.alarm_id))
    assert [] == watch.tick(86_400)


def test_the_alarm_says_what_is_missing(watch: Watch) -> None:
    """Sent but not there, or sent and taken away again."""
    sent, left = watch.opened("ROBBERY"), watch.opened("ROBBERY")
    watch.do(c.AssignUnits(incident_id=sent, unit_ids=(TV21,)))
    watch.do(c.AssignUnits(incident_id=left, unit_ids=(DG62,)))
    watch.do(c.StandDown(incident_id=left, unit_id=DG62))
    watch.see(AssignmentSeen(device_id=RADIO, incident_id=sent, at_us=0))
    texts = [
        event.text for event in watch.tick(900) if isinstance(event, e.AlarmRaised)
    ]

    assert ["sent, nobody at scene", "nobody on it now"] == texts


def test_who_was_there_in_time_has_no_alarm(watch: Watch) -> None:
    """Also when the unit has left again."""
    incident_id = watch.opened("ROBBERY")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(StateReported(device_id=RADIO, state=6, at_us=0))
    watch.do(c.StandDown(incident_id=incident_id, unit_id=TV21))
    watch.see(StateReported(device_id=RADIO, state=2, at_us=0))

    assert [] == watch.tick(3_600)


def test_a_referred_incident_is_never_late(watch: Watch) -> None:
    """Nobody was to attend."""
    watch.opened("FRAUD", grade="R")

    assert [] == watch.tick(30 * 86_400)


def test_an_emergency_raises_no_second_alarm(watch: Watch) -> None:
    """It is one, and stands."""
    watch.do(c.RaiseEmergency(unit_id=TV21))

    assert [] == watch.tick(3_600)


def test_a_reminder_comes_once(watch: Watch) -> None:
    """At its time, on open and on resolved incidents."""
    incident_id = watch.opened("FRAUD", grade="R")
    watch.do(c.SetBringUp(incident_id=incident_id, at_us=watch.now_us + HOUR_US))
    watch.do(c.ResolveIncident(incident_id=incident_id))

    assert [] == watch.tick(3_590)
    assert [e.BroughtUp(incident_id=incident_id)] == watch.tick(10)
    assert [] == watch.tick(3_600)


def test_a_reminder_and_a_target_may_come_together(watch: Watch) -> None:
    """Both are said at the same tick."""
    incident_id = watch.opened("ROBBERY")
    opened_us = watch.incident(incident_id).opened_at_us
    watch.do(c.SetBringUp(incident_id=incident_id, at_us=opened_us + 900_000_000))

    assert ["BroughtUp", "AlarmRaised"] == [
        type(event).__name__ for event in watch.tick(900)
    ]


def test_a_closed_incident_stays_a_day(watch: Watch) -> None:
    """Then it leaves every picture at one seq; reopened in time it stays."""
    gone, kept = watch.opened("FRAUD", grade="R"), watch.opened("FRAUD", grade="R")
    for incident_id in (gone, kept):
        watch.do(c.ResolveIncident(incident_id=incident_id))
        watch.do(c.CloseIncident(incident_id=incident_id, closing_code="C01"))
    watch.do(c.ReopenIncident(incident_id=kept))

    assert [] == watch.tick(86_390)
    assert [e.IncidentArchived(incident_id=gone)] == watch.tick(10)
    assert [kept] == list(watch.picture.incidents)
    assert [] == watch.tick(86_400)


def test_after_a_standstill_the_rest_wait_a_second(watch: Watch) -> None:
    """A tick after hours decides a bounded number of incidents."""
    for number in range(MOST_A_TICK + 20):
        watch.see(
            CallReceived(
                source="csv", source_id=str(number), at_us=watch.now_us,
                type_code="ROBBERY",
            ),
            after_s=0,
        )  # fmt: skip

    assert MOST_A_TICK == len(watch.tick(86_400))
    assert 20 == len(watch.tick())
    assert [] == watch.tick()


def test_a_tick_with_nothing_due_looks_at_nothing(watch: Watch) -> None:
    """Incidents whose time has passed and been said are not watched any more."""
    for _ in range(3):
        watch.opened("ROBBERY")
    watch.tick(900)
    watch.tick(1)

    assert {} == watch.picture.watch
