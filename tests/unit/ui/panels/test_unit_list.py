"""One key sets a state in a list of units."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels.units import UnitsPanel
from ui.streets import Streets


@pytest.fixture
def units(qtbot: QtBot, room: DeskRoom) -> UnitsPanel:
    """The dock, with HB14 under the hand."""
    made = UnitsPanel(room.position, Streets())
    qtbot.addWidget(made)
    made.resize(512, 900)
    made.show()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    made.view.set_current("unit_hb14")
    return made


@pytest.mark.parametrize(
    ("key", "state"),
    [(Qt.Key.Key_3, 3), (Qt.Key.Key_9, 9), (Qt.Key.Key_0, 10), (Qt.Key.Key_Minus, 11)],
)
def test_a_key_is_a_state(
    qtbot: QtBot, units: UnitsPanel, room: DeskRoom, key: Qt.Key, state: int
) -> None:
    """At once, by command; the picture follows."""
    QTest.keyClick(units.view, key)
    room.turn()

    assert [c.SetUnitState(unit_id="unit_hb14", state=state)] == room.acts
    assert state == room.frame.picture.units["unit_hb14"].state


@pytest.mark.parametrize(
    "modifier",
    [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier],
)
def test_with_another_key_it_is_none(
    qtbot: QtBot, units: UnitsPanel, room: DeskRoom, modifier: Qt.KeyboardModifier
) -> None:
    """Ctrl+3 is the incident's."""
    QTest.keyClick(units.view, Qt.Key.Key_3, modifier)

    assert [] == room.acts


def test_on_a_head_there_is_no_unit(
    qtbot: QtBot, units: UnitsPanel, room: DeskRoom
) -> None:
    """Said in words, and nothing is sent."""
    units.view.set_current("#Harbour")
    QTest.keyClick(units.view, Qt.Key.Key_3)

    assert [] == room.acts
    assert ["No unit is selected here. Choose a row first."] == room.said


def test_in_several_rows_it_is_the_same_unit(
    qtbot: QtBot, units: UnitsPanel, room: DeskRoom
) -> None:
    """By skill a row's key names the group too."""
    units.group_by("skill")
    units.view.set_current("No skill|unit_hb14")
    QTest.keyClick(units.view, Qt.Key.Key_4)

    assert [c.SetUnitState(unit_id="unit_hb14", state=4)] == room.acts


def test_who_may_not_is_told(qtbot: QtBot) -> None:
    """An observer's digit does nothing but say so."""
    room = DeskRoom(role="observer").connect()
    panel = UnitsPanel(room.position, Streets())
    qtbot.addWidget(panel)
    panel.show()
    panel.view.set_current("unit_hb14")
    QTest.keyClick(panel.view, Qt.Key.Key_3)

    assert [] == room.acts
    assert ["States are not set as observer."] == room.said
