"""What shifts, meals, requests and contacts do to a unit."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Person
from controlroom.domain.reduce.duty import duty_changes
from tests.helpers.watch import (
    HALE,
    HB14,
    MINUTE_US,
    OKAFOR,
    RADIO,
    TV21,
    TV22,
    Watch,
)


def test_a_shift_begins_and_ends_with_duty() -> None:
    """Booked on it has a beginning; booked off nothing of it is left."""
    watch = Watch()
    watch.happen(e.UnitStateChanged(unit_id=HB14, state=1))

    assert watch.now_us == watch.unit(HB14).duty_at_us
    watch.happen(
        e.ShiftPlanned(unit_id=HB14, shift_end_us=9, meal_at_us=8, meal_us=7),
        e.RequestReceived(unit_id=HB14, request=14),
        e.UnitStateChanged(unit_id=HB14, state=11),
    )
    unit = watch.unit(HB14)
    assert (0, None, None, 0, None) == (
        unit.duty_at_us, unit.shift_end_us, unit.meal_at_us, unit.meal_us, unit.request,
    )  # fmt: skip


def test_a_plan_leaves_what_it_does_not_say() -> None:
    """The meal moves; the end stays."""
    watch = Watch()
    watch.happen(
        e.ShiftPlanned(unit_id=TV21, began_us=5, shift_end_us=9),
        e.ShiftPlanned(unit_id=TV21, meal_at_us=8),
    )
    unit = watch.unit(TV21)

    assert (5, 9, 8) == (unit.duty_at_us, unit.shift_end_us, unit.meal_at_us)


def test_a_shift_is_as_it_was_again() -> None:
    """All of it at once, with what the unit asked for."""
    watch = Watch()
    watch.happen(
        e.ShiftPutBack(
            unit_id=TV21, duty_at_us=5, shift_end_us=9, meal_at_us=8, meal_us=7,
            request=14, request_at_us=6,
        )
    )  # fmt: skip
    unit = watch.unit(TV21)

    assert (5, 9, 8, 7, 14, 6) == (
        unit.duty_at_us, unit.shift_end_us, unit.meal_at_us, unit.meal_us,
        unit.request, unit.request_at_us,
    )  # fmt: skip


def test_refreshments_add_up() -> None:
    """Two halves of a meal are a meal."""
    watch = Watch()
    for _half in range(2):
        watch.happen(e.UnitStateChanged(unit_id=TV21, state=4))
        watch.now_us += 10 * MINUTE_US
        watch.happen(e.UnitStateChanged(unit_id=TV21, state=2))

    assert 20 * MINUTE_US == watch.unit(TV21).meal_us
    assert {} == duty_changes(watch.unit(TV21), 5, watch.now_us)


def test_an_answer_takes_the_envelope_away_and_is_a_contact() -> None:
    """It stands in the log of what the unit is on."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
        e.RequestReceived(unit_id=TV21, request=14),
    )
    watch.now_us += MINUTE_US
    watch.happen(e.RequestAnswered(unit_id=TV21, request=14))

    assert (None, watch.now_us) == (
        watch.unit(TV21).request, watch.unit(TV21).contact_at_us,
    )  # fmt: skip
    assert ["Answered TV21, who asks for an urgent call back (14)."] == watch.log(
        incident_id
    )[-1:]


def test_a_contact_is_no_revision() -> None:
    """Nobody's change is refused because somebody spoke with the unit."""
    watch = Watch()
    before = watch.unit(TV21).revision
    watch.do(c.RecordContact(unit_id=TV21, note="all well"))

    assert before == watch.unit(TV21).revision
    assert watch.now_us == watch.unit(TV21).contact_at_us


def test_a_word_on_the_radio_is_no_line_in_a_log() -> None:
    """The desk's contact is; a device's would fill it."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(e.UnitAssigned(incident_id=incident_id, unit_id=TV21))
    lines = len(watch.log(incident_id))
    watch.happen(e.ContactRecorded(unit_id=TV21), actor=RADIO)

    assert lines == len(watch.log(incident_id))
    watch.do(c.RecordContact(unit_id=TV21, note="all well"))
    assert "Contact with TV21: all well" == watch.log(incident_id)[-1]


def test_what_a_crew_has_learnt_its_unit_can_do() -> None:
    """The kit stays with the unit; the rest goes with the people."""
    watch = Watch()
    okafor = watch.picture.people[OKAFOR]
    watch.happen(
        e.PersonAdded(
            person=Person(
                person_id=OKAFOR, name=okafor.name, collar="2187",
                skills=("search", "taser"),
            )
        )
    )  # fmt: skip

    assert ("taser", "search") == watch.unit(TV21).skills
    watch.happen(e.CrewChanged(unit_id=TV22, person_ids=(OKAFOR, HALE)))
    assert ("taser",) == watch.unit(TV21).skills
    assert ("search", "taser") == watch.unit(TV22).skills
