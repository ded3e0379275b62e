"""What a filled form sends."""

import pytest

from controlroom.desk.questions import Contact
from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui import orders
from ui.forms import FORMS, form_named
from ui.orders import WrongField

ZONE = "Europe/London"
ABOUT_NOTHING = {"new_incident", "position", "away", "room_message", "broadcast"}
"""Forms that are about nothing selected."""


def test_a_form_without_its_subject_says_so(quiet_room: DeskRoom) -> None:
    """Whoever opens a form about nothing is told what to select."""
    for form in FORMS:
        if form.name in ABOUT_NOTHING:
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
