"""What tests of the window stand on: a position in a full room."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from tests.helpers.waiting import PATIENCE_S
from tests.helpers.window_room import WindowRoom

# Qt's tests give up after five seconds unless told: as long as everything else waits.
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitExposed, QtBot.waitActive):
    (_wait.__kwdefaults__ or {})["timeout"] = round(PATIENCE_S * 1000)


@pytest.fixture(autouse=True)
def _no_hand_on_the_mouse(qapp: QApplication) -> None:
    """The pointer is where no window opens: what an earlier test pointed at is past."""
    QCursor.setPos(-20_000, -20_000)


@pytest.fixture
def room(qtbot: QtBot) -> DeskRoom:
    """A dispatcher's position in a full room, linked."""
    return DeskRoom().connect()


@pytest.fixture
def quiet_room(qtbot: QtBot) -> DeskRoom:
    """A dispatcher's position where nothing happens, linked."""
    return DeskRoom(full=False).connect()


@pytest.fixture
def window_room(qtbot: QtBot) -> Iterator[WindowRoom]:
    """The window of a dispatcher in a full room, shown and linked."""
    made = WindowRoom(DeskRoom()).open()
    qtbot.addWidget(made.window)
    yield made
    made.cameras.shut()
    made.window.close()
