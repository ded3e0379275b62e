"""Fixed cameras: where they stand, and what those that matter look at."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import Camera
from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.cameras import Cameras
from ui.map.scene import Scene
from ui.selection import Selection


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room with a camera in the middle that looks east."""
    room = MapRoom()
    room.camera(1, 0, 0, bearing_deg=90)
    return room


def _read(room: MapRoom) -> Cameras:
    cameras = Cameras()
    cameras.read(room.picture)
    return cameras


def _cones(room: MapRoom, scene: Scene) -> QImage:
    cameras = _read(room)
    return paint(lambda painter: cameras.paint_cones(painter, scene))


def test_a_camera_is_a_small_plate(room: MapRoom) -> None:
    """Sixteen pixels close up, less far out."""
    cameras = _read(room)
    near = paint(lambda p: cameras.paint(p, room.scene(zoom=16.0)))
    far = paint(lambda p: cameras.paint(p, room.scene(zoom=12.0)))

    assert 256 <= touched(near) <= 324
    assert 0 < touched(far) < 80


def test_the_cone_opens_where_it_looks(room: MapRoom) -> None:
    """The selected camera's cone lies to the east, and only there."""
    selection = Selection()
    selection.select_camera("cam_1")
    image = _cones(room, room.scene(selection=selection))

    assert touched(image.copy(322, 180, 120, 120)) > 1000
    assert 0 == touched(image.copy(200, 180, 117, 120))


def test_only_those_that_matter_open(room: MapRoom) -> None:
    """Nobody selected: no cone. An incident selected: the four nearest within 400 m."""
    for number in range(2, 9):
        room.camera(number, 20.0 * number, 0, bearing_deg=0)
    room.camera(20, 5_000, 0)
    selection = Selection()
    scene = room.scene(selection=selection)

    assert 0 == touched(_cones(room, scene))

    selection.select_incident(room.incident(1))

    assert {"", "cam_1", "cam_2", "cam_3", "cam_4"} == _read(room)._docked(scene)


def test_worn_cameras_have_no_place(room: MapRoom) -> None:
    """A camera that somebody wears is where that unit is, not here."""
    room.picture.cameras["cam_9"] = Camera(
        camera_id="cam_9", kind="body_worn", name="B"
    )
    room.picture.cameras["cam_8"] = Camera(camera_id="cam_8", kind="fixed", name="F")

    assert ["cam_1"] == [camera.camera_id for camera in _read(room).cameras]


@pytest.mark.parametrize("bearing", [float("nan"), float("inf"), -720.0])
def test_a_bearing_that_is_none(room: MapRoom, bearing: float) -> None:
    """A bearing that is no number opens nothing and breaks nothing."""
    room.camera(1, 0, 0, bearing_deg=bearing)
    selection = Selection()
    selection.select_camera("cam_1")
    image = _cones(room, room.scene(selection=selection))

    assert (touched(image) > 0) == (bearing == -720.0)
