"""All layers together: their order, what is read when, and when a frame is due."""

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from controlroom.domain.picture import Picture
from tests.helpers.map_room import MIDDLE, MapRoom, count, paint, turn_until
from ui.map import stage as stage_module
from ui.map.crowd import MANY_ALONE
from ui.map.piecework import Piecework
from ui.map.stage import Stage
from ui.selection import Selection
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


@pytest.fixture
def stage(room: MapRoom) -> Iterator[Stage]:
    """A stage around the middle of the town, without ground."""
    parent = QObject()
    stage = Stage(Theme.load("dark"), room, Selection(), parent)
    stage.viewport.resize(640, 480, 1.0)
    stage.viewport.look_at(*MIDDLE, 17)
    yield stage
    parent.deleteLater()


def test_danger_lies_on_top(room: MapRoom, stage: Stage) -> None:
    """Twenty units at one place and the one in danger is the one that is seen."""
    for number in range(20):
        room.unit(f"HB{number}", state=5, incident_ids=("inc_1",))
    room.emergency(room.unit("CN24"), accepted=True)
    stage.read_all()
    image = paint(stage.paint)

    assert (
        count(
            image.copy(311, 231, 18, 18), stage.scene().theme.color("state.emergency")
        )
        > 120
    )


def test_a_change_is_read(room: MapRoom, stage: Stage) -> None:
    """A unit that changed its state is drawn in it at the next frame."""
    unit_id = room.unit("HB11", state=2)
    stage.read_all()
    paint(stage.paint)
    room.picture.units[unit_id] = msgspec.structs.replace(
        room.picture.units[unit_id], state=5
    )
    stage.touch(frozenset({unit_id}))

    assert (
        count(paint(stage.paint), stage.scene().theme.color("state.en_route"), 2) > 100
    )


def test_a_crowd_is_counted_anew_when_somebody_changed(
    room: MapRoom, stage: Stage
) -> None:
    """Rings of dots say the new state at the next frame, also when nothing moves."""
    for number in range(MANY_ALONE + 150):
        room.unit(f"HB{number}", number % 20, number // 20, incident_ids=("inc_1",))
    stage.read_all()
    before = stage.scene().groups.parts.sum(axis=0).tolist()
    unit = room.picture.units["unit_hb9"]
    room.picture.units["unit_hb9"] = msgspec.structs.replace(unit, state=6)
    stage.touch(frozenset({"unit_hb9"}))

    assert [350, 0, 0, 0, 0] == before
    assert [349, 0, 1, 0, 0] == stage.scene().groups.parts.sum(axis=0).tolist()


def test_another_picture_is_read_whole(room: MapRoom, stage: Stage) -> None:
    """After a snapshot nothing of the old picture is left."""
    room.unit("HB11")
    room.incident(1)
    stage.read_all()
    room.picture = Picture()
    stage.touch(frozenset({"unit_hb11"}))

    assert 0 == len(stage.scene().sight)
    assert () == stage.incidents.board.incidents


def test_nothing_moves_nothing_to_paint(room: MapRoom, stage: Stage) -> None:
    """A standing force asks for no frame; a moving one does."""
    room.unit("HB11")
    stage.read_all()
    paint(stage.paint)

    assert not stage.look()

    room.fix(0, 30, 0)

    assert stage.look()


def test_an_unaccepted_emergency_flashes_once_a_second(
    room: MapRoom, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is bright and dim in turn until accepted; steady where motion is unwanted."""
    room.emergency(room.unit("CN24"))
    stage.read_all()

    assert turn_until(lambda: not stage.flash())
    assert turn_until(stage.flash)

    monkeypatch.setattr(stage_module, "FLASH_S", 0.05)
    stage.scene().theme.hold_still(still=True)

    assert not turn_until(lambda: not stage.flash(), 200)


def test_accepted_is_steady(
    room: MapRoom, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once somebody accepted, nothing flashes."""
    monkeypatch.setattr(stage_module, "FLASH_S", 0.05)
    room.emergency(room.unit("CN24"), accepted=True)
    stage.read_all()

    assert not turn_until(lambda: not stage.flash(), 200)


def test_plates_wait_their_turn(
    room: MapRoom, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plates are placed at most four times a second."""
    room.unit("HB11")
    stage.read_all()
    assert turn_until(lambda: stage.are_plates_due)
    paint(stage.paint)
    first = stage.labels.placed
    monkeypatch.setattr(stage_module, "PLACE_LABELS_S", 60.0)
    stage.note_change()
    paint(stage.paint)

    assert 1 == len(first)
    assert first is stage.labels.placed
    assert not stage.are_plates_due


def test_a_picture_that_is_full_puts_plates_off(
    room: MapRoom, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other work has taken its slice: plates wait for the next picture, no longer."""
    monkeypatch.setattr(stage_module, "PLACE_LABELS_S", 0.0)
    room.unit("HB11")
    stage.read_all()
    paint(stage.paint)
    first = stage.labels.placed
    monkeypatch.setattr(Piecework, "left_s", 0.0)
    stage.note_change()
    paint(stage.paint)

    assert first is stage.labels.placed
    assert stage.are_plates_due

    paint(stage.paint)

    assert first is not stage.labels.placed


def test_a_second_changes_words(room: MapRoom, stage: Stage) -> None:
    """A countdown runs; a plate without a time asks for no frame."""
    room.unit("HB11")
    stage.read_all()
    assert turn_until(lambda: stage.are_plates_due)
    paint(stage.paint)

    assert not stage.second()

    room.incident(4531, 60, age_s=70)
    stage.read_all()
    assert turn_until(lambda: stage.are_plates_due)
    paint(stage.paint)
    room.pass_time(1)

    assert stage.second()
    assert "13:49" in [each.caption.plate.note for each in stage.labels.placed]


def test_no_map_is_lines(room: MapRoom, stage: Stage) -> None:
    """Without a map of the place there is a graticule, never an empty surface."""
    image = paint(stage.paint)
    theme = stage.scene().theme

    assert count(image, theme.color("map.land"), 0) > 200_000
    assert count(image, theme.color("map.street"), 2) > 500


def test_a_layer_that_is_off_is_not_painted(room: MapRoom, stage: Stage) -> None:
    """Units off: none in sight but the one in danger and the one selected."""
    for number in range(3):
        room.unit(f"HB{number}", 40.0 * number)
    room.emergency(room.unit("CN24", 200.0), accepted=True)
    stage.read_all()
    stage.layers.switch("units", on=False)
    rows = stage.scene().sight.rows.tolist()

    assert [3] == rows
    assert 3 == stage.force.left_out.sum()

    stage.scene().selection.select_unit("unit_hb1")
    stage.touch_selection()

    assert [1, 3] == stage.scene().sight.rows.tolist()

    stage.scene().selection.select_unit(None)
    stage.touch_selection()

    assert [3] == stage.scene().sight.rows.tolist()


def test_cameras_that_are_off_cannot_be_hit(room: MapRoom, stage: Stage) -> None:
    """What is not painted is not under the pointer either."""
    room.camera(1, 0.0, 0.0)
    stage.read_all()

    assert ["camera"] == [each.kind for each in stage.found_at(320, 240)]

    stage.layers.switch("cameras", on=False)

    assert [] == stage.found_at(320, 240)


def test_incidents_left_out_are_counted(room: MapRoom, stage: Stage) -> None:
    """The board holds what passes, and how many more there would be."""
    room.incident(1)
    room.incident(2)
    stage.layers.switch("incidents", on=False)

    board = stage.incidents.board

    assert (0, 2) == (len(board.incidents), board.left_out)

    stage.scene().selection.select_incident("inc_1")
    stage.touch_selection()

    assert 1 == stage.incidents.board.left_out


def test_what_was_just_looked_at_waits_for_its_turn(
    room: MapRoom, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For half a picture; a change or another view is never taken for it."""
    monkeypatch.setattr(stage_module, "JUST_S", 3600.0)
    said = []

    def paint_then(change: Callable[[], object]) -> None:
        paint(stage.paint)
        change()
        said.append(stage.is_just_looked_at)

    paint_then(lambda: None)
    paint_then(lambda: stage.viewport.pan(5.0, 0.0))
    paint_then(lambda: stage.touch(frozenset({room.unit("HB77")})))
    paint_then(lambda: monkeypatch.setattr(stage_module, "JUST_S", 0.0))
    monkeypatch.setattr(stage_module, "JUST_S", 3600.0)
    stage._looked_at_s -= 7200.0  # painted again below, of what was seen then
    paint_then(lambda: None)

    assert [True, False, False, False, False] == said
