"""The real widget under real mouse and keys: what it picks, shows and survives."""

import logging
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from controlroom.domain.errors import PackError
from tests.helpers.map_room import (
    MIDDLE,
    MapRoom,
    count,
    place,
    point,
    shot,
    turn_until,
    write_town,
)
from tests.helpers.tile_files import GREEN, png, write_mbtiles
from ui.map import stage as stage_module
from ui.map.layers import Painted
from ui.map.scene import Scene
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme
from ui.worker.messages import Picturing

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """A room with one unit in the middle, another east of it, and an incident north."""
    room = MapRoom()
    room.unit("HB11", 0, 0, state=5)
    room.unit("HB12", 60, 0)
    room.incident(4521, 0, 60)
    return room


@pytest.fixture
def selection() -> Selection:
    """Nothing selected."""
    return Selection()


@pytest.fixture
def view(qtbot: QtBot, room: MapRoom, selection: Selection) -> Iterator[MapView]:
    """The map of the room, at street zoom, without ground."""
    view = MapView(Theme("dark"), room, selection)
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.centre_on(*MIDDLE, 17)
    yield view
    view.shut()


def _at(view: MapView, east_m: float, north_m: float) -> QPoint:
    return point(*view.viewport.place_to_screen(*place(east_m, north_m)))


def _hover(view: MapView, at: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NONE,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def _wheel(view: MapView, at: QPoint, eighths: int) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, eighths),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt names it not
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_click_on_a_symbol_selects_it(
    qtbot: QtBot, view: MapView, selection: Selection
) -> None:
    """Units and incidents are selected where they are seen, and the ring is shown."""
    before = count(shot(view), Theme("dark").color("accent.select_map"), 8)
    QTest.mouseClick(view, LEFT, NONE, _at(view, 60, 0))

    assert ("unit_hb12", None) == (selection.unit_id, selection.incident_id)
    assert count(shot(view), Theme("dark").color("accent.select_map"), 8) > before + 80

    QTest.mouseClick(view, LEFT, NONE, _at(view, 0, 60) - QPoint(0, 20))

    assert ("unit_hb12", "inc_4521") == (selection.unit_id, selection.incident_id)


def test_a_click_on_nothing_says_where(
    qtbot: QtBot, view: MapView, selection: Selection
) -> None:
    """It gives the place and selects nothing."""
    with qtbot.waitSignal(view.place_clicked) as clicked:
        QTest.mouseClick(view, LEFT, NONE, _at(view, -80, -50))

    assert place(-80, -50) == pytest.approx(clicked.args, abs=2e-5)
    assert selection.unit_id is None


def test_a_drag_moves_the_map_and_holds_it(
    qtbot: QtBot, view: MapView, selection: Selection
) -> None:
    """The symbols go with the hand, nothing is selected, and the view is held."""
    start, end = QPoint(100, 100), QPoint(160, 130)
    before = _at(view, 0, 0)
    QTest.mousePress(view, LEFT, NONE, start)
    QTest.mouseMove(view, QPoint(130, 120))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, NONE, end)

    assert before + (end - start) == _at(view, 0, 0)
    assert "held" == view.lookout.hold
    assert selection.unit_id is None
    assert not view.corners.home.isHidden()


def test_home_gives_the_view_back(qtbot: QtBot, view: MapView) -> None:
    """The key, or a click on the chip, ends the holding."""
    QTest.keyClick(view, Qt.Key.Key_Right)
    held = [view.lookout.hold]
    QTest.keyClick(view, Qt.Key.Key_Home)
    held.append(view.lookout.hold)

    assert ["held", ""] == held
    assert view.corners.home.isHidden()

    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.mouseClick(view.corners.home, LEFT)

    assert "" == view.lookout.hold


def test_a_visit_comes_back(qtbot: QtBot, view: MapView) -> None:
    """After an emergency was shown, Home returns to where one was, to the pixel."""
    view.centre_on(*MIDDLE, 13)
    before = view.viewport.state()
    view.visit(*place(2_000, 0))

    assert "Back to where you were Home" == view.corners.home.text
    assert turn_until(lambda: view.viewport.zoom == 16)

    view.visit(*place(-2_000, 0))
    QTest.keyClick(view, Qt.Key.Key_Home)

    assert turn_until(lambda: before == view.viewport.state())


def test_reduced_motion_moves_at_once(view: MapView) -> None:
    """Nothing glides for whom moving pictures are hard to bear."""
    view.stage.scene().theme.hold_still(still=True)
    view.visit(*place(100, 0))

    assert (16, False) == (view.viewport.zoom - 1, view.lookout.is_gliding)


def test_another_screen(view: MapView, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moved to a screen with twice the pixels the map is as large, and sharp."""
    at = view.point_of(*place(60, 0))
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0)
    QApplication.sendEvent(view, QEvent(QEvent.Type.DevicePixelRatioChange))

    assert (1280, 960, 2.0) == (
        view.viewport.width, view.viewport.height, view.viewport.unit,
    )  # fmt: skip
    assert at.x() == pytest.approx(view.point_of(*place(60, 0)).x(), abs=1)


def test_what_nobody_sees_costs_nothing(
    view: MapView, room: MapRoom, qtbot: QtBot
) -> None:
    """Hidden or minimised it neither looks nor paints; seen again it is up to date."""
    looks: list[bool] = []
    look, touch = view.stage.look, view.stage.touch

    def read(ids: frozenset[str]) -> None:
        looks.append(True)
        touch(ids)

    view.stage.touch = read  # type: ignore[method-assign]  # counted, then done as ever

    def counted() -> bool:
        looks.append(True)
        return look()

    view.stage.look = counted  # type: ignore[method-assign]  # counted, then done as ever
    for away, back in (
        (view.hide, view.show),
        (view.showMinimized, view.showNormal),
    ):
        away()
        turn_until(lambda: False, 100)
        looks.clear()
        view.stage.paint_ms.clear()
        for number in range(20):
            room.fix(1, 60 + number, 0)
            room.tracks_changed.emit()
            room.second.emit()
            room.tell(room.incident(5000 + number, 10, 10))
        turn_until(lambda: False, 100)

        assert ([], 0) == (looks, len(view.stage.paint_ms))

        back()

        assert turn_until(lambda: bool(looks and view.stage.paint_ms))
        assert "inc_5019" in view.stage.incidents.ids()


def test_the_wheel_zooms_to_the_pointer(view: MapView) -> None:
    """What is under the pointer stays there."""
    at = QPoint(500, 100)
    before = view.viewport.to_place(500, 100)
    _wheel(view, at, 240)

    assert 18.0 == view.viewport.zoom
    assert before == pytest.approx(view.viewport.to_place(500, 100), abs=1e-5)


def test_double_click(qtbot: QtBot, view: MapView, room: MapRoom) -> None:
    """On a camera it asks for its picture, elsewhere it comes nearer."""
    camera_id = room.camera(1, -60, 40)
    room.tell(camera_id)
    with qtbot.waitSignal(view.camera_requested) as asked:
        QTest.mouseDClick(view, LEFT, NONE, _at(view, -60, 40))

    assert [camera_id] == asked.args
    assert 17 == view.viewport.zoom

    QTest.mouseDClick(view, LEFT, NONE, _at(view, -80, -50))

    assert 18 == view.viewport.zoom


def test_the_card_follows_the_pointer(view: MapView, room: MapRoom) -> None:
    """Over a unit it says who, and stays true; beside it, it is gone."""
    _hover(view, _at(view, 60, 0))

    assert view.corners.card.text.startswith("HB12 2 On patrol")

    room.fix(1, 60, 0, age_s=15)
    room.second.emit()

    assert "fix 0:15 old" in view.corners.card.text

    _hover(view, QPoint(20, 300))

    assert view.corners.card.isHidden()


def test_the_place_of_the_pointer(qtbot: QtBot, view: MapView) -> None:
    """Its grid reference is said, without a map too."""
    _hover(view, QPoint(300, 300))

    assert turn_until(lambda: not view.corners.place.isHidden())
    assert view.corners.place.text.startswith("OW ")


def test_what_moves_is_painted_anew(view: MapView, room: MapRoom) -> None:
    """A frame of positions changes the screen without anybody touching it."""
    before = shot(view)
    room.fix(0, 30, 30)
    room.tracks_changed.emit()

    assert turn_until(lambda: shot(view) != before)


class _Turns(QObject):
    """Hears in which painting of a window its parts were painted, counted from 1."""

    def __init__(self, window: QWidget, **parts: QWidget) -> None:
        super().__init__(window)
        self.window, self.parts = window, parts
        self.turn = 0
        self.painted: dict[str, int] = {}
        for each in (window, *parts.values()):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything pass."""
        if watched is self.window and event.type() == QEvent.Type.UpdateRequest:
            self.turn += 1
        if event.type() == QEvent.Type.Paint:
            for name, part in self.parts.items():
                if watched is part:
                    self.painted.setdefault(name, self.turn)
        return False


def test_a_selection_is_painted_by_the_lists_first(
    qtbot: QtBot, room: MapRoom, selection: Selection
) -> None:
    """A key that selects never waits for the map, which follows in its own turn."""
    window, words = QWidget(), QLabel("HB11")
    view = MapView(Theme("dark"), room, selection)
    row = QHBoxLayout(window)
    row.addWidget(words)
    row.addWidget(view)
    qtbot.addWidget(window)
    window.show()
    turns = _Turns(window, list=words, map=view)
    turn_until(lambda: len(turns.painted) == 2)
    view.repaint()
    view._timer.stop()  # nobody but the selection asks it to paint
    turns.painted.clear()
    selection.select_unit("unit_hb12")
    words.update()
    turn_until(lambda: len(turns.painted) == 2)
    view.shut()

    assert turns.painted["list"] < turns.painted["map"]


def test_what_stands_is_not_painted(
    view: MapView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nothing moves the map does not paint, whatever frames come in."""
    assert turn_until(lambda: bool(view.stage.labels.placed))
    painted: list[QPainter] = []
    paint = view.stage.paint

    def noted(painter: QPainter) -> None:
        painted.append(painter)
        paint(painter)

    def is_waiting() -> bool:
        stage = view.stage
        plates = stage._labels_due or stage.labels.is_busy
        return plates or not stage.ground.is_idle

    def comes_to_rest() -> bool:
        painted.clear()
        turn_until(lambda: bool(painted), 600)
        # Where this machine stood still, what waits to be painted has not been yet.
        return not painted and not is_waiting()

    monkeypatch.setattr(view.stage, "paint", noted)
    assert any(comes_to_rest() for _ in range(100))
    for _ in range(20):
        view._frame.tracks_changed.emit()
        turn_until(lambda: False, 25)

    assert [] == painted


def test_plates_of_a_crowd_come_without_a_word(
    view: MapView, room: MapRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round of placing goes on by itself: nobody moves and no frame comes."""
    monkeypatch.setattr(stage_module, "LABELS_SLICE_S", 0.0)
    for number in range(60):
        room.unit(
            f"HB{number}", number % 10 * 50 - 220, number // 10 * 60 - 150,
            incident_ids=("inc_1",),
        )  # fmt: skip
    room.tell()

    assert turn_until(lambda: len(view.stage.labels.placed) > 40)


def test_a_hidden_map_costs_nothing(view: MapView, room: MapRoom) -> None:
    """Hidden, it neither looks nor paints; shown again, it is up to date."""
    view.hide()
    assert turn_until(lambda: not view._timer.isActive())
    room.tracks_changed.emit()
    room.tell("unit_hb11")

    assert not view._timer.isActive()

    view.show()

    assert turn_until(view._timer.isActive)


def test_a_layer_that_fails_is_said(
    qtbot: QtBot, view: MapView, caplog: pytest.LogCaptureFixture
) -> None:
    """The process lives, the map says that it failed, and is well again afterwards."""

    def fail(_painter: QPainter, _scene: Scene) -> None:
        raise ZeroDivisionError

    painted = view.stage.painted
    view.stage.painted = (*painted, Painted("", fail))
    with caplog.at_level(logging.ERROR):
        failed = shot(view)
    view.stage.painted = painted

    assert count(failed, Theme("dark").color("alarm.high_text"), 60) > 100
    assert count(shot(view), Theme("dark").color("state.en_route"), 4) > 50


def test_hostile_words_are_shown_as_typed(
    qtbot: QtBot, view: MapView, room: MapRoom
) -> None:
    """Markup and control characters in a callsign are letters, not orders."""
    unit_id = room.unit("<b>HB</b>\x00\x1b[31m" + "A" * 500, -60, 0)
    room.tell(unit_id)
    shot(view)
    _hover(view, _at(view, -60, 0))

    assert "<b>HB</b>" in view.corners.card.text


@pytest.mark.parametrize("lat", [float("nan"), 1e9, -90.0])
def test_positions_that_are_none(view: MapView, room: MapRoom, lat: float) -> None:
    """A fix that is no place moves nothing and breaks nothing."""
    room.tracks.lat[0] = lat
    room.tracks_changed.emit()
    view.fit([(lat, 2.4)])
    image = shot(view)

    assert image.width() == 640


def test_the_feed_dies_and_comes_back(view: MapView) -> None:
    """Banner, no colour, NO LIVE DATA; and all of it gone with the first frame."""
    view.set_link_age(4)

    assert "Picture frozen 4 s." in view.corners.banner.text

    view.set_link_age(13)
    amber = Theme("dark").color("alarm.high_text")

    assert count(shot(view), amber, 40) > 800
    assert view.stage.ground.colourless

    view.set_link_age(0.1)

    assert view.corners.banner.isHidden()
    assert not view.stage.ground.colourless


def test_an_exercise_is_marked(view: MapView) -> None:
    """The word is on the map as long as the exercise lasts."""
    before = shot(view)
    view.set_exercise(True)

    assert before != shot(view)

    view.set_exercise(False)

    assert before == shot(view)


def test_a_map_pack(view: MapView, tmp_path: Path) -> None:
    """With a pack the ground comes and the words "no map of this place" go."""
    assert "no map of this place" == view.corners.notice.text

    view.set_pack(write_town(tmp_path / "town.pack"))
    view.centre_on(*MIDDLE, 15)
    park = Theme("dark").color("map.park")

    assert turn_until(lambda: count(shot(view), park, 1) > 300)
    assert view.corners.notice.isHidden()

    view.set_pack(None)

    assert view.worker is None
    assert not view.corners.notice.isHidden()


def test_pictures_of_the_ground(view: MapView, tmp_path: Path) -> None:
    """Picture tiles are painted, whose they are stands on the map, and words go."""
    path = write_mbtiles(
        tmp_path / "x.mbtiles",
        {(0, 0, 0): png(GREEN), (1, 0, 0): b"no picture"},
        {"attribution": "Somebody", "bounds": "2,54,3,55"},
    )
    view.set_pack(None, Picturing(path=str(path)))
    view.centre_on(*MIDDLE, 15)

    def greenish() -> bool:
        colour = shot(view).pixelColor(300, 100)
        return colour.green() > colour.blue() + 10

    assert turn_until(greenish)
    assert ("Somebody", True) == (
        view.corners.credit.text, view.corners.notice.isHidden(),
    )  # fmt: skip

    view.set_pack(None)

    assert view.corners.credit.isHidden()


def test_a_pack_that_is_none(view: MapView, tmp_path: Path) -> None:
    """It is refused in words; the map goes on without ground."""
    with pytest.raises(PackError, match="there is no map pack"):
        view.set_pack(tmp_path / "nothing.pack")

    assert "no map of this place" == view.corners.notice.text
    assert count(shot(view), Theme("dark").color("state.en_route"), 4) > 50


def test_the_keyboard_shows_its_ring(qtbot: QtBot, view: MapView) -> None:
    """A ring is shown when the keyboard came here, not when the mouse did."""
    ring = Theme("dark").color("accent.focus")
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    plain = count(shot(view), ring, 8)
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)

    assert count(shot(view), ring, 8) > plain + 1_000


def test_keys_of_others_go_on(qtbot: QtBot, view: MapView) -> None:
    """A key the map has no use for is left to the window."""
    before = view.viewport.state()
    QTest.keyClick(view, Qt.Key.Key_A)

    assert (before, "") == (view.viewport.state(), view.lookout.hold)


def test_another_theme(view: MapView) -> None:
    """By day the same map has the colours of day."""
    view._theme.switch("light")

    assert count(shot(view), Theme("light").color("map.land"), 0) > 100_000


def test_no_reference_is_lost(view: MapView) -> None:
    """Painting and asking for painting loses no reference to None (a PySide trap)."""
    view.repaint()
    before = sys.getrefcount(None)
    for _ in range(200):
        view.update()
        view.repaint()

    assert before - 50 < sys.getrefcount(None)


def test_numpy_booleans_never_reach_qt(view: MapView, room: MapRoom) -> None:
    """Columns of truths do not end up where Qt wants one: every path is painted."""
    room.emergency("unit_hb11")
    room.tracks.fix_us[:] -= np.int64(60_000_000)
    room.tell()
    view.set_exercise(True)
    view.set_link_age(20)

    assert count(shot(view), Theme("dark").color("alarm.high_text"), 40) > 800


def test_sizes_of_the_design(view: MapView) -> None:
    """As wide as in the design, and never smaller than its minimum."""

    assert (894, 976) == view.sizeHint().toTuple()
    assert (480, 360) == view.minimumSize().toTuple()


def test_where_a_place_is_drawn(view: MapView) -> None:
    """The middle of the view is the middle of the widget."""

    assert (320, 240) == pytest.approx(view.point_of(*MIDDLE).toTuple(), abs=1)


def test_a_key_goes_before_the_map(qtbot: QtBot, view: MapView) -> None:
    """The map gives way until the window has painted what the key changed."""
    view.stage._pace.drawn_at_s = math.inf  # just now, however slow the machine
    waiting: list[bool] = []
    view._strokes.struck.connect(lambda: waiting.append(view._after_lists.is_waiting))
    with qtbot.waitSignal(view._after_lists.passed):
        QTest.keyClick(view.windowHandle(), Qt.Key.Key_F9)

    assert [True] == waiting


def test_a_map_that_waits_looks_nowhere(qtbot: QtBot, view: MapView) -> None:
    """It looks again when it has its turn."""
    view._after_lists.wait()
    view._timer.stop()
    view._look()
    waiting = view._timer.isActive()
    with qtbot.waitSignal(view._after_lists.passed):
        view.update()

    assert (False, True) == (waiting, view._timer.isActive())


def test_a_key_that_is_held_does_not_stop_the_map(view: MapView) -> None:
    """A map that was not painted for long gives way no more."""
    view.stage._pace.drawn_at_s = -math.inf
    waiting: list[bool] = []
    view._strokes.struck.connect(lambda: waiting.append(view._after_lists.is_waiting))
    QTest.keyClick(view.windowHandle(), Qt.Key.Key_F9)

    assert [False] == waiting
