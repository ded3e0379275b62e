"""Where a unit may be by now: larger with age, a word beyond two kilometres."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.circles import MOST, _matters, _shown, paint_circles, radii_m
from ui.map.detail import Detail
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
    """When a whole feed dies, the smallest circles are painted: the likeliest."""
    for number in range(MOST + 20):
        room.unit(f"CN{number}", float(number), kind="foot", age_s=40 + number % 3)
    scene = room.scene()
    radii = radii_m(scene, np.arange(len(scene.sight)))
    nobody = np.zeros(len(radii), np.bool_)
    shown = _shown(scene, radii, nobody)

    assert MOST == int(shown.sum())
    assert radii[shown].max() <= radii[~shown].min() + 5


def test_one_wider_than_the_view_says_nothing(room: MapRoom) -> None:
    """Its edge would be lines that lead nowhere; the selected unit's is drawn."""
    unit_id = room.unit("CN24", age_s=40)
    selection = Selection()

    assert 0 == touched(_paint(room.scene(zoom=17.0)))

    selection.select_unit(unit_id)

    assert touched(_paint(room.scene(zoom=17.0, selection=selection))) > 500


def test_in_a_crowd_only_those_who_matter(room: MapRoom) -> None:
    """An officer in danger, the selected unit and those sent to its incident."""
    for number in range(4):
        room.unit(f"CN{number}", 40.0 * number, kind="foot", age_s=40)
    selection = Selection()
    selection.select_unit("unit_cn1")
    selection.select_incident(room.incident(1, units=("unit_cn2",)))
    room.emergency("unit_cn3")
    scene = replace(room.scene(selection=selection), detail=Detail.DOT)
    apart = [_paint(scene).copy(320 + 50 * n, 150, 4, 180) for n in range(4)]

    assert [False, True, True, True] == _matters(scene).tolist()
    assert touched(apart[1]) > 0


def test_danger_shows_its_circle_as_soon_as_it_fades(room: MapRoom) -> None:
    """Where an officer in danger may be by now matters from the first doubt on."""
    room.emergency(room.unit("CN24", kind="foot", age_s=14))

    assert touched(_paint(room.scene(zoom=17.0))) > 500
