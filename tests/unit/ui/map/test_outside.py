"""An officer in danger outside the view has a mark at its edge that points there."""

import math
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, place, touched
from ui.map.outside import INSET_PX, MOST, RADIUS, Outside, far_at, outside
from ui.map.scene import Scene


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


@pytest.mark.parametrize(
    ("east_m", "north_m", "bearing"),
    [(3_000, 0, 90), (-3_000, 0, -90), (0, 3_000, 0), (2_000, 2_000, 45)],
)
def test_it_points_there(
    room: MapRoom, east_m: float, north_m: float, bearing: float
) -> None:
    """On the line from the middle to the officer, inside the view, with how far."""
    room.emergency(room.unit("CN24", east_m, north_m))
    (far,) = outside(room.scene())

    assert bearing == pytest.approx(far.bearing_deg, abs=0.6)
    assert math.hypot(east_m, north_m) == pytest.approx(far.metres, rel=0.01)
    assert INSET_PX <= far.x <= 640 - INSET_PX
    assert INSET_PX <= far.y <= 480 - INSET_PX


def test_one_in_view_has_no_mark(room: MapRoom) -> None:
    """There the officer is seen."""
    room.emergency(room.unit("CN24", 20, 20))
    room.unit("HB11", 5_000, 0)

    assert [] == outside(room.scene())
    assert 0 == touched(_paint(room.scene()))


def _paint(scene: Scene) -> QImage:
    marks = Outside()
    return paint(lambda painter: marks.paint(painter, scene))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_it_is_seen(room: MapRoom, theme: str) -> None:
    """Red with a plate, in both themes; dim in the dark half of each second."""
    room.emergency(room.unit("CN24", 5_000, 0))
    scene = room.scene(theme=theme)
    (far,) = outside(scene)
    image = _paint(scene)
    around = image.copy(int(far.x) - 30, int(far.y) - 30, 60, 60)
    red = scene.theme.color("alarm.emergency_line")

    assert count(around, red, 40) > 60
    assert count(image, scene.theme.color("map.plate"), 10) > 400
    assert count(_paint(replace(scene, flash=False)), red, 40) < count(image, red, 40)


def test_an_alarm_without_a_unit(room: MapRoom) -> None:
    """Somebody who has only raised an alarm is pointed at where it came from."""
    room.emergency(None, at=place(0, -4_000))
    (far,) = outside(room.scene())

    assert 180 == pytest.approx(abs(far.bearing_deg), abs=0.6)


def test_without_any_place(room: MapRoom) -> None:
    """Nowhere to point to: the strip says it."""
    room.emergency(None)

    assert [] == outside(room.scene())


def test_found_where_it_is_drawn(room: MapRoom) -> None:
    """The mark can be clicked; beside it there is nothing."""
    room.emergency(room.unit("CN24", 5_000, 0))
    scene = room.scene()
    (far,) = outside(scene)

    assert far == far_at(scene, far.x + RADIUS - 1, far.y)
    assert far_at(scene, far.x - RADIUS - 2, far.y) is None


def test_bounded(room: MapRoom) -> None:
    """In a catastrophe the oldest have marks, and the view stays a map."""
    for number in range(MOST + 5):
        room.emergency(room.unit(f"CN{number}", 5_000 + number, 0))

    assert MOST == len(outside(room.scene()))


def test_in_a_tiny_view(room: MapRoom) -> None:
    """A view smaller than its margins still has the mark inside."""
    room.emergency(room.unit("CN24", 50_000, 50_000))
    (far,) = outside(room.scene(width=60, height=40))

    assert 0 <= far.x <= 60
    assert 0 <= far.y <= 40
