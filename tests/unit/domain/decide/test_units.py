"""Decisions on units: who may be sent, what a state brings, what devices cannot do."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.errors import Refused
from tests.helpers.watch import (
    DG62,
    HB14,
    MARSH,
    PHONE,
    RADIO,
    TV21,
    TV22,
    WORN,
    Watch,
)


@pytest.fixture
def watch() -> Watch:
    """TV21 speaks through a radio, TV22's phone tells only places, DG62 has nothing."""
    return Watch()


def refused(watch: Watch, act: c.AnyAct) -> Refused:
    """Return the refusal of an act; the picture is as it was."""
    before = watch.picture.seq
    with pytest.raises(Refused) as caught:
        watch.do(act, who=MARSH)

    assert before == watch.picture.seq
    assert "Nothing changed." in caught.value.sentence
    return caught.value


def says(number: int, device_id: str = RADIO) -> o.StateReported:
    """Return a state pressed on a device."""
    return o.StateReported(device_id=device_id, state=number, at_us=0)


# --- assign


def test_an_assignment_is_no_radio_state(watch: Watch) -> None:
    """The officer presses 5; until then the unit is on patrol, with an incident."""
    incident_id = watch.opened()
    events = watch.do(
        c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,), recommended=(TV21,))
    )

    assert [
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21, recommended=True)
    ] == events
    assert 2 == watch.unit(TV21).state


@pytest.mark.parametrize("unit_id", [TV22, DG62])
def test_units_that_cannot_tell_are_told(watch: Watch, unit_id: str) -> None:
    """No device, or one that knows only places: the desk's word counts."""
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(unit_id,)))

    assert 5 == watch.unit(unit_id).state


def test_a_disabled_device_tells_nothing(watch: Watch) -> None:
    """With its radio disabled TV21 is told, too."""
    watch.do(c.SetEnabled(entity_id=RADIO, enabled=False), role="supervisor")
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV21,)))

    assert 5 == watch.unit(TV21).state


def test_a_unit_named_twice_is_sent_once(watch: Watch) -> None:
    """A double click is one assignment."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21, TV21)))

    assert 1 == len(watch.incident(incident_id).assignments)


def test_a_committed_unit_is_not_taken_silently(watch: Watch) -> None:
    """The refusal names the number, who and when."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    refusal = refused(watch, c.AssignUnits(incident_id=second, unit_ids=(TV22, TV21)))

    assert "committed" == refusal.code
    assert (
        "TV21 is committed to CAD 1 (Ash, 14:00:04). Nothing changed. "
        "Choose another unit, or stand TV21 down first."
    ) == refusal.sentence
    assert () == watch.unit(TV22).incident_ids


def test_diverting_is_asked_for_by_name(watch: Watch) -> None:
    """It leaves the one and goes to the other, in one step, and both logs say so."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    events = watch.do(
        c.AssignUnits(incident_id=second, unit_ids=(TV21,), divert=True), who=MARSH
    )

    assert [
        e.UnitStoodDown(incident_id=first, unit_id=TV21, diverted_to=second),
        e.UnitAssigned(incident_id=second, unit_id=TV21),
    ] == events
    assert "TV21 diverted to CAD 2." == watch.log(first)[-1]
    assert (second,) == watch.unit(TV21).incident_ids


def test_two_desks_at_once(watch: Watch) -> None:
    """Both saw TV21 free; one wins, the other is told who and when."""
    first, second = watch.opened(), watch.opened()
    seen = {TV21: watch.unit(TV21).revision}
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)), expects=seen)
    with pytest.raises(Refused) as conflict:
        watch.do(
            c.AssignUnits(incident_id=second, unit_ids=(TV21,)),
            who=MARSH,
            expects=seen,
        )

    assert "conflict" == conflict.value.code
    assert "TV21 was assigned to CAD 1 by Ash at 14:00:04." in conflict.value.sentence


def test_who_cannot_be_sent(watch: Watch) -> None:
    """Unknown, there already, off duty, in danger, nobody, too many."""
    incident_id = watch.opened()

    def send(*unit_ids: str, divert: bool = False) -> Refused:
        act = c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids, divert=divert)
        return refused(watch, act)

    assert "unknown_unit" == send("unit_gone").code
    assert "no_unit" == send().code
    assert "units" == send(*(f"unit_{number}" for number in range(51))).code
    off = send(HB14)
    assert "unavailable" == off.code
    assert "HB14 is off duty (11) since" in off.sentence
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    there = send(TV21, divert=True)
    assert "already_assigned" == there.code
    assert "TV21 is already on CAD 1 (Ash, " in there.sentence
    watch.do(c.RaiseEmergency(unit_id=TV22))
    danger = send(TV22, divert=True)
    assert "emergency" == danger.code
    assert "TV22's officer is in an emergency since" in danger.sentence


def test_nobody_is_sent_to_what_is_over(watch: Watch) -> None:
    """Resolved, and never heard of."""
    incident_id = watch.opened()
    watch.do(c.ResolveIncident(incident_id=incident_id))

    assert (
        "resolved"
        == refused(watch, c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,))).code
    )
    assert (
        "unknown_incident"
        == refused(watch, c.AssignUnits(incident_id="inc_gone", unit_ids=(TV21,))).code
    )


# --- stand down


def test_standing_down_returns_a_unit(watch: Watch) -> None:
    """TV21 will say what it does; DG62, without a device, is on patrol."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21, DG62)))
    watch.see(says(5))

    assert [
        e.UnitStoodDown(incident_id=incident_id, unit_id=TV21, reason="meal")
    ] == watch.do(c.StandDown(incident_id=incident_id, unit_id=TV21, reason="meal"))
    assert 5 == watch.unit(TV21).state
    watch.do(c.StandDown(incident_id=incident_id, unit_id=DG62))
    assert 2 == watch.unit(DG62).state


def test_only_who_is_there_is_stood_down(watch: Watch) -> None:
    """Another incident, an unknown one, an unknown unit."""
    incident_id = watch.opened()

    assert (
        "TV21 is not on CAD 1."
        in refused(watch, c.StandDown(incident_id=incident_id, unit_id=TV21)).sentence
    )
    assert (
        "TV21 is not on that incident."
        in refused(watch, c.StandDown(incident_id="inc_gone", unit_id=TV21)).sentence
    )
    assert (
        "unknown_unit"
        == refused(
            watch, c.StandDown(incident_id=incident_id, unit_id="unit_gone")
        ).code
    )


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
