"""What forms and keys about crews, shifts, requests and contacts send."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Person
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import NOW_US, SECOND_US
from ui import duty_orders
from ui.orders import WrongField

HOUR_US = 3_600 * SECOND_US
CREW = {"crew": "", "ends": "", "meal": ""}


@pytest.fixture
def crew_room(room: DeskRoom) -> DeskRoom:
    """HB14 is selected; two officers are known by the same name."""
    room.scene.say(
        e.PersonAdded(
            person=Person(
                person_id="per_1", name="Singh", collar="2001", skills=("first_aid",)
            )
        )
    )
    room.scene.say(
        e.PersonAdded(person=Person(person_id="per_2", name="Singh", collar="2002"))
    )
    room.scene.say(
        e.PersonAdded(person=Person(person_id="per_3", name="Ann Grey", collar="2003"))
    )
    room.scene.send()
    room.turn()
    room.selection.select_unit("unit_hb14")
    return room


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("2001", ("per_1",)),
        ("2001 Singh, 2003", ("per_1", "per_3")),
        (" ann grey ,, 2001,2001", ("per_3", "per_1")),
        ("", ()),
    ],
)
def test_a_crew_is_written_by_collar_or_name(
    crew_room: DeskRoom, text: str, people: tuple[str, ...]
) -> None:
    """Commas between them; twice is once; nothing is nobody."""

    assert people == duty_orders.people_of(crew_room.position, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Singh", "2 people are called Singh. Write the collar number."),
        ("9999", "Nobody is called 9999."),
        ("<b>\u202e", "Nobody is called <b>"),
        ("x" * 1_000_000, "Nobody is called xxx"),
    ],
)
def test_who_cannot_be_meant_is_said(crew_room: DeskRoom, text: str, says: str) -> None:
    """By the field, short, as it was typed."""
    with pytest.raises(WrongField) as wrong:
        duty_orders.people_of(crew_room.position, text)

    assert "crew" == wrong.value.field
    assert wrong.value.sentence.startswith(says)
    assert len(wrong.value.sentence) < 200


def test_a_crew_alone_leaves_the_shift(crew_room: DeskRoom) -> None:
    """Another end goes with it as the plan of the shift."""
    position = crew_room.position
    order = duty_orders.set_crew(position, {**CREW, "crew": "2001"})

    assert c.SetCrew(unit_id="unit_hb14", person_ids=("per_1",)) == order.act
    order = duty_orders.set_crew(position, {**CREW, "crew": "2001", "ends": "+2 h"})
    assert (
        c.BookOn(
            unit_id="unit_hb14",
            shift_end_us=NOW_US + 2 * HOUR_US,
            person_ids=("per_1",),
        )
        == order.act
    )


def test_the_form_says_what_unit_and_crew_can_do(crew_room: DeskRoom) -> None:
    """After the crew is in it."""
    order = duty_orders.set_crew(crew_room.position, {**CREW, "crew": "2001"})
    crew_room.position.send(order.act, *order.subjects)
    crew_room.turn()

    assert "Crew of HB14: first aid" == duty_orders.crew_title(crew_room.position)
    assert "2001 Singh" == duty_orders.crewed(crew_room.position)["crew"]


def test_booking_on_reads_times_as_people_write_them(crew_room: DeskRoom) -> None:
    """What is no time is said by its field."""
    position = crew_room.position
    order = duty_orders.book_on(position, {"crew": "", "ends": "6:00", "meal": "+4 h"})

    assert isinstance(order.act, c.BookOn)
    assert NOW_US + 4 * HOUR_US == order.act.meal_at_us
    with pytest.raises(WrongField) as wrong:
        duty_orders.book_on(position, {**CREW, "ends": "late"})
    assert "ends" == wrong.value.field


def test_keys_send_at_once(crew_room: DeskRoom) -> None:
    """Off duty, an answer, a contact, a state; each about the selected unit."""
    position = crew_room.position
    unit = position.frame.picture.units["unit_hb14"]

    assert [
        c.BookOff(unit_id="unit_hb14"),
        c.AnswerRequest(unit_id="unit_hb14"),
        c.RecordContact(unit_id="unit_hb14"),
        c.SetUnitState(unit_id="unit_hb14", state=10),
    ] == [
        duty_orders.book_off(position).act,
        duty_orders.answer(position).act,
        duty_orders.contact(position).act,
        duty_orders.state_now(unit, duty_orders.STATE_KEYS["0"]).act,
    ]
    assert not duty_orders.is_off_duty(position)


def test_an_emergency_is_never_a_digit() -> None:
    """0 is state 10: no slip of a finger raises an emergency or ends one."""

    assert {*range(1, 12)} == set(duty_orders.STATE_KEYS.values())
    assert 10 == duty_orders.STATE_KEYS["0"]


def test_booking_on_starts_with_what_is_known(crew_room: DeskRoom) -> None:
    """Without a rule no end is made up."""

    assert CREW == duty_orders.shift(crew_room.position)
