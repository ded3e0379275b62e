"""A ring tells how many, in which states, and whether somebody asks."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, touched
from ui.map import rings as rings_module
from ui.map.groups import Groups
from ui.map.rings import SEGMENTS, Rings, paint_ring_of, shares
from ui.map.scene import Scene
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room with five units at one station."""
    room = MapRoom()
    for number in range(5):
        room.unit(f"HB1{number}", east_m=5 + number, north_m=-9, state=3)
    return room


def _paint(scene: Scene, **other: object) -> QImage:
    groups = replace(scene.groups, **other)  # type: ignore[arg-type]  # columns
    return _draw(Rings(), scene, groups)


def _draw(rings: Rings, scene: Scene, groups: Groups) -> QImage:
    return paint(lambda p: rings.paint(p, scene.theme, scene.unit, groups))


def _around(image: QImage, scene: Scene, reach: int = 26) -> QImage:
    x, y = scene.groups.places[0]
    return image.copy(int(x) - reach, int(y) - reach, 2 * reach, 2 * reach)


def test_everybody_has_a_part_of_the_ring() -> None:
    """One in three hundred has a segment; all segments are given, no more."""
    parts = np.array([[300, 0, 0, 0, 0], [298, 1, 0, 1, 0], [5, 5, 5, 5, 5], [0] * 5])
    segments = shares(parts)

    assert [[24, 0, 0, 0, 0], [22, 1, 0, 1, 0]] == segments[:2].tolist()
    assert [SEGMENTS] * 4 == segments.sum(axis=1).tolist()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_ring_is_divided_by_state(qtbot: QtBot, theme: str) -> None:
    """The more of a group is in a state, the longer is its arc."""
    shown = Theme.load(theme)

    def lengths(*segments: int) -> list[int]:
        def one(painter: QPainter) -> None:
            painter.translate(24, 24)
            paint_ring_of(painter, shown, list(segments))

        image = paint(one, 48, 48)
        names = ("deployable", "en_route", "at_scene", "not_deployable")
        return [count(image, shown.color(f"state.{name}"), 20) for name in names]

    whole, half = lengths(24, 0, 0, 0, 0), lengths(12, 6, 3, 3, 0)

    assert 0 == sum(whole[1:])
    assert whole[0] == pytest.approx(2 * half[0], rel=0.25)
    assert half[1] > half[2] > 10
    assert half[3] > 10


def test_old_ones_are_no_state(qtbot: QtBot) -> None:
    """Who was not heard of for long is a thin line in no unit's colour."""
    shown = Theme.load("dark")

    def one(painter: QPainter) -> None:
        painter.translate(24, 24)
        paint_ring_of(painter, shown, [0, 0, 0, 0, SEGMENTS])

    image = paint(one, 48, 48)

    assert 0 == count(image, shown.color("state.deployable"), 20)
    assert count(image, shown.color("stale.hollow"), 40) > 40


def test_painted_where_its_members_are(room: MapRoom) -> None:
    """The ring stands at its place; without groups nothing is painted."""
    far = room.scene(zoom=14.0)
    image = _paint(far)

    assert touched(image) > 600
    assert touched(image) == touched(_around(image, far))
    assert 0 == touched(_paint(MapRoom().scene()))


@pytest.mark.parametrize("units", [7, 42, 310, 4_200, 31_000])
def test_the_number_fits_its_ring(room: MapRoom, units: int) -> None:
    """From one figure to thousands the number stays inside the ring."""
    scene = room.scene(zoom=14.0)
    image = _paint(scene, counts=np.array([units]))
    blank = _paint(scene, counts=np.array([10 ** (len(str(units)) - 1)]))
    theme = scene.theme
    ink = count(image, theme.color("text.primary"), 60)

    assert touched(image) == touched(_around(image, scene))
    assert ink > 10
    assert image != blank


def test_somebody_asks(room: MapRoom) -> None:
    """An envelope stands at the upper left of the ring."""
    scene = room.scene(zoom=14.0)
    unit = room.picture.units["unit_hb11"]
    room.picture.units["unit_hb11"] = msgspec.structs.replace(unit, request=13)
    before, after = _paint(scene), _paint(room.scene(zoom=14.0))
    x, y = scene.groups.places[0]
    corner = (int(x) - 22, int(y) - 20, 12, 12)

    assert touched(after.copy(*corner)) > touched(before.copy(*corner))


def test_thousands_of_different_rings(room: MapRoom) -> None:
    """However many have been seen, those used long ago are kept no longer."""
    scene, rings = room.scene(zoom=14.0), Rings()
    chance = np.random.default_rng(2)
    for _ in range(12):
        parts = chance.integers(0, 30, (500, 5))
        groups = replace(
            scene.groups, places=np.full((500, 2), 200.0), parts=parts,
            counts=np.maximum(parts.sum(axis=1), 1), asks=np.zeros(500, np.bool_),
        )  # fmt: skip
        image = _draw(rings, scene, groups)

        assert touched(image) > 600
        assert len(rings._known) <= 1_500


def _one(scene: Scene, *part: int) -> Groups:
    return replace(
        scene.groups, places=np.full((1, 2), 200.0), parts=np.array([part]),
        counts=np.array([sum(part)]), asks=np.zeros(1, np.bool_),
    )  # fmt: skip


def test_a_ring_whose_room_was_taken_is_painted_again(
    room: MapRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ring shows its own states, however often its sprite was another's."""
    monkeypatch.setattr(rings_module, "_KEPT_RINGS", 3)
    scene, rings = room.scene(zoom=14.0), Rings()
    several = [_one(scene, number, 24 - number, 0, 0, 0) for number in range(1, 9)]
    first = [_draw(Rings(), scene, groups) for groups in several]
    for _ in range(3):
        again = [_draw(rings, scene, groups) for groups in several]

    assert first == again
    assert len(rings._known) == 3


def test_what_is_shown_stays_while_others_are_made_ready(
    room: MapRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New rings take the room of those used longest ago, not of those on the map."""
    monkeypatch.setattr(rings_module, "_KEPT_RINGS", 1)
    scene, rings = room.scene(zoom=14.0), Rings()
    shown = _one(scene, 20, 4, 0, 0, 0)
    before = _draw(rings, scene, shown)
    for number in range(1, 9):
        coming = _one(scene, 0, number, 24 - number, 0, 0)
        rings.make_ready(scene.theme, scene.unit, coming, 60.0)

        assert before == _draw(rings, scene, shown)
