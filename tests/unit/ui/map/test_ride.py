"""Plates that stand travel with what they name, and go when it goes."""

from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.captions import ALARM, INCIDENT, UNIT, Caption
from ui.map.incidents import Incidents
from ui.map.plates import Plate, Plates
from ui.map.ride import Ride
from ui.map.scene import Scene


@dataclass(frozen=True)
class Stood:
    """A plate ten pixels right of what it names."""

    caption: Caption
    dx: float = 10.0
    dy: float = -9.0


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _caption(key: str, kind: str, title: str = "HB11") -> Caption:
    return Caption(key, kind, 320.0, 240.0, 0, Plate(title))


def _touched(ride: Ride, scene: Scene, incidents: Incidents, plates: Plates) -> int:
    return touched(paint(lambda p: ride.paint(p, scene, incidents, plates)))


def test_only_what_is_there_is_named(room: MapRoom) -> None:
    """A unit out of view, one nobody knows and a closed incident have no plate."""
    unit = room.unit("HB11")
    scene, incidents = room.scene(), Incidents()
    plates, ride = Plates(scene.theme, 1.0), Ride()
    ride.board(scene, [Stood(_caption("unit_nobody", UNIT))])

    assert 0 == _touched(ride, scene, incidents, plates)

    ride.board(scene, [Stood(_caption("inc_gone", INCIDENT))])

    assert 0 == _touched(ride, scene, incidents, plates)

    ride.board(scene, [Stood(_caption(unit, UNIT))])

    assert _touched(ride, scene, incidents, plates) > 300

    room.fix(0, 50_000, 0)

    assert 0 == _touched(ride, room.scene(), incidents, plates)


def test_a_folded_unit_has_no_plate(room: MapRoom) -> None:
    """What went into a group since the placing is not named beside it."""
    unit = room.unit("HB11", state=3)
    scene, incidents = room.scene(), Incidents()
    plates, ride = Plates(scene.theme, 1.0), Ride()
    ride.board(scene, [Stood(_caption(unit, UNIT))])
    for number in range(3):
        room.unit(f"HB2{number}", state=3)

    assert 0 == _touched(ride, room.scene(), incidents, plates)


def test_an_alarm_stays_at_its_place(room: MapRoom) -> None:
    """Panned by 50 pixels, the plate of an alarm without a unit is 50 pixels on."""
    scene, incidents = room.scene(), Incidents()
    plates, ride = Plates(scene.theme, 1.0), Ride()
    ride.board(scene, [Stood(_caption("alm_0", ALARM))])
    before = paint(lambda p: ride.paint(p, scene, incidents, plates))
    scene.view.pan(50, 0)
    after = paint(lambda p: ride.paint(p, scene, incidents, plates))

    assert before.copy(325, 225, 60, 24) == after.copy(275, 225, 60, 24)


def test_new_words_are_fetched(room: MapRoom) -> None:
    """A plate that says something else is drawn so at the next frame."""
    unit = room.unit("HB11")
    scene, incidents = room.scene(), Incidents()
    plates, ride = Plates(scene.theme, 1.0), Ride()
    ride.board(scene, [Stood(_caption(unit, UNIT))])
    short = _touched(ride, scene, incidents, plates)
    ride.note_words(0, Plate("HB11", "last 22:21"))

    assert _touched(ride, scene, incidents, plates) > short + 300


def test_the_most_urgent_lies_on_top(room: MapRoom) -> None:
    """Of two at one place the first of the round is read."""
    scene, incidents = room.scene(), Incidents()
    plates, ride = Plates(scene.theme, 1.0), Ride()
    first, other = (Stood(_caption(key, ALARM)) for key in ("alm_0", "alm_1"))
    ride.board(scene, [first, other])
    _touched(ride, scene, incidents, plates)

    assert [other.caption, first.caption] == ride._captions
