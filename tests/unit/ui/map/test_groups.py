"""Units on each other become one ring; nobody who matters now is ever in one."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint
from ui.map.groups import RADIUS, Rings, paint_group
from ui.map.scene import Scene
from ui.selection import Selection
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room with five units at one station."""
    room = MapRoom()
    for number in range(5):
        room.unit(f"HB1{number}", east_m=5 + number, north_m=-9, state=3)
    return room


def _hidden(scene: Scene) -> int:
    return int(scene.groups.hidden.sum())


def test_five_at_a_station_are_one_ring(room: MapRoom) -> None:
    """They fold while they would overlap, and come apart close up."""
    far, near = room.scene(zoom=14.0), room.scene(zoom=19.0)

    assert ([5], 5) == (far.groups.counts.tolist(), _hidden(far))
    assert 1.0 == far.groups.shares[0]
    assert far.groups.places[0] == pytest.approx(far.sight.places.mean(axis=0))
    assert near.sight.places[4, 0] - near.sight.places[0, 0] > 10


def test_never_folded(room: MapRoom) -> None:
    """Danger, selection, an assignment and an old fix keep a unit out of a group."""
    danger = room.unit("CN24", 6, -9)
    room.emergency(danger)
    chosen = room.unit("CN25", 6, -9)
    room.unit("CN26", 6, -9, incident_ids=("inc_1",))
    room.unit("CN27", 6, -9, age_s=50)
    selection = Selection()
    selection.select_unit(chosen)
    scene = room.scene(zoom=14.0, selection=selection)

    assert [5] == scene.groups.counts.tolist()
    assert [False] * 4 == scene.groups.hidden[5:].tolist()


def test_two_are_no_group(qtbot: QtBot) -> None:
    """Two units beside each other stay two."""
    room = MapRoom()
    room.unit("HB11")
    room.unit("HB12")

    assert 0 == len(room.scene(zoom=14.0).groups)


def test_rings_never_overlap(qtbot: QtBot) -> None:
    """In a crowd rings join, and nobody stands half under one."""
    room, chance = MapRoom(), np.random.default_rng(3)
    for number, (east, north) in enumerate(chance.normal(0, 400, (120, 2))):
        room.unit(f"HB{number}", float(east), float(north))
    scene = room.scene(zoom=13.0)
    groups = scene.groups
    apart = groups.places[:, None] - groups.places[None]
    gaps = np.hypot(apart[..., 0], apart[..., 1]) + 1e3 * np.eye(len(groups))
    alone = scene.sight.places[~groups.hidden]
    near = np.hypot(*(alone[:, None] - groups.places[None]).transpose(2, 0, 1))

    assert groups.counts.sum() == _hidden(scene)
    assert len(groups) > 3
    assert (gaps > RADIUS).all()
    assert (near > RADIUS / 2).all()


def test_panning_changes_no_group(room: MapRoom) -> None:
    """Groups hang on the ground, not on the screen."""
    scene = room.scene(zoom=14.0)
    scene.view.pan(17, 11)

    assert scene.groups.counts.tolist() == room.scene(zoom=14.0).groups.counts.tolist()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_arc_is_the_share(qtbot: QtBot, theme: str) -> None:
    """The more of a group is deployable, the longer is its arc."""
    shown = Theme.load(theme)
    lengths = []
    for share in (0.0, 0.5, 1.0):

        def one(painter: QPainter, part: float = share) -> None:
            painter.translate(20, 20)
            paint_group(painter, shown, 7, part)

        image = paint(one, 40, 40)
        lengths.append(count(image, shown.color("state.deployable"), 40))

    assert lengths[0] == 0
    assert lengths[2] == pytest.approx(2 * lengths[1], rel=0.15)


def test_painted_in_view(room: MapRoom) -> None:
    """The ring stands where its members are; without groups nothing is painted."""
    far, near = room.scene(zoom=14.0), room.scene(zoom=19.0)
    rings = Rings()
    image = paint(lambda p: rings.paint(p, far.theme, 1.0, far.groups))
    x, y = far.groups.places[0]

    assert image.pixelColor(int(x), int(y) - 15) != image.pixelColor(
        int(x) + 60, int(y)
    )

    empty = paint(lambda p: rings.paint(p, near.theme, 1.0, room_without().groups))

    assert 640 * 480 == count(empty, empty.pixelColor(0, 0), 0)


def room_without() -> Scene:
    """A scene without anybody."""
    return MapRoom().scene()
