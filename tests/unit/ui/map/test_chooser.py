"""A list on the map to choose one of several units, by mouse and by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom
from tests.helpers.operator import read
from ui.map.chooser import MOST_ROWS, Chooser
from ui.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    """A map without a map, with a list on it and a field beside."""

    def __init__(self, qtbot: QtBot) -> None:
        self.room = MapRoom()
        self.theme = Theme.load("dark")
        self.ids = [
            self.room.unit(f"HB{20 - number}", state=2 if number else 5)
            for number in range(14)
        ]
        self.window = QWidget()
        self.window.resize(640, 480)
        self.field = QLineEdit(self.window)
        qtbot.addWidget(self.window)
        self.chooser = Chooser(self.theme, self.window, self.room.scene)
        self.chosen: list[str] = []
        self.closed: list[bool] = []
        self.chooser.chosen.connect(self.chosen.append)
        self.chooser.closed.connect(lambda: self.closed.append(True))
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """Fourteen units at one place."""
    desk = Desk(qtbot)
    yield desk
    desk.window.close()


def test_it_says_who_they_are(desk: Desk) -> None:
    """How many, then each with its state and the age of its fix, by callsign."""
    desk.chooser.open_at(QPointF(100, 200), desk.ids)
    said = read(desk.chooser.view.viewport())

    assert "14 units at this place" == said[0]
    assert desk.ids[::-1] == desk.chooser.unit_ids
    assert ["HB7", "2", "On patrol", "1 s"] == said[2:6]


def test_by_keys(desk: Desk) -> None:
    """It has the keyboard at once; arrows walk, Enter chooses, then it is gone."""
    desk.chooser.open_at(QPointF(100, 200), desk.ids)

    assert desk.chooser.view.hasFocus()
    assert "unit_hb7" == desk.chooser.view.visible_keys()[0]

    QTest.keyClick(desk.chooser.view, Qt.Key.Key_Down)
    QTest.keyClick(desk.chooser.view, Qt.Key.Key_Return)

    assert ["unit_hb8"] == desk.chosen
    assert ([True], True) == (desk.closed, desk.chooser.isHidden())


def test_by_mouse(desk: Desk) -> None:
    """One click chooses."""
    desk.chooser.open_at(QPointF(100, 200), desk.ids)
    rect = desk.chooser.view.row_rect("unit_hb9")

    assert rect is not None

    QTest.mouseClick(
        desk.chooser.view.viewport(), Qt.MouseButton.LeftButton, NONE, rect.center()
    )

    assert ["unit_hb9"] == desk.chosen


def test_left_without_a_choice(desk: Desk) -> None:
    """Closing it, or giving the keyboard to something else, chooses nobody."""
    desk.chooser.open_at(QPointF(100, 200), desk.ids)

    assert [True, False] == [desk.chooser.close_list(), desk.chooser.close_list()]

    desk.chooser.open_at(QPointF(100, 200), desk.ids)
    desk.field.setFocus()

    assert ([], True) == (desk.chosen, desk.chooser.isHidden())


@pytest.mark.parametrize("corner", [(0, 0), (639, 0), (0, 479), (639, 479)])
def test_inside_the_map(desk: Desk, corner: tuple[int, int]) -> None:
    """Wherever it is opened, all of it can be seen; more rows than fit scroll."""
    desk.chooser.open_at(QPointF(*corner), desk.ids)

    assert desk.window.rect().contains(desk.chooser.geometry())
    assert len(desk.chooser.view.visible_keys()) <= MOST_ROWS + 1


def test_who_went_meanwhile(desk: Desk) -> None:
    """Nobody to choose is no list; a row of somebody who went is empty."""
    desk.chooser.open_at(QPointF(0, 0), ["unit_gone"])

    assert desk.chooser.isHidden()

    desk.chooser.open_at(QPointF(0, 0), desk.ids)
    del desk.room.picture.units["unit_hb7"]
    desk.chooser.refresh()

    assert "HB7" not in read(desk.chooser.view.viewport())
    assert ("", QPoint(0, 0)) == (desk.chooser.tip("unit_hb7"), QPoint(0, 0))
