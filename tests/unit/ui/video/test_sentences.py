"""The video window says who looks, whether the wearer knows, and when it stops."""

import msgspec
import pytest

from tests.helpers.video_room import BEGAN_US, RoomOfCameras, ScriptedPlayer
from ui.video.sentences import CameraWords
from ui.video.viewing import Viewing, Wish

SECOND_US = 1_000_000


@pytest.fixture
def words(room: RoomOfCameras) -> CameraWords:
    """Words about the room's cameras."""
    return CameraWords(room.frame)


def _viewing(
    room: RoomOfCameras, camera_id: str, phase: str = "live", **wish: object
) -> Viewing:
    player = ScriptedPlayer()
    viewing = Viewing(
        Wish(camera_id, "look", **wish),  # type: ignore[arg-type]  # fields of a wish
        room.ask,
        "http://127.0.0.1",
        player,
    )
    viewing.phase = phase  # type: ignore[assignment]  # one of its phases
    if phase == "live":
        player.show(2)
    return viewing


def test_kind_and_distance_are_said(words: CameraWords) -> None:
    """Where a camera is, seen from the incident it is opened for."""
    assert "fixed, 40 m from 4521" == words.where("cam_fixed", "inc_1")
    assert "body-worn, 610 m from 4521" == words.where("cam_worn", "inc_1")
    assert "fixed" == words.where("cam_fixed", None)


def test_an_old_place_says_its_age(words: CameraWords) -> None:
    """A carried camera whose unit was last heard minutes ago is not simply there."""
    assert "car camera, fix 3:00 old" == words.where("cam_car", None)


def test_a_place_nobody_knows_is_said_to_be_unknown(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """A unit that was never heard has no place."""
    room.frame.tracks.clear()

    assert "body-worn, place unknown" == words.where("cam_worn", "inc_1")


def test_watchers_come_in_the_order_they_began(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """Everyone sees who looks, each name once."""
    room.watch("cam_fixed", "Hale", "v1")
    room.clock.set(BEGAN_US + SECOND_US, 1.0)
    room.watch("cam_fixed", "Ash", "v2")
    room.watch("cam_fixed", "Hale", "v3")

    assert "Hale, Ash" == words.watcher_names("cam_fixed")
    assert "" == words.watcher_names("cam_far")


def test_the_wearer_is_told_when_the_device_said_so(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """Told means that the device confirmed; before that it says not yet."""
    room.told = False
    room.watch("cam_worn", "Ash", "v1")
    assert "Byrne not told yet" == words.told("cam_worn", "v1")
    room.told = True
    room.watch("cam_worn", "Ash", "v2")

    assert "Byrne told 22:30:00" == words.told("cam_worn", "v2")
    assert "Byrne not told yet" == words.told("cam_worn", "v1")


def test_a_car_tells_its_crew_and_a_mast_nobody(words: CameraWords) -> None:
    """Who is told depends on who carries the camera."""
    assert "crew of TV22 not told yet" == words.told("cam_car", "v1")
    assert "public camera, no wearer" == words.told("cam_fixed", "v1")


def test_when_it_stops_is_said(room: RoomOfCameras, words: CameraWords) -> None:
    """With the incident, with the emergency, or by the clock."""
    with_incident = _viewing(room, "cam_fixed", incident_id="inc_1")
    alone = _viewing(room, "cam_fixed")
    urgent = _viewing(room, "cam_worn", emergency=True)

    assert "closes when 4521 closes" == words.ends(with_incident)
    assert words.ends(alone).startswith(("stops in 9:59, K", "stops in 10:00, K"))
    assert "closes when the emergency ends" == words.ends(urgent)


def test_the_header_says_state_and_delay(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """How late a live picture is; nothing is claimed of one that stands."""
    viewing = _viewing(room, "cam_fixed")
    assert "recording" == words.status(viewing)
    viewing.player._first = (viewing.player._last_s, 0)
    viewing.player._joined_s = (1.8, viewing.player._last_s)

    assert "recording, 1.8 s behind" == words.status(viewing)
    assert "1.8 s behind" == words.status(viewing, brief=True)
    viewing.phase = "frozen"
    assert "recording" == words.status(viewing)


def test_frozen_pictures_are_never_counted_as_live(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """The sentence above the wall tells the two apart."""
    live = [_viewing(room, "cam_fixed", incident_id="inc_1") for _ in range(3)]
    frozen = _viewing(room, "cam_far", "frozen", incident_id="inc_1")

    assert "You are looking at 3 live pictures and 1 frozen one, for 4521" == (
        words.statement([*live, frozen])
    )
    assert "You are looking at 1 frozen picture, for 4521" == words.statement([frozen])
    live[0].player.freeze(5)  # type: ignore[attr-defined]  # a scripted one
    assert "You are looking at 2 live pictures, for 4521" == words.statement(live)


def test_waiting_and_nothing_are_said_too(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """No picture is no picture; one that is coming is being opened."""
    assert "You are looking at no picture" == words.statement([])
    assert "Opening 1 picture" == words.statement(
        [_viewing(room, "cam_far", "opening")]
    )
    assert "You are looking at no picture" == (
        words.statement([_viewing(room, "cam_far", "refused")])
    )


def test_a_camera_that_stops_recording_ends_its_viewing(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """And the reason says whom to ask."""
    viewing = _viewing(room, "cam_worn", incident_id="inc_1")
    assert "" == words.over_because(viewing)
    cameras = room.frame.picture.cameras
    cameras["cam_worn"] = msgspec.structs.replace(
        cameras["cam_worn"], state="buffering"
    )

    assert "CN21 Byrne is buffering, so no picture; ask Byrne." == (
        words.over_because(viewing)
    )


def test_a_closed_incident_ends_its_viewings(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """The purpose is gone, so is the picture; a resolved one may still be looked at."""
    viewing = _viewing(room, "cam_fixed", incident_id="inc_1")
    incidents = room.frame.picture.incidents
    incidents["inc_1"] = msgspec.structs.replace(incidents["inc_1"], status="resolved")
    assert "" == words.over_because(viewing)
    incidents["inc_1"] = msgspec.structs.replace(incidents["inc_1"], status="closed")
    assert "Closed, because 4521 is closed." == words.over_because(viewing)
    del incidents["inc_1"]

    assert "Closed, because the incident is closed." == words.over_because(viewing)


def test_the_end_of_an_emergency_asks_for_a_reason(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """What was opened without a reason does not stay open without one."""
    room.raise_emergency()
    viewing = _viewing(room, "cam_worn", emergency=True)
    assert "" == words.over_because(viewing)
    room.frame.picture.alarms.clear()

    assert "Give a reason" in words.over_because(viewing)


def test_an_unknown_camera_has_words_too(
    room: RoomOfCameras, words: CameraWords
) -> None:
    """Hostile: an id that the picture does not hold breaks nothing."""
    assert "unknown camera" == words.name("cam_?")
    assert ("", "", "camera") == (
        words.where("cam_?", None), words.told("cam_?", "v"), words.icon("cam_?"),
    )  # fmt: skip
    assert "no incident" == words.subject("inc_?")
    assert "no longer known" in words.over_because(_viewing(room, "cam_?"))
