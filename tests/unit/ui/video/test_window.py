"""The video window: reason first, four pictures at most, closing ends the looking."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.desk.questions import EndStream, OpenStream
from tests.helpers.video_room import RoomOfCameras, ScriptedPlayer
from ui.selection import Selection
from ui.theme import Theme
from ui.video.player import FROZEN_AFTER_S
from ui.video.tile import Tile
from ui.video.window import FULL, UNKNOWN, VideoWindow


@pytest.fixture
def window(theme: Theme, room: RoomOfCameras, qtbot: QtBot) -> VideoWindow:
    """The window, with incident 4521 selected."""
    selection = Selection()
    selection.select_incident("inc_1")
    window = VideoWindow(
        theme, room.frame, room, selection,
        gateway="ws://127.0.0.1:7443/desk", make_player=ScriptedPlayer,
    )  # fmt: skip
    qtbot.addWidget(window)
    return window


def _opened(room: RoomOfCameras) -> list[OpenStream]:
    return [each for each in room.asked if isinstance(each, OpenStream)]


def _ended(room: RoomOfCameras) -> list[EndStream]:
    return [each for each in room.asked if isinstance(each, EndStream)]


def _play(window: VideoWindow, camera_id: str, qtbot: QtBot) -> Tile:
    """Open a camera with a reason and let its picture move."""
    window.open_camera(camera_id, reason="find suspects")
    tile = window.tiles[-1]
    qtbot.waitUntil(lambda: tile.viewing.phase == "opening")
    player = tile.viewing.player
    assert isinstance(player, ScriptedPlayer)
    player.show(2)
    return tile


def test_the_reason_is_asked_before_anything_opens(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Asking for a camera asks why; Enter then opens it for what is selected."""
    window.open_camera("cam_fixed")
    assert [] == room.asked
    assert window.isVisible()
    assert "cam_fixed" == window.form.camera_id
    QTest.keyClicks(window.form.field, "find suspects")
    QTest.keyClick(window.form.field, Qt.Key.Key_Return)

    assert [
        OpenStream(camera_id="cam_fixed", reason="find suspects", incident_id="inc_1")
    ] == room.asked
    assert 1 == len(window.tiles)


def test_a_unit_on_an_incident_is_looked_at_for_that(
    window: VideoWindow, room: RoomOfCameras
) -> None:
    """What the wearer is sent to is what the camera is opened for."""
    window.open_camera("cam_worn", reason="way ahead")

    assert "inc_1" == _opened(room)[0].incident_id


def test_an_incident_that_is_gone_is_not_looked_at_for(
    window: VideoWindow, room: RoomOfCameras
) -> None:
    """Hostile: a selection may outlive what it named."""
    window.open_camera("cam_fixed", "inc_gone", "find suspects")

    assert "inc_1" == _opened(room)[0].incident_id


def test_in_an_officers_emergency_nobody_is_asked(
    window: VideoWindow, room: RoomOfCameras
) -> None:
    """The picture comes first, and the record says what it was."""
    room.raise_emergency("unit_0")
    window.open_camera("cam_worn")

    assert ["Officer emergency: CN21 · PC 3391 Dana Byrne"] == [
        each.reason for each in _opened(room)
    ]
    assert window.viewings[0].wish.emergency


def test_an_emergency_elsewhere_does_not_open_other_cameras(
    window: VideoWindow, room: RoomOfCameras
) -> None:
    """Only the officer's own camera, and those opened for that incident."""
    room.raise_emergency("unit_1")
    window.open_camera("cam_fixed")

    assert [] == room.asked


@pytest.mark.parametrize("state", ["buffering", "off"])
def test_a_camera_without_a_picture_says_why(
    window: VideoWindow, room: RoomOfCameras, state: str
) -> None:
    """Off or buffering: nothing is opened, whom to ask is said."""
    cameras = room.frame.picture.cameras
    cameras["cam_worn"] = msgspec.structs.replace(cameras["cam_worn"], state=state)
    window.open_camera("cam_worn", reason="way ahead")

    assert [] == room.asked
    assert [] == window.tiles
    assert f"CN21 Byrne is {state}, so no picture; ask Byrne." == window.form.fault


def test_an_unknown_camera_is_said_to_be(
    window: VideoWindow, room: RoomOfCameras
) -> None:
    """Hostile: an id from anywhere."""
    window.open_camera("cam_?")

    assert UNKNOWN == window.form.fault
    assert [] == room.asked


def test_playing_counts_what_moves(window: VideoWindow, qtbot: QtBot) -> None:
    """A frozen picture is not a playing one."""
    _play(window, "cam_fixed", qtbot)
    frozen = _play(window, "cam_far", qtbot).viewing
    assert 2 == window.playing()
    frozen.player.freeze(FROZEN_AFTER_S)  # type: ignore[attr-defined]  # a scripted one

    assert 1 == window.playing()
    window._look()
    assert "You are looking at 1 live picture and 1 frozen one, for 4521" == (
        window.banner.sentence
    )


def test_a_camera_that_is_open_is_not_opened_twice(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Asking again shows the one that is there."""
    _play(window, "cam_fixed", qtbot)
    window.open_camera("cam_fixed", reason="again")

    assert 1 == len(window.tiles)
    assert 1 == len(_opened(room))


def test_four_pictures_are_enough(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """A fifth is refused with what to do; an ended one makes room."""
    for camera_id in ("cam_fixed", "cam_far", "cam_farther", "cam_farthest"):
        _play(window, camera_id, qtbot)
    window.open_camera("cam_worn", reason="way ahead")
    assert FULL == window.form.fault
    assert 4 == len(window.tiles)
    window.tiles[0].viewing.end("over")
    window.open_camera("cam_worn", reason="way ahead")

    assert ["cam_far", "cam_farther", "cam_farthest", "cam_worn"] == [
        viewing.camera_id for viewing in window.viewings
    ]


def test_closing_a_picture_ends_the_viewing(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Nobody looks through a picture that is gone."""
    tile = _play(window, "cam_fixed", qtbot)
    tile.closed.emit()

    assert [EndStream(viewing_id="viewing_ask_1")] == _ended(room)
    assert [] == window.tiles


def test_closing_the_window_ends_every_viewing(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """All of them; and it can be opened again."""
    _play(window, "cam_fixed", qtbot)
    _play(window, "cam_far", qtbot)
    window.close()
    assert 2 == len(_ended(room))
    assert 0 == window.playing()
    _play(window, "cam_fixed", qtbot)

    assert window.isVisible()
    assert 1 == window.playing()


def test_a_camera_that_stops_recording_closes_its_picture(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """The looking ends with the recording, and the tile says why."""
    tile = _play(window, "cam_worn", qtbot)
    cameras = room.frame.picture.cameras
    cameras["cam_worn"] = msgspec.structs.replace(
        cameras["cam_worn"], state="buffering"
    )
    window._look()

    assert "Closed CN21 Byrne is buffering, so no picture; ask Byrne." == tile.sentence
    assert 1 == len(_ended(room))


def test_keys_close_keep_and_open(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Delete closes one, a digit asks for the nearest, Ctrl+W closes all."""
    _play(window, "cam_fixed", qtbot)
    _play(window, "cam_far", qtbot)
    window.tiles[0].setFocus()
    QTest.keyClick(window.tiles[0], Qt.Key.Key_Delete)
    assert ["cam_far"] == [viewing.camera_id for viewing in window.viewings]
    window.sources.refresh()
    QTest.keyClick(window.tiles[0], Qt.Key.Key_1)
    assert "cam_fixed" == window.form.camera_id
    QTest.keyClick(window.tiles[0], Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)

    assert [] == window.tiles


def test_typing_a_reason_opens_nothing_by_digits(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """A digit in the reason is a digit."""
    window.open_camera("cam_fixed")
    QTest.keyClicks(window.form.field, "flat 12")

    assert "flat 12" == window.form.field.text()
    assert "cam_fixed" == window.form.camera_id


def test_enter_opens_a_refused_one_again_for_the_same_reason(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """The person need not type it twice."""
    room.refusal = "Not now."
    window.open_camera("cam_fixed", reason="find suspects")
    qtbot.waitUntil(lambda: window.viewings[0].phase == "refused")
    room.refusal = ""
    window.tiles[0].setFocus()
    QTest.keyClick(window.tiles[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.viewings[0].phase == "opening")

    assert ["find suspects"] * 2 == [each.reason for each in _opened(room)]


def test_escape_steps_back_and_keeps_what_was_typed(
    window: VideoWindow, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """First what stands in the way, then an ended picture; typed text stays."""
    room.refusal = "Not now."
    window.open_camera("cam_far", reason="search")
    qtbot.waitUntil(lambda: window.viewings[0].phase == "refused")
    window.open_camera("cam_fixed")
    QTest.keyClicks(window.form.field, "find")
    window.form.refuse("something")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert "" == window.form.fault
    window.tiles[0].setFocus()
    QTest.keyClick(window.tiles[0], Qt.Key.Key_Escape)

    assert [] == window.tiles
    assert "find" == window.form.field.text()


def test_an_exercise_frames_this_window_too(window: VideoWindow, qtbot: QtBot) -> None:
    """Unmistakable on every window."""
    window.open_camera("cam_fixed")
    before = window.banner.mapTo(window, window.banner.rect().topLeft()).y()
    window.frame_exercise("Nothing here reaches a real unit.")
    qtbot.waitUntil(
        lambda: window.banner.mapTo(window, window.banner.rect().topLeft()).y() > before
    )
    violet = window._theme.color("link.exercise_fill")

    assert violet == window.grab().toImage().pixelColor(2, 2) or violet == (
        window.grab().toImage().pixelColor(600, 3)
    )
