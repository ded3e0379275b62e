"""The units dock."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom
from ui.panels.units import UnitsPanel
from ui.streets import Streets


@pytest.fixture
def units(qtbot: QtBot, room: DeskRoom) -> UnitsPanel:
    """The dock, shown, nobody's hand in it."""
    made = UnitsPanel(room.position, Streets())
    qtbot.addWidget(made)
    made.resize(512, 500)
    made.move(600, 600)  # away from the pointer, which is a hand
    made.show()
    _hands_off(made)
    return made


def _hands_off(units: UnitsPanel) -> None:
    units.view.clearFocus()
    QApplication.sendEvent(units.view, QEvent(QEvent.Type.Leave))


def _group_of(units: UnitsPanel, key: str) -> str:
    for section in units.view.sections:
        if key in section.keys:
            return section.key
    return ""


def test_a_unit_moves_with_its_state(units: UnitsPanel, room: DeskRoom) -> None:
    """By state, a pressed button changes the group at once."""
    units.group_by("state")
    before = _group_of(units, "unit_hb14")
    room.other(c.SetUnitState(unit_id="unit_hb14", state=4))

    assert ("2", "4") == (before, _group_of(units, "unit_hb14"))


def test_under_the_hand_units_stay_where_they_are(
    qtbot: QtBot, units: UnitsPanel, room: DeskRoom
) -> None:
    """What would change its group waits, is counted, and moves when the hand leaves."""
    units.group_by("state")
    units.view.setFocus()
    qtbot.waitUntil(units.view.hasFocus)
    room.other(c.SetUnitState(unit_id="unit_hb14", state=4))
    held = _group_of(units, "unit_hb14")
    said = units._chip.text()
    _hands_off(units)
    qtbot.waitUntil(lambda: _group_of(units, "unit_hb14") == "4")

    assert ("2", "Order changed (1)") == (held, said)


def test_selection_is_shared(units: UnitsPanel, room: DeskRoom) -> None:
    """A row selects its unit, a unit selected elsewhere is the current row."""
    units.view.chosen.emit("unit_hb15")
    chosen = room.selection.unit_id
    room.selection.select_unit("unit_hb14")

    assert ("unit_hb15", "unit_hb14") == (chosen, units.view.current)


def test_requests_are_counted(units: UnitsPanel, room: DeskRoom) -> None:
    """The segment says how many ask for something."""
    room.scene.say(e.RequestReceived(unit_id="unit_hb14", request=14))
    room.turn()
    units.group_by("request")

    assert "14" == _group_of(units, "unit_hb14")
    assert 1 == len(units._requests)


def test_a_sector_filter_holds_here_too(units: UnitsPanel, room: DeskRoom) -> None:
    """Sectors chosen in the queue are those of the units."""
    room.position.choose_sectors(frozenset({"Central"}))

    assert ["Central"] == [section.key for section in units.view.sections]


def test_two_clicks_show_a_unit_on_the_map(units: UnitsPanel, room: DeskRoom) -> None:
    """Activating a row goes to it."""
    units.view.activated.emit("unit_hb14")

    assert ["go_to"] == room.done


def test_an_empty_force_says_what_will_appear(
    qtbot: QtBot, quiet_room: DeskRoom
) -> None:
    """Nobody on duty is said in words."""
    panel = UnitsPanel(quiet_room.position, Streets())
    qtbot.addWidget(panel)

    assert panel._stack.currentWidget() is panel._empty
    assert "No unit has logged on" == panel._empty.title
