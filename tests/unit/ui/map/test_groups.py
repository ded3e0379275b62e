"""Units on each other become one ring; nobody who matters now is ever in one."""

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom
from ui.map.detail import Detail
from ui.map.groups import PARTS, RADIUS, gather
from ui.map.scene import Scene
from ui.selection import Selection


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
    assert [5, 0, 0, 0, 0] == far.groups.parts[0].tolist()
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


def test_two_that_hide_each_other(qtbot: QtBot) -> None:
    """Two at one place are a group: one would never be seen; two apart stay two."""
    room = MapRoom()
    room.unit("HB11", 6, -9)
    room.unit("HB12", 6, -9)

    assert [2] == room.scene(zoom=14.0).groups.counts.tolist()

    room.fix(1, 26, -9)

    assert 0 == len(room.scene(zoom=17.0).groups)


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


def _crowd(room: MapRoom, units: int, span_m: float = 900) -> Scene:
    """A force spread over the view, one in fifty not heard of for long."""
    chance = np.random.default_rng(4)
    states = chance.choice([2, 5, 6, 8], units)
    for number, (east, north) in enumerate(chance.uniform(-span_m, span_m, (units, 2))):
        age = 400.0 if number % 50 == 0 else 1.0
        room.unit(
            f"HB{number}", float(east), float(north), state=int(states[number]),
            age_s=age,
        )  # fmt: skip
    return room.scene(zoom=15.0)


def test_thousands_are_folded(qtbot: QtBot) -> None:
    """Everybody who is folded is counted once, by state, and has somebody beside."""
    scene = _crowd(MapRoom(), 1_500)
    groups = gather(scene.sight, scene.force, scene.view, -1, Detail.MID)

    assert groups.counts.sum() == groups.hidden.sum() > 1_200
    assert (groups.counts >= 2).all()
    assert (groups.parts.sum(axis=1) == groups.counts).all()
    assert 0 == groups.parts[:, PARTS.index("old")].sum()


def test_rings_of_thousands_keep_apart(qtbot: QtBot) -> None:
    """Each stays in its own cell of the ground."""
    scene = _crowd(MapRoom(), 1_500)
    groups = gather(scene.sight, scene.force, scene.view, -1, Detail.MID)
    apart = groups.places[:, None] - groups.places[None]
    gaps = np.hypot(apart[..., 0], apart[..., 1]) + 1e3 * np.eye(len(groups))

    assert len(groups) > 20
    assert gaps.min() > 2 * RADIUS


def test_who_waits_for_an_answer_is_said(room: MapRoom) -> None:
    """A group with a member that asks says so."""
    before = room.scene(zoom=14.0).groups.asks.tolist()
    unit = room.picture.units["unit_hb12"]
    room.picture.units["unit_hb12"] = msgspec.structs.replace(unit, request=14)

    assert ([False], [True]) == (before, room.scene(zoom=14.0).groups.asks.tolist())


def test_a_ring_steps_aside(room: MapRoom) -> None:
    """Who is never folded does not hide the number of those who are."""
    room.unit("CN26", 7, -9, incident_ids=("inc_1",))
    scene = room.scene(zoom=14.0)
    gap = np.hypot(*(scene.groups.places[0] - scene.sight.places[5]))

    assert gap > RADIUS


def room_without() -> Scene:
    """A scene without anybody."""
    return MapRoom().scene()
