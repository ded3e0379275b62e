"""What the tests of the video window stand on: a room of cameras and the theme."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.video_room import RoomOfCameras
from ui.theme import Theme, install_fonts


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """The dark theme with its own fonts."""
    install_fonts()
    return Theme.load("dark")


@pytest.fixture
def room(qtbot: QtBot) -> RoomOfCameras:
    """A room whose gateway opens every camera."""
    return RoomOfCameras(lambda camera_id: f"/stream/ticket/{camera_id}.m3u8")
