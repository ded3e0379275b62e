"""How incidents end and come back: each rule, and each refusal."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import Codes
from controlroom.domain.observations import StateReported
from tests.helpers.watch import (
    DG62,
    HOUR_US,
    MARSH,
    MINUTE_US,
    RADIO,
    TV21,
    TV22,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """A room with the UK codes."""
    return Watch()


# --- resolve, close, reopen


def test_resolving_stands_everybody_down(watch: Watch) -> None:
    """A unit whose devices tell no state is on patrol again; the others say so."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21, TV22)))
    events = watch.do(
        c.ResolveIncident(incident_id=incident_id, note="gone on arrival")
    )

    assert [
        e.UnitStoodDown(
            incident_id=incident_id, unit_id=TV21, reason="incident resolved"
        ),
        e.UnitStoodDown(
            incident_id=incident_id, unit_id=TV22, reason="incident resolved"
        ),
        e.UnitStateChanged(unit_id=TV22, state=2),
        e.IncidentResolved(incident_id=incident_id, note="gone on arrival"),
    ] == events


def test_resolving_ends_the_alarm_of_its_target(watch: Watch) -> None:
    """Nobody has to attend any more."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.tick(15 * 60)
    events = watch.do(c.ResolveIncident(incident_id=incident_id))
    ended = e.AlarmEnded(alarm_id=watch.alarm().alarm_id, outcome="ended")

    assert ended == events[-1]


def test_an_emergency_keeps_its_incident_open(watch: Watch) -> None:
    """First the emergency is ended, by name."""
    watch.do(c.RaiseEmergency(unit_id=TV21))
    incident_id = watch.alarm().incident_id or ""

    assert (
        "emergency_stands"
        == refused(watch, c.ResolveIncident(incident_id=incident_id)).code
    )
    watch.do(c.AcceptAlarm(alarm_id=watch.alarm().alarm_id))
    watch.do(c.EndAlarm(alarm_id=watch.alarm().alarm_id))
    watch.do(c.ResolveIncident(incident_id=incident_id))
    assert "resolved" == watch.incident(incident_id).status


def test_closing_needs_resolution_and_a_code(watch: Watch) -> None:
    """In this order; twice is refused with who and when."""
    incident_id = watch.opened("FRAUD", grade="R")

    still_open = refused(
        watch, c.CloseIncident(incident_id=incident_id, closing_code="C01")
    )
    assert "CAD 1 is still open. Nothing changed. Resolve it first." == (
        still_open.sentence
    )
    watch.do(c.ResolveIncident(incident_id=incident_id))
    no_code = refused(watch, c.CloseIncident(incident_id=incident_id, closing_code=""))
    assert "closing_code" == no_code.code
    assert "An empty text is no closing code." in no_code.sentence
    watch.do(c.CloseIncident(incident_id=incident_id, closing_code="C01"), who=MARSH)
    twice = refused(watch, c.CloseIncident(incident_id=incident_id, closing_code="C01"))
    assert "CAD 1 was closed by Marsh" in twice.sentence


def test_any_closing_code_is_taken_where_none_are_known() -> None:
    """A force without a list writes its own."""
    watch = Watch(Codes())
    incident_id = watch.opened("X", grade="I")
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.CloseIncident(incident_id=incident_id, closing_code="done"))

    assert "done" == watch.incident(incident_id).closing_code


def test_reopening(watch: Watch) -> None:
    """What is resolved or closed comes back; what is open is open."""
    incident_id = watch.opened("FRAUD", grade="R")

    assert "open" == refused(watch, c.ReopenIncident(incident_id=incident_id)).code
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.ReopenIncident(incident_id=incident_id, reason="new call"))
    assert "open" == watch.incident(incident_id).status


def test_reopening_after_an_arrival_raises_no_old_target(watch: Watch) -> None:
    """Somebody was there in time; the clock does not accuse anybody later."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(StateReported(device_id=RADIO, state=6, at_us=0))
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.ReopenIncident(incident_id=incident_id))
    alarms = watch.tick(3_600)

    assert [] == [each for each in alarms if "welfare_due" not in str(each)]


# --- bring up


def test_bring_up(watch: Watch) -> None:
    """A time to come within a year, or none."""
    incident_id = watch.opened("FRAUD", grade="R")
    at_us = watch.now_us + HOUR_US
    watch.do(c.SetBringUp(incident_id=incident_id, at_us=at_us, note="call back"))

    assert at_us == watch.incident(incident_id).bring_up_at_us
    watch.do(c.SetBringUp(incident_id=incident_id, at_us=None))
    assert None is watch.incident(incident_id).bring_up_at_us
    assert [] == watch.do(c.SetBringUp(incident_id=incident_id, at_us=None))


@pytest.mark.parametrize(
    ("after_us", "said"),
    [
        (-MINUTE_US, "13:59:02 has passed. Nothing changed. Give a time to come."),
        (
            367 * 24 * HOUR_US,
            "That is more than a year from now. Nothing changed. Give a nearer time.",
        ),
    ],
)
def test_times_that_cannot_be_brought_up(
    watch: Watch, after_us: int, said: str
) -> None:
    """The past, and what nobody will remember."""
    incident_id = watch.opened("FRAUD", grade="R")
    act = c.SetBringUp(incident_id=incident_id, at_us=watch.now_us + after_us)

    assert said == refused(watch, act).sentence


def test_closed_incidents_are_not_brought_up(watch: Watch) -> None:
    """Nobody looks there any more."""
    incident_id = watch.opened("FRAUD", grade="R")
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.CloseIncident(incident_id=incident_id, closing_code="C01"))
    act = c.SetBringUp(incident_id=incident_id, at_us=watch.now_us + HOUR_US)

    assert "closed" == refused(watch, act).code


def test_diverted_units_leave_other_incidents_alone(watch: Watch) -> None:
    """Only who is on the resolved incident is released."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(DG62,)))
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(TV22,)))
    watch.do(c.ResolveIncident(incident_id=first))

    assert (second,) == watch.unit(TV22).incident_ids


# --- closing in full


def test_closing_in_full(watch: Watch) -> None:
    """What it turned out to be, why it closed, what marks it, what became of it."""
    incident_id = watch.opened("ROBBERY")
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(
        c.CloseIncident(
            incident_id=incident_id, closing_code="C02", type_code="THEFT",
            qualifiers=("Q01", "Q08", "Q01"), disposition="D02", note="CR 88/26",
        )
    )  # fmt: skip
    incident = watch.incident(incident_id)

    assert ("THEFT", "C02", ("Q01", "Q08"), "D02") == (
        incident.type_code, incident.closing_code, incident.qualifiers,
        incident.disposition,
    )  # fmt: skip
    line = watch.log(incident_id)[-1]
    assert line.startswith("Closed, C02 Crime recorded, was Theft")
    assert line.endswith(
        "Q01 Alcohol, Q08 Weapon seen or used, D02 Handed to investigators: CR 88/26"
    )
    watch.do(c.ReopenIncident(incident_id=incident_id))
    again = watch.incident(incident_id)
    assert ("", (), "") == (again.closing_code, again.qualifiers, again.disposition)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type_code": "NOPE"}, "type"),
        ({"qualifiers": ("Q01", "=cmd()")}, "qualifier"),
        ({"qualifiers": tuple(f"Q{n}" for n in range(21))}, "qualifier"),
        ({"disposition": "<b>"}, "disposition"),
    ],
)
def test_unknown_codes_close_nothing(
    watch: Watch, fields: dict[str, object], code: str
) -> None:
    """Each is named, and what would be accepted."""
    incident_id = watch.opened("ROBBERY")
    watch.do(c.ResolveIncident(incident_id=incident_id))
    act = c.CloseIncident(incident_id=incident_id, closing_code="C01", **fields)  # type: ignore[arg-type]  # as the rows say

    assert code == refused(watch, act).code
    assert "resolved" == watch.incident(incident_id).status


# --- scheduled


def test_what_is_scheduled_enters_the_queue_by_the_clock(watch: Watch) -> None:
    """Its targets count from its time; until then no alarm is raised."""
    incident_id = watch.opened("ROBBERY", grade="I")
    at_us = watch.now_us + 2 * HOUR_US
    watch.do(c.ScheduleIncident(incident_id=incident_id, at_us=at_us, note="visit"))

    assert "Scheduled for 16:00: visit" == watch.log(incident_id)[-1]
    assert [] == watch.tick(3_600)
    watch.now_us = at_us - MINUTE_US
    assert [e.IncidentDue(incident_id=incident_id)] == watch.tick(60)
    incident = watch.incident(incident_id)
    assert (None, at_us) == (incident.scheduled_at_us, incident.counts_from_us)
    assert "Due now, as scheduled." == watch.log(incident_id)[-1]
    assert [] == watch.tick(14 * 60)
    assert ["AlarmRaised"] == [type(event).__name__ for event in watch.tick(60)]


def test_what_is_scheduled_can_be_taken_up_now(watch: Watch) -> None:
    """Its targets count from now; without a schedule that is nothing new."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.do(c.ScheduleIncident(incident_id=incident_id, at_us=watch.now_us + HOUR_US))
    watch.do(c.ScheduleIncident(incident_id=incident_id, at_us=None))

    assert watch.now_us == watch.incident(incident_id).counts_from_us
    act = c.ScheduleIncident(incident_id=incident_id, at_us=None)
    assert [] == watch.do(act)


def test_only_what_can_wait_is_scheduled(watch: Watch) -> None:
    """Never into the past, the far future, over a unit's head or an emergency's."""
    incident_id = watch.opened("ROBBERY")
    for at_us, said in (
        (watch.now_us, "14:00:02 has passed"),
        (watch.now_us + 367 * 24 * HOUR_US, "more than a year"),
    ):
        act = c.ScheduleIncident(incident_id=incident_id, at_us=at_us)
        assert said in refused(watch, act).sentence
    later = c.ScheduleIncident(incident_id=incident_id, at_us=watch.now_us + HOUR_US)
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    assert "TV21 is on CAD 1. Nothing changed. Stand TV21 down first" in (
        refused(watch, later).sentence
    )
    watch.do(c.RaiseEmergency(unit_id=DG62))
    act = c.ScheduleIncident(
        incident_id=watch.alarm().incident_id or "", at_us=watch.now_us + HOUR_US
    )
    assert "emergency_stands" == refused(watch, act).code


def test_scheduling_ends_the_alarm_of_a_target_that_passed(watch: Watch) -> None:
    """It may pass once more, from the new time."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.tick(3_600)
    alarm_id = watch.alarm().alarm_id
    events = watch.do(
        c.ScheduleIncident(incident_id=incident_id, at_us=watch.now_us + HOUR_US)
    )

    assert e.AlarmEnded(alarm_id=alarm_id, outcome="superseded") == events[-1]
    assert not watch.incident(incident_id).target_passed
