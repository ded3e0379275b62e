"""Decisions on units: what a state brings, and what devices cannot do."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from tests.helpers.watch import (
    DG62,
    PHONE,
    RADIO,
    TV21,
    TV22,
    WORN,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """TV21 speaks through a radio, TV22's phone tells only places, DG62 has nothing."""
    return Watch()


def says(number: int, device_id: str = RADIO) -> o.StateReported:
    """Return a state pressed on a device."""
    return o.StateReported(device_id=device_id, state=number, at_us=0)


# --- states


def test_a_desk_sets_a_state(watch: Watch) -> None:
    """On the unit's behalf; the same again is nothing new."""
    watch.do(c.SetUnitState(unit_id=TV21, state=3))

    assert 3 == watch.unit(TV21).state
    assert [] == watch.do(c.SetUnitState(unit_id=TV21, state=3))


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "its own key"), (12, "1 to 11"), (-1, "1 to 11"), (99, "1 to 11")],
)
def test_numbers_that_are_no_state_of_a_desk(
    watch: Watch, number: int, said: str
) -> None:
    """0 is an emergency, 12 and above are requests."""
    refusal = refused(watch, c.SetUnitState(unit_id=TV21, state=number))

    assert "state" == refusal.code
    assert said in refusal.sentence


def test_states_that_would_hide_something(watch: Watch) -> None:
    """Off duty while assigned; anything while in danger."""
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV21,)))
    off = refused(watch, c.SetUnitState(unit_id=TV21, state=11))

    assert "committed to CAD 1 (Ash, 14:00:03). Nothing changed. Stand TV21" in (
        off.sentence
    )
    watch.do(c.RaiseEmergency(unit_id=TV22))
    assert "emergency" == refused(watch, c.SetUnitState(unit_id=TV22, state=2)).code


def test_arrival_ends_the_alarm_nobody_had(watch: Watch) -> None:
    """The target had passed; a unit at scene is what it asked for."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(o.AssignmentSeen(device_id=RADIO, incident_id=incident_id, at_us=0))
    watch.tick(15 * 60)
    alarm = watch.alarm()

    assert [
        e.UnitStateChanged(unit_id=TV21, state=6),
        e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="recovered"),
    ] == watch.see(says(6))


def test_arrival_without_an_alarm_ends_none(watch: Watch) -> None:
    """In time, and after somebody ended it by hand."""
    first = watch.opened("ROBBERY", grade="I")
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))

    assert 1 == len(watch.see(says(6)))
    second = watch.opened("ROBBERY", grade="I")
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(DG62,)))
    watch.see(says(2))
    watch.tick(15 * 60)
    watch.do(c.EndAlarm(alarm_id=watch.alarm().alarm_id))
    assert 1 == len(watch.do(c.SetUnitState(unit_id=DG62, state=6)))


def test_a_diverted_unit_says_five_once_more(watch: Watch) -> None:
    """The same number is progress on the new incident, and then nothing new."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    watch.see(says(5))
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(TV21,), divert=True))

    assert 1 == len(watch.see(says(5)))
    assert None is not watch.incident(second).assignments[0].en_route_at_us
    assert [] == watch.see(says(5))
    assert 1 == len(watch.see(says(6)))
    assert [] == watch.see(says(6))
    assert 1 == len(watch.see(says(3)))
    assert [] == watch.see(says(3))


@pytest.mark.parametrize("number", [12, 13, 14, 15, 16])
def test_requests_are_no_states(watch: Watch, number: int) -> None:
    """12 to 16 ask for something and leave availability alone."""

    assert [e.RequestReceived(unit_id=TV21, request=number)] == watch.see(says(number))
    assert 2 == watch.unit(TV21).state


@pytest.mark.parametrize("number", [-1, 17, 2**40])
def test_numbers_that_mean_nothing(watch: Watch, number: int) -> None:
    """A device that says nonsense changes nothing."""

    assert [] == watch.see(says(number))


@pytest.mark.parametrize("device_id", ["dev_unknown", WORN, ""])
def test_devices_that_speak_for_nobody(watch: Watch, device_id: str) -> None:
    """Unknown, or worn by somebody who is in no unit."""

    assert [] == watch.see(says(5, device_id))


def test_a_disabled_device_is_not_heard(watch: Watch) -> None:
    """Lost or stolen: what it says is not the officer's word."""
    watch.do(c.SetEnabled(entity_id=RADIO, enabled=False), role="supervisor")

    assert [] == watch.see(says(5))
    assert [] == watch.see(says(0))


def test_duty(watch: Watch) -> None:
    """On from off is 1; on while on is nothing; off is 11."""

    def duty(*, on_duty: bool) -> list[e.AnyEvent]:
        return watch.see(o.DutyReported(device_id=RADIO, on_duty=on_duty, at_us=0))

    assert [] == duty(on_duty=True)
    assert [e.UnitStateChanged(unit_id=TV21, state=11)] == duty(on_duty=False)
    assert [] == duty(on_duty=False)
    assert [e.UnitStateChanged(unit_id=TV21, state=1)] == duty(on_duty=True)


def test_a_unit_that_books_off_stays_on_its_incident(watch: Watch) -> None:
    """A device cannot be refused: both stand side by side until a person decides."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(o.DutyReported(device_id=RADIO, on_duty=False, at_us=0))

    assert (11, (incident_id,)) == (
        watch.unit(TV21).state,
        watch.unit(TV21).incident_ids,
    )
    assert "TV21 off duty (11)." == watch.log(incident_id)[-1]


def test_acknowledgement(watch: Watch) -> None:
    """Of an assignment that holds, once."""
    incident_id = watch.opened()

    def seen(incident: str = incident_id) -> list[e.AnyEvent]:
        return watch.see(
            o.AssignmentSeen(device_id=RADIO, incident_id=incident, at_us=0)
        )

    assert [] == seen()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV22, TV21)))
    assert [e.AssignmentAcknowledged(incident_id=incident_id, unit_id=TV21)] == seen()
    assert [] == seen()
    assert [] == seen("inc_gone")


def test_a_phone_may_still_say_a_state(watch: Watch) -> None:
    """Whoever reports one is heard, whatever the door is known for."""
    watch.see(says(5, PHONE))

    assert 5 == watch.unit(TV22).state
