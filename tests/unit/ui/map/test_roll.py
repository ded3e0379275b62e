"""What is in the picture, as a list with distances."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import Alarm
from tests.helpers.map_room import MIDDLE, MapRoom, place
from ui.map.cameras import Cameras
from ui.map.incidents import Incidents
from ui.map.roll import KINDS, MOST, Roll, call_roll


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room where nothing is yet."""
    return MapRoom()


def _call(room: MapRoom, lat: float = MIDDLE[0], lon: float = MIDDLE[1]) -> Roll:
    incidents, cameras = Incidents(), Cameras()
    incidents.read(room.picture, None)
    cameras.read(room.picture)
    return call_roll(room.scene(), incidents, cameras, lat, lon)


def test_the_nearest_first(room: MapRoom) -> None:
    """Units by distance; each says how far and which way it is."""
    room.unit("HB12", 0, 80)
    room.unit("HB11", 40, 0)
    roll = _call(room)
    entry = roll.entries["unit_hb11"]

    assert ["unit_hb11", "unit_hb12"] == roll.ids["unit"]
    assert pytest.approx(40, abs=1) == entry.metres
    assert pytest.approx(90, abs=1) == entry.bearing


def test_every_kind_is_there(room: MapRoom) -> None:
    """Alarms, incidents, units and cameras, each under its own head."""
    unit_id = room.unit("HB11", 10, 0)
    room.incident(4521, 20, 0)
    room.camera(1, 30, 0)
    alarm_id = room.emergency(unit_id)
    roll = _call(room)

    assert {
        "alarm": [alarm_id], "incident": ["inc_4521"], "unit": ["unit_hb11"],
        "camera": ["cam_1"],
    } == roll.ids  # fmt: skip
    assert dict.fromkeys(KINDS, 1) == roll.totals


def test_what_is_beside_the_picture_is_not_in_view(room: MapRoom) -> None:
    """Symbols just outside are prepared for the next pan, but nobody sees them."""
    half_m = 320 * room.scene().view.metres_per_pixel
    for away in (half_m + 5, 5_000):
        room.unit(f"HB{away:.0f}", away, 0)
        room.incident(round(away), away, 0)
        room.camera(round(away), away, 0)
        room.emergency(None, at=place(away, 0))

    assert dict.fromkeys(KINDS, 0) == _call(room).totals


def test_an_empty_room(room: MapRoom) -> None:
    """Nothing is in view of nothing."""

    assert {} == _call(room).entries


def test_an_alarm_is_where_its_unit_is(room: MapRoom) -> None:
    """Else where it was raised; one without any place is in no view."""
    unit_id = room.unit("HB11", 50, 0)
    room.emergency(unit_id, at=place(5_000, 0))
    room.emergency("unit_gone", at=place(0, 90))
    room.picture.alarms["alm_9"] = Alarm(
        alarm_id="alm_9", kind="feed_lost", priority="high", raised_at_us=0
    )
    roll = _call(room)

    assert ["alm_0", "alm_1"] == roll.ids["alarm"]
    assert pytest.approx(50, abs=1) == roll.entries["alm_0"].metres


def test_no_more_than_can_be_walked(room: MapRoom) -> None:
    """The nearest hundred are listed; how many there are is known."""
    for number in range(MOST + 30):
        room.unit(f"U{number}", 130 - number, 0)
    roll = _call(room)

    assert MOST + 30 == roll.totals["unit"]
    assert MOST == len(roll.ids["unit"]) == len(roll.entries)
    assert "unit_u129" == roll.ids["unit"][0]
