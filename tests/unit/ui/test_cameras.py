"""Which camera is meant, and its window."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from tests.helpers.video_room import RoomOfCameras
from ui.cameras import Cameras
from ui.outgoing import Outgoing
from ui.position import Position
from ui.selection import Selection
from ui.theme import Theme, install_fonts


@pytest.fixture
def position(qtbot: QtBot) -> Position:
    """A position in a room with three cameras."""
    install_fonts()
    room = RoomOfCameras(lambda _camera: "/nowhere")
    made = Position(
        Theme.load("dark"), room.frame, Selection(), Outgoing(lambda _a, _e: "cmd_1")
    )
    made.room = room  # type: ignore[attr-defined]  # keeps it for the test
    return made


@pytest.fixture
def cameras(position: Position) -> Iterator[Cameras]:
    """The desk's cameras."""
    made = Cameras(position, position.room, "http://127.0.0.1:1")  # type: ignore[attr-defined]  # kept above
    yield made
    made.shut()


def test_the_selected_camera_is_meant_first(
    cameras: Cameras, position: Position
) -> None:
    """Then the unit's, then the one nearest to the incident."""
    picture = position.frame.picture
    unit = next(each.unit_id for each in picture.cameras.values() if each.unit_id)
    other = next(key for key, each in picture.cameras.items() if each.unit_id != unit)
    position.selection.select_incident(next(iter(picture.incidents)))
    near = cameras.wanted()
    position.selection.select_unit(unit)
    carried = cameras.wanted()
    position.selection.select_camera(other)

    assert near is not None
    assert carried is not None
    assert unit == picture.cameras[carried].unit_id
    assert other == cameras.wanted()


def test_without_anything_to_look_at_it_says_so(
    cameras: Cameras, position: Position, qtbot: QtBot
) -> None:
    """Nothing selected needs something; no camera at all is said as that."""
    nobody = DeskRoom(full=False).connect()
    none = Cameras(nobody.position, position.room, "http://x")  # type: ignore[attr-defined]  # kept above

    assert "needs a camera, a unit with one or an incident" == cameras.why_not()
    assert "no camera is known here" == none.why_not()


def test_the_window_is_made_when_it_is_wanted(
    cameras: Cameras, position: Position
) -> None:
    """A desk that never looks never loads a player; frames come with the window."""
    cameras.frame_exercise("Ashmere, made up.")
    cameras.frame_emergency(1.0)
    before = cameras.window
    camera_id = next(iter(position.frame.picture.cameras))
    cameras.open(camera_id)

    assert before is None
    assert cameras.window is not None
    assert (8, 24, 8, 8) == cameras.window._edge.margins()
    assert 0 == cameras.playing()


def test_a_gateway_that_moved_is_followed(cameras: Cameras, position: Position) -> None:
    """Pictures come from where the gateway is now."""
    cameras.readdress("http://127.0.0.1:2")
    cameras.open(next(iter(position.frame.picture.cameras)))
    window = cameras.window
    assert window is not None
    first = window.gateway
    cameras.readdress("http://127.0.0.1:3")

    assert ("http://127.0.0.1:2", "http://127.0.0.1:3") == (first, window.gateway)
