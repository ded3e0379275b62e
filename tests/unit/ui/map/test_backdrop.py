"""The word of an exercise, and honest lines where there is no map of the place."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, shot, touched
from ui.map import backdrop
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def test_exercise_is_everywhere(room: MapRoom) -> None:
    """Whatever part of the map one looks at, the word is in it, and it stays faint."""
    scene = room.scene(width=1200, height=900)
    mark = backdrop.Watermark()
    image = paint(lambda painter: mark.paint(painter, scene), 1200, 900)
    quarters = [image.copy(x, y, 600, 450) for x in (0, 600) for y in (0, 450)]

    assert all(touched(quarter) > 800 for quarter in quarters)
    assert touched(image) < 0.12 * 1200 * 900


def test_the_word_stays_while_the_map_moves(room: MapRoom) -> None:
    """It hangs on the screen: panning must not make it swim."""
    mark = backdrop.Watermark()
    near, far = room.scene(zoom=17.0), room.scene(zoom=11.0)

    assert paint(lambda p: mark.paint(p, near)) == paint(lambda p: mark.paint(p, far))


@pytest.mark.parametrize("zoom", [3.0, 6.0, 11.0, 15.0, 19.0])
def test_lines_at_every_zoom(room: MapRoom, zoom: float) -> None:
    """Some lines both ways, never a thicket, with their degrees."""
    scene = room.scene(zoom=zoom)
    image = paint(lambda painter: backdrop.paint_graticule(painter, scene))
    line = scene.theme.color("map.street")
    across = count(image.copy(0, 200, 640, 1), line, 2)
    down = count(image.copy(321, 0, 1, 480), line, 2)

    assert 1 <= across <= 640
    assert 1 <= down <= 480
    assert touched(image) < 0.1 * 640 * 480


def test_degrees_say_their_side() -> None:
    """West of Greenwich and south of the line are said by a letter, not by a sign."""

    assert "2.40° E" == backdrop._degrees(2.4, 2, "E", "W")
    assert "0.10° W" == backdrop._degrees(-0.1, 2, "E", "W")


def test_focus_is_a_ring_inside(room: MapRoom) -> None:
    """Two pixels along the edge, nothing in the middle."""
    scene = room.scene()
    image = paint(lambda p: backdrop.paint_focus(p, scene.theme, scene.view))

    assert touched(image.copy(4, 4, 632, 472)) == 0
    assert touched(image) > 2000


def test_a_failure_says_what_still_works(qtbot: QtBot) -> None:
    """Instead of nothing there are words."""

    class Failing(QWidget):
        def paintEvent(self, _event: object) -> None:
            backdrop.paint_failure(self, Theme.load("dark"))

    widget = Failing()
    qtbot.addWidget(widget)
    widget.resize(400, 200)

    assert count(shot(widget), Theme.load("dark").color("alarm.high_text"), 60) > 100
