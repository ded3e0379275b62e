"""Decisions on words to units."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.errors import Refused
from tests.helpers.watch import (
    ASH,
    PHONE,
    RADIO,
    TV21,
    Watch,
)


@pytest.fixture
def watch() -> Watch:
    """A quiet room."""
    return Watch()


def refused(watch: Watch, act: c.AnyAct, who: str = ASH) -> Refused:
    """Return the refusal of an act; the picture is as it was."""
    before = watch.picture.seq
    with pytest.raises(Refused) as caught:
        watch.do(act, who=who)

    assert before == watch.picture.seq
    return caught.value


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
