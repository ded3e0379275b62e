"""A camera is opened for what its unit is on, else for what is selected."""

import pytest

from tests.helpers.video_room import RoomOfCameras
from ui.selection import Selection
from ui.video.purpose import incident_for


@pytest.fixture
def selection() -> Selection:
    """Nothing selected."""
    return Selection()


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
