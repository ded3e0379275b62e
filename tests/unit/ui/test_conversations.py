"""Words as threads, and what became of them."""

import pytest

from controlroom.domain import events as e
from controlroom.domain.entities import Audience, Device, Message, Party
from tests.helpers.desk_room import DeskRoom
from ui import conversations as v

ME = Party(kind="person", name="per_ash")


def said(
    room: DeskRoom, number: int, to: Party, actor: str = "per_marsh", about: str = ""
) -> None:
    """Let somebody write in the room."""
    event = e.RoomMessageSent(
        message_id=f"msg_{number}", to=to, text="Fog.", incident_id=about or None
    )
    room.scene.say(event, actor)
    room.turn()


def sent(room: DeskRoom, *unit_ids: str, audience: Audience | None = None) -> Message:
    """Let words go to units."""
    event = e.MessageSent(
        message_id="msg_1", unit_ids=unit_ids, text="Fog.", audience=audience,
        reach=10 if audience else 0,
    )  # fmt: skip
    room.scene.say(event, "per_ash")
    room.turn()
    return room.frame.picture.messages["msg_1"]


def test_words_belong_together_by_whom_they_are_with(room: DeskRoom) -> None:
    """Ours to Marsh and Marsh's to us are one thread, also when sent to our desk; about
    an incident it is the incident's; the newest thread comes first.
    """
    said(room, 11, Party(kind="person", name="per_marsh"), "per_ash")
    said(room, 12, ME)
    said(room, 13, Party(kind="desk", name="desk 4"))
    room.scene.now_us += 1_000_000
    said(room, 14, Party(kind="all"), about="inc_4521")
    sent(room, "unit_hb14")
    found = {each.key: each for each in v.threads(room.position)}

    assert 3 == len(found["person:per_marsh"].messages)
    assert "Marsh" == found["person:per_marsh"].title
    assert 2 == found["person:per_marsh"].unread
    assert "4521 Robbery, knife seen" == found["incident:inc_4521"].title
    assert "HB14" == found["units:unit_hb14"].title
    assert "person:per_marsh" == v.threads(room.position)[-1].key
    assert 3 == v.unread_count(room.position)


def test_words_for_others_are_not_shown(room: DeskRoom) -> None:
    """Nor counted; what one wrote oneself is read."""
    said(room, 1, Party(kind="person", name="per_hale"))
    said(room, 2, Party(kind="sector", name="Harbour"))
    room.position.choose_sectors(frozenset({"Central"}))
    said(room, 3, Party(kind="all"), "per_ash")

    assert ["all:"] == [each.key for each in v.threads(room.position)]
    assert 0 == v.unread_count(room.position)


def test_what_became_of_words_to_one_unit(room: DeskRoom) -> None:
    """Sent, delivered, read, each with its time; without a device at once who calls."""
    device = Device(
        device_id="dev_1", kind="radio", door="device", uid="R1", unit_id="unit_hb14"
    )
    room.scene.say(e.DeviceEnrolled(device=device), "clock")
    message = sent(room, "unit_hb14")

    assert ("sent, not delivered yet (0 s)", False) == v.became(room.position, message)

    room.pass_time(80)

    assert ("not delivered for 1:20: call HB14 by radio", True) == v.became(
        room.position, message
    )

    room.scene.say(e.MessageDelivered(message_id="msg_1", unit_id="unit_hb14"))
    room.turn()

    assert ("delivered 22:33:28, not read yet", False) == v.became(
        room.position, message
    )

    room.pass_time(16)
    room.scene.say(e.MessageRead(message_id="msg_1", unit_id="unit_hb14"))
    room.turn()

    assert ("delivered 22:33:28, read 22:33:44", False) == v.became(
        room.position, message
    )


def test_a_unit_without_a_device_is_called_by_radio(room: DeskRoom) -> None:
    """It will never confirm."""
    message = sent(room, "unit_hb14")

    assert ("no device: call HB14 by radio", True) == v.became(room.position, message)


def test_what_became_of_a_broadcast(room: DeskRoom) -> None:
    """Counted; who has not confirmed in time is named, and nobody who went home."""
    message = sent(room, audience=Audience(kind="sector", name="Harbour"))

    assert "sector Harbour, 10" == v.whom(room.position, message)
    assert "delivered to 0 of 10, read by 0; 10 not yet" == v.became(
        room.position, message
    )[0]  # fmt: skip

    for callsign in ("hb11", "hb12", "hb13", "hb14", "hb15", "hb16", "hb17", "bt81"):
        unit_id = f"unit_{callsign}"
        room.scene.say(e.MessageDelivered(message_id="msg_1", unit_id=unit_id))
    room.scene.state("unit_mc51", 11)
    room.turn()
    room.pass_time(61)

    assert ("delivered to 8 of 10, read by 0; not yet DG62: call by radio", True) == (
        v.became(room.position, message)
    )
    assert 1 == v.threads(room.position)[0].late

    room.pass_time(1_800)

    assert [] == v.missing(room.position, message)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (ME, "you"),
        (Party(kind="desk", name="desk 4"), "you"),
        (Party(kind="all"), "everyone in the room"),
        (Party(kind="role", name="dispatcher"), "every dispatcher"),
        (Party(kind="sector", name="Harbour"), "Harbour desk"),
    ],
)
def test_whom_words_went_to(room: DeskRoom, to: Party, words: str) -> None:
    """In the words of the room; to oneself it is `you`."""
    said(room, 1, to)
    message = room.frame.picture.messages["msg_1"]

    assert words == v.whom(room.position, message)
    assert ("nobody has read it yet", False) == v.became(room.position, message)

    room.scene.say(e.MessageRead(message_id="msg_1", person_id="per_ash"), "per_ash")
    room.turn()

    assert "read by Ash 22:32:08" == v.became(room.position, message)[0]
    assert not v.is_unread(room.position, message)
