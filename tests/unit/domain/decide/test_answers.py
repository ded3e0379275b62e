"""Answers: a unit that says nothing is an alarm once, and its word ends it."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.entities import Device, Unit
from tests.helpers.watch import ASH, DG62, MARSH, RADIO, TV21, Watch

TV23, RADIO_3 = "unit_tv23", "dev_radio_3"


@pytest.fixture
def watch() -> Watch:
    """TV21 and TV23 have radios; DG62 has nothing that could answer."""

    watch = Watch()
    watch.do(
        c.Enrol(
            units=(Unit(unit_id=TV23, callsign="TV23", state=2),),
            devices=(
                Device(
                    device_id=RADIO_3, kind="radio", door="device", uid="R3",
                    unit_id=TV23,
                ),
            ),
        ),
        role="administrator",
    )  # fmt: skip
    return watch


def raised(events: list[e.AnyEvent]) -> list[e.AlarmRaised]:
    """Return the alarms among events."""
    return [event for event in events if isinstance(event, e.AlarmRaised)]


def sent(watch: Watch, *unit_ids: str, grade: str = "I") -> str:
    """Return an incident that units were sent to just now."""
    incident_id = watch.opened("ROBBERY", grade=grade)
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids))
    return incident_id


@pytest.mark.parametrize(
    ("grade", "seconds", "priority"), [("I", 45, "high"), ("S", 90, "medium")]
)
def test_silence_is_an_alarm_once(
    watch: Watch, grade: str, seconds: int, priority: str
) -> None:
    """At the second the grade gives, not before, and not again after a person."""
    incident_id = sent(watch, TV21, grade=grade)

    assert [] == watch.tick(seconds - 1)
    (alarm,) = raised(watch.tick(1))
    assert ("not_acknowledged", priority, incident_id, TV21) == (
        alarm.kind, alarm.priority, alarm.incident_id, alarm.unit_id,
    )  # fmt: skip
    waited = {45: "0:45", 90: "1:30"}[seconds]
    assert f"TV21 was sent {waited} ago and has not answered" == alarm.text
    assert f"Not acknowledged: {alarm.text}" == watch.log(incident_id)[-1]
    watch.do(c.EndAlarm(alarm_id=alarm.alarm_id))
    assert [] == watch.tick(60)


def test_several_silent_units_of_one_incident_are_one_alarm(watch: Watch) -> None:
    """It ends when the last of them has answered."""
    incident_id = sent(watch, TV21, TV23)
    (alarm,) = raised(watch.tick(45))

    assert (TV21, TV23) == alarm.unit_ids
    assert "TV21 and TV23 were sent 0:45 ago and have not answered" == alarm.text
    first = o.AssignmentSeen(device_id=RADIO, incident_id=incident_id, at_us=0)
    assert 1 == len(watch.see(first))
    second = o.StateReported(device_id=RADIO_3, state=5, at_us=0)
    assert e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="recovered") in watch.see(
        second
    )


@pytest.mark.parametrize("number", [5, 6])
def test_under_way_is_an_answer(watch: Watch, number: int) -> None:
    """Nobody has to press two keys."""
    sent(watch, TV21)
    watch.see(o.StateReported(device_id=RADIO, state=number, at_us=0))

    assert [] == raised(watch.tick(120))


def test_what_cannot_answer_is_not_waited_for(watch: Watch) -> None:
    """No device of the unit could say so; a grade without a time waits for nobody."""
    sent(watch, DG62)

    assert [] == raised(watch.tick(120))
    sent(watch, TV21, grade="R")
    silent = [a for a in raised(watch.tick(86_400)) if a.kind == "not_acknowledged"]
    assert [] == silent


@pytest.mark.parametrize(
    "how", ["stand_down", "stand_down_all", "divert", "resolve", "false"]
)
def test_who_leaves_is_waited_for_no_longer(watch: Watch, how: str) -> None:
    """Stood down, diverted, resolved: the alarm ends with it, whoever ends it."""
    incident_id = sent(watch, TV21, TV23)
    (alarm,) = raised(watch.tick(45))
    other = watch.opened("ROBBERY", grade="I")
    if how == "stand_down":
        for unit_id in (TV21, TV23):
            watch.do(c.StandDown(incident_id=incident_id, unit_id=unit_id))
    elif how == "stand_down_all":
        watch.do(c.StandDownAll(incident_id=incident_id))
    elif how == "divert":
        watch.do(c.AssignUnits(incident_id=other, unit_ids=(TV21, TV23), divert=True))
    elif how == "resolve":
        watch.do(c.ResolveIncident(incident_id=incident_id))
    else:
        watch.do(c.AcceptAlarm(alarm_id=alarm.alarm_id), who=ASH)
        watch.do(c.EndAlarm(alarm_id=alarm.alarm_id, outcome="false_alarm"), who=MARSH)

    assert None is not watch.picture.alarms[alarm.alarm_id].ended_at_us


def test_an_emergency_of_another_incident_is_left_alone(watch: Watch) -> None:
    """Only the alarm about that silence ends."""
    sent(watch, TV21)
    quiet = sent(watch, TV23)
    watch.tick(45)
    watch.see(o.AssignmentSeen(device_id=RADIO_3, incident_id=quiet, at_us=0))

    assert [TV21] == [a.unit_id for a in watch.picture.standing_alarms()]
