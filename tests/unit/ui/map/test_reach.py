"""What is within reach, as it is drawn."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom, count, paint, place, touched
from ui.map.reach import Circle, Reach, Rings
from ui.map.scene import Scene
from ui.worker.messages import Band


def _band(*rings: list[tuple[float, float]]) -> Band:
    """A band of rings in metres from the middle of the town."""
    points = [place(*corner) for ring in rings for corner in ring]
    lats, lons = np.array(points).reshape(-1, 2).T
    starts = np.cumsum([0, *(len(ring) for ring in rings)]).astype(np.int32)
    return Band(60.0, lats.tobytes(), lons.tobytes(), starts.tobytes())


SQUARE = [(-100.0, -100.0), (100.0, -100.0), (100.0, 100.0), (-100.0, 100.0)]
HOLE = [(-40.0, -40.0), (-40.0, 40.0), (40.0, 40.0), (40.0, -40.0)]


def _painted(scene: Scene, *drawn: Circle | Rings) -> int:
    layer = Reach()
    layer.drawn = drawn
    return touched(paint(lambda it: layer.paint(it, scene)))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_circle_is_as_wide_as_it_says(qtbot: QtBot, theme: str) -> None:
    """100 m round the middle of the view, soft inside, with its line and its words."""
    scene = MapRoom().scene(theme=theme, zoom=16)
    layer = Reach()
    layer.drawn = (Circle(*MIDDLE, 100.0, "100 m"),)
    image = paint(lambda it: layer.paint(it, scene))
    pixels = np.pi * (100.0 / scene.view.metres_per_pixel) ** 2

    assert pixels == pytest.approx(touched(image), rel=0.06)
    assert count(image, scene.theme.color("map.route"), 60) > 100
    assert QColor("#ff00ff") != image.pixelColor(320, 240)


def test_an_estimate_is_dashed(qtbot: QtBot) -> None:
    """Nobody measured it: its line has gaps."""
    scene = MapRoom().scene(zoom=16)
    line = scene.theme.color("map.route")
    layer, counted = Reach(), []
    for estimate in (False, True):
        layer.drawn = (Circle(*MIDDLE, 100.0, "", estimate),)
        counted.append(count(paint(lambda it: layer.paint(it, scene)), line, 12))

    assert counted[1] < 0.8 * counted[0]


def test_rings_leave_their_holes_out(qtbot: QtBot) -> None:
    """A lake inside is not within reach."""
    scene = MapRoom().scene(zoom=16)
    layer = Reach()
    layer.drawn = (Rings.of(_band(SQUARE, HOLE), "1 min"),)
    image = paint(lambda it: layer.paint(it, scene))
    metre = 1 / scene.view.metres_per_pixel
    side = (200 * metre) ** 2 - (80 * metre) ** 2

    assert QColor("#ff00ff") == image.pixelColor(320, 240)
    assert QColor("#ff00ff") != image.pixelColor(320, round(240 + 70 * metre))
    assert side == pytest.approx(touched(image), rel=0.12)


def test_the_soonest_is_the_strongest(qtbot: QtBot) -> None:
    """Areas lie on each other: what is reached sooner is darker."""
    scene = MapRoom().scene(zoom=16)
    layer = Reach()
    layer.drawn = (Circle(*MIDDLE, 100.0, ""), Circle(*MIDDLE, 50.0, ""))
    image = paint(lambda it: layer.paint(it, scene))
    metre = 1 / scene.view.metres_per_pixel
    outer = image.pixelColor(320, round(240 + 75 * metre))

    assert image.pixelColor(320, 240).red() < outer.red() < 255


def test_what_it_says_stands_where_it_can_be_seen(qtbot: QtBot) -> None:
    """At the northernmost point in view; inside the area nothing is said."""
    scene = MapRoom().scene(zoom=16)
    plate = scene.theme.color("map.plate")
    layer, counted = Reach(), []
    for metres in (100.0, 480.0, 5_000.0):
        layer.drawn = (Circle(*place(0, 0), metres, "4 min"),)
        counted.append(count(paint(lambda it: layer.paint(it, scene)), plate, 4))

    assert min(counted[:2]) > 200
    assert counted[2] == 0


def test_nothing_is_drawn_of_nothing(qtbot: QtBot) -> None:
    """No question, and a band without rings."""
    scene = MapRoom().scene()

    assert 0 == _painted(scene)
    assert 0 == _painted(scene, Rings.of(_band(), "1 min"))


def test_other_layers_find_the_painter_as_it_was(qtbot: QtBot) -> None:
    """What it set is put back: else sectors would be filled with its plates."""
    scene = MapRoom().scene()
    layer = Reach()
    layer.drawn = (Circle(*MIDDLE, 50.0, "50 m"),)
    brushes = []

    def look(painter: QPainter) -> None:
        layer.paint(painter, scene)
        brushes.append((painter.brush().style(), painter.renderHints()))

    paint(look)
    clean: list[tuple[object, object]] = []
    paint(lambda it: clean.append((it.brush().style(), it.renderHints())))

    assert clean == brushes
