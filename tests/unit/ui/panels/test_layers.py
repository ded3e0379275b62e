"""The list of layers: a switch each, filters, drawings, and it is walked by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from controlroom.domain import commands as c
from controlroom.domain.entities import Outline
from tests.helpers.layer_files import write_beat
from tests.helpers.map_room import turn_until
from tests.helpers.window_room import WindowRoom
from ui.panels.layers import LayersPanel
from ui.panels.layers_rows import LAYER, OVERLAY

POINT = Outline(shape="point", corners=((51.5, -0.1),))


@pytest.fixture
def panel(window_room: WindowRoom) -> LayersPanel:
    """The panel, opened by its key."""
    window_room.stage.keys.trigger("layers")
    panel = window_room.window.layers
    panel.refresh()
    return panel


def _unfold(panel: LayersPanel, section: str) -> list[str]:
    panel.view.folded.emit(section)
    return next(each.keys for each in panel.view.sections if each.key == section)


def test_every_layer_is_listed_in_order(panel: LayersPanel) -> None:
    """One row each, what lies on top first; filters are folded away."""
    first = panel.view.sections[0]

    assert ["alarms", "units", "incidents", "cameras"] == [
        key.removeprefix(LAYER) for key in first.keys[:4]
    ]
    assert not first.folded
    assert all(each.folded for each in panel.view.sections[1:])


def test_space_and_enter_switch(window_room: WindowRoom, panel: LayersPanel) -> None:
    """By keys alone: down to a layer, Space off, Enter on."""
    layers = window_room.room.position.layers
    panel.focus_body()
    panel.view.set_current(LAYER + "incidents")
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    off = layers.shows("incidents")
    QTest.keyClick(panel.view, Qt.Key.Key_Return)

    assert not off
    assert layers.shows("incidents")


def test_a_click_switches(window_room: WindowRoom, panel: LayersPanel) -> None:
    """On the row; the map says what is hidden, and its chip shows it again."""
    row = panel.view.row_rect(LAYER + "units")
    assert row is not None
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    chip = window_room.window.map.corners.hidden
    said, titled = chip.text, panel.bar._note
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)

    assert "Hidden: 20 units Ctrl+H" == said
    assert "hidden: 20 units" == titled
    assert window_room.room.position.layers.is_whole
    assert chip.isHidden()


def test_alarms_cannot_be_switched(window_room: WindowRoom, panel: LayersPanel) -> None:
    """The row says why."""
    panel.view.pressed.emit(LAYER + "alarms")

    assert window_room.room.position.layers.is_whole
    assert "never hidden" in panel._rows.tip(LAYER + "alarms")


def test_filters_hold_what_there_is(
    window_room: WindowRoom, panel: LayersPanel
) -> None:
    """Values with counts; leaving one out hides just that, and is said."""
    keys = _unfold(panel, "units/kind")
    panel.view.pressed.emit("filter/units/kind/dog")
    window_room.room.turn()

    assert "filter/units/kind/dog" in keys
    assert "1 unit" == window_room.window.map.stage.hidden()
    assert "Dog unit, hidden, 1" == panel._rows.tip("filter/units/kind/dog")
    assert "Units, some hidden by a filter, 20" == panel._rows.tip(LAYER + "units")


def test_a_value_left_out_stays_in_the_list(
    window_room: WindowRoom, panel: LayersPanel
) -> None:
    """Also when nothing has it any more: else nobody could take it back."""
    layers = window_room.room.position.layers
    layers.leave_out("units", "sector", "Gone", out=True)

    assert "filter/units/sector/Gone" in _unfold(panel, "units/sector")


def test_drawings_are_listed(window_room: WindowRoom, panel: LayersPanel) -> None:
    """Space selects one, Enter goes there; who and until when stand in its row."""
    room = window_room.room
    room.other(c.Draw(kind="rvp", outline=POINT, label="RVP 1"))
    (drawing_id,) = room.frame.picture.drawings
    panel.refresh()
    panel.view.pressed.emit(drawing_id)
    panel.view.activated.emit(drawing_id)
    looks_at = window_room.window.map.lookout.target

    assert [drawing_id] == panel.view.sections[-1].keys
    assert drawing_id == room.selection.drawing_id
    assert looks_at[2] > 10
    assert "RVP RVP 1, by Marsh 22:32, until it is erased" == panel._rows.tip(
        drawing_id
    )

    room.other(c.Erase(drawing_id=drawing_id))

    assert "drawings" not in [each.key for each in panel.view.sections]


def test_one_key_shows_all(window_room: WindowRoom, panel: LayersPanel) -> None:
    """From anywhere; with nothing hidden it says so."""
    window_room.room.position.layers.switch("cameras", on=False)
    shown = panel._foot.isVisible()
    window_room.stage.keys.trigger("show_all")
    window_room.stage.keys.trigger("show_all")

    assert shown
    assert window_room.room.position.layers.is_whole
    assert "nothing is hidden." == window_room.room.said[-1].partition(": ")[2]


def test_a_closed_panel_counts_nothing(
    window_room: WindowRoom, panel: LayersPanel
) -> None:
    """Hidden, it costs nothing."""
    panel.hide()
    before = panel._rows.tally
    panel.refresh()

    assert before is panel._rows.tally
    assert window_room.window.layers is panel


def test_overlays_are_listed_switched_and_removed(
    window_room: WindowRoom, panel: LayersPanel, tmp_path: Path
) -> None:
    """One's own files stand below the layers: Space switches, Del takes one off."""
    overlays = window_room.window.overlays
    overlays.add(write_beat(tmp_path / "beat.json"))
    key = OVERLAY + "beat"
    reading = panel._rows.tip(key)
    assert turn_until(lambda: overlays.is_read("beat"))
    section = next(each for each in panel.view.sections if each.key == "overlays")
    panel.focus_body()
    panel.view.set_current(key)
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    hidden = panel._rows.tip(key)

    assert [key] == section.keys
    assert not section.folded
    assert "beat, being read. Del takes it off the map." == reading
    assert "beat, hidden, 1. Del takes it off the map." == hidden
    assert not overlays.is_shown("beat")

    QTest.keyClick(panel.view, Qt.Key.Key_Delete)

    assert [] == overlays.names()
    assert "overlays" not in [each.key for each in panel.view.sections]


def test_del_removes_nothing_else(window_room: WindowRoom, panel: LayersPanel) -> None:
    """A layer has a switch; it cannot be removed."""
    panel.view.set_current(LAYER + "units")
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)

    assert window_room.room.position.layers.is_whole
