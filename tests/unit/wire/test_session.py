"""Conversations of a desk and a gateway, both ends, without a socket."""

from collections.abc import Callable

import pytest

from controlroom.domain.commands import AddLogEntry, Command
from controlroom.domain.errors import Refused, WireError
from controlroom.domain.events import Fact, LogEntryAdded
from controlroom.domain.picture import Picture
from controlroom.wire import envelope as e
from controlroom.wire import messages as m
from controlroom.wire import session as s
from controlroom.wire.frames import Frame, encode_frame
from controlroom.wire.questions import Doors
from controlroom.wire.upcast import SCHEMA
from tests.unit.wire.test_envelope import EMPTY

LOGGED = LogEntryAdded(incident_id="inc_1", text="nothing seen")


def welcome(*, recovered: bool = False, epoch: str = "e1", boot: int = 5) -> m.Welcome:
    """Return a gateway's welcome at fact 10."""
    return m.Welcome(
        epoch=epoch, boot=boot, recovered=recovered, seq=10, force="Dogger Bank",
        person_id="per_1", person="Ann", role="dispatcher", now_us=10**15,
    )  # fmt: skip


def frame(seq: int = 10, tick: int = 1, boot: int = 5) -> bytes:
    """Return a frame of nothing."""
    return encode_frame(
        Frame(boot=boot, tick=tick, seq=seq, now_us=10**15, moved=EMPTY)
    )


def snapshot(seq: int = 10) -> bytes:
    """Return a snapshot at a fact."""
    inner = Frame(boot=5, tick=0, seq=seq, now_us=10**15, moved=EMPTY)
    return e.pack_snapshot(Picture(seq=seq), inner)


def facts(*seqs: int) -> bytes:
    """Return facts of these seqs; every third is hidden."""
    return e.pack_facts(
        e.fact_item(
            m.Hidden(seq=seq)
            if seq % 3 == 0
            else Fact(seq=seq, at_us=1, actor="per_1", event=LOGGED)
        )
        for seq in seqs
    )


def command(number: int = 1) -> Command:
    """Return a command."""
    return Command(
        command_id=f"cmd_{number}", act=AddLogEntry(incident_id="inc_1", text="x")
    )


@pytest.fixture
def live() -> s.DeskEnd:
    """A desk that was welcomed, has its snapshot at fact 10 and a frame."""
    desk = s.DeskEnd("desk 1")
    desk.hello()
    for payload in (e.pack(welcome()), snapshot(), frame()):
        desk.receive(payload)
    return desk


def test_a_first_conversation() -> None:
    """A desk with nothing says so, is welcomed, gets a snapshot, facts and frames."""
    gateway, desk = s.GatewayEnd(), s.DeskEnd("desk 1", client="test")
    hello = gateway.receive(desk.hello())

    assert hello == m.Hello(desk="desk 1", schema=SCHEMA, client="test")

    desk.receive(gateway.welcome(welcome()))
    desk.receive(snapshot())
    desk.receive(facts(11, 12, 13))
    desk.receive(frame(seq=13))

    assert ("e1", 13) == (desk.epoch, desk.seq)


def test_a_desk_that_comes_back_goes_on(live: s.DeskEnd) -> None:
    """With epoch and seq a desk asks for the facts after it, and for nothing else."""
    live.receive(facts(11, 12))
    live.lost()
    hello = s.GatewayEnd().receive(live.hello())

    assert m.Hello(desk="desk 1", schema=SCHEMA, epoch="e1", seq=12) == hello

    live.receive(e.pack(welcome(recovered=True, boot=6)))
    live.receive(facts(13))
    live.receive(frame(seq=13, tick=0, boot=6))

    assert 13 == live.seq


def test_a_desk_of_another_epoch_starts_anew(live: s.DeskEnd) -> None:
    """After a restore the desk forgets what it had and takes the snapshot."""
    live.lost()
    live.hello()
    live.receive(e.pack(welcome(epoch="e2")))
    live.receive(snapshot(seq=4))

    assert ("e2", 4) == (live.epoch, live.seq)


@pytest.mark.parametrize(
    ("hello_epoch", "hello_seq", "resumed"),
    [
        ("e1", 10, True),
        ("e1", 1, True),
        ("e1", 0, False),
        ("e1", 11, False),
        ("e2", 10, False),
        ("", 0, False),
    ],
)
def test_who_resumes(hello_epoch: str, hello_seq: int, resumed: bool) -> None:
    """The same journal, something to go on from, and not ahead of the journal."""
    hello = m.Hello(desk="1", schema=1, epoch=hello_epoch, seq=hello_seq)

    assert resumed is s.resumes(hello, "e1", 10)


def test_a_desk_far_behind_gets_a_snapshot() -> None:
    """Beyond the backlog a snapshot is less than the facts; never a part of them."""
    hello = m.Hello(desk="1", schema=1, epoch="e1", seq=1)

    assert s.resumes(hello, "e1", s.BACKLOG + 1)
    assert not s.resumes(hello, "e1", s.BACKLOG + 2)


def test_commands_without_a_result_are_sent_again(live: s.DeskEnd) -> None:
    """After a break the same commands go out, in order, with the same ids."""
    sent = [live.command(command(number)) for number in (1, 2, 3)]
    live.receive(e.pack(m.Result(command_id="cmd_2", ok=True, seq=11)))
    live.lost()
    live.hello()

    assert live.command(command(4)) is None

    live.receive(e.pack(welcome(recovered=True)))

    assert [sent[0], sent[2], e.pack(command(4))] == live.unsent()


def test_commands_under_way_are_bounded(live: s.DeskEnd) -> None:
    """A desk refuses one command too many, in words, and forgets none."""
    for number in range(s.MAX_UNANSWERED):
        live.command(command(number))
    with pytest.raises(Refused, match="was not sent"):
        live.command(command(-1))

    assert s.MAX_UNANSWERED == live.unanswered


def test_questions_need_a_link() -> None:
    """A question while the link is down is refused at once, with what still stands."""
    with pytest.raises(Refused, match="while the link is down") as refused:
        s.DeskEnd("1").question(m.Question(question_id="ask_1", ask=Doors()))

    assert "no_link" == refused.value.code


def test_questions_under_way_are_bounded(live: s.DeskEnd) -> None:
    """A desk refuses one question too many."""
    for number in range(s.MAX_UNANSWERED):
        live.question(m.Question(question_id=f"ask_{number}", ask=Doors()))
    with pytest.raises(Refused, match="questions wait"):
        live.question(m.Question(question_id="ask", ask=Doors()))


def test_every_question_gets_an_answer(live: s.DeskEnd) -> None:
    """When the link breaks, open questions are answered by the desk's own end."""
    live.question(m.Question(question_id="ask_1", ask=Doors()))
    live.question(m.Question(question_id="ask_2", ask=Doors()))
    live.receive(e.pack(m.Answer(question_id="ask_1", ok=True)))
    (answer,) = live.lost()

    assert ("ask_2", False, "link_lost") == (answer.question_id, answer.ok, answer.code)
    assert [] == live.lost()


def test_an_older_desk_is_refused_with_a_sentence() -> None:
    """A desk whose program cannot read our events is told to update."""
    gateway = s.GatewayEnd()
    with pytest.raises(Refused, match="older than the gateway") as refused:
        gateway.receive(e.pack(m.Hello(desk="1", schema=SCHEMA - 1)))

    assert "too_old" == refused.value.code


@pytest.mark.parametrize("versions", [(), (2, 3)])
def test_another_wire_is_refused_with_a_sentence(versions: tuple[int, ...]) -> None:
    """A desk that speaks no version of ours is told which both need."""
    hello = m.Hello(desk="1", schema=SCHEMA, versions=versions)
    with pytest.raises(Refused, match="the gateway speaks 1") as refused:
        s.GatewayEnd().receive(e.pack(hello))

    assert "wire_version" == refused.value.code


def test_a_refusal_is_heard_before_a_welcome() -> None:
    """The desk's end hands the refusal on and has no link."""
    desk = s.DeskEnd("1")
    desk.hello()
    refusal = m.Refusal(code="too_old", sentence="Update the desk.")

    assert refusal == desk.receive(e.pack(refusal))
    assert desk.welcome is None


@pytest.mark.parametrize(
    "payload",
    [
        e.pack(command()),
        e.pack(m.Question(question_id="ask_1", ask=Doors())),
        e.pack(m.Attention()),
    ],
)
def test_nothing_is_heard_before_the_welcome(payload: bytes) -> None:
    """Hostile: commands, questions and attention out of turn."""
    with pytest.raises(WireError, match="before the welcome"):
        s.GatewayEnd().receive(payload)


def test_one_hello_a_connection() -> None:
    """Hostile: a second hello could move a session to another place."""
    gateway, hello = s.GatewayEnd(), s.DeskEnd("1").hello()
    gateway.receive(hello)
    with pytest.raises(WireError, match="a second hello"):
        gateway.receive(hello)


def test_a_welcome_answers_a_hello() -> None:
    """A gateway's end cannot welcome a peer that said nothing."""
    with pytest.raises(WireError, match="before the hello"):
        s.GatewayEnd().welcome(welcome())


@pytest.mark.parametrize(
    "payload", [frame(), facts(1), snapshot(), e.pack(m.Presence())]
)
def test_a_desk_hears_the_welcome_first(payload: bytes) -> None:
    """What comes before the welcome belongs to nothing."""
    desk = s.DeskEnd("1")
    desk.hello()
    with pytest.raises(WireError, match="before the welcome"):
        desk.receive(payload)


@pytest.mark.parametrize("early", [facts(11), frame()])
def test_the_snapshot_comes_first(early: bytes) -> None:
    """Facts and frames without a picture to stand on are refused."""
    desk = s.DeskEnd("1")
    desk.hello()
    desk.receive(e.pack(welcome()))
    with pytest.raises(WireError, match="before the snapshot"):
        desk.receive(early)


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (lambda: facts(12), "fact 12 follows 10: a gap"),
        (lambda: facts(10), "fact 10 follows 10: a gap"),
        (lambda: facts(11, 13), "fact 13 follows 11: a gap"),
        (lambda: frame(seq=11, tick=2), "a frame presumes fact 11, the last one"),
        (lambda: frame(boot=6, tick=2), "a frame of boot 6, welcomed by 5"),
        (lambda: frame(tick=0), "frame 0 after frame 1"),
        (snapshot, "a snapshot nobody asked for"),
        (lambda: e.pack(welcome()), "a second welcome"),
    ],
)
def test_a_desk_notices_what_is_missing(
    live: s.DeskEnd, made: Callable[[], bytes], line: str
) -> None:
    """A gap, a frame of another run or of facts not heard: never drawn in silence."""
    with pytest.raises(WireError, match=line):
        live.receive(made())


def test_recovered_in_another_epoch_is_refused(live: s.DeskEnd) -> None:
    """Facts of another journal cannot go on where this one's ended."""
    live.lost()
    live.hello()
    with pytest.raises(WireError, match="recovered in epoch 'e2', asked for 'e1'"):
        live.receive(e.pack(welcome(recovered=True, epoch="e2")))


def test_a_desk_can_forget(live: s.DeskEnd) -> None:
    """A desk that cannot keep up asks for everything anew."""
    live.forget()
    live.lost()

    assert m.Hello(desk="desk 1", schema=SCHEMA) == s.GatewayEnd().receive(live.hello())
