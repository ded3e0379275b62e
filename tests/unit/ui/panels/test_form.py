"""A form under real keys."""

import gc
import weakref
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain.codes import Grade
from tests.helpers.desk_room import DeskRoom
from ui.controls import Field, TextField
from ui.frame import CODES
from ui.panels.form import FormPanel
from ui.panels.form_fields import Choice, PlaceField
from ui.streets import Streets


@pytest.fixture
def form(qtbot: QtBot, room: DeskRoom) -> FormPanel:
    """The form panel, shown, with 4521 and HB14 selected."""
    made = FormPanel(room.position, Streets())
    qtbot.addWidget(made)
    made.resize(512, 600)
    made.show()
    room.selection.select_incident("inc_4521")
    room.selection.select_unit("unit_hb14")
    return made


def _field(form: FormPanel, name: str) -> Field:
    field = form.page.inputs[name]
    assert isinstance(field, Field)
    return field


def _choice(form: FormPanel, name: str) -> Choice:
    field = form.page.inputs[name]
    assert isinstance(field, Choice)
    return field


def test_a_grade_is_given_by_keyboard(form: FormPanel, room: DeskRoom) -> None:
    """Type, Tab, type, Enter."""
    form.open("grade")
    grade = _choice(form, "grade")
    edit = grade.lineEdit()
    assert edit is not None
    edit.selectAll()
    QTest.keyClicks(edit, "E  Extended")
    reason = _field(form, "reason")
    reason.setFocus()
    QTest.keyClicks(reason, "calm now")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    room.turn()

    assert [
        c.GradeIncident(incident_id="inc_4521", grade="E", reason="calm now")
    ] == room.acts
    assert "" == form.name


def test_stepping_back_keeps_what_was_typed(form: FormPanel, room: DeskRoom) -> None:
    """A draft comes back to the same subject, and to no other."""
    form.open("stand_down")
    _field(form, "reason").setText("needed elsewhere")
    form.step_back()
    room.selection.select_unit("unit_hb15")
    form.open("stand_down")
    other = _field(form, "reason").text()
    form.step_back()
    room.selection.select_unit("unit_hb14")
    form.open("stand_down")

    assert ("", "needed elsewhere") == (other, _field(form, "reason").text())


def test_what_was_sent_is_no_draft(form: FormPanel, room: DeskRoom) -> None:
    """A form that went out starts empty the next time."""
    form.open("reopen")
    room.other(c.ResolveIncident(incident_id="inc_4521"))
    _field(form, "reason").setText("again")
    form.send()
    room.turn()
    form.open("reopen")

    assert "" == _field(form, "reason").text()


def test_a_refused_form_stays_open_with_its_words(
    form: FormPanel, room: DeskRoom
) -> None:
    """Nothing typed is lost when the gateway says no."""
    form.open("grade")
    _field(form, "reason").setText("why")
    form.send()  # the same grade again
    room.turn()

    assert "grade" == form.name
    assert "why" == _field(form, "reason").text()
    assert "already has grade I" in room.outgoing.refusals[-1].sentence


def test_a_field_that_cannot_be_used_says_so(form: FormPanel, room: DeskRoom) -> None:
    """Nothing is sent; the sentence stands in the form."""
    form.open("bring_up")
    _field(form, "when").setText("soon")
    form.send()

    assert [] == room.acts
    said = form.page.said.text()

    assert "soon is no time to come. Write 23:15, +30 min or +2 h." == said


def test_sending_twice_sends_once(form: FormPanel, room: DeskRoom) -> None:
    """A second Enter while the answer is under way does nothing."""
    room.deaf = True
    form.open("resolve")
    form.send()
    form.send()

    assert 1 == len(room.acts)


def test_a_click_on_the_map_marks_the_place(form: FormPanel, room: DeskRoom) -> None:
    """While a form wants a place, the map gives it."""
    before = form.put_place(51.5, -0.1)
    form.open("new_incident")
    taken = form.put_place(51.5, -0.1)
    _choice(form, "type_code").setEditText("ROB")
    form.send()
    act = room.acts[-1]

    assert (False, True) == (before, taken)
    assert isinstance(act, c.OpenIncident)
    assert (51.5, -0.1) == (act.lat, act.lon)


def test_a_form_about_nothing_is_not_opened(qtbot: QtBot, quiet_room: DeskRoom) -> None:
    """It says what to select."""
    form = FormPanel(quiet_room.position, Streets())
    qtbot.addWidget(form)

    assert "No incident is selected. Select one, then try again." == form.open("amend")
    assert "" == form.name


def test_the_page_of_a_call_stands_ready(form: FormPanel) -> None:
    """Its fields are made before they are asked for."""
    ready = form.page
    form.open("new_incident")

    assert ready is form.page
    assert "narrative" in ready.inputs


def test_a_call_has_fields_of_its_own(qtbot: QtBot, form: FormPanel) -> None:
    """Of the one before nothing is left: its page is made anew, and goes."""
    form.open("new_incident")
    gone = weakref.ref(form.page.inputs["narrative"])
    form.page.inputs["narrative"].setFocus()
    QTest.keyClicks(form.page.inputs["narrative"], "a man with a knife")
    form.put_place(51.5, -0.1)
    form.send()  # no type: refused
    form.step_back()
    qtbot.waitUntil(lambda: not form.page.is_used)
    form.open("new_incident")

    assert "a man with a knife" == form.values()["narrative"]  # the draft comes back
    assert "51.5" == form.values()["place.lat"]
    assert "" == form.page.said.text()
    qtbot.waitUntil(lambda: _collected(gone))


@pytest.mark.parametrize("name", ["new_incident", "amend", "close", "risk", "crew"])
def test_no_page_is_used_twice(form: FormPanel, name: str) -> None:
    """A form that is opened again, with nothing between, has other fields."""
    form.open(name)
    first = form.page
    form.step_back()
    form.open(name)

    assert first is not form.page
    assert all(each not in form.page.inputs.values() for each in first.inputs.values())


def test_what_was_sent_leaves_nothing_in_the_next_call(
    qtbot: QtBot, form: FormPanel, room: DeskRoom
) -> None:
    """Words, place, mark, type, grade, caller, sector, undo: all begin empty."""
    form.open("new_incident")
    began, first = form.values(), form.page
    told = {"narrative": "x", "place": "Quay", "caller": "Poe", "type_code": "ROB"}
    form.page.fill(told | {"grade": "I", "place.lat": "51.5", "place.lon": "-0.1"})
    form.send()
    room.turn()
    qtbot.waitUntil(lambda: form.page is not first)
    form.open("new_incident")
    narrative, place = form.page.inputs["narrative"], form.page.inputs["place"]

    assert isinstance(narrative, TextField)
    assert isinstance(place, PlaceField)
    assert began == form.values()
    assert not narrative.document().isUndoAvailable()
    assert not place.isUndoAvailable()
    assert place.at is None
    assert place.offers.isHidden()
    assert narrative.hasFocus()


def test_other_codes_are_offered_at_once(form: FormPanel, room: DeskRoom) -> None:
    """A page that was made for codes that hold no more is made anew."""
    ready, picture = form.page, room.frame.picture
    other = Grade(code="Z", name="Zulu")
    picture.codes = msgspec.structs.replace(picture.codes, grades=(other,))
    form.open("new_incident")

    assert ready is not form.page
    assert 0 <= _choice(form, "grade").findData("Z")
    assert -1 == _choice(form, "grade").findData("I")


def test_another_scale_is_followed_at_once(form: FormPanel, room: DeskRoom) -> None:
    """Heights that were right before are not kept."""
    ready, narrow = form.page, form.page.inputs["narrative"].height()
    room.position.theme.rescale(1.5)
    form.open("new_incident")

    assert ready is not form.page
    assert narrow < form.page.inputs["narrative"].height()


def test_the_page_is_made_ready_again_for_other_codes(
    qtbot: QtBot, form: FormPanel, room: DeskRoom
) -> None:
    """While nobody waits for it; an open form is left alone."""
    ready, picture = form.page, room.frame.picture
    picture.codes = msgspec.structs.replace(picture.codes, grades=())
    form._changed(frozenset({CODES}))
    qtbot.waitUntil(lambda: form.page is not ready)
    form.open("grade")
    opened = form.page
    form._make_ready()

    assert opened is form.page


def test_a_form_opened_while_another_is_sent_stays(
    form: FormPanel, room: DeskRoom
) -> None:
    """What the gateway says of the first one does not take away the second."""
    form.open("resolve")
    form.send()
    form.open("message")
    form.page.fill({"text": "come in"})
    room.turn()
    form.send()

    assert "message" == form.name
    assert "come in" == form.values()["text"]
    assert 2 == len(room.acts)


def _collected(gone: Callable[[], object]) -> bool:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return gone() is None
