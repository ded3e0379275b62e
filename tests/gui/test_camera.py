"""What moves the map: hands, keys, a followed unit, the wall; and further maps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator
from ui.map.view import MapView
from ui.map_window import MapWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: what is moved here is a view, and incidents are added."""
    return shared_room


@pytest.fixture
def seated(room: LiveRoom, sit: Sit, town: Path) -> Operator:
    """Ash at a desk with the map of the town, the hand on the map."""
    operator = sit(room, pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    operator.press("Ctrl+2")
    operator.until(operator.window.map.hasFocus)
    return operator


@pytest.fixture
def further(seated: Operator) -> Iterator[MapWindow]:
    """A second map window of the same desk."""
    seated.press("Ctrl+N")
    seated.until(lambda: seated.app.stage.maps.windows)
    (window,) = seated.app.stage.maps.windows
    window.activateWindow()
    seated.until(window.isActiveWindow)
    yield window
    seated.app.stage.maps.shut()


def _wheel(view: MapView, at: QPoint, eighths: int) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, eighths),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def _drag(view: MapView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, LEFT, NONE, start)
    for part in range(1, 9):
        QTest.mouseMove(view, start + (end - start) * part / 8)
    QTest.mouseRelease(view, LEFT, NONE, end)


def _still(operator: Operator, view: MapView) -> tuple[float, float, float]:
    """Wait until the view has arrived and return it."""
    operator.until(lambda: not view.lookout.is_gliding)
    return view.viewport.state()


def _middle_of(view: MapView) -> QPointF:
    return QPointF(view.width() / 2, view.height() / 2)


def _open_at(operator: Operator, name: str, away: QPoint) -> None:
    """Open an incident by keyboard, its place by a click on the map."""
    view, before = operator.window.map, operator.app.selection.incident_id
    operator.press("N")
    operator.until(operator.form)
    operator.fill_intake("Robbery", name)
    operator.click(view, view.rect().center() + away)
    operator.press("Ctrl+Return")
    operator.until(lambda: operator.app.selection.incident_id not in {before, None})


def test_drag_wheel_and_keys(seated: Operator) -> None:
    """The place under the hand stays under it; keys pan and zoom; Home gives back."""
    view = seated.window.map
    whole = _still(seated, view)
    start, end = QPoint(300, 300), QPoint(420, 380)
    place = view.spot_of(QPointF(start))
    _drag(view, start, end)
    dragged = view.point_of(place.lat, place.lon).toPoint()
    at = QPoint(200, 500)
    before = view.spot_of(QPointF(at))
    _wheel(view, at, 240)
    after = view.spot_of(QPointF(at))
    zoomed = view.viewport.zoom
    seated.press("+", "Left", "Up", "-")

    assert (end - dragged).manhattanLength() <= 2
    assert pytest.approx((before.lat, before.lon), abs=1e-4) == (after.lat, after.lon)
    assert whole[2] + 1 == zoomed
    assert "View held where you left it Home" == view.corners.home.text

    seated.press("Home")

    assert whole == _still(seated, view)


def test_the_view_before(seated: Operator) -> None:
    """`J`, then `B`: to the pixel where one was; the drag before that one step more."""
    view = seated.window.map
    _drag(view, QPoint(300, 300), QPoint(420, 380))
    dragged = _still(seated, view)
    seated.find("hb14")
    seated.press("B")

    assert dragged == _still(seated, view)


def test_a_unit_is_followed(seated: Operator) -> None:
    """`F` keeps it in the middle as it drives; any gesture lets go, and Esc does."""
    view, unit = seated.window.map, seated.unit("HB14")
    seated.find("hb14")
    seated.press("F")
    seated.until(lambda: "Following HB14 Esc" == view.corners.home.text)
    _still(seated, view)
    seen: set[tuple[float, float]] = set()

    def drives_in_the_middle() -> bool:
        world = view.stage.world_of(unit.unit_id)
        assert world is not None
        away = max(
            abs(world[0] - view.viewport.x), abs(world[1] - view.viewport.y)
        ) * view.viewport.side  # fmt: skip

        assert away < 60, "the unit ran out of the middle"
        seen.add(world)
        return len(seen) > 3

    seated.until(drives_in_the_middle)
    _wheel(view, QPoint(200, 200), 120)

    assert view.lookout.followed is None

    seated.press("F")
    seated.until(lambda: view.lookout.followed == unit.unit_id)
    seated.press("Esc")

    assert view.lookout.followed is None
    assert unit.unit_id == seated.app.selection.unit_id


def test_the_wall_follows_the_incidents(seated: Operator) -> None:
    """A new one comes into view; a hand locks it; Home follows again."""
    view = seated.window.map
    seated.press("Shift+W")
    _open_at(seated, "Pier 4", QPoint(-60, 40))
    seated.until(lambda: "Wall view: every open incident" == view.corners.home.text)
    places = view.stage.incidents.places

    def all_in_view() -> bool:
        box = view.rect()
        seen = [box.contains(view.point_of(*at).toPoint()) for at in places()]
        return bool(seen) and all(seen)

    seated.until(all_in_view)
    _still(seated, view)

    assert all_in_view()

    _drag(view, QPoint(300, 300), QPoint(420, 380))
    locked = view.viewport.state()
    ids = view.stage.incidents.ids()
    _open_at(seated, "Quay 9", QPoint(150, -90))
    seated.until(lambda: view.stage.incidents.ids() != ids)

    assert "Locked: Home follows again" == view.corners.home.text
    assert locked == _still(seated, view)

    seated.press("Home")

    assert "Wall view: every open incident" == view.corners.home.text
    assert locked != _still(seated, view)

    seated.press("Shift+W")

    assert "" == view.corners.home.text


def test_everything_in_view(seated: Operator) -> None:
    """`Shift+U` shows every unit that was heard."""
    view = seated.window.map
    _wheel(view, QPoint(10, 10), 1200)
    seated.press("Shift+U")
    _still(seated, view)
    tracks = seated.app.frame.tracks
    rows = [unit.row for unit in seated.picture.units.values() if seated.has_fix(unit)]
    box = view.rect().adjusted(-2, -2, 2, 2)

    assert rows
    assert all(
        box.contains(view.point_of(tracks.lat[row], tracks.lon[row]).toPoint())
        for row in rows
    )


def test_what_is_in_view_without_the_mouse(seated: Operator) -> None:
    """`I`, arrows, Enter: a unit is selected; all that is said has words."""
    seated.press("Shift+U")
    _still(seated, seated.window.map)
    seated.press("I")
    panel = seated.window.in_view
    seated.until(lambda: panel.roll.ids.get("unit") and panel.view.hasFocus())
    seated.until(lambda: panel.view.sections)
    key = panel.roll.ids["unit"][0]
    steps = 0
    while panel.view.current != key:
        seated.press("Down")
        steps += 1

        assert steps < 200

    said = panel.view.accessibleDescription()
    seated.press("Return")

    assert seated.picture.units[key].callsign in said
    assert key == seated.app.selection.unit_id
    assert seated.picture.units[key].callsign in seated.row(panel.view, key)


def test_a_further_map_window(seated: Operator, further: MapWindow) -> None:
    """One room and one worker, a view of its own; what is clicked there is selected."""
    main, view = seated.window.map, further.view
    seated.until(lambda: view.stage.ground.is_whole and view.stage.paint_ms)
    before = _still(seated, main)
    seated.press("Shift+U")
    _still(seated, view)
    unit = seated.unit("HB14")
    seated.press("F")

    assert "Follow the selected unit: needs a selected unit." == seated.notice()

    tracks = seated.app.frame.tracks
    at = view.point_of(tracks.lat[unit.row], tracks.lon[unit.row])
    found = view.found_at(at)
    QTest.mouseClick(view, LEFT, NONE, at.toPoint())

    assert before == main.viewport.state()
    assert main.worker is view.worker
    assert [] != found


def test_a_map_that_nobody_sees_costs_nothing(
    seated: Operator, further: MapWindow
) -> None:
    """Minimised it neither looks nor paints while fixes come in, then again it does."""
    view, frame = further.view, seated.app.frame
    seated.until(lambda: view.stage.paint_ms)
    further.showMinimized()
    seated.until(lambda: not view.is_seen)
    view.stage.paint_ms.clear()
    fixes = frame.fixes
    seated.until(lambda: frame.fixes > fixes + 10)

    assert 0 == len(view.stage.paint_ms)

    further.showNormal()
    seated.until(lambda: view.stage.paint_ms)


def test_further_maps_close_with_the_desk_and_come_back(
    room: LiveRoom, sit: Sit, qtbot: QtBot
) -> None:
    """Where they were left, for this person."""
    operator = sit(room)
    operator.press("Ctrl+N")
    operator.until(lambda: operator.app.stage.maps.windows)
    (window,) = operator.app.stage.maps.windows
    window.setGeometry(80, 90, 720, 540)
    operator.until(lambda: window.width() == 720)
    operator.leave()
    again = sit(room)
    again.until(lambda: again.app.stage.maps.windows)
    (back,) = again.app.stage.maps.windows

    assert (720, 540) == (back.width(), back.height())

    back.close()
    again.until(lambda: not again.app.stage.maps.windows)


def test_reduced_motion_is_kept_for_the_person(room: LiveRoom, sit: Sit) -> None:
    """Switched on once, the map no longer glides, also tomorrow."""
    ash = sit(room, "Ash")
    ash.app.stage.keys.trigger("motion")
    ash.window.map.visit(54.7, 2.4)

    assert not ash.window.map.lookout.is_gliding

    ash.leave()
    again = sit(room, "Ash")
    again.until(lambda: again.app.theme.still)
    again.app.stage.keys.trigger("motion")
