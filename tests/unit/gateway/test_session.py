"""One desk's session, from token to sign-off."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain.commands import Command
from controlroom.domain.entities import Outline, Party, Person
from controlroom.domain.events import CodesPublished, SignedOff, SignedOn
from controlroom.domain.roles import RoleRow
from controlroom.gateway import session as module
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.ingest import noted
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from controlroom.gateway.session import DeskSession
from controlroom.wire import messages as m
from controlroom.wire.envelope import (
    ANSWER,
    FACTS,
    REFUSAL,
    RESULT,
    SNAPSHOT,
    WELCOME,
    Facts,
    Snapshot,
    pack,
    unpack_to_desk,
)
from controlroom.wire.frames import FRAME
from controlroom.wire.questions import Doors
from controlroom.wire.upcast import SCHEMA
from tests.unit.gateway.peers import SmallPeer, until
from tests.unit.gateway.rooms import NOW_US, do, open_incident, running_room

HELLO = m.Hello(desk="Desk A", schema=SCHEMA)


async def _answer(
    question: m.Question, who: SignedIn, desk: str, host: str
) -> m.Answer:
    sentence = f"{who.name} at {desk} from {host}"
    return m.Answer(question_id=question.question_id, ok=True, sentence=sentence)


@asynccontextmanager
async def _session(
    room: Room, hello: m.Hello | None = HELLO, person_id: str = "per_a"
) -> AsyncIterator[tuple[SmallPeer, DeskSession]]:
    """A session that is served; it ends with the block at the latest."""
    peer = SmallPeer(room.auth.secrets.issue("person", person_id, NOW_US))
    session = DeskSession(room, _answer, peer)
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(session.serve())
        if hello is not None:
            peer.say(pack(hello))
        yield peer, session
        peer.leave()
        await serving


def _command(text: str, incident_id: str, command_id: str = "cmd_1") -> bytes:
    act = c.AddLogEntry(incident_id=incident_id, text=text)
    return pack(Command(command_id=command_id, act=act))


def _audit(room: Room) -> list[str]:
    return [
        type(fact.event).__name__
        for fact in facts_of(room.journal)
        if isinstance(fact.event, SignedOn | SignedOff)
    ]


def test_welcome_snapshot_and_a_frame(tmp_path: Path) -> None:
    """A desk with nothing learns who it is, what is true, and where everybody is."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            async with _session(room) as (peer, _):
                await peer.hear(FRAME)
                welcome, snapshot = (unpack_to_desk(one) for one in peer.heard[:2])

                assert isinstance(welcome, m.Welcome)
                assert ("Anna", "dispatcher") == (welcome.person, welcome.role)
                assert not welcome.recovered
                assert isinstance(snapshot, Snapshot)
                assert room.picture.units == snapshot.picture.units
                assert [WELCOME, SNAPSHOT, FRAME] == [one[0] for one in peer.heard[:3]]
            await room.ingest.settled()

            assert ["SignedOn", "SignedOff"] == _audit(room)
            assert [] == room.hub.seats
            assert set() == room.desk_names

    asyncio.run(work())


def test_resuming_brings_exactly_what_was_missed(tmp_path: Path) -> None:
    """With epoch and seq a desk gets every fact since, and no snapshot."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            seq = room.picture.seq
            await open_incident(room)
            epoch = room.journal.epoch
            hello = m.Hello(desk="Desk A", schema=SCHEMA, epoch=epoch, seq=seq)
            async with _session(room, hello) as (peer, _):
                (packed,) = await peer.hear(FACTS)
                welcome, facts = unpack_to_desk(peer.heard[0]), unpack_to_desk(packed)

                assert isinstance(welcome, m.Welcome)
                assert welcome.recovered
                assert isinstance(facts, Facts)
                assert seq + 1 == facts.facts[0].seq
                assert SNAPSHOT not in [one[0] for one in peer.heard]

    asyncio.run(work())


@pytest.mark.parametrize(("epoch", "ahead"), [("another", 0), ("", 0), (None, 1000)])
def test_what_cannot_be_resumed_starts_anew(
    tmp_path: Path, epoch: str | None, ahead: int
) -> None:
    """Another journal, or a desk ahead of it, gets a snapshot: never a part."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            hello = m.Hello(
                desk="Desk A",
                schema=SCHEMA,
                epoch=room.journal.epoch if epoch is None else epoch,
                seq=room.picture.seq + ahead,
            )
            async with _session(room, hello) as (peer, _):
                await peer.hear(SNAPSHOT)
                welcome = unpack_to_desk(peer.heard[0])

                assert isinstance(welcome, m.Welcome)
                assert not welcome.recovered

    asyncio.run(work())


def test_a_command_gets_its_result(tmp_path: Path) -> None:
    """The fact and the result come back; a refusal says why."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            async with _session(room) as (peer, _):
                peer.say(_command("seen", incident_id))
                peer.say(_command("", incident_id, "cmd_2"))
                results = [unpack_to_desk(one) for one in await peer.hear(RESULT, 2)]
                good, bad = (one for one in results if isinstance(one, m.Result))
                await peer.hear(FACTS)

                assert (True, "cmd_1") == (good.ok, good.command_id)
                assert (False, True) == (bad.ok, bool(bad.sentence))

    asyncio.run(work())


def test_a_question_gets_its_answer(tmp_path: Path) -> None:
    """Who asks, from which desk and machine, goes with the question."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _session(room) as (peer, _):
            peer.say(pack(m.Question(question_id="q1", ask=Doors())))
            (answer,) = await peer.hear(ANSWER)
            unpacked = unpack_to_desk(answer)

            assert isinstance(unpacked, m.Answer)
            assert "Anna at Desk A from 10.0.0.7" == unpacked.sentence

    asyncio.run(work())


def test_nothing_goes_to_a_desk_where_nobody_is(tmp_path: Path) -> None:
    """A desk may leave while a colleague's form still shows its name."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            act = c.OfferTransfer(
                incident_id=incident_id, to=Party(kind="desk", name="Desk Z")
            )
            async with _session(room) as (peer, _):
                peer.say(pack(Command(command_id="cmd_1", act=act)))
                (said,) = await peer.hear(RESULT)
                result = unpack_to_desk(said)

                assert isinstance(result, m.Result)
                assert (False, "desk_gone") == (result.ok, result.code)

    asyncio.run(work())


def test_too_many_commands_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that does not wait for its answers is told that it is too fast."""
    monkeypatch.setattr(module, "MAX_UNANSWERED", 2)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            async with _session(room) as (peer, _):
                for number in range(5):
                    peer.say(_command("x", incident_id, f"cmd_{number}"))
                results = [unpack_to_desk(one) for one in await peer.hear(RESULT, 5)]
                codes = [one.code for one in results if isinstance(one, m.Result)]

                assert "busy" in codes
                assert "" in codes

    asyncio.run(work())


@pytest.mark.parametrize("key", ["report/hub/day/7", "call_0123"])
def test_hostile_command_ids(tmp_path: Path, key: str) -> None:
    """No desk may use up the number of a hub's report, or stand in for a call."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            async with _session(room) as (peer, _):
                peer.say(_command("x", incident_id, key))
                (result,) = await peer.hear(RESULT)
                refused = unpack_to_desk(result)

                assert isinstance(refused, m.Result)
                assert (False, "command_id") == (refused.ok, refused.code)
            assert room.journal.find_command(key) is None

    asyncio.run(work())


def test_a_revoked_token_asks_nothing(tmp_path: Path) -> None:
    """Between two sweeps too, a question of somebody revoked is not answered."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _session(room) as (peer, _):
            await peer.hear(FRAME)
            room.auth.secrets.revoke("per_a", NOW_US)
            peer.say(pack(m.Question(question_id="q1", ask=Doors())))
            await peer.hear(REFUSAL)

            assert ANSWER not in [one[0] for one in peer.heard]

    asyncio.run(work())


def test_nobody_joins_while_the_record_is_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk is let go rather than shown what may not be true; its name stays free."""
    monkeypatch.setattr(module, "JOIN_S", 0.01)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            monkeypatch.setattr(room.ingest, "between", lambda _: None)
            peer = SmallPeer(room.auth.secrets.issue("person", "per_a", NOW_US))
            peer.say(pack(HELLO))
            await DeskSession(room, _answer, peer).serve()

            assert [] == peer.heard
            assert peer.closed is not None
            assert set() == room.desk_names

    asyncio.run(work())


@pytest.mark.parametrize(
    "words",
    [b"", b"\xff", b"\x12\xc1", b"\x11", "text", b"\x12" + b"\x81" * 1000],
)
def test_hostile_words(tmp_path: Path, words: bytes | str) -> None:
    """Bytes that mean nothing end that session with a sentence, and are counted."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            async with _session(room) as (peer, _):
                await peer.hear(FRAME)
                peer.say(words)
                (refusal,) = await peer.hear(REFUSAL)

                assert b"could not read" in refusal
            assert 1 == room.desks.errors
            assert "Anna at 10.0.0.7" in room.desks.last_error
            assert peer.closed is not None

    asyncio.run(work())


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        (m.Hello(desk="D", schema=0), "too_old"),
        (m.Hello(desk="D", schema=SCHEMA, versions=(99,)), "wire_version"),
        (m.Attention(), "wire"),
    ],
)
def test_who_cannot_follow(
    tmp_path: Path, hello: m.Hello | m.Attention, code: str
) -> None:
    """An older program, another wire, no hello: refused in words before anything."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            async with _session(room, None) as (peer, _):
                peer.say(pack(hello))
                (packed,) = await peer.hear(REFUSAL)
                refusal = unpack_to_desk(packed)

                assert isinstance(refusal, m.Refusal)
                assert code == refusal.code
            assert [REFUSAL] == [one[0] for one in peer.heard]

    asyncio.run(work())


def test_a_wrong_token_is_turned_away(tmp_path: Path) -> None:
    """Nothing is said to a stranger, and the door counts one line."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            peer = SmallPeer("wrong")
            await DeskSession(room, _answer, peer).serve()

            assert peer.denied
            assert [] == peer.heard
            assert (1, 0) == (room.desks.errors, room.desks.peers)

    asyncio.run(work())


def test_a_revoked_token_ends_the_session(tmp_path: Path) -> None:
    """The sweep finds who may no longer be here, and says so."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _session(room) as (peer, _):
            await peer.hear(FRAME)
            room.sweep()
            room.auth.secrets.revoke("per_a", NOW_US)
            room.sweep()
            (refusal,) = await peer.hear(REFUSAL)

            assert b"withdrawn" in refusal

    asyncio.run(work())


def test_a_revoked_token_commands_nothing(tmp_path: Path) -> None:
    """Between two sweeps too, a command of somebody revoked is not done."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            log = room.picture.incidents[incident_id].log
            async with _session(room) as (peer, _):
                await peer.hear(FRAME)
                room.auth.secrets.revoke("per_a", NOW_US)
                peer.say(_command("x", incident_id))
                await peer.hear(REFUSAL)

                assert RESULT not in [one[0] for one in peer.heard]
            assert log == room.picture.incidents[incident_id].log

    asyncio.run(work())


def test_a_desk_that_cannot_keep_up_is_cut_off(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """When the seat overflowed the connection is cut: the desk resumes with all."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _session(room) as (peer, _):
            await peer.hear(FRAME)
            (seat,) = room.hub.seats
            seat.offer_facts([b"x" * 20_000_000])
            await peer.cut_off.wait()

            assert peer.aborted

    asyncio.run(work())

    assert "cannot keep up with facts" in caplog.text


@pytest.mark.parametrize(("code", "errors"), [(1001, 0), (1006, 0), (1009, 1)])
def test_how_a_desk_went(tmp_path: Path, code: int, errors: int) -> None:
    """Going away is usual; a message too big to be read is counted."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            async with _session(room) as (peer, _):
                await peer.hear(FRAME)
                peer.leave(code)
            assert errors == room.desks.errors

    asyncio.run(work())


def test_a_silent_peer_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who says nothing after connecting does not keep its place."""
    monkeypatch.setattr(module, "HELLO_S", 0.01)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            peer = SmallPeer(room.auth.secrets.issue("person", "per_a", NOW_US))
            await DeskSession(room, _answer, peer).serve()

            assert peer.closed is not None
            assert 0 == room.desks.peers

    asyncio.run(work())


SECRET = "Zanzibar"


def _heard(peer: SmallPeer) -> bytes:
    return b"".join(peer.heard)


async def _shared(room: Room) -> str:
    """An incident full of secrets at Pier 4 with a unit, shared with fire control."""
    await do(
        room,
        c.OpenIncident(
            type_code="BURGLARY", grade="I", place="Pier 4", narrative=SECRET,
            caller=SECRET,
        ),
    )  # fmt: skip
    incident_id = next(iter(room.picture.incidents))
    await do(room, c.AssignUnits(incident_id=incident_id, unit_ids=("unit_1",)))
    await do(room, c.ShareIncident(incident_id=incident_id, partner="fire"))
    return incident_id


async def _busy(room: Room, incident_id: str) -> None:
    """What a room does all day, with a secret in every word of it."""
    for act in (
        c.AddLogEntry(incident_id=incident_id, text=SECRET),
        c.OpenIncident(type_code="BURGLARY", place=SECRET, narrative=SECRET),
        c.AmendIncident(incident_id=incident_id, caller=SECRET * 2),
        c.GradeIncident(incident_id=incident_id, grade="S", reason=SECRET),
        c.SendMessage(unit_ids=("unit_1",), text=SECRET, incident_id=incident_id),
        c.SetBringUp(incident_id=incident_id, at_us=NOW_US + 10**12, note=SECRET),
        c.RaiseEmergency(unit_id="unit_2"),
        c.Draw(
            kind="rvp", outline=Outline(shape="point", corners=((51.5, -0.1),)),
            label=SECRET, incident_id=incident_id,
        ),
        c.ResolveIncident(incident_id=incident_id, note=SECRET),
    ):  # fmt: skip
        await do(room, act, role="supervisor")


def test_a_partner_hears_no_secret(tmp_path: Path) -> None:
    """Not in its snapshot, not in any fact, frame, presence or answer after it."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await _shared(room)
            async with (
                _session(room, person_id="per_f") as (fire, _),
                _session(room, m.Hello(desk="A", schema=SCHEMA)) as (anna, _),
            ):
                await fire.hear(FRAME)
                anna.say(pack(m.Attention(open_incident=incident_id)))
                await _busy(room, incident_id)
                fire.say(_command(SECRET, incident_id))
                (refused,) = await fire.hear(RESULT)
                room.tell_presence()
                await fire.hear(FACTS, 3)
                welcome, snapshot = (unpack_to_desk(one) for one in fire.heard[:2])

                assert isinstance(welcome, m.Welcome)
                assert ("partner", "partner") == (welcome.role, welcome.view)
                assert isinstance(snapshot, Snapshot)
                assert [incident_id] == [*snapshot.picture.incidents]
                assert ["U1"] == [
                    unit.callsign for unit in snapshot.picture.units.values()
                ]
                assert {} == snapshot.picture.people
                assert b"Pier 4" in _heard(fire)
                assert b"resolved" in _heard(fire)
                assert b"not_allowed" in refused
                assert SECRET.encode() not in _heard(fire)
                assert b"Anna" not in _heard(fire)
                assert SECRET.encode() in _heard(anna)

    asyncio.run(work())


def test_each_partner_sees_its_own(tmp_path: Path) -> None:
    """What is shared with fire control, ambulance control does not know of."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _shared(room)
            async with _session(room, person_id="per_b") as (ambulance, _):
                await ambulance.hear(FRAME)
                await _busy(room, next(iter(room.picture.incidents)))
                await ambulance.hear(FACTS, 3)
                snapshot = unpack_to_desk(ambulance.heard[1])

                assert isinstance(snapshot, Snapshot)
                assert ({}, {}) == (snapshot.picture.incidents, snapshot.picture.units)
                for word in (b"Pier 4", b"U1", b"Anna"):
                    assert word not in _heard(ambulance)

    asyncio.run(work())


def test_a_partner_resumes_and_starts_anew(tmp_path: Path) -> None:
    """It goes on from what it had; what the force's desks had is none of its own."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await _shared(room)
            async with _session(room, person_id="per_f") as (fire, _):
                await fire.hear(FRAME)
                welcome = unpack_to_desk(fire.heard[0])
                assert isinstance(welcome, m.Welcome)
            await _busy(room, incident_id)
            for epoch, recovered in (
                (welcome.epoch, True), (room.journal.epoch, False)
            ):  # fmt: skip
                hello = m.Hello(desk="F", schema=SCHEMA, epoch=epoch, seq=welcome.seq)
                async with _session(room, hello, "per_f") as (again, _):
                    await again.hear(FRAME)
                    back = unpack_to_desk(again.heard[0])
                    assert isinstance(back, m.Welcome)

                    assert recovered == back.recovered
                    assert SECRET.encode() not in _heard(again)

    asyncio.run(work())


def test_a_partner_attends_to_what_it_sees(tmp_path: Path) -> None:
    """The room sees what a partner has open; what it guesses at is not noted."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await _shared(room)
            hidden_id = await open_incident(room, "Dock 9")
            async with _session(room, person_id="per_f") as (fire, _):
                await fire.hear(FRAME)
                for each in (hidden_id, "inc_none", incident_id):
                    fire.say(pack(m.Attention(open_incident=each)))
                await until(lambda: incident_id in room.presence.now().incidents)

                assert {incident_id} == room.presence.now().incidents.keys()

    asyncio.run(work())


@pytest.mark.parametrize("role", ["supervisor", "partner"])
def test_who_sees_otherwise_starts_anew(tmp_path: Path, role: str) -> None:
    """A role that gets another view is cut before another fact is sent."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _shared(room)
            codes = room.picture.codes
            rows = tuple(row for row in codes.roles if row.role != role)
            person = "per_s" if role == "supervisor" else "per_f"
            async with _session(room, person_id=person) as (peer, _):
                await peer.hear(FRAME)
                if role == "partner":
                    row = RoleRow(role="partner", name="Partner", view="force")
                    rows = (*rows, row)
                changed = msgspec.structs.replace(codes, roles=rows)
                await room.ingest.submit(noted(CodesPublished(codes=changed), "clock"))
                (refusal,) = await peer.hear(REFUSAL)

                assert b"view" in refusal
                assert [] == room.hub.seats

    asyncio.run(work())


def test_a_role_without_a_row_sees_nothing(tmp_path: Path) -> None:
    """Whoever the table forgot is shown an empty room, not the force's."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _shared(room)
            codes = msgspec.structs.replace(
                room.picture.codes,
                roles=(RoleRow(role="supervisor", name="Supervisor"),),
            )
            await room.ingest.submit(noted(CodesPublished(codes=codes), "clock"))
            for person in ("per_f", "per_o", "per_a"):
                async with _session(room, person_id=person) as (peer, _):
                    await peer.hear(FRAME)
                    snapshot = unpack_to_desk(peer.heard[1])

                    assert isinstance(snapshot, Snapshot)
                    assert {} == snapshot.picture.incidents
                    assert b"Pier 4" not in _heard(peer)

    asyncio.run(work())


def test_a_record_read_anew_is_shown_anew(tmp_path: Path) -> None:
    """Partners start again when the picture came from disk; the force's desks go on."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _shared(room)
            async with (
                _session(room, person_id="per_f") as (fire, _),
                _session(room, m.Hello(desk="A", schema=SCHEMA)) as (anna, _),
            ):
                await fire.hear(FRAME)
                await anna.hear(FRAME)
                room.end_views()
                await fire.hear(REFUSAL)

                assert ["A"] == [seat.desk for seat in room.hub.seats]

    asyncio.run(work())


def test_a_role_is_taken_at_a_desk(tmp_path: Path) -> None:
    """From then on it is the role of the desk: for commands, presence and welcome."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            kay = Person(
                person_id="per_k", name="Kay", role="dispatcher", roles=("observer",)
            )
            await do(room, c.Enrol(people=(kay,)), role="administrator")
            incident_id = await open_incident(room)
            take = c.TakePosition(role="observer")
            async with _session(room, person_id="per_k") as (peer, _):
                await peer.hear(FRAME)
                peer.say(pack(Command(command_id="cmd_t", act=take)))
                await peer.hear(RESULT)
                peer.say(_command("x", incident_id, "cmd_x"))
                _, refused = await peer.hear(RESULT, 2)

                assert b"not_allowed" in refused
                (online,) = room.presence.now().desks

                assert "observer" == online.role
            await until(lambda: not room.hub.seats)
            async with _session(room, person_id="per_k") as (peer, _):
                await peer.hear(FRAME)
                welcome = unpack_to_desk(peer.heard[0])

                assert isinstance(welcome, m.Welcome)
                assert ("observer", "Desk A") == (welcome.role, welcome.desk)
                other = c.TakePosition(role="supervisor")
                peer.say(pack(Command(command_id="cmd_s", act=other)))
                (refused,) = await peer.hear(RESULT)

                assert b"not_yours" in refused
            async with _session(room) as (peer, _):
                await peer.hear(FRAME)
                welcome = unpack_to_desk(peer.heard[0])

                assert isinstance(welcome, m.Welcome)
                assert "dispatcher" == welcome.role

    asyncio.run(work())
