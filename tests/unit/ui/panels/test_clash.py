"""Two changed one thing: the look of it, and its keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels.form import FormPanel
from ui.panels.form_fields import Choice
from ui.streets import Streets

KEY = "inc_4521"


@pytest.fixture
def form(qtbot: QtBot, room: DeskRoom) -> FormPanel:
    """A form about the selected incident."""
    form = FormPanel(room.position, Streets())
    qtbot.addWidget(form)
    room.selection.select_incident(KEY)
    form.show()
    return form


def _clashing(form: FormPanel, room: DeskRoom) -> None:
    """Amend the place and the caller; meanwhile Marsh moves the place."""
    form.open("amend")
    form.page.fill(form.values() | {"place": "Pier 5", "caller": "Mr Poe"})
    act = c.AmendIncident(incident_id=KEY, place="Pier 6", lat=51.5, lon=-0.1)
    room.other(act)
    form.send()


def test_both_values_and_who_was_first(form: FormPanel, room: DeskRoom) -> None:
    """Yours, theirs, a key for each; nothing was sent and nothing typed is lost."""
    _clashing(form, room)
    said = [each.text() for each in form.page.clash._rows]  # type: ignore[attr-defined]  # words

    assert not form.page.clash.isHidden()
    assert (
        "Marsh changed this at 22:32:08. Nothing was sent."
        == form.page.clash._by.text()
    )
    assert ["", "Yours", "Theirs", "Place"] == said[:4]
    assert "Pier 5" in said[4]
    assert "Pier 6 (TQ" in said[5]
    assert [] == room.acts
    assert ("Pier 5", "Mr Poe") == (form.values()["place"], form.values()["caller"])


def test_mine_is_kept_by_enter(form: FormPanel, room: DeskRoom) -> None:
    """It goes in the place of theirs, as it was read."""
    _clashing(form, room)
    form.page.clash.keep.click()

    assert ["Pier 5"] == [act.place for act in room.acts if hasattr(act, "place")]


def test_theirs_is_taken_by_its_key(form: FormPanel, room: DeskRoom) -> None:
    """Only what clashed: what else was typed stays, and is sent by Enter."""
    _clashing(form, room)
    QTest.keyClick(form, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert form.page.clash.isHidden()
    assert ("Pier 6", "Mr Poe") == (form.values()["place"], form.values()["caller"])

    form.send()
    (act,) = room.acts

    assert isinstance(act, c.AmendIncident)
    assert (None, "Mr Poe") == (act.place, act.caller)


def test_without_a_clash_its_key_is_another_action(form: FormPanel) -> None:
    """The window's own shortcut hears it."""
    form.open("amend")
    QTest.keyClick(form, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert "amend" == form.name
    assert form.page.clash.isHidden()


def test_a_state_that_somebody_else_set_is_a_clash(
    form: FormPanel, room: DeskRoom
) -> None:
    """Who changed the unit, in the words of the list."""
    room.selection.select_unit("unit_hb14")
    form.open("set_state")
    state = form.page.inputs["state"]

    assert isinstance(state, Choice)

    state.show_value("8")
    room.scene.state("unit_hb14", 5)
    room.turn()
    form.send()

    assert form.page.clash._by.text().startswith("HB14 changed this at 22:32:08")
    assert "State is now 5  En route" in form.page.clash.accessibleName()
    assert [] == room.acts
