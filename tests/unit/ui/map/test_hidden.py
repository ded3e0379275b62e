"""What is hidden is said, with true counts."""

import pytest
from PySide6.QtCore import QObject

from controlroom.domain.entities import Drawing, Outline
from tests.helpers.map_room import MapRoom, place
from ui.map.stage import Stage
from ui.selection import Selection
from ui.theme import Theme


@pytest.fixture
def room() -> MapRoom:
    """Three cars, a dog and one that was never heard; an incident, a camera, an RVP."""
    room = MapRoom()
    for number in range(3):
        room.unit(f"HB{number}", 40.0 * number)
    room.unit("DG1", kind="dog")
    silent = room.unit("HB9")
    room.tracks.lat[room.picture.units[silent].row] = float("nan")
    room.incident(1)
    room.camera(1, 0.0, 0.0)
    outline = Outline(shape="point", corners=(place(0, 0),))
    rvp = Drawing(drawing_id="drw_1", kind="rvp", outline=outline)
    room.picture.drawings["drw_1"] = rvp
    return room


@pytest.fixture
def stage(room: MapRoom) -> Stage:
    """A stage of the room."""
    room.keep = QObject()  # type: ignore[attr-defined]  # as long as the room
    stage = Stage(Theme.load("dark"), room, Selection(), room.keep)  # type: ignore[attr-defined]  # above
    stage.viewport.look_at(*place(0, 0), 16)
    return stage


def test_nothing_hidden_is_not_said(stage: Stage) -> None:
    """No chip without a reason."""

    assert "" == stage.hidden()


def test_units_are_counted_that_would_be_seen(stage: Stage) -> None:
    """One that was never heard is on no map anyway."""
    stage.layers.switch("units", on=False)

    assert "4 units" == stage.hidden()


def test_a_filter_says_what_it_takes(room: MapRoom, stage: Stage) -> None:
    """One is one; in danger it is drawn and not counted."""
    stage.layers.leave_out("units", "kind", "dog", out=True)
    before = stage.hidden()
    room.emergency("unit_dg1")
    stage.read_all()

    assert "1 unit" == before
    assert "" == stage.hidden()


def test_all_that_is_off_is_named_in_order(stage: Stage) -> None:
    """With counts; a layer that is off and empty by its name."""
    for name in ("geofences", "rvps", "cameras", "incidents"):
        stage.layers.switch(name, on=False)

    assert "1 incident, 1 camera, 1 RVP, geofences" == stage.hidden()


def test_the_selected_one_is_not_hidden(stage: Stage) -> None:
    """What is selected is drawn, so it does not count."""
    stage.layers.switch("units", on=False)
    stage.scene().selection.select_unit("unit_hb1")
    stage.touch_selection()

    assert "3 units" == stage.hidden()
