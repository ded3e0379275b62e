"""Refusals, reasons and what can be taken back."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.notice import Notice, RefusalBar


@pytest.fixture
def bar(qtbot: QtBot, room: DeskRoom) -> RefusalBar:
    """The bar of the incident panel."""
    made = RefusalBar(room.position)
    made.resize(512, 60)
    qtbot.addWidget(made)
    return made


def _refused(room: DeskRoom) -> None:
    act = c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_cn21",))
    room.position.send(act, "inc_4531", "unit_cn21")
    room.turn()


def test_a_refusal_is_shown_word_for_word(bar: RefusalBar, room: DeskRoom) -> None:
    """The whole sentence, until it is closed."""
    before = bar.isHidden()
    _refused(room)
    sentence = room.outgoing.refusals[0].sentence

    assert before
    assert sentence == bar.accessibleName()
    assert not bar.isHidden()


def test_closing_takes_it_away(bar: RefusalBar, room: DeskRoom) -> None:
    """The button does what Esc does."""
    _refused(room)
    bar.pressed.emit()

    assert bar.isHidden()
    assert [] == room.outgoing.refusals


def test_why_a_key_does_nothing_goes_by_itself(bar: RefusalBar, room: DeskRoom) -> None:
    """A reason is no refusal: it goes after a while."""
    room.position.said.emit("Stand down: needs a selected unit.")
    shown = bar.accessibleName()
    bar._timer.timeout.emit()

    assert "Stand down: needs a selected unit." == shown
    assert bar.isHidden()


def test_a_refusal_stands_before_a_reason(bar: RefusalBar, room: DeskRoom) -> None:
    """What was refused is not hidden by what was said later."""
    _refused(room)
    room.position.said.emit("Copied 4521/21NOV26")

    assert room.outgoing.refusals[0].sentence == bar.accessibleName()


def test_several_refusals_are_counted(bar: RefusalBar, room: DeskRoom) -> None:
    """The last one is shown, the others are counted."""
    _refused(room)
    act = c.AssignUnits(incident_id="inc_4512", unit_ids=("unit_hb12",))
    room.position.send(act, "inc_4512", "unit_hb12")
    room.turn()

    assert "1 more" == bar._side


def test_what_stands_at_the_side_has_room_of_its_own(
    bar: RefusalBar, room: DeskRoom
) -> None:
    """A sentence breaks before what is said beside it; without a button it has more."""
    bar.resize(420, 40)
    widths = []
    for side, button in (("", True), ("12 being made", True), ("", False)):
        bar._button.setVisible(button)
        bar.say("Printed 4521.pdf. In the documents of this person.", side)
        widths.append(bar._room())

    assert widths[1] + 60 < widths[0] < widths[2]


def test_a_long_sentence_is_whole(qtbot: QtBot, room: DeskRoom) -> None:
    """The bar grows with its words; none are cut."""
    notice = Notice(room.position, "check", "Undo", "Ctrl+Z")
    qtbot.addWidget(notice)
    notice.resize(400, 36)
    notice.say("Short.")
    low = notice.height()
    notice.say("A sentence that goes on for longer than one line of the bar is. " * 3)

    assert low < notice.height()
    assert len(colours_of(notice)) > 4
