"""Which camera is meant, and its window."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.desk.questions import EndStream, OpenStream
from controlroom.domain.entities import Alarm, Incident
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
    room = RoomOfCameras(lambda _camera: "/nowhere.m3u8")
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


def _add_incident(position: Position, *, emergency: bool = False) -> None:
    """Let something else happen, where the officer with the camera stands now."""
    picture = position.frame.picture
    picture.incidents["inc_2"] = Incident(
        incident_id="inc_2", cad="4530/21NOV26", type_code="robbery", grade="I",
        lat=54.7055, lon=2.4, emergency_alarm_id="alm_2" if emergency else None,
    )  # fmt: skip
    if emergency:
        picture.alarms["alm_2"] = Alarm(
            alarm_id="alm_2", kind="officer_emergency", priority="emergency",
            raised_at_us=1, unit_id="unit_1",
        )  # fmt: skip
    position.selection.select_incident("inc_2")


def _give_reason(cameras: Cameras, position: Position) -> OpenStream:
    """Type why; return what was asked of the gateway."""
    assert cameras.window is not None
    field = cameras.window.form.field
    QTest.keyClicks(field, "way ahead")
    QTest.keyClick(field, Qt.Key.Key_Return)
    asked = position.room.asked[-1]  # type: ignore[attr-defined]  # kept above

    assert isinstance(asked, OpenStream)
    return asked


@pytest.mark.parametrize(
    ("camera_id", "on", "incident_id"),
    [
        ("cam_worn", ("inc_1",), "inc_1"),
        ("cam_worn", ("inc_1", "inc_2"), "inc_2"),
        ("cam_worn", (), "inc_2"),
        ("cam_fixed", ("inc_1",), "inc_2"),
    ],
)
def test_a_camera_is_opened_for_what_its_unit_is_on(
    cameras: Cameras,
    position: Position,
    camera_id: str,
    on: tuple[str, ...],
    incident_id: str,
) -> None:
    """The selected incident, unless whoever carries the camera is on another."""
    _add_incident(position)
    units = position.frame.picture.units
    units["unit_0"] = replace(units["unit_0"], incident_ids=on)
    cameras.open(camera_id)

    assert incident_id == _give_reason(cameras, position).incident_id


def test_an_emergency_elsewhere_opens_no_camera_without_a_reason(
    cameras: Cameras, position: Position
) -> None:
    """An officer on other work is not watched unasked because another needs help."""
    _add_incident(position, emergency=True)
    position.selection.select_unit("unit_0")
    cameras.open()
    window = cameras.window

    assert window is not None
    assert ([], "cam_worn") == (window.tiles, window.form.camera_id)
    assert "inc_1" == _give_reason(cameras, position).incident_id


def test_the_nearest_camera_is_opened_for_what_it_is_near_to(
    cameras: Cameras, position: Position
) -> None:
    """Whoever carries it: it was chosen for the selected incident alone."""
    _add_incident(position)
    cameras.open()
    asked = _give_reason(cameras, position)

    assert ("cam_worn", "inc_2") == (asked.camera_id, asked.incident_id)


def test_without_a_camera_no_window_opens(cameras: Cameras) -> None:
    """Nothing is meant, so nothing comes up."""
    cameras.open()

    assert cameras.window is None


def test_a_camera_that_is_unknown_is_refused_in_its_window(cameras: Cameras) -> None:
    """Hostile: the map may name a camera that has just gone."""
    cameras.open("cam_gone")
    window = cameras.window

    assert window is not None
    assert "This camera is not known here." == window.form.fault


def test_an_incident_without_a_place_has_no_nearest_camera(
    cameras: Cameras, position: Position
) -> None:
    """Nobody knows what is near to it, and the action says what it needs."""
    _add_incident(position)
    incidents = position.frame.picture.incidents
    incidents["inc_2"] = replace(incidents["inc_2"], lat=None, lon=None)

    assert cameras.wanted() is None
    assert "needs a camera, a unit with one or an incident" == cameras.why_not()


def test_danger_frames_the_window_in_red(cameras: Cameras) -> None:
    """On whichever screen the pictures stand."""
    cameras.open("cam_fixed")
    window = cameras.window
    assert window is not None
    before = window._edge.isVisible()
    cameras.frame_emergency(1.0)

    assert (False, True) == (before, window._edge.isVisible())


def test_whoever_leaves_looks_through_nothing(
    cameras: Cameras, position: Position, qtbot: QtBot
) -> None:
    """Shutting ends each viewing at the gateway, and the window goes."""
    cameras.open("cam_fixed", "find suspects")
    window = cameras.window
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.viewings[0].viewing_id))
    cameras.shut()
    asked = position.room.asked  # type: ignore[attr-defined]  # kept above

    assert (True, []) == (window.isHidden(), window.viewings)
    assert [EndStream(viewing_id="viewing_ask_1")] == asked[1:]
