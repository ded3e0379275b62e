"""Who steers the view: a unit, the incidents, the whole place; and what is said."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom, place, turn_until
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room with one unit in the middle, another east of it, and an incident north."""
    room = MapRoom()
    room.unit("HB11", 0, 0, state=5)
    room.unit("HB12", 60, 0)
    room.incident(4521, 0, 60)
    return room


@pytest.fixture
def view(qtbot: QtBot, room: MapRoom) -> Iterator[MapView]:
    """The map of the room, at street zoom, without ground."""
    view = MapView(Theme("dark"), room, Selection())
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.centre_on(*MIDDLE, 17)
    yield view
    view.shut()


def test_following_a_unit(view: MapView, room: MapRoom) -> None:
    """It stays in the middle as it moves, the map says so, and Esc lets go of it."""
    view.stage.scene().theme.hold_still(still=True)

    assert view.helm.follow("unit_hb12")
    assert "Following HB12 Esc" == view.corners.home.text

    room.fix(1, 400, 300)
    room.tracks_changed.emit()
    middle = QPointF(320, 240)

    def is_there() -> bool:
        away = view.point_of(*place(400, 300)) - middle
        return max(abs(away.x()), abs(away.y())) < 2

    assert turn_until(is_there)
    assert view.step_back()
    assert ("View held where you left it Home", None) == (
        view.corners.home.text, view.lookout.followed,
    )  # fmt: skip
    assert not view.step_back()


@pytest.mark.parametrize("unit_id", ["unit_none", "unit_hb19"])
def test_a_unit_without_a_place_is_not_followed(
    view: MapView, room: MapRoom, unit_id: str
) -> None:
    """Unknown, or never heard: the view stays and nothing is promised."""
    room.unit("HB19", float("nan"), 0)
    room.tell()

    assert not view.helm.follow(unit_id)
    assert view.lookout.followed is None


def test_a_followed_unit_that_goes_is_let_go(view: MapView, room: MapRoom) -> None:
    """Nothing is said to be followed that is no longer known."""
    view.helm.follow("unit_hb12")
    del room.picture.units["unit_hb12"]
    room.tell()

    assert view.lookout.followed is None


def test_a_click_on_the_chip_lets_go(view: MapView) -> None:
    """As its key does: the view stays where it is."""
    view.helm.follow("unit_hb12")
    QTest.mouseClick(view.corners.home, LEFT)

    assert (None, "held") == (view.lookout.followed, view.lookout.hold)


def test_the_wall_view(view: MapView, room: MapRoom) -> None:
    """A new incident is in view at once; a hand locks it, Home follows again."""
    view.stage.scene().theme.hold_still(still=True)
    view.helm.show_wall(wall=True)
    said = [view.corners.home.text]
    room.tell(room.incident(4522, 3_000, 0))
    both = [place(0, 60), place(3_000, 0)]

    assert all(view.rect().contains(view.point_of(*at).toPoint()) for at in both)

    QTest.keyClick(view, Qt.Key.Key_Right)
    said.append(view.corners.home.text)
    room.tell(room.incident(4523, -9_000, 0))
    far = place(-9_000, 0)

    assert not view.rect().contains(view.point_of(*far).toPoint())

    QTest.keyClick(view, Qt.Key.Key_Home)
    said.append(view.corners.home.text)

    assert view.rect().contains(view.point_of(*far).toPoint())
    wall, locked = "Wall view: every open incident", "Locked: Home follows again"
    assert [wall, locked, wall] == said


def test_a_followed_unit_that_went_unseen(view: MapView, room: MapRoom) -> None:
    """A map that was hidden meanwhile lets go of it when it is seen again."""
    view.helm.follow("unit_hb12")
    view.hide()
    del room.picture.units["unit_hb12"]
    room.tell()
    view.show()

    assert turn_until(lambda: view.lookout.followed is None)


def test_the_whole_place_until_somebody_asks(view: MapView, room: MapRoom) -> None:
    """What nobody looked at yet is shown whole; afterwards the view is the person's."""
    fresh = MapView(Theme("dark"), room, Selection())
    moved = [fresh.helm.show_whole(), view.helm.show_whole()]

    assert [True, False] == moved
    assert pytest.approx(MIDDLE, abs=1e-2) == fresh.viewport.centre

    fresh.shut()


def test_the_wall_of_nothing_is_the_whole_place(view: MapView, room: MapRoom) -> None:
    """Without an incident Home shows the place, not the middle of the ocean."""
    view.stage.scene().theme.hold_still(still=True)
    room.picture.incidents.clear()
    room.tell()
    view.centre_on(10.0, 10.0, 16)
    view.helm.show_wall(wall=True)
    view.helm.go_home()

    assert pytest.approx(MIDDLE, abs=1e-2) == view.viewport.centre
    assert "wall" == view.lookout.hold
