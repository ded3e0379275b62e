"""The feeds dock."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import (
    Contact,
    Contacts,
    ContactsPage,
    DoorRow,
    DoorRows,
    Doors,
)
from tests.helpers.desk_room import DeskRoom
from ui.asking import Asking
from ui.panels.door_rows import contact_key
from ui.panels.doors import DoorsPanel

STRANGER = Contact(door="cot", uid="ANDROID-1", first_us=1, last_us=2)


@pytest.fixture
def doors(qtbot: QtBot, room: DeskRoom) -> DoorsPanel:
    """The dock, not shown yet."""
    asking = Asking(room.ask)
    room.frame.answered.connect(asking.settle)
    made = DoorsPanel(room.position, asking)
    qtbot.addWidget(made)
    made.resize(900, 300)
    return made


def _fill(room: DeskRoom) -> None:
    room.reply(1, DoorRows(doors=(DoorRow(name="cot", state="open"),), contacts=1))
    room.reply(2, Contacts(contacts=(STRANGER,)))


def test_nothing_is_asked_while_nobody_looks(
    doors: DoorsPanel, room: DeskRoom, qtbot: QtBot
) -> None:
    """Questions are recorded: they are asked only while the panel can be seen."""
    before = list(room.asked)
    doors.show()
    doors.hide()

    assert ([], [Doors(), ContactsPage()]) == (before, room.asked)
    assert not doors._timer.isActive()


def test_doors_and_strangers_are_listed(doors: DoorsPanel, room: DeskRoom) -> None:
    """Both parts are filled from the answers."""
    doors.show()
    _fill(room)
    rows = [section.keys for section in doors.view.sections]

    assert [["cot"], [contact_key(STRANGER)]] == rows


def test_a_stranger_is_bound_by_a_supervisor_alone(qtbot: QtBot) -> None:
    """A dispatcher sees why the button does nothing for them."""
    seen = {}
    for role in ("dispatcher", "supervisor"):
        room = DeskRoom(role=role).connect()
        asking = Asking(room.ask)
        room.frame.answered.connect(asking.settle)
        doors = DoorsPanel(room.position, asking)
        qtbot.addWidget(doors)
        doors.show()
        _fill(room)
        doors.view.chosen.emit(contact_key(STRANGER))
        seen[role] = (doors._bind.isEnabled(), doors._said.text())
        doors.view.activated.emit(contact_key(STRANGER))

        assert STRANGER == room.position.contact
        assert ["bind_contact"] == room.done

    assert {
        "dispatcher": (False, "needs a supervisor"),
        "supervisor": (True, ""),
    } == seen


def test_a_refused_question_says_why(doors: DoorsPanel, room: DeskRoom) -> None:
    """What the gateway says stands at the foot."""
    doors.show()
    answer = AnswerArrived(
        question_id="qst_1", ok=False, code="no", sentence="Not for observers.",
        reply=None, next_page="",
    )  # fmt: skip
    room.scene.mailbox.put_answer(answer)
    room.turn()

    assert "Not for observers." == doors._said.text()


def test_a_door_is_no_contact(doors: DoorsPanel, room: DeskRoom) -> None:
    """Choosing a door offers no binding."""
    doors.show()
    _fill(room)
    doors.view.chosen.emit("cot")

    assert room.position.contact is None
    assert doors._bind.isHidden()
