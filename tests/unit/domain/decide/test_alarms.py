"""Emergencies, feeds and messages: who raises, who may end, what stands."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.codes import Codes, Sector
from controlroom.domain.entities import AlarmOutcome, Device
from tests.helpers.watch import (
    ASH,
    HALE,
    HOUR_US,
    MARSH,
    OKAFOR,
    PHONE,
    RADIO,
    ROWE,
    TV21,
    TV22,
    WORN,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """A quiet room."""
    return Watch()


def names(events: list[e.AnyEvent]) -> list[str]:
    """Return the kinds of events."""
    return [type(event).__name__ for event in events]


PRESSED = (
    o.StateReported(device_id=RADIO, state=0, at_us=0, lat=51.5, lon=-0.1),
    o.EmergencyReported(device_id=RADIO, at_us=0, lat=51.5, lon=-0.1),
)


@pytest.mark.parametrize("seen", PRESSED)
def test_a_button_raises_the_emergency(
    watch: Watch, seen: o.StateReported | o.EmergencyReported
) -> None:
    """State 0, an incident at the last known place, an alarm that knows the rest."""
    events = watch.see(seen)
    alarm = watch.alarm()
    incident = watch.incident(alarm.incident_id or "")

    assert ["UnitStateChanged", "IncidentOpened", "AlarmRaised"] == names(events)
    assert 0 == watch.unit(TV21).state
    assert ("officer_emergency", "emergency", TV21, OKAFOR, 2) == (
        alarm.kind, alarm.priority, alarm.unit_id, alarm.person_id, alarm.prior_state,
    )  # fmt: skip
    assert ("EMERGENCY", "I", 51.5, -0.1, alarm.alarm_id) == (
        incident.type_code, incident.grade, incident.lat, incident.lon,
        incident.emergency_alarm_id,
    )  # fmt: skip


def test_the_desk_s_key_raises_it_too(watch: Watch) -> None:
    """For an officer who calls by voice; nothing that others did stands in its way."""
    act = c.RaiseEmergency(unit_id=TV22, note="shouts for help", lat=51.5, lon=-0.1)
    watch.do(act, expects={TV22: 1, "inc_gone": 7})

    assert ("shouts for help", TV22, None) == (
        watch.alarm().text, watch.alarm().unit_id, watch.alarm().person_id,
    )  # fmt: skip
    assert 51.5 == watch.alarm().lat


def test_a_place_that_is_none_is_left_out(watch: Watch) -> None:
    """No fix yet is no reason to wait; 0/0 is no fix."""
    watch.see(o.EmergencyReported(device_id=RADIO, at_us=0, lat=0.0, lon=0.0))

    assert None is watch.alarm().lat
    assert None is watch.incident(watch.alarm().incident_id or "").lat


def test_an_unknown_unit_cannot_be_in_an_emergency(watch: Watch) -> None:
    """And a wrong place from a desk is said, not guessed."""

    assert "unknown_unit" == refused(watch, c.RaiseEmergency(unit_id="unit_gone")).code
    assert "position" == refused(watch, c.RaiseEmergency(unit_id=TV21, lat=91.0)).code


def test_one_emergency_a_unit(watch: Watch) -> None:
    """Pressed again, or raised by the desk as well: a line in the log, one a minute."""
    watch.see(PRESSED[1])
    incident_id = watch.alarm().incident_id or ""

    assert ["LogEntryAdded"] == names(watch.see(PRESSED[0]))
    assert (
        "TV21's device pressed the emergency button again."
        == (watch.log(incident_id)[-1])
    )
    assert [] == watch.see(PRESSED[0])
    assert ["LogEntryAdded"] == names(watch.see(PRESSED[0], after_s=61))
    assert ["LogEntryAdded"] == names(
        watch.do(c.RaiseEmergency(unit_id=TV21, note="heard on air"))
    )
    assert (
        "The desk raised the emergency again: heard on air"
        == (watch.log(incident_id)[-1])
    )
    assert 1 == len(watch.picture.alarms)


def test_a_device_cannot_end_it(watch: Watch) -> None:
    """Taken back, or another state, or booked off: written down, and it stands."""
    watch.see(PRESSED[0])
    incident_id = watch.alarm().incident_id or ""
    watch.see(o.EmergencyReported(device_id=RADIO, at_us=0, cancelled=True))
    watch.see(o.StateReported(device_id=RADIO, state=2, at_us=0))
    watch.see(o.DutyReported(device_id=RADIO, on_duty=False, at_us=0))
    watch.see(o.DutyReported(device_id=RADIO, on_duty=True, at_us=0))

    assert 0 == watch.unit(TV21).state
    assert None is watch.alarm().ended_at_us
    assert [
        "TV21's device took the emergency back; it stands until a person ends it.",
        "TV21's device says on patrol (2); the emergency stands.",
        "TV21's device says off duty (11); the emergency stands.",
        "TV21's device says on duty (1); the emergency stands.",
    ] == watch.log(incident_id)[-4:]


def test_requests_are_heard_during_an_emergency(watch: Watch) -> None:
    """An urgent call back is not a state."""
    watch.see(PRESSED[0])

    assert ["RequestReceived"] == names(
        watch.see(o.StateReported(device_id=RADIO, state=14, at_us=0))
    )


def test_taking_back_what_was_never_raised_is_nothing(watch: Watch) -> None:
    """A cancel after the end, or out of the blue."""
    seen = o.EmergencyReported(device_id=RADIO, at_us=0, cancelled=True)

    assert [] == watch.see(seen)


def test_it_never_ages_out(watch: Watch) -> None:
    """A week later it stands, on top of everything."""
    watch.see(PRESSED[0])
    watch.now_us += 7 * 24 * HOUR_US
    watch.tick()

    assert [watch.alarm()] == watch.picture.standing_alarms()
    assert 0 == watch.unit(TV21).state


def test_a_worn_device_raises_it_for_its_person(watch: Watch) -> None:
    """In no unit: the alarm knows the officer, and stands once."""
    seen = o.EmergencyReported(device_id=WORN, at_us=0)

    assert ["IncidentOpened", "AlarmRaised"] == names(watch.see(seen))
    assert (None, HALE, None) == (
        watch.alarm().unit_id, watch.alarm().person_id, watch.alarm().prior_state,
    )  # fmt: skip
    assert ["LogEntryAdded"] == names(watch.see(seen))
    assert (
        "Hale's device pressed the emergency button again."
        == watch.log(watch.alarm().incident_id or "")[-1]
    )
    watch.do(c.AcceptAlarm(alarm_id=watch.alarm().alarm_id))
    assert ["AlarmEnded"] == names(
        watch.do(c.EndAlarm(alarm_id=watch.alarm().alarm_id))
    )


def test_a_worn_device_in_a_unit_raises_it_for_the_unit(watch: Watch) -> None:
    """And names who wears it."""
    watch.see(o.CrewReported(device_id=PHONE, collars=("3340",), at_us=0))
    watch.see(o.EmergencyReported(device_id=WORN, at_us=0))

    assert (TV22, HALE) == (watch.alarm().unit_id, watch.alarm().person_id)


def test_a_device_of_nobody_still_calls_for_help(watch: Watch) -> None:
    """Not bound yet is no reason to stay silent; it stands once, known by its name."""
    watch.do(c.BindDevice(device_id=RADIO, unit_id=None), role="supervisor")

    assert ["IncidentOpened", "AlarmRaised"] == names(watch.see(PRESSED[1]))
    assert "device R1 of no unit" == watch.alarm().text
    assert ["LogEntryAdded"] == names(watch.see(PRESSED[1]))


def test_a_crew_of_two_is_not_guessed(watch: Watch) -> None:
    """With two on board nobody knows which of them pressed."""
    collars = ("2187", "3340")
    watch.see(o.CrewReported(device_id=RADIO, collars=collars, at_us=0))
    watch.see(PRESSED[0])

    assert None is watch.alarm().person_id


def test_a_line_about_an_emergency_without_an_incident_is_none(watch: Watch) -> None:
    """A journal from elsewhere may hold such an alarm: nothing fails."""
    watch.happen(
        e.UnitStateChanged(unit_id=TV21, state=0),
        e.AlarmRaised(
            alarm_id="alm_1", kind="officer_emergency", priority="emergency",
            unit_id=TV21,
        ),
    )  # fmt: skip

    assert [] == watch.see(PRESSED[0])


def test_two_officers_are_two_emergencies(watch: Watch) -> None:
    """Both in no unit: the second is not a repeat of the first."""
    other = Device(
        device_id="dev_rowe", kind="camera", door="device", uid="B2", person_id=ROWE
    )
    watch.do(c.Enrol(devices=(other,)), role="administrator")
    watch.see(o.EmergencyReported(device_id=WORN, at_us=0))
    watch.see(o.EmergencyReported(device_id="dev_rowe", at_us=0))

    assert {HALE, ROWE} == {
        alarm.person_id for alarm in watch.picture.standing_alarms()
    }


def test_the_sector_of_an_emergency() -> None:
    """Where it happens, or the unit's own when nobody knows where."""
    ring = ((51.0, -1.0), (51.0, 1.0), (52.0, 1.0), (52.0, -1.0))
    watch = Watch(Codes(sectors=(Sector(name="Harbour", ring=ring),)))
    docks = msgspec.structs.replace(watch.unit(TV22), sector="Docks")
    watch.do(c.Enrol(units=(docks,)), role="administrator")
    watch.see(PRESSED[1])
    here = watch.incident(watch.alarm().incident_id or "")
    watch.do(c.RaiseEmergency(unit_id=TV22))
    somewhere = watch.incident(watch.alarm().incident_id or "")

    assert ("Harbour", "Docks") == (here.sector, somewhere.sector)


# --- accept and end


def test_accepting_is_by_name_and_once(watch: Watch) -> None:
    """The second desk reads who has it since when."""
    watch.see(PRESSED[0])
    act = c.AcceptAlarm(alarm_id=watch.alarm().alarm_id)
    watch.do(act)

    assert ASH == watch.alarm().accepted_by
    assert "Ash accepted this at 14:00:03. Nothing changed." == (
        refused(watch, act, who=MARSH).sentence
    )
    assert "unknown_alarm" == refused(watch, c.AcceptAlarm(alarm_id="alm_gone")).code


def test_ending_restores_the_state_before(watch: Watch) -> None:
    """The alarm first, then the unit as it was."""
    watch.see(o.StateReported(device_id=RADIO, state=3, at_us=0))
    watch.see(PRESSED[0])
    alarm_id = watch.alarm().alarm_id
    watch.do(c.AcceptAlarm(alarm_id=alarm_id))

    assert [
        e.AlarmEnded(alarm_id=alarm_id, outcome="ended", note="spoken to"),
        e.UnitStateChanged(unit_id=TV21, state=3),
    ] == watch.do(c.EndAlarm(alarm_id=alarm_id, note="spoken to"))
    again = refused(watch, c.EndAlarm(alarm_id=alarm_id))
    assert "This alarm was ended by Ash at 14:00:05. Nothing changed." == again.sentence
    assert "ended" == refused(watch, c.AcceptAlarm(alarm_id=alarm_id)).code


def test_a_unit_stood_down_meanwhile_is_on_patrol(watch: Watch) -> None:
    """There is nothing left to be on the way to."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV22,)))
    watch.do(c.RaiseEmergency(unit_id=TV22))
    watch.do(c.StandDown(incident_id=incident_id, unit_id=TV22))
    watch.do(c.AcceptAlarm(alarm_id=watch.alarm().alarm_id))
    watch.do(c.EndAlarm(alarm_id=watch.alarm().alarm_id))

    assert 2 == watch.unit(TV22).state


def test_an_emergency_is_accepted_before_it_is_ended(watch: Watch) -> None:
    """One press too many must not silence it."""
    watch.see(PRESSED[0])
    for outcome in ("ended", "false_alarm"):
        act = c.EndAlarm(alarm_id=watch.alarm().alarm_id, outcome=outcome)

        assert "not_accepted" == refused(watch, act).code


def test_a_false_alarm_needs_two_people(watch: Watch) -> None:
    """Who accepted it does not call it false."""
    watch.see(PRESSED[0])
    alarm_id = watch.alarm().alarm_id
    watch.do(c.AcceptAlarm(alarm_id=alarm_id))
    act = c.EndAlarm(alarm_id=alarm_id, outcome="false_alarm", note="knocked")

    alone = refused(watch, act)
    assert "two_people" == alone.code
    assert alone.sentence.startswith("Ash accepted this alarm at 14:00:03; a false")
    watch.do(act, who=MARSH)
    assert ("false_alarm", MARSH) == (watch.alarm().outcome, watch.alarm().ended_by)
    assert 2 == watch.unit(TV21).state


@pytest.mark.parametrize("outcome", ["recovered", "superseded"])
def test_what_only_the_room_itself_can_say(watch: Watch, outcome: AlarmOutcome) -> None:
    """A person ends an alarm or calls it false."""
    watch.see(PRESSED[0])
    act = c.EndAlarm(alarm_id=watch.alarm().alarm_id, outcome=outcome)

    assert "outcome" == refused(watch, act).code


# --- feeds


def door(*, lost: bool, name: str = "cot", why: str = "") -> o.DoorChanged:
    """Return what the gateway noticed about a door."""
    return o.DoorChanged(door=name, lost=lost, at_us=0, why=why)


def test_a_lost_feed_is_one_alarm_until_it_speaks(watch: Watch) -> None:
    """Raised once, ended by its first word, and by no other door's."""
    (raised,) = watch.see(door(lost=True, why="silent for 90 s\x07"))

    assert isinstance(raised, e.AlarmRaised)
    assert ("feed_lost", "high", "cot", "silent for 90 s") == (
        raised.kind, raised.priority, raised.door, raised.text,
    )  # fmt: skip
    assert [] == watch.see(door(lost=True))
    assert [] == watch.see(door(lost=False, name="osmand"))
    assert [e.AlarmEnded(alarm_id=raised.alarm_id, outcome="recovered")] == watch.see(
        door(lost=False)
    )
    assert [] == watch.see(door(lost=False))


def test_a_person_may_end_a_feed_s_alarm(watch: Watch) -> None:
    """A door that was closed for good never speaks again; it need not be accepted."""
    watch.see(door(lost=True))
    watch.do(c.EndAlarm(alarm_id=watch.alarm().alarm_id))

    assert "ended" == watch.alarm().outcome
    assert [] == watch.see(door(lost=False))
