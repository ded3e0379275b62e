"""What happens to messages in the picture."""

from controlroom.domain import events as e
from controlroom.domain.entities import Audience, Party
from controlroom.domain.state import MESSAGES_KEPT, RECEIPTS_KEPT
from tests.helpers.watch import ASH, MARSH, RADIO, TV21, TV22, Watch


def test_a_message_is_kept_with_who_confirmed_it() -> None:
    """Each unit once; the incident's log has both lines."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.MessageSent(
            message_id="msg_1", unit_ids=(TV21, TV22), text="Come back.",
            incident_id=incident_id,
        ),
        actor=ASH,
    )  # fmt: skip
    watch.happen(e.MessageDelivered(message_id="msg_1", unit_id=TV21), actor=RADIO)
    message = watch.picture.messages["msg_1"]

    assert {TV21: (watch.now_us, 0), TV22: (0, 0)} == watch.picture.receipts["msg_1"]
    assert (ASH, "Come back.") == (message.sent_by, message.text)
    assert [
        "To TV21 and TV22: Come back.", "TV21 received the message.",
    ] == watch.log(incident_id)[-2:]  # fmt: skip


def test_words_from_the_room_answer_a_request() -> None:
    """The envelope goes from the units that the message is for, and from no other."""
    watch = Watch()
    watch.happen(
        e.RequestReceived(unit_id=TV21, request=13),
        e.RequestReceived(unit_id=TV22, request=13),
        e.MessageSent(message_id="msg_1", unit_ids=(TV21,), text="Calling you."),
    )

    assert None is watch.unit(TV21).request
    assert 13 == watch.unit(TV22).request
    assert watch.unit(TV21).revision == watch.touched[TV21]


def test_old_messages_are_forgotten() -> None:
    """The picture keeps the last 500; confirming an older one touches nothing."""
    watch = Watch()
    for number in range(MESSAGES_KEPT + 3):
        watch.happen(
            e.MessageSent(message_id=f"msg_{number}", unit_ids=(TV21,), text="x")
        )

    assert MESSAGES_KEPT == len(watch.picture.messages)
    assert "msg_2" not in watch.picture.messages
    watch.happen(e.MessageDelivered(message_id="msg_0", unit_id=TV21))
    assert "msg_0" not in watch.picture.messages
    assert set(watch.picture.messages) == set(watch.picture.receipts)


def test_a_message_that_was_read_had_a_line_for_each_step() -> None:
    """Delivered and read stand beside the unit and in the incident's log."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.MessageSent(
            message_id="msg_1", unit_ids=(TV21,), text="x", incident_id=incident_id
        )
    )
    watch.happen(e.MessageDelivered(message_id="msg_1", unit_id=TV21))
    delivered_us = watch.now_us
    watch.now_us += 16_000_000
    watch.happen(e.MessageRead(message_id="msg_1", unit_id=TV21))

    assert {TV21: (delivered_us, watch.now_us)} == watch.picture.receipts["msg_1"]
    assert ["TV21 received the message.", "TV21 read the message."] == watch.log(
        incident_id
    )[-2:]


def test_a_broadcast_is_for_who_was_on_duty_when_it_was_sent() -> None:
    """Its audience is worked out at its place in the order, of who is on duty; and a
    request stands until somebody answers the unit itself.
    """
    watch = Watch()
    watch.happen(e.RequestReceived(unit_id=TV21, request=13))
    incident_id = watch.opened()
    watch.happen(
        e.MessageSent(
            message_id="msg_1", unit_ids=(), text="Fog.", audience=Audience(kind="all"),
            reach=3, incident_id=incident_id,
        )
    )  # fmt: skip
    watch.happen(e.UnitStateChanged(unit_id=TV22, state=11))
    watch.happen(e.MessageDelivered(message_id="msg_1", unit_id=TV22))
    receipts = watch.picture.receipts["msg_1"]

    assert {TV21, TV22, "unit_dg62"} == set(receipts)
    assert "Broadcast to all units (3): Fog." == watch.log(incident_id)[-1]
    assert 13 == watch.unit(TV21).request
    assert watch.now_us == receipts[TV22][0]


def test_words_in_the_room_are_kept_with_who_read_them() -> None:
    """Whom they are for, from which desk, and who has read them when."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.RoomMessageSent(
            message_id="msg_1", to=Party(kind="person", name=MARSH), text="Yours?",
            incident_id=incident_id,
        ),
        actor=ASH,
    )  # fmt: skip
    watch.happen(e.MessageRead(message_id="msg_1", person_id=MARSH), actor=MARSH)
    message = watch.picture.messages["msg_1"]

    assert ("desk 4", ASH) == (message.desk, message.sent_by)
    assert {MARSH: (0, watch.now_us)} == watch.picture.receipts["msg_1"]
    assert "To Marsh: Yours?" == watch.log(incident_id)[-1]


def test_the_receipts_of_crowds_are_bounded() -> None:
    """Above so many receipts the oldest messages go, the newest never."""
    watch = Watch()
    many = tuple(f"unit_{number}" for number in range(RECEIPTS_KEPT // 2 + 1))
    for number in range(3):
        watch.happen(e.MessageSent(message_id=f"msg_{number}", unit_ids=many, text="x"))

    assert ["msg_2"] == list(watch.picture.messages)
    assert len(many) == sum(map(len, watch.picture.receipts.values()))
