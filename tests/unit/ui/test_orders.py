"""What a filled form sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.desk.questions import Contact
from controlroom.domain import commands as c
from controlroom.domain.words import clock
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import NOW_US, SECOND_US
from ui import orders
from ui.forms import FORMS, form_named
from ui.orders import WrongField, read_time

ZONE = "Europe/London"


@pytest.mark.parametrize(
    ("text", "after_s"),
    [
        ("+30 min", 1800), ("2 h", 7200), ("+1h", 3600), ("1 d", 86400), ("5m", 300),
        ("23:15", 2572), ("2315", 2572), ("22:32", 86392), ("0:00", 5272),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, after_s: int) -> None:
    """A span from now, or a time of day to come; one that has passed is tomorrow's."""

    assert NOW_US + after_s * SECOND_US == read_time(text, NOW_US, ZONE)


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "12:60", "-5 min", "1:2:3", "²", "+99999 h", "\x00"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Nothing is guessed from what cannot be read."""

    assert read_time(text, NOW_US, ZONE) is None


@given(st.text(max_size=20))
def test_any_text_is_a_time_to_come_or_none(text: str) -> None:
    """Whatever is typed, a reminder is never in the past, and nothing breaks."""
    at_us = read_time(text, NOW_US, ZONE)

    assert at_us is None or at_us > NOW_US - SECOND_US


def test_a_time_of_day_is_the_forces_own() -> None:
    """Nine o'clock is nine where the force is, whatever the season."""
    summer_us = 1_782_000_000 * SECOND_US
    at_us = read_time("9:00", summer_us, ZONE)

    assert at_us is not None
    assert "09:00" == clock(at_us, ZONE)


def test_a_form_without_its_subject_says_so(quiet_room: DeskRoom) -> None:
    """Whoever opens a form about nothing is told what to select."""
    for form in FORMS:
        if form.name == "new_incident":
            continue
        values = dict.fromkeys(
            (field.name for field in form.fields), "x"
        ) | {"place.lat": "", "place.lon": ""}  # fmt: skip
        with pytest.raises(WrongField, match=r"Select one|Draw on the map"):
            form.send(quiet_room.position, values)


def test_only_what_was_changed_is_amended(room: DeskRoom) -> None:
    """An amendment leaves alone what the form shows unchanged."""
    room.selection.select_incident("inc_4521")
    values = form_named("amend").start(room.position)
    order = orders.amend(room.position, {**values, "caller": "Mr Doe"})

    assert order.act == c.AmendIncident(incident_id="inc_4521", caller="Mr Doe")


def test_a_type_is_taken_by_code_or_by_name(quiet_room: DeskRoom) -> None:
    """The list may be typed into; what fits nothing in it is refused beside it."""
    values = {
        "type_code": "robbery, knife seen", "grade": "", "place": " Quay ",
        "sector": "", "narrative": "", "caller": "",
    }  # fmt: skip
    order = orders.open_incident(quiet_room.position, values)

    assert isinstance(order.act, c.OpenIncident)
    assert ("ROB", "Quay", None) == (
        order.act.type_code, order.act.place, order.act.lat,
    )  # fmt: skip
    with pytest.raises(WrongField, match="is not in the list") as wrong:
        orders.open_incident(quiet_room.position, {**values, "type_code": "<b>"})
    assert "type_code" == wrong.value.field


def test_standing_down_takes_the_selected_incident(room: DeskRoom) -> None:
    """A unit on two incidents leaves the one that is selected."""
    room.scene.assign("inc_4531", "unit_cn21", ago_s=5)
    room.turn()
    room.selection.select_unit("unit_cn21")
    room.selection.select_incident("inc_4521")
    order = orders.stand_down(room.position, {"reason": " "})

    assert order.act == c.StandDown(incident_id="inc_4521", unit_id="unit_cn21")


def test_an_emergency_is_raised_where_the_unit_was_heard(room: DeskRoom) -> None:
    """The desk's key carries the last place, if there is one."""
    room.selection.select_unit("unit_hb14")
    act = orders.emergency(room.position, {"note": ""}).act

    assert isinstance(act, c.RaiseEmergency)
    assert act.lat == pytest.approx(51.5, abs=0.1)


def test_a_contact_is_bound_by_callsign(room: DeskRoom) -> None:
    """A stranger becomes a device of a unit that is known by name here."""
    room.position.contact = Contact(door="cot", uid="ANDROID-1", first_us=1, last_us=1)
    order = orders.bind(room.position, {"callsign": "hb14 ", "kind": "phone"})

    assert order.act == c.BindContact(
        door="cot", uid="ANDROID-1", kind="phone", unit_id="unit_hb14"
    )
    with pytest.raises(WrongField, match="is no callsign here"):
        orders.bind(room.position, {"callsign": "XX1", "kind": "phone"})


def test_a_message_needs_words(room: DeskRoom) -> None:
    """An empty message is not sent."""
    room.selection.select_unit("unit_hb14")
    with pytest.raises(WrongField, match="Write what to say"):
        orders.message(room.position, {"text": " \n"})


def test_a_false_alarm_is_called_one(room: DeskRoom) -> None:
    """Ending plainly and ending as false are different acts."""
    room.selection.select_alarm("alm_1")
    acts = [
        orders.end_alarm(outcome)(room.position, {"note": ""}).act
        for outcome in ("ended", "false_alarm")
    ]

    assert acts == [
        c.EndAlarm(alarm_id="alm_1", outcome="ended"),
        c.EndAlarm(alarm_id="alm_1", outcome="false_alarm"),
    ]
