"""Everyone sees who looks through which camera, since when, and for what."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import Presence, Watcher
from tests.helpers.video_room import BEGAN_US, RoomOfCameras
from ui.theme import Theme
from ui.video.lookers import Lookers


@pytest.fixture
def lookers(theme: Theme, room: RoomOfCameras, qtbot: QtBot) -> Lookers:
    """The list, shown."""
    lookers = Lookers(theme, room.frame)
    qtbot.addWidget(lookers)
    lookers.show()
    return lookers


def test_watchers_of_all_desks_are_listed_newest_first(
    lookers: Lookers, room: RoomOfCameras
) -> None:
    """Not only those of this desk."""
    room.watch("cam_fixed", "Ash", "v1")
    room.clock.set(BEGAN_US + 61_000_000, 1.0)
    room.watch("cam_worn", "Hale", "v2")

    assert [
        "22:31:01 Hale at desk 4: CN21 Byrne",
        "22:30:00 Ash at desk 4: C-114 Mill Street",
    ] == lookers.listed


def test_the_incident_is_named(lookers: Lookers, room: RoomOfCameras) -> None:
    """What a camera was opened for stands beside it."""
    watcher = Watcher(
        desk="desk 2", person="Rowe", viewing_id="v1", since_us=BEGAN_US,
        incident_id="inc_1",
    )  # fmt: skip
    room.frame.presence = Presence(cameras={"cam_worn": (watcher,)})
    room.frame.presence_changed.emit()

    assert ["22:30:00 Rowe at desk 2: CN21 Byrne, 4521"] == lookers.listed


def test_who_stopped_looking_is_gone(lookers: Lookers, room: RoomOfCameras) -> None:
    """The latest presence wins, whole."""
    room.watch("cam_fixed", "Ash", "v1")
    room.frame.presence = Presence()
    room.frame.presence_changed.emit()

    assert [] == lookers.listed
    assert "" == lookers.tip("v1")


def test_an_unknown_camera_is_listed_all_the_same(
    lookers: Lookers, room: RoomOfCameras
) -> None:
    """Hostile: presence may be ahead of the picture."""
    room.watch("cam_?", "Ash", "v1")

    assert ["22:30:00 Ash at desk 4: unknown camera"] == lookers.listed
