"""Where the command bar opens, and what choosing does."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from controlroom.domain import commands as c
from controlroom.domain.entities import Camera
from controlroom.domain.geo import destination
from tests.helpers.around_room import draw_rvp
from tests.helpers.bar_room import bar_beside
from tests.helpers.gateway_process import ROOT
from tests.helpers.window_room import WindowRoom
from ui.find import CAMERA, DRAWING, PLACE, Hit


def test_an_act_named_in_the_bar_is_done_on_what_was_named(
    window_room: WindowRoom,
) -> None:
    """`assign hb14 hb15 4531` sends, and shows it when nothing was selected."""
    window_room.stage.open_command()
    line = window_room.stage.command.line
    line.setText("assign hb14 hb15 4531")
    QTest.keyClick(line, Qt.Key.Key_Return)
    act = window_room.room.acts[-1]

    assert "inc_4531" == window_room.room.selection.incident_id

    assert isinstance(act, c.AssignUnits)
    assert ("inc_4531", ("unit_hb14", "unit_hb15")) == (act.incident_id, act.unit_ids)


def test_what_is_selected_stays_when_a_line_is_about_another(
    window_room: WindowRoom,
) -> None:
    """A line of the log for somebody else takes nobody from what they work on."""
    window_room.room.selection.select_incident("inc_4521")
    window_room.stage.open_command()
    line = window_room.stage.command.line
    line.setText("log 4531 Gate is open")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert (
        c.AddLogEntry(incident_id="inc_4531", text="Gate is open")
        == (window_room.room.acts[-1])
    )
    assert "inc_4521" == window_room.room.selection.incident_id


def test_the_last_line_is_repeated_after_it_was_read(window_room: WindowRoom) -> None:
    """The bar opens with it, and with what it would do now; Enter does it."""
    stage, line = window_room.stage, window_room.stage.command.line
    stage.keys.trigger("repeat")
    said = window_room.room.said[-1]
    stage.open_command()
    line.setText("hb14 3")
    QTest.keyClick(line, Qt.Key.Key_Return)
    stage.keys.trigger("repeat")

    assert "nothing was done in the bar yet" in said
    assert "hb14 3" == line.text()
    assert stage.command.isVisible()


def test_a_place_is_gone_to(window_room: WindowRoom) -> None:
    """A place that was found is shown on the map."""
    window_room.stage.command.hit_chosen.emit(
        Hit(PLACE, "Quay", "Quay", lat=51.51, lon=-0.12)
    )
    lat, lon = window_room.window.map.viewport.centre

    assert (51.51, -0.12) == pytest.approx((lat, lon), abs=1e-3)


def test_the_bar_never_covers_the_alarm_strip(window_room: WindowRoom) -> None:
    """It opens under it, or at the bottom when danger stands at the top."""
    strip = window_room.window.strip
    window_room.stage.open_command()
    top = window_room.stage.command.y()
    window_room.stage.step_back()
    window_room.room.scene.emergency("unit_cn24", 4533)
    window_room.room.turn()
    window_room.stage.open_command()
    low = window_room.stage.command.y()
    window_room.stage.sound.stop()

    assert strip.y() + strip.height() <= top
    assert top < low


@pytest.mark.parametrize(
    ("x", "y", "hides"),
    [
        (960, 200, True), (960, 420, True), (570, 640, True),
        (960, 760, False), (540, 200, False), (1380, 200, False), (960, 100, False),
    ],
)  # fmt: skip
def test_the_bar_leaves_the_selection_in_sight(
    window_room: WindowRoom, x: int, y: int, *, hides: bool
) -> None:
    """It opens at the bottom when the top would hide what is selected, ring and all;
    what stands beside it, under it or off the map moves nothing.
    """
    top = bar_beside(window_room, QPoint(960, 1000)).y()
    bar = bar_beside(window_room, QPoint(x, y))

    assert (84, hides) == (top, bar.y() > top)


def test_the_bar_leaves_the_top_to_another_sectors_emergency(
    window_room: WindowRoom,
) -> None:
    """Nothing is selected here, and yet danger is what the top of the map may show."""
    window_room.room.position.choose_sectors(frozenset({"Harbour"}))
    window_room.room.scene.emergency("unit_cn24", 4533)
    window_room.room.turn()
    window_room.stage.open_command()
    window_room.stage.sound.stop()

    assert window_room.room.selection.incident_id is None
    assert window_room.stage.command.y() > 84


def test_the_bar_leaves_the_selection_in_sight_on_a_fine_screen() -> None:
    """At 200 % a place's pixel is not the window's: the bar opens as at 100 %."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.bar_room", "960,420", "960,760"],
        cwd=ROOT, capture_output=True, check=True, timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"},
    )  # fmt: skip
    said = json.loads(done.stdout)
    low, top = said["tops"]

    assert (2.0, 84) == (said["ratio"], top)
    assert low > top


def test_a_camera_that_was_found_is_selected_and_shown(window_room: WindowRoom) -> None:
    """`P` would look through it."""
    camera = Camera(camera_id="cam_1", kind="fixed", name="C-1", lat=51.52, lon=-0.1)
    window_room.room.frame.picture.cameras["cam_1"] = camera
    window_room.stage.command.hit_chosen.emit(Hit(CAMERA, "cam_1", "C-1"))
    centre = window_room.window.map.viewport.centre

    assert "cam_1" == window_room.room.selection.camera_id
    assert (51.52, -0.1) == pytest.approx(centre, abs=1e-3)


def test_a_drawing_that_was_found_is_selected_and_shown(
    window_room: WindowRoom,
) -> None:
    """As a unit is."""
    drawing = draw_rvp(window_room.room)
    window_room.stage.command.hit_chosen.emit(Hit(DRAWING, "drw_1", "RVP 1"))
    centre = window_room.window.map.viewport.centre

    assert "drw_1" == window_room.room.selection.drawing_id
    assert drawing.outline.corners[0] == pytest.approx(centre, abs=1e-3)


def test_distances_count_from_where_the_map_looks(window_room: WindowRoom) -> None:
    """Without a selection the bar knows the middle of the map."""
    window_room.window.map.centre_on(51.5, -0.1)
    window_room.stage.open_command()
    window_room.stage.command.line.setText("51.5, -0.1")
    (hit,) = window_room.stage.command._hits.values()

    assert hit.metres is not None
    assert hit.metres < 20


def test_asking_what_is_near(window_room: WindowRoom) -> None:
    """One key begins the question; Enter lists and draws; Esc ends it."""
    stage, window = window_room.stage, window_room.window
    window.map.centre_on(51.5, -0.1)
    stage.keys.trigger("within")
    line = stage.command.line
    began = (line.text(), line.selectedText())
    line.setText("within 2 km")
    QTest.keyClick(line, Qt.Key.Key_Return)
    listed, drawn = not window.near.isHidden(), window.map.stage.reach.drawn
    window_room.room.selection.select_unit(None)
    stage.step_back()

    assert ("within ", "") == began
    assert listed
    assert 1 == len(drawn)
    assert ((), True) == (window.map.stage.reach.drawn, window.near.isHidden())


def _ask(window_room: WindowRoom, text: str) -> tuple[float, float, float]:
    """Ask in the bar; return where the map looks then."""
    line = window_room.stage.command.line
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    return window_room.window.map.viewport.state()


def test_what_is_asked_about_is_brought_into_view(window_room: WindowRoom) -> None:
    """From elsewhere the map goes there, as near as all of it fits."""
    view = window_room.window.map
    window_room.window.position.theme.hold_still(still=True)
    view.centre_on(52.5, 1.0, 15)
    _ask(window_room, "within 1 km of 51.5, -0.1")
    ends = [view.point_of(*destination(51.5, -0.1, turn, 1_000)) for turn in (0, 180)]

    assert (51.5, -0.1) == pytest.approx(view.viewport.centre, abs=1e-3)
    assert all(view.rect().contains(end.toPoint()) for end in ends)


def test_what_is_in_view_already_moves_nothing(window_room: WindowRoom) -> None:
    """Though not all of it is: the person has chosen what to look at."""
    view = window_room.window.map
    view.centre_on(51.5005, -0.1, 17)
    before = view.viewport.state()

    assert before == _ask(window_room, "within 9 km of 51.5, -0.1")
