"""The cameras near the selection: nearest first, and why the others show nothing."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.video_room import RoomOfCameras
from ui.selection import Selection
from ui.theme import Theme
from ui.video.sources import Sources


@pytest.fixture
def selection() -> Selection:
    """Nothing selected."""
    return Selection()


@pytest.fixture
def sources(
    theme: Theme, room: RoomOfCameras, selection: Selection, qtbot: QtBot
) -> Sources:
    """The list, shown."""
    sources = Sources(theme, room.frame, selection)
    qtbot.addWidget(sources)
    sources.resize(360, 400)
    sources.show()
    return sources


def test_the_four_nearest_and_those_without_a_picture(
    sources: Sources, selection: Selection
) -> None:
    """Ready ones by distance behind the number keys, then the dark ones."""
    selection.select_incident("inc_1")

    assert [
        "cam_fixed", "cam_far", "cam_farther", "cam_farthest", "cam_car",
    ] == sources.listed  # fmt: skip
    assert "cam_far" == sources.nth(2)
    assert None is sources.nth(5)
    assert None is sources.nth(0)


def test_a_unit_has_its_own_camera_first(
    sources: Sources, selection: Selection
) -> None:
    """With a unit selected the list is about where the unit is."""
    selection.select_unit("unit_0")

    assert "cam_worn" == sources.listed[0]


def test_nothing_selected_lists_nothing(sources: Sources) -> None:
    """And the head says what to do."""
    sources.refresh()

    assert [] == sources.listed


@pytest.mark.parametrize("unit_id", ["unit_1", "unit_?"])
def test_a_unit_without_a_place_lists_nothing(
    sources: Sources, selection: Selection, room: RoomOfCameras, unit_id: str
) -> None:
    """Never heard, or gone: no list rather than a wrong one."""
    room.frame.tracks.clear()
    selection.select_unit(unit_id)

    assert [] == sources.listed


def test_a_dark_camera_says_why(sources: Sources, selection: Selection) -> None:
    """It is listed so that nobody searches for it, and says whom to ask."""
    selection.select_incident("inc_1")

    assert "TV22, buffering, so no picture; ask TV22, 670 m" == sources.tip("cam_car")


def test_enter_wants_the_camera_of_the_row(
    sources: Sources, selection: Selection, qtbot: QtBot
) -> None:
    """Arrows walk, Enter asks."""
    selection.select_incident("inc_1")
    sources.rows.set_current("cam_fixed")
    with qtbot.waitSignal(sources.wanted) as wanted:
        QTest.keyClick(sources.rows, Qt.Key.Key_Down)
        QTest.keyClick(sources.rows, Qt.Key.Key_Return)

    assert ["cam_far"] == wanted.args


def test_rows_do_not_change_places_under_the_hand(
    sources: Sources, selection: Selection, room: RoomOfCameras
) -> None:
    """While the keys are in the list its order holds; afterwards it is right again."""
    selection.select_incident("inc_1")
    before = sources.listed
    sources.rows.setFocus()
    cameras = room.frame.picture.cameras
    cameras["cam_farthest"] = msgspec.structs.replace(
        cameras["cam_farthest"], lat=54.7001
    )
    sources.refresh()
    assert before == sources.listed
    sources.rows.clearFocus()
    sources.refresh()

    assert "cam_farthest" == sources.listed[0]


def test_what_is_open_says_so(sources: Sources, selection: Selection) -> None:
    """A camera that is on the wall already is marked, frozen ones too."""
    selection.select_incident("inc_1")
    sources.mark_open({"cam_fixed": "live", "cam_far": "frozen"})

    assert "C-114 Mill Street, open here, 40 m" == sources.tip("cam_fixed")
    assert "open here, frozen" in sources.tip("cam_far")
