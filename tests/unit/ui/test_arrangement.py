"""Where docks stand at first, and at other widths."""

from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from ui.arrangement import Arrangement
from ui.dock import Panel
from ui.theme import Theme, install_fonts


def test_docks_follow_the_width(qtbot: QtBot) -> None:
    """Wide, narrow, small and back; the one for another screen floats, hidden."""
    install_fonts()
    theme, room = Theme.load("dark"), QMainWindow()
    qtbot.addWidget(room)
    names = ("queue", "incident", "units", "near", "doors", "board")
    panels = {name: Panel(theme, name, name) for name in names}
    placed = Arrangement(
        room, theme, sides=(panels["queue"], panels["incident"], panels["units"]),
        beside=(panels["near"],), below=(panels["doors"],), apart=(panels["board"],),
    )  # fmt: skip
    room.resize(1920, 1000)
    room.show()
    placed.reset(1920)
    QApplication.sendPostedEvents()

    assert (True, True) == (panels["board"].isFloating(), panels["board"].isHidden())
    assert [] == room.tabifiedDockWidgets(panels["incident"])
    placed.follow_width(1500)
    assert panels["units"] in room.tabifiedDockWidgets(panels["incident"])
    placed.follow_width(1200)
    assert panels["queue"].isHidden()
    placed.follow_width(1920)
    assert not panels["queue"].isHidden()
    assert panels["units"] not in room.tabifiedDockWidgets(panels["incident"])
