"""The card says what lies under the pointer in the words of the queue."""

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, NOW_US, MapRoom
from ui.map.card import Lines, card_of
from ui.map.picking import Found


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _text(lines: Lines) -> list[str]:
    return [" ".join(word.text for word in line if word.text) for line in lines]


def _card(room: MapRoom, unit_id: str) -> list[str]:
    return _text(card_of(room.scene(), [Found("unit", unit_id)]))


def test_a_unit(room: MapRoom) -> None:
    """Callsign, state and since when, crew, kind, speed, group, fix, incident."""
    incident_id = room.incident(4521)
    unit_id = room.unit(
        "HB17", state=5, age_s=3, speed_mps=12, heading_deg=300,
        incident_ids=(incident_id,),
    )  # fmt: skip
    unit = room.picture.units[unit_id]
    room.picture.units[unit_id] = msgspec.structs.replace(
        unit, talkgroup="Harbour 1", request=14, request_at_us=NOW_US - 8_000_000
    )

    assert [
        "HB17 5 En route 1:00", "PC 2000", "car", "43 km/h NW, talks on Harbour 1",
        "Call back, urgent 8 s", "fix 3 s old, by vehicle within 5 m", "4521 Robbery",
    ] == _card(room, unit_id)  # fmt: skip


@pytest.mark.parametrize(
    ("age_s", "said"),
    [
        (14, ["fading: fix 0:14 old, by vehicle", "by now within 320 m"]),
        (60, ["old: fix 1:00 old, by vehicle", "by now within 1.3 km"]),
        (400, ["last known 22:25, by vehicle", "by now within 8.9 km"]),
    ],
)
def test_how_old_it_is(room: MapRoom, age_s: float, said: list[str]) -> None:
    """Every step of age is a word, with where the unit may be by now; no speed."""
    unit_id = room.unit("HB17", age_s=age_s, speed_mps=12, heading_deg=0)

    assert said == _card(room, unit_id)[3:]


def test_what_a_device_does_not_say(room: MapRoom) -> None:
    """Without speed and accuracy the card claims neither; standing is said."""
    nan = float("nan")
    quiet = room.unit("HB17", speed_mps=nan, accuracy_m=nan)
    still = room.unit("HB18", 200, speed_mps=0.2)

    assert ["fix 1 s old, by vehicle"] == _card(room, quiet)[3:]
    assert "standing" == _card(room, still)[3]


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
    """How many, how they are divided, who asks, who they are and what a click does."""
    for number in range(4):
        room.unit(f"HB1{number}", state=3 if number else 8)
    unit = room.picture.units["unit_hb12"]
    room.picture.units["unit_hb12"] = msgspec.structs.replace(unit, request=14)
    scene = room.scene(zoom=14.0)

    assert [
        "4 units", "3 deployable", "1 not deployable", "1 waiting for an answer",
        "HB10, HB11, HB12, HB13", "click to open",
    ] == _text(card_of(scene, [Found("group", "0")]))  # fmt: skip
    assert () == card_of(scene, [Found("group", "9")])


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

    def last(count: int) -> str:
        return _text(card_of(room.scene(), found[:count]))[-1]

    assert "and 1 more here: click again for the next" == last(2)
    assert "3 units on each other: click for a list" == last(3)


@pytest.mark.parametrize("kind", ["unit", "incident", "camera"])
def test_what_went_meanwhile(room: MapRoom, kind: str) -> None:
    """Something that is no longer there has no card."""

    assert () == card_of(room.scene(), [Found(kind, "x")])
    assert () == card_of(room.scene(), [])
