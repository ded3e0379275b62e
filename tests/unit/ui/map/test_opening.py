"""A click on a group comes nearer until its units part, or lists them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom, place, point, turn_until
from ui.map.view import MapView
from ui.map.viewport import MAX_ZOOM
from ui.selection import Selection
from ui.theme import Theme

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """Four units in a street, and four in one yard north of it."""
    room = MapRoom()
    for number in range(4):
        room.unit(f"HB1{number}", 30.0 * number, 0)
        room.unit(f"CN1{number}", 0, 600)
    return room


@pytest.fixture
def view(qtbot: QtBot, room: MapRoom) -> Iterator[MapView]:
    """The map of the room from far, without ground."""
    theme = Theme("dark")
    view = MapView(theme, room, Selection())
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.centre_on(*MIDDLE, 13)
    yield view
    view.shut()


def _ring(view: MapView, callsign: str) -> QPoint:
    """Return where the ring of a unit's group stands."""
    scene = view.stage.scene()
    row = scene.picture.units[f"unit_{callsign.lower()}"].row
    group = int(scene.groups.of[scene.sight.index_of(row)])

    assert group >= 0
    return point(*scene.groups.places[group])


def test_it_comes_so_near_that_they_part(qtbot: QtBot, view: MapView) -> None:
    """All of them are in view afterwards, each on its own; the view is held."""
    QTest.mouseClick(view, LEFT, NONE, _ring(view, "HB10"))
    assert turn_until(lambda: not view.lookout.is_gliding)
    scene = view.stage.scene()
    parted = [
        unit.callsign
        for row, hidden in zip(scene.sight.rows, scene.groups.hidden, strict=True)
        if (unit := scene.force.units[row]) and not hidden
    ]

    assert {"HB10", "HB11", "HB12", "HB13"} <= set(parted)
    assert "held" == view.lookout.hold
    assert view.opening.chooser.isHidden()


def test_at_one_place_there_is_a_list(
    qtbot: QtBot, view: MapView, room: MapRoom
) -> None:
    """No zoom would part them: they are listed, and Esc leaves the list."""
    zoom = view.viewport.zoom
    QTest.mouseClick(view, LEFT, NONE, _ring(view, "CN10"))

    assert [f"unit_cn1{n}" for n in range(4)] == view.opening.chooser.unit_ids
    assert view.opening.chooser.isVisible()
    assert zoom == view.viewport.zoom
    assert [True, False] == [view.step_back(), view.step_back()]


def test_a_gesture_closes_the_list(qtbot: QtBot, view: MapView) -> None:
    """What the list stood beside is somewhere else then."""
    QTest.mouseClick(view, LEFT, NONE, _ring(view, "CN10"))
    view.zoom(1, view.rect().center().toPointF())

    assert view.opening.chooser.isHidden()


def test_as_near_as_it_gets_there_is_a_list(view: MapView, room: MapRoom) -> None:
    """At the nearest zoom nothing can part them any more."""
    view.centre_on(*MIDDLE, MAX_ZOOM)
    for number in range(4):
        room.fix(number * 2, 4.0 * number, 0)
    view.stage.note_change()
    groups = view.stage.scene().groups
    place = view.rect().center().toPointF()
    for group in range(len(groups)):
        view.opening.open(str(group), place)

        assert view.opening.chooser.isVisible()


def test_a_stack_is_listed(qtbot: QtBot, view: MapView, room: MapRoom) -> None:
    """Units on an incident are never folded: those on each other are listed."""
    ids = [room.unit(f"WE9{n}", -300, -300, incident_ids=("inc_1",)) for n in range(3)]
    room.tell()
    at = view.point_of(*place(-300, -300)).toPoint()
    QTest.mouseClick(view, LEFT, NONE, at)

    assert ids == view.opening.chooser.unit_ids


def test_of_many_on_each_other_it_comes_nearer(view: MapView, room: MapRoom) -> None:
    """A list of forty would be no help while a nearer view parts them."""
    ids = [
        room.unit(f"WE{n}", 300 + 2.0 * n, -300, incident_ids=("inc_1",))
        for n in range(40)
    ]
    room.tell()
    before = view.viewport.zoom
    view.opening.offer(ids, view.rect().center().toPointF())
    assert turn_until(lambda: not view.lookout.is_gliding)

    assert view.viewport.zoom > before
    assert view.opening.chooser.isHidden()


def test_a_group_that_is_gone(view: MapView) -> None:
    """Nothing happens."""
    before = view.viewport.state()
    view.opening.open("999", view.rect().center().toPointF())

    assert before == view.viewport.state()
