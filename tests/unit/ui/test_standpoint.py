"""Where things are, and where distances are counted from."""

import pytest

from controlroom.domain.entities import Camera
from tests.helpers.desk_room import DeskRoom
from ui.standpoint import (
    MIDDLE,
    place_of_selection,
    place_of_unit,
    standpoint,
)

WHERE = (54.7, 2.4)


def test_a_unit_is_where_it_was_heard(room: DeskRoom) -> None:
    """Latitude and longitude of its last fix."""
    unit = room.frame.picture.units["unit_hb14"]
    found = place_of_unit(room.frame, unit)

    assert found is not None
    tracks = room.frame.tracks
    assert [tracks.lat[unit.row], tracks.lon[unit.row]] == pytest.approx(list(found))


def test_a_unit_never_heard_is_nowhere(room: DeskRoom) -> None:
    """Before its first fix it has no place."""
    room.scene.unit("ZZ99", "car", "Harbour")
    room.turn()
    room.selection.select_unit("unit_zz99")

    assert place_of_unit(room.frame, room.frame.picture.units["unit_zz99"]) is None
    assert place_of_selection(room.position) is None


def test_the_unit_comes_before_the_incident(room: DeskRoom) -> None:
    """Selected together, distances are from the unit, as `J` shows it."""
    incident = room.scene.incident(7001, "ROB", "Quay", 1, where=WHERE)
    room.turn()
    room.selection.select_incident(incident)
    alone = place_of_selection(room.position)
    room.selection.select_unit("unit_hb14")
    both = place_of_selection(room.position)

    assert alone is not None
    assert (WHERE, "CAD 7001") == (alone.point, alone.words)
    assert both is not None
    assert "HB14" == both.words


def test_a_camera_is_named(room: DeskRoom) -> None:
    """Its place is its own."""
    room.frame.picture.cameras["cam_1"] = Camera(
        camera_id="cam_1", kind="fixed", name="C-114", lat=WHERE[0], lon=WHERE[1]
    )
    room.selection.select_camera("cam_1")
    found = place_of_selection(room.position)

    assert found is not None
    assert (*WHERE, "C-114", "cam_1") == found


def test_without_a_selection_it_is_the_map(room: DeskRoom) -> None:
    """The middle of the map, in words; nothing without a map."""
    found = standpoint(room.position, WHERE)

    assert found is not None
    assert (*WHERE, MIDDLE, "") == found
    assert standpoint(room.position, None) is None
