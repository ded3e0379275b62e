"""An officer in danger is whole, ringed and on top: at every zoom, number and age."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom, bits, count, paint, touched
from ui.map.detail import Detail
from ui.map.emergencies import Emergencies, unplaced
from ui.map.scene import Scene
from ui.map.units import Units


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _paint(scene: Scene) -> QImage:
    return paint(lambda painter: Emergencies(Units()).paint(painter, scene))


def _red(scene: Scene, image: QImage) -> int:
    return count(image, scene.theme.color("alarm.emergency_line"), 12)


@pytest.mark.parametrize("zoom", [6.0, 12.0, 19.0])
@pytest.mark.parametrize("age_s", [0.0, 60.0, 7_200.0])
def test_the_same_at_every_zoom_and_age(
    room: MapRoom, zoom: float, age_s: float
) -> None:
    """Neither distance nor an old fix makes it smaller or paler."""
    room.emergency(room.unit("CN24", age_s=age_s), accepted=True)
    scene = room.scene(zoom=zoom)
    image = _paint(scene)

    assert count(image, scene.theme.color("state.emergency"), 12) > 150
    assert _red(scene, image) > 300


def test_the_third_ring_waits_for_somebody(room: MapRoom) -> None:
    """Until it is accepted there is a ring more, bright and dim in turn."""
    unit_id = room.unit("CN24")
    alarm_id = room.emergency(unit_id)
    bright, dim = _paint(room.scene()), _paint(room.scene(flash=False))
    del room.picture.alarms[alarm_id]
    room.emergency(unit_id, accepted=True)
    calm, still_calm = _paint(room.scene()), _paint(room.scene(flash=False))

    assert touched(bright) > touched(calm)
    assert bright != dim
    assert calm == still_calm


def test_the_digit_never_flashes(room: MapRoom) -> None:
    """Rings flash, the symbol with its text does not."""
    room.emergency(room.unit("CN24"))
    bright, dim = _paint(room.scene()), _paint(room.scene(flash=False))

    assert bright.copy(311, 231, 18, 18) == dim.copy(311, 231, 18, 18)


def test_a_place_without_a_fix(room: MapRoom) -> None:
    """An officer nobody has a fix of stands where the alarm came from."""
    room.emergency(None, at=MIDDLE)
    room.emergency("unit_unknown", at=MIDDLE)
    scene = room.scene()

    assert 2 == len(unplaced(scene))
    assert count(_paint(scene), scene.theme.color("state.emergency"), 12) > 150


def test_a_fix_is_better_than_the_alarms_place(room: MapRoom) -> None:
    """Where the unit is known it is drawn there, once."""
    room.emergency(room.unit("CN24"), at=(MIDDLE[0] + 1, MIDDLE[1]))

    assert [] == unplaced(room.scene())


def test_no_danger_no_red(room: MapRoom) -> None:
    """Without an emergency this layer paints nothing at all."""
    room.unit("CN24")

    assert 0 == touched(_paint(room.scene()))


@pytest.mark.parametrize("detail", Detail)
def test_whole_however_small_the_others_are(room: MapRoom, detail: Detail) -> None:
    """Among dots and stamps an officer in danger is drawn exactly as among a few."""
    room.emergency(room.unit("CN24"))
    scene = room.scene()

    assert bits(_paint(scene)) == bits(_paint(replace(scene, detail=detail)))


@pytest.mark.parametrize("detail", Detail)
def test_on_top_of_any_crowd(room: MapRoom, detail: Detail) -> None:
    """Nothing of forty units at the same place is painted over it."""
    for number in range(40):
        room.unit(f"HB{number}", number % 7 - 3, number % 5 - 2, state=5)
    room.emergency(room.unit("CN24"), accepted=True)
    scene = replace(room.scene(), detail=detail)
    units = Units()

    def whole(painter: QPainter) -> None:
        units.paint_crowd(painter, scene)
        units.paint(painter, scene)
        Emergencies(units).paint(painter, scene)

    alone, crowd = _paint(scene), paint(whole)
    red = scene.theme.color("state.emergency")

    assert count(alone, red, 0) == count(crowd, red, 0) > 100
