"""The incident dock."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QWidget

from controlroom.domain import commands as c
from controlroom.domain import events as e
from tests.helpers.desk_room import colours_of
from tests.helpers.window_room import WindowRoom
from ui.panels.incident import IncidentPanel


def test_nothing_selected_says_what_will_open(window_room: WindowRoom) -> None:
    """An empty panel offers keys."""
    incident = window_room.window.incident

    assert incident._stack.currentWidget() is incident._empty


def test_a_line_is_added_to_the_log(window_room: WindowRoom) -> None:
    """L, words, Enter: the line is in the log with the operator's name."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    incident.entry.setText("Two males seen.")
    incident.entry.returnPressed.emit()
    room.turn()
    line = room.frame.picture.incidents["inc_4521"].log[-1]

    assert ("Two males seen.", "per_ash") == (line.text, line.by)
    assert "" == incident.entry.text()


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_an_empty_line_is_not_sent(window_room: WindowRoom, text: str) -> None:
    """Enter on nothing does nothing."""
    window_room.room.selection.select_incident("inc_4521")
    window_room.window.incident.entry.entered.emit(text)

    assert [] == window_room.room.acts


def test_what_is_being_typed_stays_with_its_incident(window_room: WindowRoom) -> None:
    """Selecting another incident never puts the words into its log."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    incident.entry.setText("half a sent")
    room.selection.select_incident("inc_4530")
    other = incident.entry.text()
    room.selection.select_incident("inc_4521")

    assert ("", "half a sent") == (other, incident.entry.text())


def test_an_observer_adds_nothing(window_room: WindowRoom) -> None:
    """The reason is said, the words stay."""
    room, incident = window_room.room, window_room.window.incident
    window_room.become("observer")
    room.selection.select_incident("inc_4521")
    incident.entry.setText("x")
    incident.entry.returnPressed.emit()

    assert [] == room.acts
    assert ["Not as observer."] == room.said
    assert "x" == incident.entry.text()


def test_the_last_incidents_are_a_click_away(window_room: WindowRoom) -> None:
    """Segments hold the last that were open."""
    room, incident = window_room.room, window_room.window.incident
    for key in ("inc_4521", "inc_4530", "inc_4519"):
        room.selection.select_incident(key)
    incident.bar.segment_chosen.emit("inc_4521")

    assert "inc_4521" == room.selection.incident_id
    assert ["inc_4519", "inc_4530", "inc_4521"] == incident._recent


def test_an_officers_emergency_fills_the_dock(window_room: WindowRoom) -> None:
    """Red title, the officer, Accept; after accepting End and False alarm."""
    room, incident = window_room.room, window_room.window.incident
    alarm_id = room.scene.emergency("unit_cn24", 4533)
    room.turn()
    room.selection.select_incident("inc_4533")
    red = room.theme.hex("alarm.emergency").lower()
    before = (incident.buttons.accept.isHidden(), incident.buttons.end.isHidden())
    incident.buttons.accept.click()
    room.turn()

    assert red in colours_of(incident.bar)
    assert [c.AcceptAlarm(alarm_id=alarm_id)] == room.acts
    assert (False, True) == before
    assert (True, False, False) == (
        incident.buttons.accept.isHidden(), incident.buttons.end.isHidden(),
        incident.buttons.false.isHidden(),
    )  # fmt: skip


def test_a_resolved_incident_offers_to_be_closed(window_room: WindowRoom) -> None:
    """One primary button, and the way back."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    before = incident.buttons.status_row.isHidden()
    room.other(c.ResolveIncident(incident_id="inc_4521"))

    assert (True, False) == (before, incident.buttons.status_row.isHidden())
    assert ("Close 4521", "Reopen 4521") == (
        incident.buttons.close_it.text(), incident.buttons.reopen.text(),
    )  # fmt: skip


def test_a_form_steps_back_when_another_incident_is_selected(
    window_room: WindowRoom,
) -> None:
    """A form about one incident is never sent about another."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    window_room.stage.keys.trigger("grade")
    during = incident.form.name
    room.selection.select_incident("inc_4530")

    assert ("grade", "") == (during, incident.form.name)


def test_a_new_incident_stays_open_whatever_is_selected(
    window_room: WindowRoom,
) -> None:
    """It is about nothing that is selected."""
    window_room.stage.keys.trigger("new_incident")
    window_room.room.selection.select_incident("inc_4530")

    assert "new_incident" == window_room.window.incident.form.name
    assert "New incident" == window_room.window.incident.bar._title


def test_an_assignment_can_be_undone_from_the_bar(window_room: WindowRoom) -> None:
    """The bar says what was done, and its button takes it back."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4531")
    incident.assign.pick(0)
    incident.assign.send()
    room.turn()
    said = incident._undo_bar.accessibleName()
    incident._undo_bar.pressed.emit()
    room.turn()

    assert said.endswith("assigned to 4531")
    assert () == room.frame.picture.incidents["inc_4531"].assignments
    assert incident._undo_bar.isHidden()


def test_the_menu_says_why_something_cannot_be_done(window_room: WindowRoom) -> None:
    """Every action of the incident, disabled ones with their reason."""
    from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - the one test that needs it

    menu = QMenu(window_room.window)
    window_room.window.incident.menu_wanted.emit(menu)
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if not action.isEnabled()]
    menu.aboutToHide.emit()

    assert "Give another grade   needs a selected incident" in texts
    assert all(action.isEnabled() for action in menu.actions())


def test_facts_about_others_leave_the_panel_alone(window_room: WindowRoom) -> None:
    """Only what concerns the incident redraws it."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    shown = incident.log._lines
    room.scene.say(e.LogEntryAdded(incident_id="inc_4530", text="x"))
    room.turn()

    assert shown is incident.log._lines


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _show_emergency(made: WindowRoom) -> IncidentPanel:
    """Select an emergency with a long log, to which two units were sent."""
    scene = made.room.scene
    scene.emergency("unit_cn24", 4533)
    scene.assign("inc_4533", "unit_hb14", "unit_hb15", ago_s=4)
    for number in range(12):
        scene.log("inc_4533", f"Line {number} of what was heard", "per_ash", 6)
    made.room.turn()
    made.stage.sound.stop()
    made.room.selection.select_incident("inc_4533")
    _lay_out()
    return made.window.incident


def _lay_out() -> None:
    """Let what asked for another height get it, as the window's loop does."""
    for _nested in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1920, 1080, 1), (1280, 720, 1), (1920, 1080, 2), (1600, 600, 1), (960, 500, 1)],
)
def test_nothing_covers_anything_in_an_emergency(
    window_room: WindowRoom, width: int, height: int, scale: float
) -> None:
    """Whatever the size of window and text, each part stands under the one before it
    and the buttons are seen whole; what has no room is scrolled to.
    """
    window_room.room.theme.rescale(scale)
    window_room.window.resize(width, height)
    incident = _show_emergency(window_room)
    incident.grab()
    upper = [incident._head, incident._log_head, incident.log, incident.entry,
             incident.assign._head, incident.assign.view]  # fmt: skip
    lower = [incident._upper, incident.assign._button, incident.buttons.accept]

    assert (width, height) == window_room.window.size().toTuple()
    for column in (upper, lower):
        for above, under in pairwise(map(_place, column)):
            assert above.bottom() < under.top()
    assert _place(incident.body).contains(_place(incident.buttons.accept))
    assert incident.assign.view.height() >= 2 * 28 * scale


def test_the_list_of_units_shrinks_and_scrolls(window_room: WindowRoom) -> None:
    """Where there is room it is as high as its rows, and lower where there is none."""
    view = window_room.window.incident.assign.view
    _show_emergency(window_room)
    window_room.window.resize(1920, 1300)
    _lay_out()
    high, hidden = view.height(), view.verticalScrollBar().maximum()
    window_room.window.resize(1280, 720)

    assert (284, 0) == (high, hidden)
    assert view.height() < high
    assert high == view.height() + view.verticalScrollBar().maximum()


def test_a_number_brings_its_list_into_sight(window_room: WindowRoom) -> None:
    """In a dock too short for everything, who is chosen can be seen."""
    incident = _show_emergency(window_room)
    window_room.window.resize(960, 500)
    bar = incident._upper.verticalScrollBar()
    incident.grab()
    before = bar.value()
    window_room.stage.pick(0)

    assert 0 == before
    assert before < bar.value()
    assert _place(incident._upper).contains(_place(incident.assign.view))


def test_a_form_is_opened_without_a_new_recommendation(
    window_room: WindowRoom,
) -> None:
    """What it covers is worked out when it is seen again, not before it is typed in."""
    room, incident = window_room.room, window_room.window.incident
    room.selection.select_incident("inc_4521")
    said: list[str] = []
    incident.assign.changed.connect(lambda: said.append(incident.form.name))
    incident.open_form("new_incident")
    opened = incident._stack.currentWidget()
    incident.form.step_back()

    assert opened is incident._forms
    assert incident._stack.currentWidget() is incident._page
    assert [""] == said
