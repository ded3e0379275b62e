"""A person's window as it was left: panels, theme, size of text, sectors."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import count, shot
from tests.helpers.operator import Operator, read
from ui.dock import Panel, Tool


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: windows are closed and opened here, nothing else."""
    return shared_room


def _tear_off(operator: Operator, panel: Panel) -> None:
    """Press the last tool of a panel's title bar."""
    operator.click(panel.bar.findChildren(Tool)[-1])


def test_a_panel_that_was_torn_off_is_where_it_was_left(
    room: LiveRoom, sit: Sit
) -> None:
    """Tear a dock off, put it somewhere, close the desk, open it: the same place."""
    operator = sit(room)
    units = operator.window.units
    _tear_off(operator, units)
    operator.until(lambda: units.isFloating() and units.isVisible())
    units.move(QPoint(60, 70))
    units.resize(610, 333)
    operator.until(lambda: (units.width(), units.height()) == (610, 333))
    place = units.geometry()
    operator.leave()
    again = sit(room)

    assert again.window.units.isFloating()
    assert place == again.window.units.geometry()
    assert not again.window.queue.isFloating()
    assert "HB14" in again.row(again.window.units.view, "unit_hb14")

    _tear_off(again, again.window.units)
    again.until(lambda: not again.window.units.isFloating())
    again.leave()

    assert not sit(room).window.units.isFloating()


def test_theme_and_size_are_kept_for_the_person_and_not_for_the_desk(
    room: LiveRoom, sit: Sit
) -> None:
    """Light at 125 % for Ash; Ben at the same desk finds his own."""
    ash = sit(room, "Ash")
    height = ash.window.strip.height()
    ash.press("Ctrl+L")
    ash.press("Ctrl++")

    assert ("light", 1.25) == (ash.app.theme.name, ash.app.theme.scale)
    assert round(height * 1.25) == ash.window.strip.height()

    ash.leave()
    ben = sit(room, "Ben")

    assert ("dark", 1.0) == (ben.app.theme.name, ben.app.theme.scale)

    ben.leave()
    again = sit(room, "Ash")

    assert ("light", 1.25) == (again.app.theme.name, again.app.theme.scale)

    ground = again.app.theme.color("surface.header")

    assert ground.lightness() > 200
    bar = shot(again.window.status)

    assert count(bar, ground, near=0) > bar.width() * bar.height() / 2

    again.press("Ctrl+0")

    assert 1.0 == again.app.theme.scale


def test_sectors_and_grouping_are_kept(room: LiveRoom, sit: Sit) -> None:
    """Who looks after Harbour, by state, does so tomorrow."""
    operator = sit(room)
    operator.click(operator.window.queue._filter)
    operator.press("Down", "Return")
    operator.until(lambda: {"Harbour"} == operator.app.position.sectors)
    operator.click(operator.segment(operator.window.units, "state"))
    operator.leave()
    again = sit(room)

    assert {"Harbour"} == again.app.position.sectors
    assert "state" == again.window.units.mode
    assert "" == again.row(again.window.units.view, "unit_cn25")
    assert "Harbour" in " ".join(read(again.window.top))


def test_every_panel_goes_back(operator: Operator) -> None:
    """From the View menu, wherever the panels went."""
    window = operator.window
    before = [panel.geometry() for panel in (window.queue, window.incident)]
    for panel in (window.queue, window.incident, window.units):
        _tear_off(operator, panel)
        operator.until(panel.isFloating)
    operator.window.activateWindow()
    menu = operator.open_menu("View")
    (row,) = (each for each in menu.actions() if each.text() == "Put every panel back")
    operator.click(menu, menu.actionGeometry(row).center())
    operator.close_menu(menu)

    # The board is hidden, and floats when it comes: it is for another screen.
    assert not any(panel.isFloating() for panel in window.panels if panel.isVisible())

    operator.until(
        lambda: before == [p.geometry() for p in (window.queue, window.incident)]
    )


def test_f6_walks_the_panels_with_one_ring(operator: Operator) -> None:
    """From the map through units, incident and queue and back; backwards too."""
    operator.open_incident("Robbery", "Pier 4", "S")
    window = operator.window
    window.map.setFocus()
    stops = [window.incident, window.units, window.queue]
    for panel in stops:
        operator.press("F6")

        assert panel.isAncestorOf(operator.focused())

    operator.press("F6")

    assert window.map is operator.focused()

    operator.press("Shift+F6")

    assert window.queue.isAncestorOf(operator.focused())


@pytest.mark.parametrize("spoilt", [b"", b"{", b'{"panels": "!!", "scale": 1.5}'])
def test_a_layout_that_cannot_be_read_spoils_nothing(
    tmp_path: Path, room: LiveRoom, sit: Sit, spoilt: bytes
) -> None:
    """A damaged file is a fresh window, not a dead desk."""
    operator = sit(room)
    operator.leave()
    (path,) = (tmp_path / "desk" / "layouts").iterdir()
    path.write_bytes(spoilt)
    again = sit(room, quiet="is not used")

    assert not again.window.queue.isFloating()
    assert again.window.queue.isVisible()
