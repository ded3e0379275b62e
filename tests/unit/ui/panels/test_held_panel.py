"""A dock whose list holds still under a hand."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from ui.controls import EmptyState
from ui.paint import Ink
from ui.panels.held_panel import HeldPanel
from ui.rows import Look, RowView
from ui.spans import Section


class _Painter:
    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw nothing."""

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw nothing."""

    def tip(self, key: str) -> str:
        """Return the key."""
        return key


class _Panel(HeldPanel):
    def __init__(self, room: DeskRoom) -> None:
        super().__init__(room.position, "things", "Things")
        self.now = {"a": ["1", "2"]}
        view = RowView(room.theme, _Painter(), "Things")
        empty = EmptyState(room.theme, "Nothing", "Things show here.", ())
        self._fill(lambda _width: [], view, empty)
        self.release_order()

    def sections_now(self) -> list[Section]:
        """Return the things."""
        return [Section(key, list(keys)) for key, keys in self.now.items()]

    def take(self, now: dict[str, list[str]], *, held: bool = False) -> None:
        """Things changed."""
        self.now = now
        self._hold(held=held)


@pytest.fixture
def panel(qtbot: QtBot, room: DeskRoom) -> _Panel:
    """A dock with two things, nobody's hand in it."""
    made = _Panel(room)
    qtbot.addWidget(made)
    made.move(600, 600)
    made.show()
    QApplication.sendEvent(made.view, QEvent(QEvent.Type.Leave))
    made.view.clearFocus()
    return made


def _keys(panel: _Panel) -> list[str]:
    return [key for section in panel.view.sections for key in section.keys]


def test_without_a_hand_it_follows(panel: _Panel) -> None:
    """Nobody looks closely: the list is true."""
    panel.take({"a": ["3"]})

    assert ["3"] == _keys(panel)
    assert panel._chip.isHidden()


def test_under_a_hand_it_waits_and_counts(qtbot: QtBot, panel: _Panel) -> None:
    """The chip says how many rows would come or go; a press takes them."""
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    panel.take({"a": ["2", "3"]}, held=panel.view.hands_on)

    assert ["1", "2"] == _keys(panel)
    assert "Things has changed (2)" == panel._chip.text()
    panel._chip.click()
    assert ["2", "3"] == _keys(panel)


def test_a_hand_that_leaves_lets_go(qtbot: QtBot, panel: _Panel) -> None:
    """What waited is shown."""
    panel.focus_body()
    qtbot.waitUntil(panel.view.hasFocus)
    panel.take({"a": ["3"]}, held=True)
    panel.view.clearFocus()
    QApplication.sendEvent(panel.view, QEvent(QEvent.Type.Leave))

    assert ["3"] == _keys(panel)


def test_folding_stays(panel: _Panel) -> None:
    """A folded section is folded when other things come."""
    panel.view.folded.emit("a")
    panel.take({"a": ["3"], "b": ["4"]})

    assert [True, False] == [section.folded for section in panel.view.sections]


def test_an_empty_list_says_what_will_appear(panel: _Panel) -> None:
    """And the list comes back with the first thing."""
    panel.take({})

    assert panel._stack.currentWidget() is panel._empty
    panel.take({"a": ["1"]})
    assert panel._stack.currentWidget() is panel.view
