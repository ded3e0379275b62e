"""The queue dock under real facts, keys and pointer."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels import worklist
from ui.panels.queue import QueuePanel


@pytest.fixture
def queue(qtbot: QtBot, room: DeskRoom) -> QueuePanel:
    """The dock, shown, nobody's hand in it."""
    made = QueuePanel(room.position)
    qtbot.addWidget(made)
    made.resize(512, 900)
    made.move(600, 600)  # away from the pointer, which is a hand
    made.show()
    _hands_off(made)
    room.scene.connect()
    room.turn()
    return made


@pytest.fixture
def room(qtbot: QtBot) -> DeskRoom:
    """A full room whose snapshot has not come yet."""
    return DeskRoom()


def _hands_off(queue: QueuePanel) -> None:
    queue.view.clearFocus()
    QApplication.sendEvent(queue.view, QEvent(QEvent.Type.Leave))


def _keys(queue: QueuePanel, section: str) -> list[str]:
    for each in queue.view.sections:
        if each.key == section:
            return list(each.keys)
    return []


def test_what_is_open_is_listed(queue: QueuePanel) -> None:
    """Every open incident of the picture has its row."""

    assert ["inc_4519", "inc_4502"] == _keys(queue, worklist.OVERDUE)
    assert 15 == sum(len(each.keys) for each in queue.view.sections)


def test_rows_that_need_an_action_are_tall(queue: QueuePanel) -> None:
    """Overdue and due rows are 44 high, what is under way 28."""
    heights = {each.key: each.row for each in queue.view.sections}

    assert (44.0, 44.0, 28.0) == (
        heights[worklist.OVERDUE], heights[worklist.DUE], heights[worklist.AT_SCENE],
    )  # fmt: skip


def test_choosing_a_row_selects_it_everywhere(
    queue: QueuePanel, room: DeskRoom
) -> None:
    """And what is selected elsewhere is the current row."""
    queue.view.chosen.emit("inc_4512")
    chosen = room.selection.incident_id
    room.selection.select_incident("inc_4530")

    assert ("inc_4512", "inc_4530") == (chosen, queue.view.current)


def test_under_the_hand_the_order_stays_and_says_so(
    qtbot: QtBot, queue: QueuePanel, room: DeskRoom
) -> None:
    """With the focus in the list nothing moves; leaving takes the new order."""
    queue.view.setFocus()
    qtbot.waitUntil(queue.view.hasFocus)
    room.other(c.GradeIncident(incident_id="inc_4512", grade="I"))
    held = _keys(queue, worklist.DUE)
    said = queue._chip.text()
    _hands_off(queue)
    qtbot.waitUntil(lambda: "inc_4512" not in _keys(queue, worklist.DUE))

    assert "inc_4512" in held
    assert said.startswith("Order changed (")
    assert "inc_4512" in _keys(queue, worklist.OVERDUE)
    assert queue._chip.isHidden()


def test_the_new_order_can_be_taken_by_key(
    qtbot: QtBot, queue: QueuePanel, room: DeskRoom
) -> None:
    """Whoever works by keyboard has the focus here and takes the order themselves."""
    queue.view.setFocus()
    qtbot.waitUntil(queue.view.hasFocus)
    room.other(c.GradeIncident(incident_id="inc_4512", grade="I"))
    queue.release_order()

    assert "inc_4512" in _keys(queue, worklist.OVERDUE)


def test_an_emergency_enters_at_once(
    qtbot: QtBot, queue: QueuePanel, room: DeskRoom
) -> None:
    """Under the hand too, pinned above everything."""
    queue.view.setFocus()
    qtbot.waitUntil(queue.view.hasFocus)
    room.scene.emergency("unit_cn24", 4533)
    room.turn()

    assert ["inc_4533"] == _keys(queue, worklist.EMERGENCY)
    assert queue.view.sections[0].pinned


def test_a_target_passes_by_the_rooms_clock(queue: QueuePanel, room: DeskRoom) -> None:
    """The second alone moves what has become overdue."""
    room.pass_time(11 * 60)

    assert "inc_4521" in _keys(queue, worklist.OVERDUE)


def test_sectors_filter_and_one_key_shows_all(
    queue: QueuePanel, room: DeskRoom
) -> None:
    """What is not looked after is left out; looking at all brings it back."""
    room.scene.incident(77, "ROB", "elsewhere", 5, sector="Central")
    room.turn()
    room.position.choose_sectors(frozenset({"Harbour"}))
    mine = sum(len(each.keys) for each in queue.view.sections)
    queue.show_only("all")
    everything = sum(len(each.keys) for each in queue.view.sections)

    assert (15, 16) == (mine, everything)


def test_unread_shows_news_alone(queue: QueuePanel, room: DeskRoom) -> None:
    """Only incidents with news stand there."""
    room.scene.log("inc_4509", "news", "per_marsh", 1)
    room.turn()
    queue.show_only("unread")

    assert ["inc_4509"] == [key for each in queue.view.sections for key in each.keys]


def test_a_row_looked_at_for_a_second_is_read(
    qtbot: QtBot, queue: QueuePanel, room: DeskRoom
) -> None:
    """The dot goes once the row was selected for a second."""
    room.scene.log("inc_4509", "news", "per_marsh", 1)
    room.turn()
    room.selection.select_incident("inc_4509")
    before = room.position.unread.is_unread("inc_4509")
    qtbot.waitUntil(lambda: not room.position.unread.is_unread("inc_4509"))

    assert before


def test_an_empty_queue_says_what_will_appear(qtbot: QtBot) -> None:
    """And offers keys."""
    room = DeskRoom(full=False)
    queue = QueuePanel(room.position)
    qtbot.addWidget(queue)
    room.connect()

    assert "No incidents" == queue._empty.title
    assert queue._stack.currentWidget() is queue._empty


def test_folding_hides_rows_and_keeps_the_head(queue: QueuePanel) -> None:
    """A folded section stays folded when facts come."""
    queue.view.folded.emit(worklist.DUE)
    folded = [each.key for each in queue.view.sections if each.folded]

    assert [worklist.DUE] == folded
