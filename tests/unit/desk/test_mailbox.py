"""The seam between threads: positions are merged, facts kept in order, all bounded."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.desk import deliveries as v
from controlroom.desk import mailbox as module
from controlroom.desk.mailbox import Mailbox, merge
from controlroom.domain.access import Hidden
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks
from tests.helpers.waiting import PATIENCE_S
from tests.unit.desk.small_gateway import moved


def frame(*rows: int, lat: float = 54.7, seq: int = 0) -> v.FrameArrived:
    """Return a frame of these rows at a latitude."""
    return v.FrameArrived(moved(*rows, lat=lat), seq * 100, seq, 1, seq)


def welcome() -> v.Welcome:
    """Return a welcome."""
    return v.Welcome(
        epoch="e1", boot=1, recovered=True, seq=0, force="", person_id="per_1",
        person="Ann", role="dispatcher", now_us=1,
    )  # fmt: skip


def result(number: int = 1) -> v.ResultArrived:
    """Return a result."""
    return v.ResultArrived(f"cmd_{number}", ok=True, code="", sentence="", seq=1)


LINK = v.LinkChanged("live", "", 0, None)
SNAPSHOT = v.Snapshot(Picture(), moved(0))
PRESENCE = v.PresenceArrived(v.Presence())


def test_an_empty_mailbox_delivers_nothing() -> None:
    """A tick without mail costs nothing."""

    assert [] == Mailbox().drain()
    assert not Mailbox().wait(0.0)


def test_mail_is_applied_in_one_order() -> None:
    """Link, welcome, snapshot, facts, frame, presence; results after what they did."""
    mailbox = Mailbox()
    mailbox.put_answer(result())
    mailbox.put_presence(PRESENCE)
    mailbox.put_snapshot(SNAPSHOT)
    mailbox.put_frame(frame(1))
    mailbox.put_facts((Hidden(seq=1),))
    mailbox.put_welcome(welcome())
    mailbox.put_link(LINK)
    kinds = [type(delivery) for delivery in mailbox.drain()]

    assert [
        v.LinkChanged,
        v.Welcome,
        v.Snapshot,
        v.Facts,
        v.FrameArrived,
        v.PresenceArrived,
        v.ResultArrived,
    ] == kinds
    assert [] == mailbox.drain()


def test_facts_wait_in_order() -> None:
    """Facts of several messages are one run, each there once."""
    mailbox = Mailbox()
    for seq in (1, 2, 3):
        mailbox.put_facts((Hidden(seq=seq),))

    assert [v.Facts((Hidden(seq=1), Hidden(seq=2), Hidden(seq=3)))] == mailbox.drain()


def test_too_many_facts_ask_for_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the sender is told, and nothing partial is left to apply."""
    monkeypatch.setattr(module, "MAX_FACTS", 2)
    mailbox = Mailbox()

    assert mailbox.put_facts((Hidden(seq=1), Hidden(seq=2)))
    assert not mailbox.put_facts((Hidden(seq=3),))
    assert [] == mailbox.drain()


def test_a_snapshot_takes_the_place_of_what_waits() -> None:
    """Facts and frames from before a snapshot are in it."""
    mailbox = Mailbox()
    mailbox.put_facts((Hidden(seq=1),))
    mailbox.put_frame(frame(1))
    mailbox.put_snapshot(SNAPSHOT)

    assert [SNAPSHOT] == mailbox.drain()


def test_the_latest_of_each_wins() -> None:
    """Link, welcome and presence are states, not events."""
    mailbox = Mailbox()
    down = v.LinkChanged("down", "The link broke.", 5, None)
    mailbox.put_link(LINK)
    mailbox.put_link(down)
    mailbox.put_presence(v.PresenceArrived(v.Presence(trouble="old")))
    mailbox.put_presence(PRESENCE)

    assert [down, PRESENCE] == mailbox.drain()


def test_frames_are_merged_by_unit() -> None:
    """Of each unit the fix that came last is delivered, with the newest time."""
    mailbox = Mailbox()
    mailbox.put_frame(frame(1, 2, lat=50.0, seq=1))
    mailbox.put_frame(frame(2, 3, lat=51.0, seq=2))
    (merged,) = mailbox.drain()

    assert isinstance(merged, v.FrameArrived)
    assert {1: 50.0, 2: 51.0, 3: 51.0} == dict(
        zip(merged.moved.unit_rows.tolist(), merged.moved.lat.tolist(), strict=True)
    )
    assert (200, 2, 2, 2) == (
        merged.gateway_now_us, merged.seq, merged.frames, merged.received_us,
    )  # fmt: skip


def test_frames_that_nobody_drains_do_not_pile_up() -> None:
    """A window that stands still for an hour holds one merged frame."""
    mailbox = Mailbox()
    for seq in range(1000):
        mailbox.put_frame(frame(1, 2, lat=float(seq % 90), seq=seq))
    waiting = len(mailbox._frames)
    (merged,) = mailbox.drain()

    assert waiting < module.MERGE_AT
    assert isinstance(merged, v.FrameArrived)
    assert (1000, 2) == (merged.frames, len(merged.moved))


def test_a_frame_of_nothing_is_a_sign_of_life() -> None:
    """Empty frames are delivered: their time is news."""
    mailbox = Mailbox()
    mailbox.put_frame(frame(seq=1))
    mailbox.put_frame(frame(seq=2))
    (merged,) = mailbox.drain()

    assert isinstance(merged, v.FrameArrived)
    assert (2, 0) == (merged.frames, len(merged.moved))


@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 9), max_size=5), st.floats(0, 90)), min_size=1
    )
)
def test_merged_or_one_by_one_is_the_same(sent: list[tuple[list[int], float]]) -> None:
    """Applying one merged frame gives what applying each would have given."""
    frames = [frame(*rows, lat=lat) for rows, lat in sent]
    each, once = Tracks(), Tracks()
    for one in frames:
        each.apply(one.moved)
    once.apply(merge(frames).moved)

    np.testing.assert_array_equal(each.lat, once.lat[: len(each.lat)])


def test_answers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results that nobody fetches make room, the oldest first."""
    monkeypatch.setattr(module, "MAX_ANSWERS", 2)
    mailbox = Mailbox()
    for number in (1, 2, 3):
        mailbox.put_answer(result(number))

    assert [result(2), result(3)] == mailbox.drain()


@pytest.mark.parametrize(
    "put",
    [
        lambda mailbox: mailbox.put_link(LINK),
        lambda mailbox: mailbox.put_welcome(welcome()),
        lambda mailbox: mailbox.put_snapshot(SNAPSHOT),
        lambda mailbox: mailbox.put_facts((Hidden(seq=1),)),
        lambda mailbox: mailbox.put_frame(frame()),
        lambda mailbox: mailbox.put_presence(PRESENCE),
        lambda mailbox: mailbox.put_answer(result()),
    ],
)
def test_every_delivery_wakes_who_waits(put: object) -> None:
    """A desk without a screen sleeps until there is mail."""
    assert callable(put)
    mailbox = Mailbox()
    putting = threading.Thread(target=put, args=[mailbox])
    putting.start()

    assert mailbox.wait(PATIENCE_S)

    putting.join()
