"""The same facts without the mouse: what is in view, as a list to walk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import turn_until
from tests.helpers.window_room import WindowRoom
from ui.guard import failures
from ui.panels.in_view import InViewPanel


@pytest.fixture
def opened(window_room: WindowRoom, qtbot: QtBot) -> WindowRoom:
    """The list open over a map that shows every unit, the focus in it."""
    window_room.window.position.theme.hold_still(still=True)
    window_room.stage.keys.trigger("fit_units")
    window_room.stage.keys.trigger("in_view")
    qtbot.waitUntil(lambda: bool(_panel(window_room).view.sections))
    return window_room


def _panel(room: WindowRoom) -> InViewPanel:
    return room.window.in_view


def _key(room: WindowRoom, key: Qt.Key) -> None:
    QTest.keyClick(_panel(room).view, key)


def test_it_is_closed_at_first(window_room: WindowRoom) -> None:
    """One key opens it; closed it counts nothing."""
    panel = _panel(window_room)
    panel.count()

    assert panel.isHidden()
    assert {} == panel.roll.entries

    window_room.stage.keys.trigger("in_view")

    assert panel.isVisible()


def test_walking_and_selecting(opened: WindowRoom) -> None:
    """Arrows walk and say each row; Enter selects it and nothing else does."""
    panel, selection = _panel(opened), opened.room.selection
    key = panel.roll.ids["unit"][1]  # the nearest may stand in the very middle
    while panel.view.current != key:
        before = panel.view.current
        _key(opened, Qt.Key.Key_Down)

        assert before != panel.view.current, "the list has ended"

    unit = opened.room.frame.picture.units[key]

    chosen = [selection.unit_id]

    assert unit.callsign in panel.view.accessibleDescription()
    assert "of the middle of the map" in panel.view.accessibleDescription()

    _key(opened, Qt.Key.Key_Return)

    assert [None, key] == [*chosen, selection.unit_id]

    _key(opened, Qt.Key.Key_Return)

    assert "away" == opened.window.map.lookout.hold


def test_distances_follow_the_selection(opened: WindowRoom) -> None:
    """From the selected unit once there is one; the panel says so."""
    panel = _panel(opened)
    key = panel.roll.ids["unit"][-1]
    opened.room.selection.select_unit(key)
    panel.count()

    assert pytest.approx(0, abs=1) == panel.roll.entries[key].metres
    callsign = opened.room.frame.picture.units[key].callsign
    assert panel.view.accessibleName().endswith(f"from {callsign}")


def test_the_list_says_how_much_is_there(opened: WindowRoom) -> None:
    """Its own name counts each kind, for who hears the window."""
    panel = _panel(opened)
    units = panel.roll.totals["unit"]

    assert f"units {units}" in panel.view.accessibleName()


def test_what_is_hidden_is_said(opened: WindowRoom) -> None:
    """Nobody takes a list for whole that is not."""
    opened.window.position.layers.switch("units", on=False)
    _panel(opened).count()

    assert "not listed because hidden: " in _panel(opened).view.accessibleName()
    assert "unit" in _panel(opened).view.accessibleName()


def test_nothing_moves_under_the_hand(opened: WindowRoom) -> None:
    """Another view is said, not listed, until it is asked for."""
    panel = _panel(opened)
    before = [key for section in panel.view.sections for key in section.keys]
    opened.window.map.centre_on(10.0, 10.0, 16)

    assert turn_until(lambda: not panel.roll.entries)
    assert before == [key for each in panel.view.sections for key in each.keys]
    assert panel._chip.isVisible()
    assert f"In view has changed ({len(before)})" == panel._chip.text()
    assert "no longer in view" in panel._rows.tip(before[0])

    panel.view.set_current(before[0])
    failed = failures()
    _key(opened, Qt.Key.Key_Return)

    assert failed == failures()
    assert opened.room.selection.step_back() is False

    opened.stage.keys.trigger("release_order")

    assert [] == panel.view.sections
    assert not panel._chip.isVisible()


def test_a_kind_folds(opened: WindowRoom) -> None:
    """Left folds it away and right brings it back."""
    panel = _panel(opened)
    panel.view.set_current(panel.roll.ids["unit"][0])
    _key(opened, Qt.Key.Key_Left)
    folded = [each.key for each in panel.view.sections if each.folded]
    _key(opened, Qt.Key.Key_Right)

    assert ["unit"] == folded
    assert [] == [each.key for each in panel.view.sections if each.folded]
