"""Tens of thousands of stamps: each with its fill and its casing, inside the view."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, touched
from ui.map import stamps as stamps_module
from ui.map.scene import Scene
from ui.map.stamps import Stamps


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    """One unit en route in the middle, one at scene at the very edge."""
    room = MapRoom()
    room.unit("HB11", state=5)
    room.unit("HB12", state=6, east_m=-1000)
    scene = room.scene()
    scene.view.pan(-5.0, 0)
    return scene


def test_a_stamp_is_fill_and_casing(scene: Scene) -> None:
    """Five pixels of fill in a cross, four of casing in the corners."""
    image = paint(lambda painter: Stamps().paint(painter, scene, np.array([0])))
    fill = scene.theme.color("state.en_route")

    assert 5 == count(image, fill, 0)
    assert 9 == touched(image)
    assert fill == QColor(image.pixelColor(320, 240))


def test_the_edge_is_not_left(scene: Scene) -> None:
    """A unit half outside is clipped, not written beyond the picture."""
    scene.sight.places[0] = (-3.0, 1e6)
    image = paint(lambda painter: Stamps().paint(painter, scene, np.array([0])))

    assert touched(image) <= 9


def _stamp(stamps: Stamps, scene: Scene, painter: QPainter) -> None:
    stamps.paint(painter, scene, np.array([0]))


def test_the_size_may_change(qtbot: QtBot) -> None:
    """After the widget grew the whole of it is painted."""
    room = MapRoom()
    room.unit("HB11")
    stamps = Stamps()
    for width in (320, 640):
        scene = room.scene(width=width)
        image = paint(partial(_stamp, stamps, scene), width)

        assert 9 == touched(image)


@pytest.mark.parametrize("unit", [1.5, 2.0, 3.0])
def test_as_large_as_text(qtbot: QtBot, unit: float) -> None:
    """At 200 % a stamp is six pixels wide, around its place, and still crisp."""
    room = MapRoom()
    room.unit("HB11", state=5)
    scene = room.scene(unit=unit)
    image = paint(lambda painter: Stamps().paint(painter, scene, np.array([0])))
    block = max(round(unit), 1)
    fill = scene.theme.color("state.en_route")

    assert 5 * block**2 == count(image, fill, 0)
    assert 9 * block**2 == touched(image)
    assert fill == QColor(image.pixelColor(320, 240))


def test_a_crowd_has_no_casing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit only fills are written; a number that wavers changes nothing."""
    monkeypatch.setattr(stamps_module, "MOST_CASED", 4)
    monkeypatch.setattr(stamps_module, "FEWEST_BARE", 2)
    stamps = Stamps()

    def pixels(count: int) -> int:
        which = np.zeros(count, np.int64)
        return touched(paint(lambda painter: stamps.paint(painter, scene, which)))

    assert [9, 9, 5, 5, 5, 9] == [pixels(count) for count in (1, 4, 5, 4, 3, 2)]
