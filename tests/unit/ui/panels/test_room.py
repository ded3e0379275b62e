"""The dock of messages."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Audience, Party
from tests.helpers.desk_room import DeskRoom
from ui.panels.room import RENEW_EVERY, RoomPanel

TEXT = "<b>5 > 3</b> \u202eevil \x07"


@pytest.fixture
def panel(qtbot: QtBot, room: DeskRoom) -> RoomPanel:
    """The dock, open."""
    panel = RoomPanel(room.position)
    panel.resize(900, 300)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def writes(room: DeskRoom, text: str = "Fog.", number: int = 1) -> None:
    """Let Marsh write to Ash."""
    to = Party(kind="person", name="per_ash")
    event = e.RoomMessageSent(message_id=f"msg_{number}", to=to, text=text)
    room.scene.say(event, "per_marsh")
    room.turn()


def test_words_that_are_seen_are_read_once(panel: RoomPanel, room: DeskRoom) -> None:
    """Who wrote them is told by the gateway; drawing them again sends nothing more."""
    writes(room)
    room.turn()
    panel._renew()

    assert [c.ReadMessage(message_id="msg_1")] == room.acts
    assert {"per_ash"} == set(room.frame.picture.receipts["msg_1"])


def test_words_that_come_unseen_are_said_in_a_line(
    panel: RoomPanel, room: DeskRoom
) -> None:
    """While the dock is closed nothing counts as read, and the line says the key."""
    panel.hide()
    writes(room, "Road closed.\nFor long.")

    assert ["Marsh writes: Road closed. For long. (Ctrl+8 answers)"] == room.said
    assert [] == room.acts
    assert "Unread 1" in [each.text() for each in panel.bar._segments]

    panel.show()

    assert [c.ReadMessage(message_id="msg_1")] == room.acts


def test_an_answer_goes_where_it_came_from(panel: RoomPanel, room: DeskRoom) -> None:
    """By Enter; an empty one nowhere. What was being typed stays with its thread."""
    writes(room)
    panel.entry.setText("  ")
    panel._send(panel.entry.text())
    panel._send("On my way.")

    answer = c.SendRoomMessage(
        to=Party(kind="person", name="per_marsh"), text="On my way."
    )

    assert [answer] == room.acts[-1:]

    event = e.MessageSent(message_id="msg_u", unit_ids=("unit_hb14",), text="x")
    room.scene.say(event, "per_marsh")
    room.turn()
    panel.entry.setText("half a sen")
    panel._choose("units:unit_hb14")

    assert "" == panel.entry.text()
    assert "Write to HB14" == panel.entry.placeholderText()

    panel._send("Come back.")

    assert [c.SendMessage(unit_ids=("unit_hb14",), text="Come back.")] == room.acts[-1:]

    panel._choose("person:per_marsh")

    assert "half a sen" == panel.entry.text()


def test_a_broadcast_is_not_answered_by_enter(panel: RoomPanel, room: DeskRoom) -> None:
    """It is confirmed in its form."""
    event = e.MessageSent(
        message_id="msg_b", unit_ids=(), text="x", reach=2,
        audience=Audience(kind="all"),
    )  # fmt: skip
    room.scene.say(event, "per_ash")
    room.turn()

    assert not panel.entry.isEnabled()
    assert "Shift+R broadcasts again" == panel.entry.placeholderText()

    panel._send("x")

    assert [] == room.acts


def test_about_an_incident_everyone_is_told(panel: RoomPanel, room: DeskRoom) -> None:
    """Its thread goes to the room, and says so."""
    event = e.RoomMessageSent(
        message_id="msg_1", to=Party(kind="all"), text="x", incident_id="inc_4521"
    )
    room.scene.say(event, "per_marsh")
    room.turn()

    assert "Write to everyone in the room, about 4521 Robbery, knife seen" == (
        panel.entry.placeholderText()
    )


def test_what_was_just_sent_is_shown(panel: RoomPanel, room: DeskRoom) -> None:
    """By whichever form, unless something else is being typed."""
    writes(room)
    room.position.send(c.SendMessage(unit_ids=("unit_hb14",), text="x"))
    room.turn()

    assert "units:unit_hb14" == panel._chosen

    panel.entry.setText("half")
    room.position.send(c.SendMessage(unit_ids=("unit_hb15",), text="x"))
    room.turn()

    assert "units:unit_hb14" == panel._chosen


def test_segments_choose_what_is_listed(panel: RoomPanel, room: DeskRoom) -> None:
    """Unread and not delivered; the chosen thread never vanishes under the hand."""
    event = e.MessageSent(message_id="msg_u", unit_ids=("unit_hb14",), text="x")
    room.scene.say(event, "per_ash")
    room.turn()
    room.pass_time(61)
    for _ in range(RENEW_EVERY):
        room.frame.second.emit()
    segments = [each.text() for each in panel.bar._segments]

    assert ["All 1", "Unread 0", "Not delivered 1"] == segments

    panel._choose("units:unit_hb14")
    panel.show_only("unread")

    assert ["units:unit_hb14"] == list(panel._rows.threads)


def test_hostile_words_are_shown_as_typed(panel: RoomPanel, room: DeskRoom) -> None:
    """Nothing in them is interpreted, and drawing them does no harm."""
    writes(room, TEXT)
    panel.grab()

    assert TEXT in panel._rows.tip("person:per_marsh")
    assert "\x07" not in panel.words._lines[0].parts[0]
    assert "<b>5" in panel.words._lines[0].parts[0]


def test_receipts_of_a_crowd_are_counted_now_and_then(
    panel: RoomPanel, room: DeskRoom
) -> None:
    """Not one by one: the list is renewed a few times a second, and then is true."""
    event = e.MessageSent(message_id="msg_u", unit_ids=("unit_hb14",), text="x")
    room.scene.say(event, "per_ash")
    room.turn()
    room.pass_time(61)
    room.scene.say(e.MessageDelivered(message_id="msg_u", unit_id="unit_hb14"))
    room.turn()

    assert panel._soon.isActive()

    panel._soon.timeout.emit()

    assert "Not delivered 1" not in [each.text() for each in panel.bar._segments]


def test_an_empty_room_says_what_will_show(panel: RoomPanel) -> None:
    """And by which keys."""

    assert panel._stack.currentWidget() is panel._empty
    assert ("Ctrl+S", "Write to the room") == panel._empty.hints[0]


def test_who_may_not_write_is_told(qtbot: QtBot) -> None:
    """An observer reads; nothing is sent, not even that it was read."""
    room = DeskRoom(role="observer").connect()
    panel = RoomPanel(room.position)
    qtbot.addWidget(panel)
    panel.show()
    writes(room)
    panel._send("x")

    assert [] == room.acts
    assert ["Not as observer."] == room.said[-1:]
