"""Docks and their title bars."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import colours_of
from tests.helpers.hover import tooltip_at
from ui.dock import TITLE, Panel, Tool
from ui.theme import Theme, install_fonts

_KEPT: list[QMainWindow] = []


@pytest.fixture
def panel(qtbot: QtBot) -> Panel:
    """A dock in a window."""
    install_fonts()
    window = QMainWindow()
    _KEPT[:] = [window]
    qtbot.addWidget(window)
    made = Panel(Theme.load("dark"), "queue", "Queue")
    made.add_tear_off()
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, made)
    window.resize(800, 600)
    window.show()
    return made


def _tear(panel: Panel) -> None:
    tool = panel.findChildren(Tool)[-1]
    QTest.mouseClick(tool, Qt.MouseButton.LeftButton)


def test_the_last_tool_tears_off_and_puts_back(panel: Panel) -> None:
    """A panel goes to another screen and comes home by the same tool."""
    _tear(panel)
    floating = panel.isFloating()
    _tear(panel)

    assert (True, False) == (floating, panel.isFloating())


def test_a_torn_off_panel_is_framed_as_an_exercise(panel: Panel) -> None:
    """Every window of an exercise says so; inside the main window once is enough."""
    panel.frame_exercise("Ashmere, made up.")
    docked = panel.edge.margins()
    _tear(panel)

    assert (0, 0, 0, 0) == docked
    assert (8, 24, 8, 8) == panel.edge.margins()


def test_a_torn_off_panel_is_framed_in_danger(panel: Panel) -> None:
    """The red frame is on every window of the desk."""
    panel.frame_emergency(1.0)
    docked = panel.edge.isVisible()
    _tear(panel)
    panel.frame_emergency(1.0)

    assert (False, True) == (docked, panel.edge.isVisible())


def test_segments_that_are_gone_are_not_seen(qtbot: QtBot, panel: Panel) -> None:
    """Others take their places at once; the old ones are not under them."""
    panel.show()
    panel.bar.set_segments([("all", "All 96")], "all")
    old = panel.bar._segments[0]
    old.show()
    panel.bar.set_segments([("mine", "My sectors 3"), ("all", "All 96")], "all")

    assert old.isHidden()


def test_segments_say_which_is_pressed(qtbot: QtBot, panel: Panel) -> None:
    """One is pressed; a click tells its key; words may change."""
    heard: list[str] = []
    panel.bar.segment_chosen.connect(heard.append)
    panel.bar.set_segments([("all", "All 96"), ("unread", "Unread 2")], "all")
    panel.bar._segments[1].click()
    panel.bar.set_segments([("all", "All 97"), ("unread", "Unread 3")], "unread")
    checked = [segment.key for segment in panel.bar._segments if segment.isChecked()]

    assert (["unread"], ["unread"]) == (heard, checked)
    assert "All 97" == panel.bar._segments[0].text()


def test_a_title_in_danger_is_red(panel: Panel) -> None:
    """The bar takes the colour of danger and loses it."""
    red = Theme.load("dark").hex("alarm.emergency").lower()
    panel.bar.set_title("Officer emergency", "4533/21NOV26", alarmed=True)
    during = red in colours_of(panel.bar)
    panel.bar.set_title("Incident")

    assert (True, False) == (during, red in colours_of(panel.bar))


def test_a_title_bar_is_as_high_as_in_the_design(panel: Panel) -> None:
    """28 pixels."""

    assert TITLE == panel.bar.height()


def test_a_tool_says_its_words_where_the_pointer_rests(panel: Panel) -> None:
    """An icon alone says too little."""
    tool = panel.findChildren(Tool)[-1]

    assert tool.accessibleName() == tooltip_at(tool, tool.rect().center())
    assert tool.accessibleName().startswith("Tear off")
