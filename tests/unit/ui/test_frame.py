"""One tick: what waits is applied and said once."""

import time

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import LinkChanged
from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import CODES, HOME, Scene
from ui import frame as module
from ui.frame import FAST_MS, SLOW_MS, FrameTick


def test_nothing_is_said_when_nothing_arrives(room: DeskRoom, qtbot: QtBot) -> None:
    """An empty mailbox makes no signal at all."""
    heard: list[object] = []
    for signal in (
        room.frame.picture_changed, room.frame.tracks_changed, room.frame.link_changed,
    ):  # fmt: skip
        signal.connect(lambda *_args: heard.append(1))
    room.frame.drain()

    assert [] == heard


def test_facts_change_the_picture_and_say_whom_they_touched(room: DeskRoom) -> None:
    """A tick says each id once, however many facts touched it."""
    heard: list[frozenset[str]] = []
    room.frame.picture_changed.connect(heard.append)
    room.scene.log("inc_4521", "one", "per_marsh", 1)
    room.scene.log("inc_4521", "two", "per_marsh", 1)
    room.turn()

    assert [frozenset({"inc_4521"})] == heard
    assert "two" == room.frame.picture.incidents["inc_4521"].log[-1].text


def test_a_snapshot_replaces_everything(room: DeskRoom) -> None:
    """After a break nothing of the old picture is left."""
    replaced: list[int] = []
    room.frame.picture_replaced.connect(lambda: replaced.append(1))
    other = Scene(mailbox=room.scene.mailbox)
    other.codes()
    other.unit("ZZ1")
    other.connect()
    room.frame.drain()

    assert [1] == replaced
    assert ["unit_zz1"] == list(room.frame.picture.units)


def test_a_fact_that_a_snapshot_holds_is_not_applied_twice(room: DeskRoom) -> None:
    """Facts at or before the picture's seq are let go."""
    before = room.frame.picture.seq
    room.scene.seq = 3
    room.scene.log("inc_4521", "late", "per_marsh", 1)
    room.turn()

    assert before == room.frame.picture.seq


def test_positions_reach_the_tracks(room: DeskRoom) -> None:
    """A frame moves units; the tracks have room for every unit of the picture."""
    row = room.frame.picture.units["unit_hb14"].row
    room.scene.move({row: (HOME[0] + 0.01, HOME[1], 0.0)})
    room.turn()

    assert HOME[0] + 0.01 == pytest.approx(float(room.frame.tracks.lat[row]))
    assert len(room.frame.picture.units) <= len(room.frame.tracks)


def test_the_link_is_as_old_as_the_last_word(
    room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seconds without the gateway are counted on this machine's own clock."""
    now_us = module.monotonic_us()
    monkeypatch.setattr(module, "monotonic_us", lambda: now_us + 12_000_000)

    assert 12.0 == pytest.approx(room.frame.link_age_s(), abs=1.0)


def test_before_the_first_word_nothing_has_gone_missing(qtbot: QtBot) -> None:
    """A desk that has not heard its gateway yet raises no dead feed."""
    scene = Scene()
    frame = FrameTick(scene.mailbox, scene.clock)

    assert 0.0 == frame.link_age_s()
    assert ("", False) == (frame.role, frame.exercise)


def test_the_tick_is_fast_while_facts_come_and_slow_after(
    room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty ticks a second while there is something to say, ten otherwise."""
    frame = room.frame
    frame.start()
    room.scene.log("inc_4521", "one", "per_marsh", 1)
    room.turn()
    busy = frame._tick.interval()
    later = time.monotonic() + 5
    monkeypatch.setattr(time, "monotonic", lambda: later)
    frame.drain()
    calm = frame._tick.interval()
    frame.stop()

    assert (FAST_MS, SLOW_MS) == (busy, calm)


def test_who_waits_for_an_answer_has_a_fast_tick(room: DeskRoom) -> None:
    """The first answer after a calm time is not kept waiting by a slow tick."""
    frame = room.frame
    frame.start()
    frame.drain()
    frame._tick.setInterval(SLOW_MS)
    frame.hurry()
    hurried = frame._tick.interval()
    frame.stop()

    assert FAST_MS == hurried


def test_a_second_is_said_each_second(room: DeskRoom, qtbot: QtBot) -> None:
    """The second is said at the start and goes on by itself."""
    with qtbot.waitSignal(room.frame.second):
        room.frame.start()
    room.frame.stop()

    assert not room.frame._second.isActive()


def test_link_and_welcome_are_known_before_they_are_said(qtbot: QtBot) -> None:
    """Whoever hears of the link finds its new state."""
    scene = Scene()
    frame = FrameTick(scene.mailbox, scene.clock)
    seen: list[str] = []
    frame.link_changed.connect(lambda: seen.append(frame.link.state))
    scene.mailbox.put_link(LinkChanged("down", "Gateway gone.", 0, None))
    frame.drain()

    assert ["down"] == seen


def test_other_codes_change_the_usual_intervals(room: DeskRoom) -> None:
    """Codes published anew reach the tracks."""
    codes = type(CODES)(force="New", interval_s={"vehicle": 50.0})
    room.scene.say(e.CodesPublished(codes=codes), "clock")
    room.turn()
    row = room.frame.picture.units["unit_hb17"].row

    # 130 s are 2.6 intervals of 50 s: fading, no longer hollow.
    assert 1 == int(room.frame.tracks.freshness(room.frame.now_us())[row])


def test_a_fact_that_cannot_be_applied_is_said_and_stops_no_other(
    room: DeskRoom, caplog: pytest.LogCaptureFixture
) -> None:
    """The desk says that its picture may be wrong, until it comes whole again."""
    room.scene.say(e.IncidentGraded(incident_id="inc_unheard_of", grade="I"))
    room.scene.log("inc_4521", "after it", "per_marsh", 0)
    room.turn()
    doubt = room.frame.doubt
    room.scene.connect()
    room.turn()

    assert "may show something old" in doubt
    assert "Picture.apply failed" in caplog.text
    assert "" == room.frame.doubt


def test_what_comes_after_a_bad_fact_is_shown(
    room: DeskRoom, caplog: pytest.LogCaptureFixture
) -> None:
    """One bad fact costs one fact."""
    room.scene.say(e.IncidentGraded(incident_id="inc_unheard_of", grade="I"))
    room.scene.log("inc_4521", "after it", "per_marsh", 0)
    room.turn()

    assert "after it" == room.frame.picture.incidents["inc_4521"].log[-1].text
