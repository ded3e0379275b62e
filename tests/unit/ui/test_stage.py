"""What actions do to the window."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.bar_room import bar_beside
from tests.helpers.gateway_process import ROOT
from tests.helpers.window_room import WindowRoom
from ui.find import ACTION, PLACE, Hit
from ui.map.tool import Tool


def test_escape_steps_back_one_level_at_a_time(window_room: WindowRoom) -> None:
    """Bar, refusal, form, selection: one each time, and nothing typed is lost."""
    stage, room = window_room.stage, window_room.room
    incident = window_room.window.incident
    room.selection.select_incident("inc_4521")
    stage.keys.trigger("grade")
    act = c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_cn21",))
    room.position.send(act, "inc_4531")
    room.turn()
    stage.open_command()
    levels = []
    for _ in range(4):
        stage.step_back()
        levels.append(
            (
                stage.command.isVisible(), len(room.outgoing.refusals),
                incident.form.name, room.selection.incident_id,
            )
        )  # fmt: skip

    assert [
        (False, 1, "grade", "inc_4521"),
        (False, 0, "grade", "inc_4521"),
        (False, 0, "", "inc_4521"),
        (False, 0, "", None),
    ] == levels


def test_escape_lets_go_of_the_maps_tool_first(window_room: WindowRoom) -> None:
    """What is held on the map goes before refusals, forms and selection."""
    stage, room = window_room.stage, window_room.room
    room.selection.select_incident("inc_4521")
    window_room.window.map.take_tool(Tool())
    stage.step_back()

    assert window_room.window.map.tool is None
    assert "inc_4521" == room.selection.incident_id


@pytest.mark.parametrize(
    ("what", "text"), [("cad", "4521/21NOV26"), ("callsign", "HB14")]
)
def test_names_are_copied(window_room: WindowRoom, what: str, text: str) -> None:
    """CAD number and callsign go to the clipboard, and that is said."""
    window_room.room.selection.select_incident("inc_4521")
    window_room.room.selection.select_unit("unit_hb14")
    window_room.stage.copy(what)

    assert text == QApplication.clipboard().text()
    assert [f"Copied {text}"] == window_room.room.said


def test_a_position_is_copied_as_a_grid_reference(window_room: WindowRoom) -> None:
    """Grid letters, no bare degrees."""
    window_room.room.selection.select_unit("unit_hb14")
    window_room.stage.copy("place")

    assert QApplication.clipboard().text().startswith("TQ ")


def test_nothing_is_copied_from_nothing(window_room: WindowRoom) -> None:
    """The reason comes back."""

    assert "there is nothing to copy" == window_room.stage.copy("place")


def test_going_to_a_unit_moves_the_map_and_home_comes_back(
    window_room: WindowRoom,
) -> None:
    """The map moves when it is asked to, and gives the view back."""
    stage, view = window_room.stage, window_room.window.map.viewport
    before = view.state()
    window_room.room.selection.select_unit("unit_hb14")
    stage.go_to()
    there = view.state()
    stage.map_home()

    assert before != there
    assert before == pytest.approx(view.state())


def test_what_has_no_position_says_so(window_room: WindowRoom) -> None:
    """A unit that was never heard cannot be shown."""
    room = window_room.room
    room.scene.unit("XX1")
    room.turn()
    room.selection.select_unit("unit_xx1")
    window_room.stage.go_to()

    assert ["What is selected has no position yet."] == room.said


def test_an_emergency_of_this_desk_comes_up(window_room: WindowRoom) -> None:
    """The officer is shown and the map goes there; the sound begins."""
    room = window_room.room
    room.scene.emergency("unit_cn24", 4533)
    room.turn()
    sounding = window_room.stage.sound.sounding
    window_room.stage.go_to_alarm(0)
    room.turn()

    assert ("inc_4533", True, False) == (
        room.selection.incident_id, sounding, window_room.stage.sound.sounding,
    )  # fmt: skip


def test_who_is_typing_is_not_interrupted(
    window_room: WindowRoom, qtbot: QtBot
) -> None:
    """Words meant for one log never land in another."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    window_room.window.activateWindow()
    incident.add_to_log()
    qtbot.waitUntil(incident.entry.hasFocus)
    room.scene.emergency("unit_cn24", 4533)
    room.turn()

    assert "inc_4521" == room.selection.incident_id
    assert window_room.window.strip.urgent
    window_room.stage.sound.stop()


def test_another_sectors_emergency_moves_nothing_here(window_room: WindowRoom) -> None:
    """It is seen and heard on every desk; the map moves on its own desk alone."""
    room = window_room.room
    room.position.choose_sectors(frozenset({"Harbour"}))
    before = window_room.window.map.viewport.state()
    room.scene.emergency("unit_cn24", 4533)
    room.turn()

    assert before == window_room.window.map.viewport.state()
    assert window_room.stage.sound.sounding
    window_room.stage.sound.stop()


def test_an_act_named_in_the_bar_is_done_on_what_was_named(
    window_room: WindowRoom,
) -> None:
    """`assign hb14 4531` selects both and sends."""
    hit = Hit(
        ACTION, "assign", "Assign", unit_ids=("unit_hb14", "unit_hb15"),
        incident_id="inc_4531",
    )  # fmt: skip
    window_room.stage.command.hit_chosen.emit(hit)
    act = window_room.room.acts[-1]

    assert isinstance(act, c.AssignUnits)
    assert ("inc_4531", ("unit_hb14", "unit_hb15")) == (act.incident_id, act.unit_ids)


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


def test_text_grows_by_quarters_and_comes_back(window_room: WindowRoom) -> None:
    """100 to 200 %."""
    theme = window_room.room.theme
    sizes = []
    for by in (1, 1, 9, -1, 0):
        window_room.stage.scale_text(by)
        sizes.append(theme.scale)

    assert [1.25, 1.5, 2.0, 1.75, 1.0] == sizes


def test_help_opens_at_what_has_the_focus(
    window_room: WindowRoom, qtbot: QtBot
) -> None:
    """? in the queue is about the queue."""
    window_room.window.activateWindow()
    window_room.window.queue.focus_body()
    qtbot.waitUntil(window_room.window.queue.view.hasFocus)
    window_room.stage.help("")

    assert "queue" == window_room.window.help.page
    assert not window_room.window.help.isHidden()


def test_a_click_on_the_open_map_lets_the_unit_go(window_room: WindowRoom) -> None:
    """Nothing was hit: what was selected on the map is let go, the incident stays."""
    room = window_room.room
    room.selection.select_incident("inc_4521")
    room.selection.select_unit("unit_hb14")
    window_room.window.map.place_clicked.emit(51.5, -0.1)

    assert (None, "inc_4521") == (room.selection.unit_id, room.selection.incident_id)
