"""The truth about link and feeds."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import (
    LinkChanged,
    LinkState,
    Presence,
    PresenceArrived,
)
from controlroom.domain import events as e
from controlroom.domain.commands import AddLogEntry
from controlroom.domain.entities import Device
from tests.helpers.desk_room import DeskRoom, colours_of
from ui.frame import monotonic_us
from ui.panels.status import StatusBar


@pytest.fixture
def status(qtbot: QtBot, room: DeskRoom) -> StatusBar:
    """The bar of a full window."""
    made = StatusBar(room.position)
    made.resize(1920, 28)
    qtbot.addWidget(made)
    made._recount()
    made.show()
    return made


def _link(room: DeskRoom, state: LinkState, reason: str = "") -> None:
    change = LinkChanged(state, reason, monotonic_us() - 14_000_000, 41.0)
    room.scene.mailbox.put_link(change)
    room.turn()


def test_a_live_link_is_grey_with_its_round_trip(
    status: StatusBar, room: DeskRoom
) -> None:
    """Normal is grey."""

    assert ("Live", "41 ms") == status._link()[:2]
    assert room.theme.hex("link.island").lower() not in colours_of(status)


@pytest.mark.parametrize(
    ("state", "reason", "word", "token"),
    [
        ("lagging", "Answers take 3 s.", "Lagging", "link.lagging"),
        ("down", "The gateway does not answer.", "No link", "link.island"),
        ("refused", "Your token was revoked.", "Refused", "link.island"),
    ],
)
def test_a_bad_link_says_what_and_since_when(
    status: StatusBar, room: DeskRoom, state: LinkState, reason: str, word: str,
    token: str,
) -> None:  # fmt: skip
    """The word, the reason, how long, and what stopped."""
    _link(room, state, reason)
    said, sentence = status._link()[:2]

    assert word == said
    assert reason in sentence
    assert room.theme.hex(token).lower() in colours_of(status)


def test_waiting_commands_are_said(status: StatusBar, room: DeskRoom) -> None:
    """Without a link the bar says how many commands wait."""
    room.deaf = True
    room.position.send(
        AddLogEntry(incident_id="inc_4521", text="x"),
        "inc_4521",
    )
    _link(room, "down", "Gone.")

    assert "1 command waits." in status._link()[1]


def test_feeds_say_the_age_of_their_newest_fix(
    status: StatusBar, room: DeskRoom
) -> None:
    """A kind with devices and no fix says so; a kind without devices is not shown."""
    for key, kind in (("a", "vehicle"), ("b", "radio")):
        device = Device(device_id=f"dev_{key}", kind=kind, door="device", uid=key)  # type: ignore[arg-type]  # a kind each
        room.scene.say(e.DeviceEnrolled(device=device))
    room.turn()

    assert [("Radio", "no fix yet", False), ("Vehicles", "0.0 s", False)] == (
        status.feeds()
    )


def test_a_lost_feed_is_amber_with_its_age(status: StatusBar, room: DeskRoom) -> None:
    """A silent door is named until it speaks."""
    room.scene.say(
        e.AlarmRaised(alarm_id="f", kind="feed_lost", priority="high", door="cot"),
        "clock",
        room.scene.now_us - 68_000_000,
    )
    room.turn()

    assert [("cot", "lost, 1:08", True)] == status.feeds()


def test_freshness_counts_units_on_duty(status: StatusBar, room: DeskRoom) -> None:
    """One of twenty has a hollow fix."""

    assert "Picture 95 % fresh, 1 of 20 units old" == status.freshness()


def test_an_empty_force_is_said(qtbot: QtBot, quiet_room: DeskRoom) -> None:
    """Nobody on duty is no percentage."""
    status = StatusBar(quiet_room.position)
    qtbot.addWidget(status)

    assert "No unit on duty" == status.freshness()


def test_who_goes_off_duty_is_no_longer_counted(
    status: StatusBar, room: DeskRoom
) -> None:
    """Counting follows states."""
    room.scene.state("unit_hb17", 11)
    room.turn()

    assert "Picture 100 % fresh, 0 of 19 units old" == status.freshness()


def test_who_comes_back_on_duty_is_counted_again(
    status: StatusBar, room: DeskRoom
) -> None:
    """What was worked out before does not stand."""
    before = status.freshness()
    room.scene.state("unit_hb17", 11)
    room.turn()
    without = status.freshness()
    room.scene.state("unit_hb17", 2)
    room.turn()

    assert before == status.freshness()
    assert before != without


def test_a_record_that_cannot_be_kept_is_said(
    status: StatusBar, room: DeskRoom
) -> None:
    """When the gateway cannot keep its record, every desk says it, in amber."""
    presence = Presence(trouble="The record cannot be kept: the disk is full.")
    room.scene.mailbox.put_presence(PresenceArrived(presence))
    room.turn()

    assert room.theme.hex("link.island").lower() in colours_of(status)


@pytest.mark.parametrize("exercise", [False, True])
def test_the_clock_of_an_exercise_is_violet(qtbot: QtBot, exercise: bool) -> None:
    """Violet means exercise and nothing else."""
    room = DeskRoom(exercise=exercise).connect()
    status = StatusBar(room.position)
    status.resize(1920, 28)
    qtbot.addWidget(status)
    violet = room.theme.hex("link.exercise").lower()

    assert exercise == (violet in colours_of(status))
