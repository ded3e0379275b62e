"""Units as large as their number allows, with a wedge when they move."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import Unit
from controlroom.domain.tracks import Moved
from controlroom.ground.mercator import Floats
from tests.helpers.grid import LAT0, LON0
from tests.helpers.map_room import (
    METRE_LAT,
    METRE_LON,
    MapRoom,
    count,
    paint,
    touched,
)
from ui.map.scene import Scene
from ui.map.units import Units


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _paint(scene: Scene) -> QImage:
    return paint(lambda painter: Units().paint(painter, scene))


def test_a_unit_is_painted_where_it_is(room: MapRoom) -> None:
    """Its fill is around its place and nowhere else."""
    room.unit("HB11", state=5)
    scene = room.scene()
    image = _paint(scene)
    fill = scene.theme.color("state.en_route")

    assert count(image.copy(310, 230, 20, 20), fill) > 100
    assert touched(image) == touched(image.copy(300, 220, 40, 40))


def test_the_wedge_is_on_the_side_it_goes(room: MapRoom) -> None:
    """A unit going east has its wedge to the right; one that stands has none."""
    room.unit("HB11", speed_mps=9, heading_deg=90, age_s=0)
    moving = _paint(room.scene())
    room.fix(0, 0, 0, age_s=0)
    standing = _paint(room.scene())

    assert touched(moving.copy(332, 228, 20, 24)) > 20
    assert 0 == touched(moving.copy(290, 228, 18, 24))
    assert 0 == touched(standing.copy(332, 228, 20, 24))


def test_an_old_fix_shows_no_heading(room: MapRoom) -> None:
    """A hollow unit claims no direction."""
    room.unit("HB11", speed_mps=9, heading_deg=90, age_s=60)

    assert 0 == touched(_paint(room.scene()).copy(334, 228, 20, 24))


def test_danger_is_left_to_its_own_layer(room: MapRoom) -> None:
    """An officer in danger is never painted here: nothing may lie on top of that."""
    room.emergency(room.unit("CN24"))

    assert 0 == touched(_paint(room.scene()))


@pytest.mark.parametrize("units", [3_000, 9_000, 21_000])
def test_thousands(room: MapRoom, units: int) -> None:
    """Thousands are painted small, each where it is, none left out."""
    room.unit("HB0")
    places = np.random.default_rng(1).uniform(-150, 150, (units, 2))
    for row in range(1, units):
        room.picture.units[f"unit_{row}"] = Unit(
            unit_id=f"unit_{row}", callsign=f"HB{row}", row=row, state=2
        )
        room.picture.unit_rows.append(f"unit_{row}")
    scene = _spread(room, places)
    image = _paint(scene)

    assert units == len(scene.sight)
    fill = scene.theme.color("state.deployable")
    for x, y in scene.sight.places[::97]:
        assert count(image.copy(int(x) - 3, int(y) - 3, 7, 7), fill, 60) > 0


def _spread(room: MapRoom, places: Floats) -> Scene:
    size = len(places)
    nothing = np.zeros(size, np.float32)
    room.tracks.apply(
        Moved(
            np.arange(size, dtype=np.int32), LAT0 + places[:, 1] * METRE_LAT,
            LON0 + places[:, 0] * METRE_LON, np.full(size, room.clock_us, np.int64),
            nothing, nothing, nothing, np.zeros(size, np.uint8),
        )
    )  # fmt: skip
    return room.scene()


def test_a_new_theme_is_painted_anew(room: MapRoom) -> None:
    """By day the same layer paints with the colours of day."""
    room.unit("HB11", state=5)
    units = Units()
    dark, light = room.scene(theme="dark"), room.scene(theme="light")
    paint(lambda painter: units.paint(painter, dark))
    image = paint(lambda painter: units.paint(painter, light))

    assert count(image, light.theme.color("state.en_route"), 4) > 50


def test_nobody(room: MapRoom) -> None:
    """An empty force paints nothing."""

    assert 0 == touched(_paint(room.scene()))
