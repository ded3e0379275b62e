"""What is in the picture, as a list with distances."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import Alarm
from tests.helpers.drawings import draw
from tests.helpers.map_room import MIDDLE, MapRoom, place
from ui.map.layers import Layers
from ui.map.roll import KINDS, MOST, Roll, call_roll
from ui.map.stage import Stage
from ui.selection import Selection
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room where nothing is yet."""
    return MapRoom()


def _call(room: MapRoom, lat: float = MIDDLE[0], lon: float = MIDDLE[1]) -> Roll:
    return call_roll(_stage(room), lat, lon)


def _stage(room: MapRoom, layers: Layers | None = None) -> Stage:
    view = room.scene().view
    return Stage(Theme("dark"), room, Selection(), room, view, layers)


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
    drawing_id = draw(room, "inner_cordon", label="Anchor")
    roll = _call(room)

    assert {
        "alarm": [alarm_id], "incident": ["inc_4521"], "unit": ["unit_hb11"],
        "camera": ["cam_1"], "drawing": [drawing_id],
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
        draw(room, "rvp", shape="point", corners=((away, 0),))

    assert dict.fromkeys(KINDS, 0) == _call(room).totals


def test_what_is_hidden_is_not_in_view(room: MapRoom) -> None:
    """By a switch or a filter, as on the map; an emergency is never hidden."""
    layers = Layers()
    for name in ("units", "incidents", "cameras", "cordons"):
        layers.switch(name, on=False)
    room.unit("HB11", 10, 0)
    room.incident(4521, 20, 0)
    room.camera(1, 30, 0)
    draw(room, "inner_cordon")
    danger_id = room.unit("HB12", 40, 0, state=0)
    room.emergency(danger_id)
    roll = call_roll(_stage(room, layers), *MIDDLE)

    assert [danger_id] == roll.ids["unit"]
    assert [1, 0, 1, 0, 0] == [roll.totals[kind] for kind in KINDS]


def test_a_drawing_counts_from_its_middle(room: MapRoom) -> None:
    """However many corners it has, and though only a part of it is in view."""
    far = ((100, -50), (900, -50), (900, 50), (100, 50))
    drawing_id = draw(room, "outer_cordon", corners=far)
    entry = _call(room).entries[drawing_id]

    assert pytest.approx(500, abs=2) == entry.metres
    assert pytest.approx(90, abs=1) == entry.bearing


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
