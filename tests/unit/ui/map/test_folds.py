"""Badges that would cover each other are one, with the worst of them on it."""

import numpy as np
import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, touched
from ui.map.board import DANGER, OVERDUE, PLAIN
from ui.map.cameras import Cameras
from ui.map.captions import INCIDENT, captions
from ui.map.folds import FEW, fold, paint_number
from ui.map.incidents import Incidents
from ui.map.picking import pick
from ui.map.routes import Routes
from ui.map.scene import Scene
from ui.map.viewport import Viewport
from ui.selection import Selection
from ui.theme import Theme


def _heap(count: int, apart: float = 0.0) -> np.ndarray:
    return np.array([[200.0 + apart * n, 200.0] for n in range(count)])


def _fold(places: np.ndarray, **other: np.ndarray) -> list[int]:
    zero = np.zeros(len(places), np.int64)
    kept = other.get("kept", np.zeros(len(places), np.bool_))
    looks, ranks = other.get("looks", zero), other.get("ranks", zero)
    found = fold(Viewport(640, 480), places, looks, ranks, kept)
    return [int(each) for each in found.counts]


def test_many_on_each_other_are_one() -> None:
    """A few are never folded: they can be told apart."""

    assert [FEW + 1] == _fold(_heap(FEW + 1))
    assert [] == _fold(_heap(FEW))
    assert [] == _fold(_heap(0))


def test_far_apart_stay_alone() -> None:
    """Each in its own cell is nobody's fold."""
    grid = np.array([[60.0 * (n % 10), 60.0 * (n // 10)] for n in range(FEW + 6)])

    assert [] == _fold(grid)


def test_the_worst_is_shown() -> None:
    """The look that is worst, and the gravest grade."""
    looks, ranks = np.zeros(FEW + 1, np.int64), np.full(FEW + 1, 3, np.int64)
    looks[4], ranks[9] = OVERDUE, 1
    kept = np.zeros(FEW + 1, np.bool_)
    found = fold(Viewport(640, 480), _heap(FEW + 1), looks, ranks, kept)

    assert ([OVERDUE], [1]) == (found.looks.tolist(), found.ranks.tolist())


def test_panning_keeps_them() -> None:
    """Cells hang on the world: who shares a badge does so at another pan."""
    view, chance = Viewport(640, 480), np.random.default_rng(3)
    view.look_at(51.5, -0.1, 12.0)
    world = view.to_world(chance.uniform(100, 400, (60, 2)))
    zero, kept = np.zeros(60, np.int64), np.zeros(60, np.bool_)
    before = fold(view, view.to_screen(world), zero, zero, kept)
    view.pan(31, 17)
    after = fold(view, view.to_screen(world), zero, zero, kept)
    together = [
        (each.of[:, None] == each.of[None]) & (each.of >= 0) for each in (before, after)
    ]

    assert (together[0] == together[1]).all()
    assert np.allclose(after.places - before.places, (-31, -17), atol=1.0)


@pytest.mark.parametrize("number", [2, 12, 99, 100])
def test_the_number_is_read(qtbot: QtBot, number: int) -> None:
    """Two figures at most, and more than that is said to be more."""
    theme = Theme.load("dark")

    def one(painter: QPainter) -> None:
        painter.translate(24, 24)
        paint_number(painter, theme, number)

    image = paint(one, 48, 48)

    assert touched(image) > 100
    assert count(image, theme.color("text.primary"), 60) > 5


def _room(open_ones: int) -> MapRoom:
    room = MapRoom()
    for number in range(open_ones):
        room.incident(number, east_m=number % 3, grade="R")
    return room


def _incidents(room: MapRoom, scene: Scene) -> Incidents:
    incidents = Incidents()
    incidents.read(room.picture, scene.selection.incident_id)
    return incidents


def test_emergencies_and_the_selected_stay_whole(qtbot: QtBot) -> None:
    """Neither is counted in a fold; both are painted where they are."""
    places, kept = _heap(FEW + 3), np.zeros(FEW + 3, np.bool_)
    looks = np.full(FEW + 3, PLAIN, np.int64)
    looks[0] = DANGER
    kept[[0, 5]] = True

    assert [FEW + 1] == _fold(places, looks=looks, kept=kept)


def test_a_click_takes_the_worst_first(qtbot: QtBot) -> None:
    """All that a badge stands for lie under it; their plates are not on the map."""
    room = _room(FEW + 4)
    worst = room.incident(999, grade="I")
    scene = room.scene(zoom=13.0)
    incidents = _incidents(room, scene)
    seen, places = incidents.in_view(scene)
    folds = incidents.folds(scene, seen, places)
    x, y = (folds.places[0] - (0, 12)).tolist()
    found = pick(scene, incidents, Cameras(), x, y)
    plates = [
        each.key for each in captions(scene, incidents, Routes())
        if each.kind == INCIDENT
    ]  # fmt: skip

    assert [FEW + 5] == folds.counts.tolist()
    assert FEW + 5 == len(found)
    assert worst == found[0].entity_id
    assert [] == plates


def test_the_same_view_is_folded_once(qtbot: QtBot) -> None:
    """Who points where nothing changed waits for no folding; a selection is one."""
    room, incidents = MapRoom(), Incidents()
    for number in range(FEW + 5):
        room.incident(number)
    incidents.read(room.picture, None)

    def folded() -> list[int]:
        scene = room.scene(selection=selection)
        found = incidents.folds(scene, *incidents.in_view(scene))
        asked.append(found)
        return [int(each) for each in found.counts]

    selection, asked = Selection(), list[object]()

    assert [FEW + 5] == folded() == folded()
    assert asked[0] is asked[1]

    selection.select_incident("inc_3")

    assert [FEW + 4] == folded()
