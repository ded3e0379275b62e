"""No tab bar stands where there are no tabs."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from tests.helpers.window_room import WindowRoom
from ui.tab_bars import TabBars


def _bars(room: QMainWindow) -> list[QRect]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    bars = room.findChildren(QTabBar, options=direct)
    shown = [each.geometry() for each in bars if each.isVisible()]
    return [each for each in shown if each.intersects(room.rect())]


def test_a_bar_over_a_dock_goes_and_that_of_tabs_stays(qtbot: QtBot) -> None:
    """As soon as anything moves; what is tabbed keeps its tabs."""
    room = QMainWindow()
    qtbot.addWidget(room)
    TabBars(room)
    room.setCentralWidget(QWidget())
    docks = [QDockWidget(name) for name in ("One", "Two", "Three")]
    for dock in docks:
        dock.setWidget(QWidget())
        room.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    room.tabifyDockWidget(docks[1], docks[2])
    room.resize(800, 600)
    room.show()
    stray = QTabBar(room)
    stray.addTab("Feeds")
    stray.setGeometry(docks[0].geometry())
    stray.show()
    qtbot.waitUntil(lambda: len(_bars(room)) == 1)

    assert not stray.geometry().intersects(room.rect())
    assert not stray.isHidden()


def test_layouts_that_come_back_leave_no_bars(qtbot: QtBot, room: DeskRoom) -> None:
    """Tabs at the side and below, then a kept layout without any of them."""
    made = WindowRoom(room)
    qtbot.addWidget(made.window)
    made.open()
    docks = made.window.room
    qtbot.waitUntil(lambda: not _bars(docks))
    kept = docks.saveState()
    for name in ("near", "layers", "doors", "room", "handover"):
        made.stage.show_panel(name)
    qtbot.waitUntil(lambda: len(_bars(docks)) == 2)
    docks.restoreState(kept)
    qtbot.waitUntil(lambda: not _bars(docks))
    made.window.arrangement.reset(1500)
    made.window.arrangement.reset(1920)

    qtbot.waitUntil(lambda: not _bars(docks))
    for name in ("doors", "room"):
        made.stage.show_panel(name)

    qtbot.waitUntil(lambda: len(_bars(docks)) == 1)
