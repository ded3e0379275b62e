"""Thousands that are only dots are counted where they are, and hide behind nobody."""

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom
from ui.map import crowd as crowd_module
from ui.map.census import SLICES, sum_up
from ui.map.courses import Courses
from ui.map.crowd import EVERY_S, MANY_ALONE, Crowd
from ui.map.detail import Detail
from ui.map.force import look
from ui.map.groups import RADIUS, Groups
from ui.map.scene import Scene


def _sum(scene: Scene) -> Groups:
    return sum_up(scene.sight, scene.force, scene.view)


def _look(crowd: Crowd, scene: Scene, at_s: float) -> Groups:
    return crowd.look(scene.sight, scene.force, scene.view, -1, Detail.DOT, at_s)


def test_rings_keep_off_the_badges(qtbot: QtBot) -> None:
    """The number of a ring is not hidden under an incident at the same place."""
    room = MapRoom()
    for number in range(20):
        room.unit(f"HB{number}", 30, 30)
    scene, crowd = room.scene(), Crowd()
    x, y = scene.sight.places[0]
    world = scene.view.to_world(np.array([[x, y + 17.0], [x + 900, y]]))
    (ring,) = crowd.look(
        scene.sight, scene.force, scene.view, -1, Detail.DOT, 0.0, world
    ).places

    assert np.hypot(*(ring - (x, y))) > RADIUS / 2
    assert np.hypot(*(_sum(scene).places[0] - (x, y))) < np.hypot(*(ring - (x, y)))


def test_counted_four_times_a_second(qtbot: QtBot) -> None:
    """In between rings stay on the ground while the view pans; then they follow."""
    room, crowd = MapRoom(), Crowd()
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    scene = room.scene()
    first = _look(crowd, scene, 10.0)
    scene.view.pan(40, 10)
    panned = _look(crowd, scene, 10.0 + EVERY_S / 2)

    assert [20] == first.counts.tolist() == panned.counts.tolist()
    assert (-40, -10) == tuple(np.rint(panned.places[0] - first.places[0]))

    for row in range(20):
        room.fix(row, 150, 100)
    moved = room.scene()

    soon = _look(crowd, moved, 10.2).places
    assert np.array([[-40, -10]]) == pytest.approx(panned.places - soon)
    assert np.abs(_look(crowd, moved, 10.3).places - panned.places).max() > 80


def test_another_force_is_counted_at_once(qtbot: QtBot) -> None:
    """Rows of before mean nobody then."""
    room, crowd = MapRoom(), Crowd()
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    _look(crowd, room.scene(), 10.0)
    room.unit("HB99", 20, 20)

    assert [21] == _look(crowd, room.scene(), 10.0).counts.tolist()


def test_another_state_is_counted_at_once(qtbot: QtBot) -> None:
    """When nothing moves nobody would look a second time."""
    room, crowd = MapRoom(), Crowd()
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    before = _look(crowd, room.scene(), 10.0).parts.tolist()
    unit = room.picture.units["unit_hb3"]
    room.picture.units["unit_hb3"] = msgspec.structs.replace(unit, state=5)
    kept = _look(crowd, room.scene(), 10.1).parts.tolist()
    crowd.count_again()

    assert [[20, 0, 0, 0, 0]] == before == kept
    assert [[19, 1, 0, 0, 0]] == _look(crowd, room.scene(), 10.1).parts.tolist()


def test_another_zoom_is_counted_at_once(qtbot: QtBot) -> None:
    """Cells are so many pixels wide: at another zoom they are others."""
    room, crowd = MapRoom(), Crowd()
    for number in range(24):
        room.unit(f"HB{number}", 20 if number % 2 else 100, 20)
    far, near = room.scene(zoom=12.0), room.scene(zoom=18.0)

    assert [24] == _look(crowd, far, 0.0).counts.tolist()
    assert [12, 12] == _look(crowd, near, 0.0).counts.tolist()


@pytest.mark.parametrize("detail", [Detail.FULL, Detail.MID])
def test_while_symbols_are_whole_they_are_folded(qtbot: QtBot, detail: Detail) -> None:
    """Then a ring stands for its units."""
    room = MapRoom()
    for number in range(12):
        room.unit(f"HB{number}", 5, 5)
    scene = room.scene()
    groups = Crowd().look(scene.sight, scene.force, scene.view, -1, detail, 0.0)

    assert ([12], True) == (groups.counts.tolist(), bool(groups.hidden.all()))


def _committed(units: int, span_m: float) -> Scene:
    """Units on incidents: none of them is ever folded."""
    room, chance = MapRoom(), np.random.default_rng(6)
    for number, (east, north) in enumerate(chance.uniform(-span_m, span_m, (units, 2))):
        room.unit(f"HB{number}", east, north, state=6, incident_ids=("inc_1",))
    return room.scene()


@pytest.mark.parametrize(
    ("units", "span_m", "detail"),
    [
        (MANY_ALONE + 150, 90, Detail.DOT),
        (MANY_ALONE + 150, 900, Detail.FULL),
        (MANY_ALONE - 10, 60, Detail.FULL),
    ],
)
def test_symbols_that_cover_each_other_are_dots(
    qtbot: QtBot, units: int, span_m: float, detail: Detail
) -> None:
    """Many on each other are dots with rings; few, or many apart, stay whole."""
    scene = _committed(units, span_m)

    assert detail is scene.detail
    assert not scene.groups.hidden.any()
    assert (detail is Detail.DOT) == bool(len(scene.groups))


def test_dense_has_a_margin(qtbot: QtBot) -> None:
    """What was dense a moment ago is dense until it is clearly so no more."""
    crowd, details = Crowd(), []
    for units in (250, MANY_ALONE - 20, 100, MANY_ALONE - 20):
        scene = _committed(units, 80)
        _look_full(crowd, scene)
        details.append(crowd.detail)

    assert [Detail.DOT, Detail.DOT, Detail.FULL, Detail.FULL] == details


def _look_full(crowd: Crowd, scene: Scene) -> Groups:
    return crowd.look(scene.sight, scene.force, scene.view, -1, Detail.FULL, 0.0)


def test_a_large_force_is_counted_in_slices(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was counted before is shown until all of it is counted again."""
    monkeypatch.setattr(crowd_module, "AT_ONCE", 8)
    room, crowd = MapRoom(), Crowd()
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    scene = room.scene()
    _look(crowd, scene, 10.0)
    scene.sight.state[:] = 5
    looks = [_look(crowd, scene, 10.5).parts.tolist() for _ in range(4)]

    assert [[[20, 0, 0, 0, 0]]] * 3 == looks[:3]
    assert [[0, 20, 0, 0, 0]] == looks[3]
    assert not crowd.is_busy


def test_a_picture_that_is_full_puts_a_count_off(qtbot: QtBot) -> None:
    """It says so, that somebody looks again, and counts when there is time."""
    has_time = [False, True]
    room, crowd = MapRoom(), Crowd(may_go_on=lambda: has_time.pop(0))
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    scene = room.scene()
    _look(crowd, scene, 10.0)
    scene.sight.state[:] = 5
    put_off = _look(crowd, scene, 11.0).parts.tolist()

    assert [[20, 0, 0, 0, 0]] == put_off
    assert crowd.is_busy

    counted = _look(crowd, scene, 11.0).parts.tolist()

    assert [[0, 20, 0, 0, 0]] == counted
    assert not crowd.is_busy


def test_whole_symbols_end_a_count(qtbot: QtBot) -> None:
    """A count that was under way is nobody's, and keeps no map busy."""
    room, crowd = MapRoom(), Crowd(is_ready=lambda _groups: False)
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    scene = room.scene()
    _look(crowd, scene, 10.0)
    _look(crowd, scene, 10.3)

    assert crowd.is_busy

    _look_full(crowd, scene)

    assert not crowd.is_busy


def test_a_very_large_force_is_counted_in_six_pictures(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are; the next picture sums up and shows them."""
    monkeypatch.setattr(crowd_module, "AT_ONCE", 2)
    room, crowd = MapRoom(), Crowd()
    for number in range(4 * SLICES):
        room.unit(f"HB{number}", 20, 20)
    scene = room.scene()
    _look(crowd, scene, 10.0)
    shown = []
    for _ in range(SLICES + 1):
        _look(crowd, scene, 10.5)
        shown.append(crowd.shown)

    assert [1] * SLICES + [2] == shown


def test_slices_of_a_view_that_moves(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells are those of the view the count began in: panning counts nobody twice."""
    monkeypatch.setattr(crowd_module, "AT_ONCE", 8)
    room, crowd = MapRoom(), Crowd()
    for number in range(24):
        room.unit(f"HB{number}", 20, 20)
    scene, courses = room.scene(), Courses()
    courses.follow(room.tracks, {})
    _look(crowd, scene, 10.0)
    for pan in (0, 60, 60):
        scene.view.pan(pan, 30)
        sight = look(scene.force, courses, scene.view, scene.now_us)
        groups = crowd.look(sight, scene.force, scene.view, -1, Detail.DOT, 10.5)

    assert [24] == groups.counts.tolist()
    assert np.hypot(*(groups.places[0] - sight.places[0])) < 30


def test_shown_when_its_rings_are_painted(qtbot: QtBot) -> None:
    """Until then what was counted before; but never for long."""
    ready: list[bool] = []
    room = MapRoom()
    crowd = Crowd(lambda _groups: bool(ready))
    for number in range(20):
        room.unit(f"HB{number}", 20, 20)
    scene = room.scene()
    _look(crowd, scene, 10.0)
    scene.sight.state[:] = 5
    waiting = _look(crowd, scene, 10.3).parts.tolist()
    busy = crowd.is_busy
    late = _look(crowd, scene, 10.6).parts.tolist()
    scene.sight.state[:] = 6
    ready.append(True)
    soon = _look(crowd, scene, 10.9).parts.tolist()

    assert ([[20, 0, 0, 0, 0]], True) == (waiting, busy)
    assert [[0, 20, 0, 0, 0]] == late
    assert [[0, 0, 20, 0, 0]] == soon
