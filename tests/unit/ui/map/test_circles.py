"""Where a unit may be by now: larger with age, a word beyond two kilometres."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.circles import MOST, _nearest, paint_circles, radii_m
from ui.map.scene import Scene
from ui.selection import Selection


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _paint(scene: Scene) -> QImage:
    return paint(lambda painter: paint_circles(painter, scene))


def test_accuracy_plus_age_times_speed(room: MapRoom) -> None:
    """On foot (8 km/h) for 36 s with 5 m accuracy: 85 m."""
    room.unit("CN24", kind="foot", age_s=36, accuracy_m=5)

    assert [85.0] == pytest.approx(radii_m(room.scene(), np.array([0])).tolist())


def test_drawn_to_scale(room: MapRoom) -> None:
    """The edge is as many pixels away as the radius has."""
    room.unit("CN24", kind="foot", age_s=40, accuracy_m=5)
    scene = room.scene()
    pixels = radii_m(scene, np.array([0]))[0] / scene.view.metres_per_pixel
    image = _paint(scene)
    inside = image.pixelColor(320, 240 - int(pixels) + 4)
    outside = image.pixelColor(320, 240 - int(pixels) - 4)

    assert inside != outside
    assert image.pixelColor(0, 0) == outside


def test_fresh_units_have_none(room: MapRoom) -> None:
    """A believed fix needs no circle; the selected unit's shows as soon as it fades."""
    chosen = room.unit("CN24", age_s=14)
    selection = Selection()

    assert 0 == touched(_paint(room.scene(selection=selection)))

    selection.select_unit(chosen)

    assert touched(_paint(room.scene(zoom=15.0, selection=selection))) > 500


def test_beyond_two_kilometres_it_is_a_word(room: MapRoom) -> None:
    """Such a circle would only hide the town."""
    room.unit("CN24", age_s=140)

    assert 0 == touched(_paint(room.scene(zoom=11.0)))


def test_not_more_than_can_be_read(room: MapRoom) -> None:
    """When a whole feed dies, the circles nearest to the middle are painted."""
    for number in range(MOST + 20):
        room.unit(f"CN{number}", east_m=float(number), kind="foot", age_s=40)
    scene = room.scene()
    chosen = _nearest(scene, scene.sight.rows)

    assert list(range(MOST)) == sorted(chosen)
