"""A desk's link on real sockets: it comes back alone, resumes, and says how it does."""

from collections.abc import Iterator

import pytest

from controlroom.desk import dialling
from controlroom.desk import link as module
from controlroom.desk.desk import Desk
from controlroom.domain.commands import AddLogEntry
from controlroom.domain.errors import Refused
from controlroom.wire import envelope as e
from controlroom.wire import messages as m
from controlroom.wire.questions import Doors, Search
from tests.helpers.waiting import PATIENCE_S, wait_for
from tests.unit.desk.small_gateway import NOW_US, TOKEN, SmallGateway

WAIT_S = PATIENCE_S


def entry(text: str) -> AddLogEntry:
    """Return an act that the small gateway makes a fact of."""
    return AddLogEntry(incident_id="inc_1", text=text)


def said_state(desk: Desk) -> str:
    """Return how the link does, as it was last said to whoever draws it."""
    return desk.link_changed.state if desk.link_changed else ""


@pytest.fixture
def nobody_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """No link lags or is given up because this machine is: only where a test says so.

    The small gateway says nothing by itself, and is as slow as the machine.
    """
    for limit in ("LAG_FRAME_S", "LAG_ANSWER_S", "SILENCE_S"):
        monkeypatch.setattr(module, limit, 2 * WAIT_S)
    monkeypatch.setattr(module, "LAG_RTT_MS", 2 * WAIT_S * 1000)
    monkeypatch.setattr(dialling, "SILENCE_S", 2 * WAIT_S)
    monkeypatch.setattr(dialling, "_OPEN_S", 2 * WAIT_S)


@pytest.fixture
def gateway(nobody_is_slow: None) -> Iterator[SmallGateway]:
    """A small gateway, running."""
    with SmallGateway().running() as running:
        yield running


@pytest.fixture
def desk(gateway: SmallGateway) -> Iterator[Desk]:
    """A desk that is live."""
    with Desk(gateway.url, TOKEN, "desk 1") as linked:
        linked.wait_until(lambda: linked.snapshots, WAIT_S)
        yield linked


def test_a_desk_starts_from_a_snapshot(desk: Desk) -> None:
    """Welcome, picture and positions are there, and the link is live."""
    desk.wait_until(lambda: "live" == said_state(desk), WAIT_S)

    assert desk.welcome is not None
    assert "Ann" == desk.welcome.person
    assert 54.7 == pytest.approx(desk.tracks.lat[0])
    assert "live" == desk.link.state


def test_the_room_s_clock_is_the_gateway_s(desk: Desk) -> None:
    """The room's time comes from the welcome, whatever this machine's clock says."""

    assert 0 <= desk.now_us() - NOW_US < 60_000_000


def test_a_command_gets_its_result_after_its_facts(desk: Desk) -> None:
    """What a command did has been applied when its result is there."""
    result = desk.do(entry("one"))

    assert result.ok
    assert 1 == desk.picture.seq


def test_frames_move_units_and_the_clock(gateway: SmallGateway, desk: Desk) -> None:
    """A frame's positions are drawn, and its time is the room's."""
    gateway.frame(3, lat=55.5, now_us=NOW_US + 3_600_000_000)
    desk.wait_until(lambda: desk.frames, WAIT_S)

    assert 55.5 == pytest.approx(desk.tracks.lat[3])
    assert desk.now_us() >= NOW_US + 3_600_000_000


def test_presence_arrives(gateway: SmallGateway, desk: Desk) -> None:
    """Who has what open is known, and the gateway's trouble with it."""
    gateway.say(e.pack(m.Presence(incidents={"inc_1": ("2",)}, trouble="disk full")))
    desk.wait_until(lambda: desk.presence.trouble, WAIT_S)

    assert {"inc_1": ("2",)} == desk.presence.incidents


def test_a_question_is_answered(desk: Desk) -> None:
    """A question gets its page."""

    assert desk.ask(Doors()).ok


def test_a_desk_resumes_by_itself(gateway: SmallGateway, desk: Desk) -> None:
    """After a break the desk is back alone, has every fact and took no snapshot."""
    desk.do(entry("before"))
    gateway.cut()
    gateway.log("while away")
    desk.wait_until(lambda: 2 == desk.picture.seq, WAIT_S)

    assert 1 == desk.snapshots
    assert ("e1", 1) == (gateway.hellos[-1].epoch, gateway.hellos[-1].seq)


def test_a_restored_gateway_gives_a_snapshot(gateway: SmallGateway, desk: Desk) -> None:
    """In another epoch nothing that the desk has counts."""
    gateway.epoch, gateway.boot = "e2", 2
    gateway.cut()
    desk.wait_until(lambda: 2 == desk.snapshots, WAIT_S)

    assert desk.welcome is not None
    assert "e2" == desk.welcome.epoch


def test_an_unanswered_command_is_sent_again_with_its_id(
    gateway: SmallGateway, desk: Desk
) -> None:
    """A command whose answer got lost is asked again, and is done once."""
    gateway.answers_held = True
    command_id = desk.send(entry("once"))
    desk.wait_until(lambda: desk.picture.seq, WAIT_S)
    gateway.answers_held = False
    gateway.cut()

    assert desk.result(command_id).ok
    assert [command_id, command_id] == gateway.commands
    assert 1 == len(gateway.facts)


def test_a_command_waits_for_the_link(gateway: SmallGateway) -> None:
    """What is sent before the link stands goes out when it does."""
    with Desk(gateway.url, TOKEN, "desk 1") as early:
        command_id = early.send(entry("early"))

        assert early.result(command_id).ok


def test_attention_is_said_again_after_a_break(
    gateway: SmallGateway, desk: Desk
) -> None:
    """The others see what is open here, also after a break."""
    desk.link.attend("inc_7")
    desk.wait_until(lambda: ["inc_7"] == gateway.attended, WAIT_S)
    gateway.cut()
    desk.wait_until(lambda: ["inc_7"] * 2 == gateway.attended, WAIT_S)


def test_an_open_question_is_answered_when_the_link_breaks(
    gateway: SmallGateway, desk: Desk
) -> None:
    """Nobody waits for an answer that cannot come."""
    question_id = desk.link.ask(Search(text="never answered by this gateway"))
    gateway.cut()
    desk.wait_until(lambda: question_id in desk.answers, WAIT_S)

    assert "link_lost" == desk.answers[question_id].code


def test_a_question_without_a_link_is_refused() -> None:
    """A question is refused at once, with what still stands."""
    desk = Desk("http://127.0.0.1:1", TOKEN, "desk 1")
    with pytest.raises(Refused, match="while the link is down"):
        desk.link.ask(Doors())


@pytest.mark.parametrize(
    "payload",
    [b"\x99nonsense", b"\x03\xff", e.pack_facts([e.fact_item(m.Hidden(seq=99))])],
    ids=["unknown", "malformed", "gap"],
)
def test_nonsense_ends_in_a_fresh_snapshot(
    gateway: SmallGateway, desk: Desk, payload: bytes
) -> None:
    """Hostile: what cannot be trusted to be whole is thrown away with its picture."""
    gateway.say(payload)
    desk.wait_until(lambda: 2 == desk.snapshots, WAIT_S)

    assert "" == gateway.hellos[-1].epoch


def test_a_wrong_token_is_said_in_words(gateway: SmallGateway) -> None:
    """A desk with a revoked token is told so, and that it may ask for another."""
    with Desk(gateway.url, "another token", "desk 1") as desk:
        desk.wait_until(lambda: "refused" == said_state(desk), WAIT_S)

        assert desk.link_changed is not None
        assert "does not accept this token" in desk.link_changed.reason


def test_a_refusal_is_said_in_words(gateway: SmallGateway, desk: Desk) -> None:
    """The gateway's own sentence is the reason."""
    gateway.welcomes_held = True
    gateway.say(e.pack(m.Refusal(code="too_old", sentence="Update the desk.")))
    desk.wait_until(lambda: "refused" == said_state(desk), WAIT_S)

    assert desk.link_changed is not None
    assert "Update the desk." == desk.link_changed.reason
    assert "refused" == desk.link.state


def test_no_gateway_is_said_in_words() -> None:
    """A desk without a gateway says that it cannot be reached, and goes on trying."""
    with Desk("http://127.0.0.1:1", TOKEN, "desk 1") as desk:
        desk.wait_until(lambda: "down" == said_state(desk), WAIT_S)

        assert desk.link_changed is not None
        assert "The gateway cannot be reached" in desk.link_changed.reason


def test_a_desk_that_falls_behind_starts_anew(
    gateway: SmallGateway, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When more facts wait than the mailbox holds, a snapshot takes their place."""
    monkeypatch.setattr("controlroom.desk.mailbox.MAX_FACTS", 3)
    for number in range(5):
        gateway.log(f"fact {number}")
    # Nobody empties the mailbox until it has run over.
    wait_for(lambda: 2 <= len(gateway.hellos), WAIT_S)
    desk.wait_until(lambda: 2 == desk.snapshots and 5 == desk.picture.seq, WAIT_S)


def test_a_slow_answer_is_a_lagging_link(
    gateway: SmallGateway, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that waits too long is said, and the link is live again after it."""
    monkeypatch.setattr(module, "LAG_ANSWER_S", 0.1)
    gateway.answers_held = True
    desk.send(entry("slow"))
    desk.wait_until(lambda: "lagging" == desk.link.state, WAIT_S)
    gateway.answer()
    desk.wait_until(lambda: "live" == desk.link.state, WAIT_S)


def test_a_silent_gateway_is_lagging_then_down(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without frames the link lags; after longer silence it is given up."""
    monkeypatch.setattr(module, "LAG_FRAME_S", 0.1)
    desk.wait_until(lambda: "lagging" == desk.link.state, WAIT_S)
    monkeypatch.setattr(module, "SILENCE_S", 0.2)
    desk.wait_until(lambda: "down" == desk.link.state, WAIT_S)


def test_a_gateway_that_never_welcomes_is_given_up(
    gateway: SmallGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gateway that accepts and says nothing does not hold the desk for ever."""
    monkeypatch.setattr(module, "SILENCE_S", 0.2)
    gateway.welcomes_held = True
    with Desk(gateway.url, TOKEN, "desk 1") as desk:
        desk.wait_until(lambda: 2 <= len(gateway.hellos), WAIT_S)


def test_the_round_trip_is_measured(gateway: SmallGateway, desk: Desk) -> None:
    """The status bar can say how long a round trip takes."""
    desk.wait_until(
        lambda: desk.link_changed and desk.link_changed.rtt_ms is not None, WAIT_S
    )


def test_how_long_nothing_was_heard(gateway: SmallGateway, desk: Desk) -> None:
    """The map fades by how long the gateway was silent; before the first word, not."""
    gateway.frame(1)
    desk.wait_until(lambda: desk.frames, WAIT_S)

    assert 0.0 <= desk.link.silence_s() < WAIT_S
    assert 0.0 == Desk("http://127.0.0.1:1", TOKEN, "desk 2").link.silence_s()


def test_a_desk_follows_its_gateway_to_another_port(
    gateway: SmallGateway, desk: Desk
) -> None:
    """A private gateway that was started anew at another port is found again."""
    with SmallGateway().running() as other:
        desk.link.readdress(other.url, TOKEN)
        gateway.cut()
        desk.wait_until(lambda: other.hellos, WAIT_S)


def test_a_link_can_stop_before_it_starts() -> None:
    """A window closed at once leaves nothing behind."""
    desk = Desk("http://127.0.0.1:1", TOKEN, "desk 1")
    desk.link.stop()
    desk.link.start()
    desk.link.stop()


def test_sending_after_the_end_is_harmless(gateway: SmallGateway) -> None:
    """A key pressed while the window closes breaks nothing."""
    with Desk(gateway.url, TOKEN, "desk 1") as desk:
        desk.wait_until(lambda: desk.snapshots, WAIT_S)
    desk.send(entry("late"))
    desk.link.attend(None)

    assert 1 == desk.link.unanswered


@pytest.mark.parametrize(
    ("silent_s", "waiting_s", "rtt_ms", "reason"),
    [
        (0.0, 0.0, 0.0, ""),
        (3.2, 9.0, 9000.0, "No positions for 3 s."),
        (0.0, 9.0, 9000.0, "A command has waited 9 s for the gateway."),
        (0.0, 0.0, 1500.0, "The gateway answers after 1500 ms."),
    ],
)
def test_the_first_reason_is_said(
    silent_s: float, waiting_s: float, rtt_ms: float, reason: str
) -> None:
    """One reason at a time, the gravest first."""

    assert reason == module._lag(silent_s, waiting_s, rtt_ms)
