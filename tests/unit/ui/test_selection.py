"""The selection that every panel of a desk shares."""

from pytestqt.qtbot import QtBot

from ui.selection import Selection


def test_selecting_says_so_once(qtbot: QtBot) -> None:
    """Panels hear of a new selection once, and not at all when it is the same."""
    selection = Selection()
    heard: list[str | None] = []
    selection.changed.connect(lambda: heard.append(selection.unit_id))

    selection.select_unit("unit_1")
    selection.select_unit("unit_1")

    assert ["unit_1"] == heard


def test_a_unit_and_an_incident_stand_together() -> None:
    """A unit to be sent is selected beside the incident that it is for."""
    selection = Selection()
    selection.select_incident("inc_1")
    selection.select_unit("unit_1")

    assert ("inc_1", "unit_1") == (selection.incident_id, selection.unit_id)


def test_stepping_back_leaves_the_incident_to_the_last() -> None:
    """Esc lets go of camera, alarm, unit, incident, one at a time."""
    selection = Selection()
    selection.select_incident("inc_1")
    selection.select_unit("unit_1")
    selection.select_camera("cam_1")
    selection.select_alarm("alm_1")
    seen = []
    while selection.step_back():
        seen.append(
            (
                selection.camera_id,
                selection.alarm_id,
                selection.unit_id,
                selection.incident_id,
            )
        )

    assert [
        (None, "alm_1", "unit_1", "inc_1"),
        (None, None, "unit_1", "inc_1"),
        (None, None, None, "inc_1"),
        (None, None, None, None),
    ] == seen


def test_a_drawing_is_let_go_of_first() -> None:
    """It was the last thing that was looked at."""
    selection = Selection()
    selection.select_unit("unit_1")
    selection.select_drawing("drw_1")

    assert selection.step_back()
    assert (None, "unit_1") == (selection.drawing_id, selection.unit_id)
