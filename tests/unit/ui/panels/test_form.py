"""A form under real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.controls import Field
from ui.panels.form import FormPanel
from ui.panels.form_fields import Choice
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
    field = form._inputs[name]
    assert isinstance(field, Field)
    return field


def _choice(form: FormPanel, name: str) -> Choice:
    field = form._inputs[name]
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
    assert "soon is no time to come. Write 23:15, +30 min or +2 h." == form._said.text()


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
