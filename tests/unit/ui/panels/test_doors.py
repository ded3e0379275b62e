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
from ui.panels.doors import CHART_FROM, NO_DOOR, DoorsPanel

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


def test_without_a_door_it_says_who_opens_them(
    doors: DoorsPanel, room: DeskRoom
) -> None:
    """An empty list is no answer; with a door the words go."""
    doors.show()
    room.reply(1, DoorRows(doors=()))
    before = doors._said.text()
    doors.ask()
    room.reply(3, DoorRows(doors=(DoorRow(name="cot", state="open"),)))

    assert (NO_DOOR, "") == (before, doors._said.text())


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


TWO = DoorRows(
    doors=(
        DoorRow(name="device", history=(10,) * 60),
        DoorRow(name="cot", history=(0,) * 60),
    )
)


def test_the_chart_shows_the_chosen_feed(doors: DoorsPanel, room: DeskRoom) -> None:
    """The first feed until one is chosen; then that one, whatever is answered."""
    doors.show()
    room.reply(1, TWO)
    first = doors.chart.accessibleName()
    doors.view.chosen.emit("cot")
    doors.ask()
    room.reply(3, TWO)
    doors.view.chosen.emit(contact_key(STRANGER))

    assert "Force's hub, messages a second, last 10 min" == first
    assert "Cursor on Target, messages a second, last 10 min" == (
        doors.chart.accessibleName()
    )
    assert "No messages in the last 10 min." == doors.chart.words


def test_a_feed_that_went_leaves_the_first(doors: DoorsPanel, room: DeskRoom) -> None:
    """A gateway started with other doors has its first one drawn."""
    doors.show()
    room.reply(1, TWO)
    doors.view.chosen.emit("cot")
    doors.ask()
    room.reply(3, DoorRows(doors=TWO.doors[:1]))

    assert doors.chart.accessibleName().startswith("Force's hub")


def test_the_chart_needs_room_and_a_feed(doors: DoorsPanel, room: DeskRoom) -> None:
    """It hides in a narrow panel, and before anything is known."""
    doors.show()
    before = doors.chart.isVisible()
    room.reply(1, TWO)
    wide = doors.chart.isVisible()
    doors.resize(CHART_FROM - 1, 300)
    narrow = doors.chart.isVisible()
    doors.resize(CHART_FROM, 300)

    assert (False, True, False, True) == (before, wide, narrow, doors.chart.isVisible())


def test_the_last_error_stands_whole_beside_the_list(
    doors: DoorsPanel, room: DeskRoom
) -> None:
    """What a column cuts is read under the list, as it came, with its address."""
    broken = "not well-formed (invalid token): line 1, column 214, near <event\x00"
    shown = broken.replace("\x00", "\\x00")
    doors.show()
    room.reply(
        1,
        DoorRows(
            doors=(
                DoorRow(name="cot", state="open", last_error=broken, last_error_us=1),
                DoorRow(name="osmand", state="open", address="http://127.0.0.1:5055"),
            )
        ),
    )
    said = doors._whole.toPlainText()
    doors.view.chosen.emit("osmand")

    assert f"Cursor on Target, open. Last error 01:00:00 on 1 Jan 1970: {shown}" == said
    assert "Phones, open, http://127.0.0.1:5055." == doors._whole.toPlainText()


def test_what_is_known_of_a_stranger_stands_whole(
    doors: DoorsPanel, room: DeskRoom
) -> None:
    """What it calls itself and what it said, in any width; gone, the feed is back."""
    doors.resize(420, 300)
    doors.show()
    _fill(room)
    doors.view.chosen.emit(contact_key(STRANGER))
    stranger = doors._whole.toPlainText()
    doors.ask()
    room.reply(3, DoorRows(doors=(DoorRow(name="cot", state="open"),)))
    room.reply(4, Contacts(contacts=()))

    assert "ANDROID-1 at Cursor on Target" in stranger
    assert "Cursor on Target, open." == doors._whole.toPlainText()


def test_larger_text_needs_more_room(doors: DoorsPanel, room: DeskRoom) -> None:
    """At another text scale the same pixels are a narrower panel."""
    doors.show()
    room.reply(1, TWO)
    room.theme.rescale(1.5)

    assert not doors.chart.isVisible()


def test_a_door_is_no_contact(doors: DoorsPanel, room: DeskRoom) -> None:
    """Choosing a door offers no binding."""
    doors.show()
    _fill(room)
    doors.view.chosen.emit("cot")

    assert room.position.contact is None
    assert doors._bind.isHidden()
