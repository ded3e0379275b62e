"""What a click means: danger first, then the nearest, then the one below it."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom
from ui.map.cameras import Cameras
from ui.map.census import sum_up
from ui.map.detail import Detail
from ui.map.incidents import Incidents
from ui.map.picking import Found, choose, members, pick, select, stacked
from ui.selection import Selection


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _pick(
    room: MapRoom, x: float = 320, y: float = 240, zoom: float = 17.0
) -> list[Found]:
    incidents, cameras = Incidents(), Cameras()
    incidents.read(room.picture, None)
    cameras.read(room.picture)
    return pick(room.scene(zoom=zoom), incidents, cameras, x, y)


def test_danger_first_then_the_nearest(room: MapRoom) -> None:
    """Under the pointer the officer in danger comes before a nearer car."""
    room.unit("HB11", 0, 0, incident_ids=("inc_1",))
    room.unit("HB12", 3, 0)
    room.emergency(room.unit("CN24", 5, 0))

    assert ["unit_cn24", "unit_hb11", "unit_hb12"] == [e.entity_id for e in _pick(room)]


def test_a_miss_is_a_miss(room: MapRoom) -> None:
    """Fifteen pixels beside a symbol there is nothing."""
    room.unit("HB11")

    assert [] == _pick(room, 336)
    assert [Found("unit", "unit_hb11")] == _pick(room, 332)


def test_in_a_crowd_the_dot_is_meant(room: MapRoom) -> None:
    """On a dot its neighbours are not listed; beside it the nearest is still found,
    and an officer in danger has a whole symbol there too.
    """
    room.unit("HB11", 0, 0, incident_ids=("inc_1",))
    room.unit("HB12", 5, 0, incident_ids=("inc_1",))
    room.emergency(room.unit("CN24", -5, 0))
    crowd, nobody = replace(room.scene(), detail=Detail.DOT), Incidents()
    (x, y), (other_x, _), _ = crowd.sight.places.tolist()
    apart = other_x - x
    on_it = pick(crowd, nobody, Cameras(), x, y)
    beside = pick(crowd, nobody, Cameras(), x, y + 8)

    assert 6 < apart < 12
    assert ["unit_cn24", "unit_hb11"] == [each.entity_id for each in on_it]
    assert {"unit_cn24", "unit_hb11", "unit_hb12"} == {e.entity_id for e in beside}


def test_badges_are_picked_by_their_body(room: MapRoom) -> None:
    """The badge stands above its place; a click on it means the incident."""
    room.incident(1)

    assert [Found("incident", "inc_1")] == _pick(room, 320, 220)
    assert [] == _pick(room, 320, 250)


def test_cameras_and_alarms_without_a_unit(room: MapRoom) -> None:
    """Both can be clicked where they stand."""
    room.camera(1, 0, 0)
    alarm_id = room.emergency(None, at=MIDDLE)

    assert [Found("alarm", alarm_id), Found("camera", "cam_1")] == _pick(room)


def test_a_group_stands_for_its_members(room: MapRoom) -> None:
    """A click on a ring finds the group, and the group knows who is in it."""
    ids = [room.unit(f"HB1{n}", 6, -9, state=3) for n in range(4)]
    scene = room.scene(zoom=14.0)
    x, y = scene.groups.places[0].tolist()
    (found,) = _pick(room, x, y, 14.0)

    assert "group" == found.kind
    assert ids == members(scene, found)


def test_a_ring_that_hides_nobody_lies_on_its_dots(room: MapRoom) -> None:
    """Where units are dots a click on the number means the group, not some dot."""
    for number in range(40):
        room.unit(f"HB{number}", number % 8 * 2.0, number // 8 * 2.0)
    incidents, cameras = Incidents(), Cameras()
    scene = room.scene()
    groups = sum_up(scene.sight, scene.force, scene.view)
    x, y = groups.places[0].tolist()
    found = pick(replace(scene, groups=groups), incidents, cameras, x, y)

    assert "group" == found[0].kind
    assert "unit" in [each.kind for each in found]


def test_a_stack_is_listed(room: MapRoom) -> None:
    """Three units on each other are; two are clicked through, danger is meant."""
    ids = [room.unit(f"HB1{n}", incident_ids=("inc_1",)) for n in range(3)]
    found = [Found("unit", each) for each in ids]
    scene = room.scene()

    assert ids == stacked(found, scene)
    assert [] == stacked(found[:2], scene)
    assert [] == stacked([Found("incident", "inc_1"), *found], scene)

    room.emergency(ids[1])

    assert [] == stacked(found, room.scene())


def test_the_next_click_takes_the_next(room: MapRoom) -> None:
    """Of three on each other every click selects another, then begins again."""
    found = [Found("unit", "a"), Found("unit", "b"), Found("incident", "c")]
    selection = Selection()
    chosen = []
    for _ in range(3):
        one = choose(found, selection)
        assert one is not None
        select(selection, one)
        chosen.append(selection.unit_id)

    assert ["a", "b", "a"] == chosen
    assert choose([], selection) is None


@pytest.mark.parametrize("kind", ["unit", "incident", "camera", "alarm"])
def test_select_reaches_every_kind(kind: str) -> None:
    """Each kind is selected as itself."""
    selection = Selection()
    select(selection, Found(kind, "x"))

    assert "x" == getattr(selection, f"{kind}_id")
