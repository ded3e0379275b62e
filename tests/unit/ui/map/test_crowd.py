"""Thousands that are only dots are counted where they are, and hide behind nobody."""

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.freshness import HOLLOW
from tests.helpers.map_room import MIDDLE, MapRoom
from ui.map.crowd import EVERY_S, LEAST, MANY_ALONE, Crowd, sum_up
from ui.map.detail import Detail
from ui.map.groups import CROWDED, PARTS, RADIUS, Groups
from ui.map.scene import Scene


def _spread(room: MapRoom, units: int, span_m: float = 900) -> Scene:
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


def _sum(scene: Scene) -> Groups:
    return sum_up(scene.sight, scene.force, scene.view)


def _look(crowd: Crowd, scene: Scene, at_s: float) -> Groups:
    return crowd.look(scene.sight, scene.force, scene.view, -1, Detail.DOT, at_s)


def test_everybody_is_counted_once(qtbot: QtBot) -> None:
    """By state, and who was not heard of for long by that; nobody is hidden."""
    room = MapRoom()
    room.emergency(room.unit("CN24", 0, 0))
    scene = _spread(room, 1_500)
    groups = _sum(scene)
    members = groups.of >= 0
    old = scene.sight.age[members] >= HOLLOW

    assert groups.counts.sum() == members.sum() > 1_000
    assert (groups.counts >= LEAST).all()
    assert (groups.parts.sum(axis=1) == groups.counts).all()
    assert old.sum() == groups.parts[:, PARTS.index("old")].sum()
    assert not groups.hidden.any()


def test_nobody_in_danger_is_only_counted(qtbot: QtBot) -> None:
    """An emergency is in no ring, were there a hundred of them at one place."""
    room = MapRoom()
    for number in range(30):
        room.emergency(room.unit(f"CN{number}", 5, 5))
    groups = _sum(room.scene())

    assert (0, 30) == (len(groups), int((groups.of < 0).sum()))


def test_rings_keep_apart(qtbot: QtBot) -> None:
    """Each stays in its own cell of the ground, where most of its units are."""
    scene = _spread(MapRoom(), 1_500)
    groups = _sum(scene)
    apart = groups.places[:, None] - groups.places[None]
    gaps = np.hypot(apart[..., 0], apart[..., 1]) + 1e3 * np.eye(len(groups))
    mean = [scene.sight.places[groups.of == n].mean(axis=0) for n in range(len(groups))]

    assert len(groups) > 20
    assert gaps.min() > 2 * RADIUS
    assert np.hypot(*(groups.places - mean).T).max() < 30


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


def test_where_ten_thousand_stand(qtbot: QtBot) -> None:
    """A ring whose place is taken from a part of its units still stands among them."""
    room = MapRoom()
    for number in range(20):
        room.unit(f"HB{number}", 100, 100)
    scene = room.scene()
    many = np.zeros(20_000, np.intp)
    many[:20] = np.arange(20)
    sight = scene.sight
    whole = type(sight)(
        sight.rows[many], sight.places[many], sight.age[many], sight.fix_us[many],
        sight.moving[many], sight.state[many], sight.now_us,
    )  # fmt: skip
    groups = sum_up(whole, scene.force, scene.view)

    assert [20_000] == groups.counts.tolist()
    assert np.hypot(*(groups.places[0] - sight.places[0])) < 30


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


def test_crowded_is_where_dots_cover_each_other(qtbot: QtBot) -> None:
    """There they are quiet; where they can be told apart they are not."""
    room = MapRoom()
    for number in range(CROWDED + 5):
        room.unit(f"HB{number}", 10 + number / 10, 12)
    room.unit("CN1", 180, 120)
    scene = room.scene()
    groups = _sum(scene)
    everyone = np.arange(len(scene.sight))

    assert [True] * (CROWDED + 5) + [False] == groups.crowded(everyone).tolist()
    assert not MapRoom().scene().groups.crowded(np.zeros(0, np.int64)).any()


def test_nobody(qtbot: QtBot) -> None:
    """An empty force has no rings."""
    scene = MapRoom().scene()

    assert 0 == len(_sum(scene))
    assert MIDDLE == pytest.approx(scene.view.centre)
