"""Thousands that are only dots are counted where they are, and hide behind nobody."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.freshness import HOLLOW
from tests.helpers.map_room import MIDDLE, MapRoom
from ui.map.census import LEAST, Census, sum_up
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


def test_in_slices_as_at_once(qtbot: QtBot) -> None:
    """Counted some at a time, a force has the same rings at the same places."""
    scene = _spread(MapRoom(), 1_500)
    census = Census(scene.force, scene.view, len(scene.sight))
    turns = 1
    while not census.count(scene.sight, scene.force, scene.view, 200):
        turns += 1
    slices, whole = census.end(scene.sight, scene.view), _sum(scene)

    assert 8 == turns
    assert (whole.places == slices.places).all()
    assert (whole.parts == slices.parts).all()
    assert (whole.of == slices.of).all()
    assert (whole.quiet == slices.quiet).all()
