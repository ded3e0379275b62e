"""Units as large as their number allows, with a wedge when they move."""

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
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
from ui.map.atlas import Atlas
from ui.map.groups import LARGEST
from ui.map.scene import Scene
from ui.map.symbols import dimmed
from ui.map.units import Cover, Units, meant
from ui.selection import Selection
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _paint(scene: Scene) -> QImage:
    units = Units()

    def both(painter: QPainter) -> None:
        units.paint_crowd(painter, scene)
        units.paint(painter, scene)

    return paint(both)


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


def _thousands(room: MapRoom, units: int) -> Scene:
    """A force on patrol, spread over the view."""
    room.unit("HB0")
    places = np.random.default_rng(1).uniform(-150, 150, (units, 2))
    for row in range(1, units):
        room.picture.units[f"unit_{row}"] = Unit(
            unit_id=f"unit_{row}", callsign=f"HB{row}", row=row, state=2
        )
        room.picture.unit_rows.append(f"unit_{row}")
    return _spread(room, places)


@pytest.mark.parametrize("units", [9_000, 21_000])
def test_thousands(room: MapRoom, units: int) -> None:
    """Thousands are painted small, each where it is unless a ring lies on it."""
    scene = _thousands(room, units)
    image = _paint(scene)
    quiet = dimmed(scene.theme, 2, 0)
    rings = scene.groups.places

    assert units == len(scene.sight)
    assert not scene.groups.hidden.any()
    for x, y in scene.sight.places[::97]:
        under = np.hypot(*(rings - (x, y)).T).min() < LARGEST + 4
        part = image.copy(int(x) - 3, int(y) - 3, 7, 7)

        assert under or count(part, quiet, 60) > 0


def test_some_thousands_are_folded(room: MapRoom) -> None:
    """Where smaller symbols would cover each other rings stand for all but a few."""
    scene = _thousands(room, 3_000)
    folded = int(scene.groups.counts.sum())

    assert 3_000 == folded + int((~scene.groups.hidden).sum())
    assert folded > 2_900


def test_who_is_meant_stays_whole_in_a_crowd(room: MapRoom) -> None:
    """The selected unit and those sent to the selected incident are no dots."""
    scene = _thousands(room, 9_000)
    selection = Selection()
    selection.select_unit("unit_5")
    selection.select_incident(room.incident(1, units=("unit_7", "unit_hb0")))
    scene = room.scene(selection=selection)
    image = _paint(scene)
    body = scene.theme.color("state.deployable")

    assert [0, 5, 7] == meant(scene).tolist()
    for x, y in scene.sight.places[[0, 5, 7]]:
        assert count(image.copy(int(x) - 9, int(y) - 9, 18, 18), body, 20) > 120


def test_who_waits_for_an_answer(room: MapRoom) -> None:
    """A request is a small envelope at the upper left, and never a fill."""
    unit_id = room.unit("HB11", state=5)
    plain = _paint(room.scene())
    unit = room.picture.units[unit_id]
    room.picture.units[unit_id] = msgspec.structs.replace(unit, request=14)
    asking = _paint(room.scene())
    theme = Theme.load("dark")

    assert touched(asking.copy(300, 220, 12, 12)) > touched(
        plain.copy(300, 220, 12, 12)
    )
    assert count(asking.copy(312, 232, 16, 16), theme.color("state.en_route")) > 60


def test_one_that_only_stands_there_has_an_open_wedge(room: MapRoom) -> None:
    """Beyond five seconds nobody is moved ahead: the wedge is filled no longer."""
    room.unit("CN24", device=1, speed_mps=9, heading_deg=90, age_s=3)

    def wedge(scene: Scene) -> int:
        x, y = scene.sight.places[0]
        part = _paint(scene).copy(int(x) + 11, int(y) - 8, 14, 16)
        return count(part, scene.theme.color("state.deployable"))

    going = wedge(room.scene())
    room.fix(0, 0, 0, device=1, speed_mps=9, heading_deg=90, age_s=30)
    scene = room.scene()

    assert ([0], [True]) == (scene.sight.age.tolist(), scene.sight.held.tolist())
    assert wedge(scene) < 0.7 * going
    assert touched(_paint(scene).copy(int(scene.sight.places[0, 0]) + 12, 232, 8, 16))


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


def test_of_dots_on_each_other_the_last_is_seen(room: MapRoom) -> None:
    """Within two pixels; what was covered before covers nobody now."""
    scene, cover = room.scene(), Cover()

    def seen(*places: tuple[float, float]) -> list[int]:
        x, y = np.array(places).T
        return [int(each) for each in cover.uncovered(x, y, scene)]

    assert [1, 2] == seen((100.0, 50.0), (100.5, 50.5), (104.0, 50.0))
    assert [0] == seen((100.0, 50.0))
    assert [0, 1] == seen((-39.0, -39.0), (1e9, 1e9))


def test_another_size_covers_nobody(room: MapRoom) -> None:
    """After the widget grew every place has a cell of its own."""
    room.unit("HB11")
    cover = Cover()
    x, y = np.array([10.0, 610.0]), np.array([10.0, 410.0])
    for width in (320, 640):
        scene = room.scene(width=width)

        assert [0, 1] == cover.uncovered(x, y, scene).tolist()


def test_nobody(room: MapRoom) -> None:
    """An empty force paints nothing."""

    assert 0 == touched(_paint(room.scene()))


def test_symbols_are_painted_before_they_are_seen(room: MapRoom) -> None:
    """Slice by slice, until a first look at a street paints none of them."""
    room.unit("HB11", state=5, speed_mps=9, heading_deg=90)
    scene = room.scene()
    units = Units()
    slices = 0
    while units.is_cold:
        units.warm(scene.theme, 1.0, scene.force, 0.0005)
        slices += 1
    painted = [atlas.painted for atlas in _atlases(units)]
    paint(lambda painter: units.paint(painter, scene))

    assert slices > 1
    assert painted == [atlas.painted for atlas in _atlases(units)]


def test_a_force_that_comes_later_is_painted_too(room: MapRoom) -> None:
    """A desk looks at an empty map before its first snapshot comes."""
    units, before = Units(), room.scene()
    units.warm(before.theme, 1.0, before.force, 60.0)
    room.unit("HB11", state=5)
    scene = room.scene()
    units.warm(scene.theme, 1.0, scene.force, 60.0)
    painted = [atlas.painted for atlas in _atlases(units)]
    paint(lambda painter: units.paint(painter, scene))

    assert painted == [atlas.painted for atlas in _atlases(units)]


def test_another_theme_is_cold_again(room: MapRoom) -> None:
    """By day every symbol is another."""
    scene, units = room.scene(), Units()
    units.warm(scene.theme, 1.0, scene.force, 60.0)

    assert not units.is_cold

    units.paint_bodies(QPainter(), room.scene(theme="light"), np.zeros(0, np.int64))

    assert units.is_cold


def _atlases(units: Units) -> list[Atlas]:
    return [*units._bodies.values(), *units._wedges.values()]
