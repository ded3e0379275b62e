"""Where units are taken up and dropped, on the real window with a real mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from controlroom.domain import commands as c
from tests.helpers.window_room import WindowRoom
from ui.rows import RowView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _drag(source: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
    """Press, move away in steps, and let go over another widget."""
    QTest.mousePress(source, LEFT, NONE, start)
    there = source.mapFromGlobal(target.mapToGlobal(end))
    for share in (0.1, 0.5, 1.0):
        QTest.mouseMove(source, start + (there - start) * share)
    QTest.mouseRelease(source, LEFT, NONE, there)


def _row(view: RowView, key: str) -> QPoint:
    rect = view.row_rect(key)

    assert rect is not None
    return rect.center()


def test_a_unit_is_dragged_onto_a_row_of_the_queue(window_room: WindowRoom) -> None:
    """From the units list: it is sent where it was dropped, whatever is selected."""
    window = window_room.window
    units, queue = window.units.view, window.queue.view
    units.set_current("unit_hb14", reveal=True)
    _drag(
        units.viewport(), _row(units, "unit_hb14"),
        queue.viewport(), _row(queue, "inc_4530"),
    )  # fmt: skip
    act = window_room.room.acts[-1]

    assert isinstance(act, c.AssignUnits)
    assert ("inc_4530", ("unit_hb14",)) == (act.incident_id, act.unit_ids)
    assert not window_room.stage.carry.is_carrying


def test_on_the_way_it_says_what_dropping_does(window_room: WindowRoom) -> None:
    """Over no incident it says so; over one, what it would take; Esc lets it go."""
    window, carry = window_room.window, window_room.stage.carry
    units, queue = window.units.view, window.queue.view.viewport()
    units.set_current("unit_hb12", reveal=True)
    source, start = units.viewport(), _row(units, "unit_hb12")
    QTest.mousePress(source, LEFT, NONE, start)
    QTest.mouseMove(source, start + QPoint(2, 0))
    still = carry.is_carrying
    QTest.mouseMove(source, start + QPoint(20, 0))
    over_nothing = carry.note.accessibleName()
    end = queue.mapToGlobal(_row(window.queue.view, "inc_4521"))
    QTest.mouseMove(source, source.mapFromGlobal(end))
    over_one = carry.note.accessibleName()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.mouseRelease(source, LEFT, NONE, source.mapFromGlobal(end))

    assert not still
    assert "HB12: drop on an incident." == over_nothing
    assert over_one.startswith("HB12, en route (5), leaves CAD 4530 for CAD 4521.")
    assert (False, True) == (carry.is_carrying, carry.note.isHidden())
    assert not [a for a in window_room.room.acts if isinstance(a, c.AssignUnits)]


def test_all_that_are_chosen_go_along(window_room: WindowRoom) -> None:
    """From the assign list onto the incident itself."""
    window = window_room.window
    window.position.selection.select_incident("inc_4521")
    assign = window.incident.assign
    assign.pick(0)
    assign.pick(1)
    first, second = assign.picks
    _drag(
        assign.view.viewport(), _row(assign.view, first),
        window.incident.log, QPoint(20, 10),
    )  # fmt: skip
    act = window_room.room.acts[-1]

    assert isinstance(act, c.AssignUnits)
    assert {first, second} == set(act.unit_ids)
    assert [] == assign.picks


def test_the_map_moves_unless_the_unit_was_selected(window_room: WindowRoom) -> None:
    """A drag that begins on somebody by chance is a drag of the map."""
    window, view = window_room.window, window_room.window.map
    frame, queue = window.position.frame, window.queue.view
    row = frame.picture.units["unit_hb14"].row
    place = float(frame.tracks.lat[row]), float(frame.tracks.lon[row])
    acts = []
    for chosen in (None, "unit_hb14"):
        window.position.selection.select_unit(chosen)
        view.centre_on(*place, 16)
        view.grab()
        start = view.point_of(*place).toPoint()
        _drag(view, start, queue.viewport(), _row(queue, "inc_4530"))
        acts.append(len(window_room.room.acts))

    assert [0, 1] == acts
    act = window_room.room.acts[-1]
    assert isinstance(act, c.AssignUnits)
    assert ("inc_4530", ("unit_hb14",)) == (act.incident_id, act.unit_ids)


def test_a_further_map_takes_units_and_gives_them(window_room: WindowRoom) -> None:
    """On another screen the same preview stands, in that window, and the same rules."""
    window, carry = window_room.window, window_room.stage.carry
    frame, units = window.position.frame, window.units.view
    further = window_room.stage.maps.open_window()
    assert further is not None
    further.move(window.x() + 40, window.y() + 40)
    incident = frame.picture.incidents["inc_4530"]
    assert incident.lat is not None
    assert incident.lon is not None
    further.view.centre_on(incident.lat, incident.lon, 17)
    further.view.grab()
    further.raise_()
    units.set_current("unit_hb14", reveal=True)
    source, start = units.viewport(), _row(units, "unit_hb14")
    end = further.view.mapToGlobal(
        further.view.point_of(incident.lat, incident.lon).toPoint()
    )
    QTest.mousePress(source, LEFT, NONE, start)
    QTest.mouseMove(source, start + QPoint(20, 0))
    at_home = carry.note.parentWidget()
    QTest.mouseMove(source, source.mapFromGlobal(end))
    said, there = carry.note.accessibleName(), carry.note.parentWidget()
    QTest.mouseRelease(source, LEFT, NONE, source.mapFromGlobal(end))
    act = window_room.room.acts[-1]

    assert (window, further) == (at_home, there)
    assert "HB14" in said
    assert "4530" in said
    assert isinstance(act, c.AssignUnits)
    assert ("inc_4530", ("unit_hb14",)) == (act.incident_id, act.unit_ids)

    row = frame.picture.units["unit_hb17"].row
    place = float(frame.tracks.lat[row]), float(frame.tracks.lon[row])
    window.position.selection.select_unit("unit_hb17")
    further.view.centre_on(*place, 17)
    further.view.grab()
    queue = window.queue.view
    further.move(window.x() + 900, window.y() + 200)
    begin = further.view.point_of(*place).toPoint()
    _drag(further.view, begin, queue.viewport(), _row(queue, "inc_4521"))
    act = window_room.room.acts[-1]

    assert isinstance(act, c.AssignUnits)
    assert ("inc_4521", ("unit_hb17",)) == (act.incident_id, act.unit_ids)
    further.close()


def test_a_map_that_closes_takes_the_carry_with_it(window_room: WindowRoom) -> None:
    """Nothing is dropped on it any more, and what was carried is let go."""
    window, carry = window_room.window, window_room.stage.carry
    further = window_room.stage.maps.open_window()
    assert further is not None
    units = window.units.view
    units.set_current("unit_hb14", reveal=True)
    source, start = units.viewport(), _row(units, "unit_hb14")
    QTest.mousePress(source, LEFT, NONE, start)
    QTest.mouseMove(source, start + QPoint(20, 0))
    QTest.mouseMove(
        source, source.mapFromGlobal(further.view.mapToGlobal(QPoint(60, 60)))
    )
    view = further.view
    further.close()

    assert not carry.is_carrying
    assert window is carry.note.parentWidget()
    assert view not in carry._targets
    QTest.mouseRelease(source, LEFT, NONE, start)
    acts = [a for a in window_room.room.acts if isinstance(a, c.AssignUnits)]
    assert [] == acts
