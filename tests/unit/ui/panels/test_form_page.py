"""The fields of one form, made for one opening."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from ui.controls import TextField
from ui.forms import form_named
from ui.orders import WrongField
from ui.panels.form_page import FormPage
from ui.streets import Streets


@pytest.fixture
def page(qtbot: QtBot, room: DeskRoom) -> FormPage:
    """The page of a call, shown."""
    made = FormPage(form_named("new_incident"), room.position, Streets())
    qtbot.addWidget(made)
    made.resize(480, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_is_ready_until_it_was_opened(page: FormPage) -> None:
    """For its own form, and for no other."""
    before = page.is_ready_for(page.form), page.is_ready_for(form_named("grade"))
    page.is_used = True

    assert (True, False) == before
    assert not page.is_ready_for(page.form)


def test_filling_empties_what_is_not_said(page: FormPage) -> None:
    """Every field holds what it was given, or nothing."""
    page.fill({"narrative": "words", "caller": "Poe"})
    page.fill({"caller": "Roe"})

    assert ("", "Roe") == (page.values()["narrative"], page.values()["caller"])


def test_a_hand_on_the_keys_is_told(page: FormPage) -> None:
    """A letter is edited and typed; what is filled in elsewhere is edited alone."""
    said: list[str] = []
    page.edited.connect(lambda: said.append("edited"))
    page.typed.connect(lambda: said.append("typed"))
    caller = page.inputs["caller"]
    caller.setFocus()
    QTest.keyClick(caller, Qt.Key.Key_A)
    typed = sorted(said)
    caller.clearFocus()
    page.fill({})
    said.clear()
    page.put("type_code", "ROB")

    assert ["edited", "typed"] == typed
    assert "typed" not in said
    assert "edited" in said


def test_the_first_field_has_the_focus(page: FormPage) -> None:
    """Narrative first."""
    page.begin()

    assert page.inputs["narrative"].hasFocus()


def test_enter_and_button_send_and_the_other_steps_back(
    qtbot: QtBot, page: FormPage
) -> None:
    """Each says so once."""
    with qtbot.waitSignal(page.sent):
        QTest.keyClick(page.inputs["caller"], Qt.Key.Key_Return)
    with qtbot.waitSignal(page.sent):
        page._button.click()
    page.hold(held=True)

    assert not page._button.isEnabled()


def test_a_wrong_field_is_said_marked_and_gone_to(page: FormPage) -> None:
    """Until something else is said."""
    page.say_wrong(WrongField("caller", "Nobody is called that."))
    caller = page.inputs["caller"]
    marked = caller.property("wrong")
    page.say("")

    assert caller.hasFocus()
    assert ("true", "false") == (marked, caller.property("wrong"))
    assert "" == page.said.text()


def test_a_full_field_says_what_was_left_out(page: FormPage) -> None:
    """With both numbers."""
    narrative = page.inputs["narrative"]
    assert isinstance(narrative, TextField)
    narrative.cut_short.emit(1_000_000)

    assert page.said.text().startswith("1,000,000 characters were pasted; ")
    assert "What happens holds 4,000." in page.said.text()


def test_a_mark_on_the_map_is_said_under_its_field(page: FormPage) -> None:
    """By its grid reference."""
    taken = page.put_place(51.5, -0.1)

    assert taken
    assert page.notes["place"].words.startswith("Marked at ")


def test_a_form_without_a_place_wants_no_click(qtbot: QtBot, room: DeskRoom) -> None:
    """The map keeps it."""
    page = FormPage(form_named("resolve"), room.position, Streets())
    qtbot.addWidget(page)

    assert not page.put_place(51.5, -0.1)


def test_only_a_choice_is_put(page: FormPage) -> None:
    """Nothing that was typed is written over; an unknown field is none."""
    page.fill({"caller": "Poe"})
    page.put("type_code", "ROB")
    page.put("caller", "Roe")
    page.put("nothing", "x")

    assert ("ROB", "Poe") == (page.values()["type_code"], page.values()["caller"])
