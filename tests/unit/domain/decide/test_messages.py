"""Decisions on words to units."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.decide import messages
from controlroom.domain.entities import Audience, AudienceKind, Party, Unit
from tests.helpers.watch import (
    ASH,
    MARSH,
    PHONE,
    RADIO,
    ROWE,
    TV21,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """A quiet room."""
    return Watch()


# --- messages


def test_a_message_goes_to_units(watch: Watch) -> None:
    """Each unit once, words as typed."""
    incident_id = watch.opened()
    (event,) = watch.do(
        c.SendMessage(unit_ids=(TV21, TV21), text="Come <b>back</b>.",
                      incident_id=incident_id)
    )  # fmt: skip

    assert isinstance(event, e.MessageSent)
    assert ((TV21,), "Come <b>back</b>.") == (event.unit_ids, event.text)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (c.SendMessage(unit_ids=(), text="x"), "no_unit"),
        (c.SendMessage(unit_ids=tuple(map(str, range(51))), text="x"), "units"),
        (c.SendMessage(unit_ids=("unit_gone",), text="x"), "unknown_unit"),
        (c.SendMessage(unit_ids=(TV21,), text=" "), "text"),
        (c.SendMessage(unit_ids=(TV21,), text="x" * 1_001), "text"),
        (
            c.SendMessage(unit_ids=(TV21,), text="x", incident_id="inc_gone"),
            "unknown_incident",
        ),
    ],
)
def test_messages_that_cannot_be_sent(
    watch: Watch, act: c.SendMessage, code: str
) -> None:
    """Nobody, too many, unknown, empty, too long, about nothing."""

    assert code == refused(watch, act).code


def test_a_message_is_confirmed_once_by_whom_it_is_for(watch: Watch) -> None:
    """A repeat, a stranger and an unknown message change nothing."""
    watch.do(c.SendMessage(unit_ids=(TV21,), text="x"))
    message_id = next(iter(watch.picture.messages))

    def seen(device_id: str, message: str = message_id) -> list[e.AnyEvent]:
        return watch.see(
            o.MessageSeen(device_id=device_id, message_id=message, at_us=0)
        )

    assert [] == seen(PHONE)
    assert [e.MessageDelivered(message_id=message_id, unit_id=TV21)] == seen(RADIO)
    assert [] == seen(RADIO)
    assert [] == seen(RADIO, "msg_gone")


def test_what_was_read_had_arrived(watch: Watch) -> None:
    """Reading alone confirms both, once; a stranger reads nothing."""
    watch.do(c.SendMessage(unit_ids=(TV21,), text="x"))
    message_id = next(iter(watch.picture.messages))

    def read(device_id: str) -> list[e.AnyEvent]:
        return watch.see(
            o.MessageRead(device_id=device_id, message_id=message_id, at_us=0)
        )

    assert [] == read(PHONE)
    assert [
        e.MessageDelivered(message_id=message_id, unit_id=TV21),
        e.MessageRead(message_id=message_id, unit_id=TV21),
    ] == read(RADIO)
    assert [] == read(RADIO)


# --- broadcasts


def _broadcast(reaches: int, kind: AudienceKind = "all", name: str = "") -> c.Broadcast:
    audience = Audience(kind=kind, name=name)
    return c.Broadcast(audience=audience, text="Fog on the river.", reaches=reaches)


def test_a_broadcast_reaches_who_is_on_duty(watch: Watch) -> None:
    """It carries its audience and how many they were, not their names."""
    (event,) = watch.do(_broadcast(3))

    assert isinstance(event, e.MessageSent)
    assert (3, (), Audience(kind="all")) == (
        event.reach, event.unit_ids, event.audience,
    )  # fmt: skip
    assert 3 == len(watch.picture.receipts[event.message_id])


def test_nobody_speaks_to_a_crowd_unawares(watch: Watch) -> None:
    """A few more than the sender was told are let through, a tenth more are; beyond
    that it is refused with both numbers.
    """
    crowd = tuple(
        Unit(unit_id=f"unit_x{number}", callsign=f"X{number}", state=2)
        for number in range(30)
    )
    watch.happen(*(e.UnitAdded(unit=unit) for unit in crowd))
    said = refused(watch, _broadcast(3))

    assert "That would reach 33 units now, not 3." in said.sentence
    assert "reach" == said.code
    assert watch.do(_broadcast(23))


def test_a_broadcast_is_bounded(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """To nobody, and to more than the room can speak to, none is sent."""
    assert "no_unit" == refused(watch, _broadcast(1, "sector", "Nowhere")).code
    monkeypatch.setattr(messages, "MOST_REACHED", 2)

    assert "units" == refused(watch, _broadcast(3)).code


# --- in the room


def test_words_in_the_room_go_to_somebody(watch: Watch) -> None:
    """As typed, whatever they look like."""
    text = "<b>5 > 3</b> \u202eabc"
    (event,) = watch.do(c.SendRoomMessage(to=Party(kind="all"), text=text))

    assert isinstance(event, e.RoomMessageSent)
    assert (Party(kind="all"), text) == (event.to, event.text)


@pytest.mark.parametrize(
    ("text", "code"), [("", "text"), ("x" * 1_000_000, "text"), ("a\x00b", "text")]
)
def test_words_that_are_none(watch: Watch, text: str, code: str) -> None:
    """Empty, a megabyte, a null character: refused, with what would be accepted."""
    to = Party(kind="all")

    assert code == refused(watch, c.SendRoomMessage(to=to, text=text)).code
    assert "unknown_incident" == refused(
        watch, c.SendRoomMessage(to=to, text="x", incident_id="inc_gone")
    ).code  # fmt: skip


def test_a_room_message_is_read_once_by_whom_it_is_for(watch: Watch) -> None:
    """Not by who wrote it, not by strangers, not twice."""
    to = Party(kind="person", name=MARSH)
    watch.do(c.SendRoomMessage(to=to, text="x"))
    message_id = next(iter(watch.picture.messages))
    act = c.ReadMessage(message_id=message_id)

    assert [] == watch.do(act, who=ASH)
    assert [] == watch.do(act, who=ROWE, role="supervisor")
    assert [e.MessageRead(message_id=message_id, person_id=MARSH)] == watch.do(
        act, who=MARSH
    )
    assert [] == watch.do(act, who=MARSH)


def test_words_to_units_are_not_read_at_a_desk(watch: Watch) -> None:
    """Their crews say that."""
    watch.do(c.SendMessage(unit_ids=(TV21,), text="x"))
    message_id = next(iter(watch.picture.messages))

    assert "unknown_message" == refused(
        watch, c.ReadMessage(message_id=message_id)
    ).code  # fmt: skip
