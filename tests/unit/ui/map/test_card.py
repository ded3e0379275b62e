"""The card says what lies under the pointer in the words of the queue."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom
from ui.map.card import Lines, card_of
from ui.map.picking import Found


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _text(lines: Lines) -> list[str]:
    return [" ".join(word.text for word in line if word.text) for line in lines]


def test_a_unit(room: MapRoom) -> None:
    """Callsign, state and since when, crew, kind, age of the fix, incident."""
    incident_id = room.incident(4521)
    unit_id = room.unit("HB17", state=5, age_s=3, incident_ids=(incident_id,))
    lines = _text(card_of(room.scene(), [Found("unit", unit_id)]))

    assert [
        "HB17 5 En route 1:00", "PC 2000", "car",
        "fix 3 s old, by vehicle, within 5 m", "4521 Robbery",
    ] == lines  # fmt: skip


def test_an_incident(room: MapRoom) -> None:
    """Number, type and grade, place, and when who is due."""
    unit_id = room.unit("HB17")
    one = room.incident(4521, age_s=252, units=(unit_id,))
    other = room.incident(4502, age_s=1000)
    there = room.incident(4498, units=(unit_id,), at_scene=True)
    scene = room.scene()

    assert ["4521 Robbery I", "Quay Street", "due 10:48 HB17"] == _text(
        card_of(scene, [Found("incident", one)])
    )
    assert (
        "due −1:40 nobody sent" == _text(card_of(scene, [Found("incident", other)]))[2]
    )
    assert "at scene HB17" == _text(card_of(scene, [Found("incident", there)]))[2]


def test_a_group(room: MapRoom) -> None:
    """How many, how many of them free, and who."""
    for number in range(4):
        room.unit(f"HB1{number}", state=3 if number else 8)
    scene = room.scene(zoom=14.0)

    assert ["4 units 3 deployable", "HB10, HB11, HB12, HB13"] == _text(
        card_of(scene, [Found("group", "0")])
    )


def test_cameras_and_alarms(room: MapRoom) -> None:
    """A camera by its name and state, an alarm without a unit by its words."""
    camera_id = room.camera(7, 0, 0)
    alarm_id = room.emergency(None, at=MIDDLE)
    scene = room.scene()

    assert ["C-7", "Camera, off"] == _text(card_of(scene, [Found("camera", camera_id)]))
    assert ["Officer emergency"] == _text(card_of(scene, [Found("alarm", alarm_id)]))


def test_several_on_each_other(room: MapRoom) -> None:
    """It is said that there are more, and how to reach them."""
    found = [Found("unit", room.unit(f"HB1{number}")) for number in range(3)]

    assert (
        "and 2 more here: click again for the next"
        == (_text(card_of(room.scene(), found))[-1])
    )


@pytest.mark.parametrize("kind", ["unit", "incident", "camera"])
def test_what_went_meanwhile(room: MapRoom, kind: str) -> None:
    """Something that is no longer there has no card."""

    assert () == card_of(room.scene(), [Found(kind, "x")])
    assert () == card_of(room.scene(), [])
