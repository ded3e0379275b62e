"""What actions do to the window."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.window_room import WindowRoom
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
    stage.maps.go_home()

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
