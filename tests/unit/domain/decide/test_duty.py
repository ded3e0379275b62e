"""Decisions on crews, shifts, requests and contacts."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from tests.helpers.watch import (
    ASH,
    DG62,
    HALE,
    HB14,
    HOUR_US,
    MARSH,
    OKAFOR,
    RADIO,
    TV21,
    TV22,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """Okafor is in TV21; Hale is in nothing; HB14 is off duty."""
    return Watch()


def why_not(watch: Watch, act: c.AnyAct) -> str:
    """Return the sentence of a refusal; the picture is as it was."""
    return refused(watch, act, who=MARSH).sentence


# --- crews


def test_a_crew_is_set_from_the_desk(watch: Watch) -> None:
    """Twice the same person is once; the same crew again is nothing."""
    act = c.SetCrew(unit_id=TV21, person_ids=(OKAFOR, HALE, HALE))

    assert [e.CrewChanged(unit_id=TV21, person_ids=(OKAFOR, HALE))] == watch.do(act)
    assert [] == watch.do(act)


def test_nobody_is_in_two_units(watch: Watch) -> None:
    """The refusal says where they are and what to do."""

    assert (
        "PC 2187 Okafor is in TV21, on patrol (2). Nothing changed. "
        "Take PC 2187 Okafor out of TV21 first."
    ) == why_not(watch, c.SetCrew(unit_id=TV22, person_ids=(OKAFOR,)))


def test_who_sits_in_a_unit_off_duty_is_free(watch: Watch) -> None:
    """A crew that went home without leaving its car may take another; both are said."""
    watch.do(c.BookOff(unit_id=TV21))

    assert [
        e.CrewChanged(unit_id=TV21, person_ids=()),
        e.CrewChanged(unit_id=TV22, person_ids=(OKAFOR,)),
    ] == watch.do(c.SetCrew(unit_id=TV22, person_ids=(OKAFOR,)))


def test_unknown_and_disabled_people_are_refused(watch: Watch) -> None:
    """By what was written, harmless, and by name."""
    assert "Nobody <b>x</b> is known here." in why_not(
        watch, c.SetCrew(unit_id=TV21, person_ids=("<b>x</b>",))
    )
    watch.do(c.SetEnabled(entity_id=HALE, enabled=False), role="supervisor")
    assert "PC 3340 Hale is disabled." in why_not(
        watch, c.SetCrew(unit_id=TV21, person_ids=(HALE,))
    )


def test_a_crew_has_its_most(watch: Watch) -> None:
    """A list pasted by mistake is no crew."""
    many = tuple(f"per_{number}" for number in range(13))

    assert "13 people in one unit, the most is 12." in why_not(
        watch, c.SetCrew(unit_id=TV21, person_ids=many)
    )


def test_a_committed_unit_keeps_somebody(watch: Watch) -> None:
    """Nobody can be sent and not be there."""
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV21,)))

    assert "would have no crew" in why_not(
        watch, c.SetCrew(unit_id=TV21, person_ids=())
    )


def test_an_emergency_keeps_its_crew(watch: Watch) -> None:
    """Who is in danger stays named until it is over."""
    watch.do(c.RaiseEmergency(unit_id=TV21))

    assert "in an emergency" in why_not(
        watch, c.SetCrew(unit_id=TV21, person_ids=(HALE,))
    )
    assert "in an emergency" in why_not(watch, c.BookOff(unit_id=TV21))


# --- shifts


def test_booking_on_with_times_and_crew(watch: Watch) -> None:
    """One act: on duty, the plan, who is in it."""
    end_us, meal_us = watch.now_us + 8 * HOUR_US, watch.now_us + 4 * HOUR_US
    act = c.BookOn(
        unit_id=HB14, shift_end_us=end_us, meal_at_us=meal_us, person_ids=(HALE,)
    )

    assert [
        e.UnitStateChanged(unit_id=HB14, state=1),
        e.ShiftPlanned(unit_id=HB14, shift_end_us=end_us, meal_at_us=meal_us),
        e.CrewChanged(unit_id=HB14, person_ids=(HALE,)),
    ] == watch.do(act)


def test_a_shift_can_be_planned_anew(watch: Watch) -> None:
    """On duty it is only its times; with nothing new it is refused."""
    end_us = watch.now_us + HOUR_US

    assert [e.ShiftPlanned(unit_id=TV21, shift_end_us=end_us)] == watch.do(
        c.BookOn(unit_id=TV21, shift_end_us=end_us)
    )
    assert "TV21 is on duty since 14:00:01." in why_not(watch, c.BookOn(unit_id=TV21))


@pytest.mark.parametrize(
    ("end_h", "meal_h", "says"),
    [
        (-1, None, "The shift would end at"),
        (37, None, "Give a time within 36 hours."),
        (None, -1, "The meal would be at"),
        (2, 3, "after the shift's end at"),
        (2, 2, "after the shift's end at"),
    ],
)
def test_times_that_cannot_be_are_refused(
    watch: Watch, end_h: int | None, meal_h: int | None, says: str
) -> None:
    """In the past, beyond a day and a half, or in the wrong order."""
    base_us = watch.now_us + 1_000_000
    act = c.BookOn(
        unit_id=HB14,
        shift_end_us=None if end_h is None else base_us + end_h * HOUR_US,
        meal_at_us=None if meal_h is None else base_us + meal_h * HOUR_US,
    )

    assert says in why_not(watch, act)


def test_booking_off(watch: Watch) -> None:
    """Refused for who is off, and for who is sent, by name."""

    assert [e.UnitStateChanged(unit_id=DG62, state=11)] == watch.do(
        c.BookOff(unit_id=DG62)
    )
    assert "DG62 is off duty since" in why_not(watch, c.BookOff(unit_id=DG62))
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV21,)))
    assert "TV21 is committed to CAD 1 (Ash," in why_not(watch, c.BookOff(unit_id=TV21))


def test_a_duty_system_plans_the_shift(watch: Watch) -> None:
    """With the booking on; said again it is nothing new; nonsense is left out."""
    says = o.DutyReported(
        device_id=RADIO, on_duty=True, at_us=0, began_us=5, shift_end_us=9, meal_us=-1
    )

    assert [e.ShiftPlanned(unit_id=TV21, began_us=5, shift_end_us=9)] == watch.see(says)
    assert [] == watch.see(says)
    off = msgspec.structs.replace(says, on_duty=False, shift_end_us=10)
    assert [e.UnitStateChanged(unit_id=TV21, state=11)] == watch.see(off)


# --- requests


@pytest.mark.parametrize(
    ("request_number", "text", "said"),
    [
        (14, "", "We are calling you now."),
        (12, "  ", "Send your message."),
        (13, "Ring desk 4", "Ring desk 4"),
        (16, "", "We will say it again."),
    ],
)
def test_a_request_is_answered_by_a_message(
    watch: Watch, request_number: int, text: str, said: str
) -> None:
    """In the usual words, or the operator's; the envelope is gone."""
    watch.happen(e.RequestReceived(unit_id=TV21, request=request_number))
    events = watch.do(c.AnswerRequest(unit_id=TV21, text=text))

    assert e.RequestAnswered(unit_id=TV21, request=request_number) == events[0]
    assert isinstance(events[1], e.MessageSent)
    assert ((TV21,), said) == (events[1].unit_ids, events[1].text)
    assert None is watch.unit(TV21).request
    assert "TV21 asks for nothing now." in why_not(watch, c.AnswerRequest(unit_id=TV21))


def test_words_to_many_answer_nobody(watch: Watch) -> None:
    """A broadcast leaves the envelope; words to the unit alone take it."""
    watch.happen(e.RequestReceived(unit_id=TV21, request=14))
    watch.do(c.SendMessage(unit_ids=(TV21, TV22), text="Road closed"))

    assert 14 == watch.unit(TV21).request
    watch.do(c.SendMessage(unit_ids=(TV21,), text="Calling"))
    assert None is watch.unit(TV21).request


# --- contact


def test_contact_is_recorded(watch: Watch) -> None:
    """With a note; nobody speaks with a unit that has gone home."""

    assert [e.ContactRecorded(unit_id=TV21, note="all well")] == watch.do(
        c.RecordContact(unit_id=TV21, note="all well"), who=ASH
    )
    assert "HB14 is off duty" in why_not(watch, c.RecordContact(unit_id=HB14))


def test_a_voice_counts_where_a_check_could_be_due(watch: Watch) -> None:
    """At a scene, once a minute; elsewhere it says nothing that a fix does not."""
    spoke = o.SpokeReported(device_id=RADIO, at_us=0)

    assert [] == watch.see(spoke)
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    assert [] == watch.see(spoke)
    assert [e.ContactRecorded(unit_id=TV21)] == watch.see(spoke, after_s=60)
    assert [] == watch.see(spoke)
