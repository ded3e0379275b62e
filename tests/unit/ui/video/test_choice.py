"""Asking for a camera means the selected one, the unit's, or the nearest."""

import msgspec
import pytest

from tests.helpers.video_room import RoomOfCameras
from ui.selection import Selection
from ui.video.choice import chosen_camera, incident_for, why_no_camera


@pytest.fixture
def selection() -> Selection:
    """Nothing selected."""
    return Selection()


def test_a_selected_camera_is_meant(room: RoomOfCameras, selection: Selection) -> None:
    """Whatever else is selected."""
    selection.select_unit("unit_0")
    selection.select_camera("cam_far")

    assert "cam_far" == chosen_camera(room.frame, selection)


def test_a_unit_means_its_own_camera(room: RoomOfCameras, selection: Selection) -> None:
    """Also one that shows nothing now: then it is said why."""
    selection.select_incident("inc_1")
    selection.select_unit("unit_1")

    assert "cam_car" == chosen_camera(room.frame, selection)


def test_an_incident_means_the_nearest(
    room: RoomOfCameras, selection: Selection
) -> None:
    """The nearest that shows a picture."""
    selection.select_incident("inc_1")

    assert "cam_fixed" == chosen_camera(room.frame, selection)
    assert "" == why_no_camera(room.frame, selection)


def test_nothing_selected_means_none(room: RoomOfCameras, selection: Selection) -> None:
    """And says what is needed."""
    assert None is chosen_camera(room.frame, selection)
    assert "needs a selected camera, unit or incident" == (
        why_no_camera(room.frame, selection)
    )


@pytest.mark.parametrize("lost", ["place", "cameras", "incident", "unit"])
def test_no_camera_near_is_said(
    room: RoomOfCameras, selection: Selection, lost: str
) -> None:
    """No place, no cameras, or ids that are gone: no camera, no error."""
    picture = room.frame.picture
    selection.select_incident("inc_?" if lost == "incident" else "inc_1")
    if lost == "cameras":
        picture.cameras.clear()
    if lost in {"place", "unit"}:
        picture.incidents["inc_1"] = msgspec.structs.replace(
            picture.incidents["inc_1"], lat=None
        )
    if lost == "unit":
        selection.select_unit("unit_?")
        selection.select_camera("cam_?")

    assert None is chosen_camera(room.frame, selection)
    assert "no camera near" == why_no_camera(room.frame, selection)


def test_a_carried_camera_is_for_what_its_unit_is_on(
    room: RoomOfCameras, selection: Selection
) -> None:
    """Before what happens to be selected."""
    assert "inc_1" == incident_for(room.frame, selection, "cam_worn")
    assert None is incident_for(room.frame, selection, "cam_fixed")
    selection.select_incident("inc_1")
    assert "inc_1" == incident_for(room.frame, selection, "cam_fixed")
    selection.select_incident("inc_?")

    assert None is incident_for(room.frame, selection, "cam_?")
