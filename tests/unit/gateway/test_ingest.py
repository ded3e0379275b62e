"""The one path of truth: decided, applied, recorded, then acknowledged."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.errors import JournalError, Refused
from controlroom.domain.events import Consulted, Fact
from controlroom.gateway import ingest as module
from controlroom.gateway.ingest import actor_of, commanded, noted, observed
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from tests.unit.gateway.peers import until
from tests.unit.gateway.rooms import do, open_incident, opened_room, running_room, said


def _break_disk(room: Room) -> None:
    """Make the next commits fail, as a full disk does; `reopen` mends it."""
    room.journal._connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]  # a real failure


def _trip(*_: object) -> NoReturn:
    """Do what a fault of ours does."""
    raise LookupError


def test_acknowledged_is_on_disk(tmp_path: Path) -> None:
    """Whoever is told that it is done finds it in the journal, by name and desk."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            outcome = await do(room, c.AddLogEntry(incident_id=incident_id, text="x"))
            last = list(facts_of(room.journal))[-1]

            assert (outcome.seq, "per_a", "Desk A") == (last.seq, last.actor, last.desk)
            assert outcome.seq == room.journal.durable_seq

    asyncio.run(work())


def test_published_after_the_commit_in_order(tmp_path: Path) -> None:
    """Listeners hear committed facts alone, each once, without a gap."""
    heard: list[int] = []

    async def work() -> None:
        async with running_room(tmp_path, force=False) as room:

            def hear(facts: Sequence[Fact], touched: frozenset[str]) -> None:
                del touched
                assert facts[-1].seq <= room.journal.durable_seq
                heard.extend(fact.seq for fact in facts)

            room.ingest.listeners.append(hear)
            entries = [noted(Consulted(question="q"), "per_a") for _ in range(500)]
            await asyncio.gather(*(room.ingest.submit(entry) for entry in entries))

    asyncio.run(work())

    assert list(range(1, 501)) == heard


def test_groups_share_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hundred waiting inputs take some commits, not three hundred."""

    async def work() -> int:
        async with running_room(tmp_path, force=False) as room:
            commits = 0
            commit = room.journal.commit

            def counted() -> object:
                nonlocal commits
                commits += 1
                return commit()

            monkeypatch.setattr(room.journal, "commit", counted)
            entries = [noted(Consulted(question="q"), "per_a") for _ in range(300)]
            await asyncio.gather(*(room.ingest.submit(entry) for entry in entries))
            return commits

    assert asyncio.run(work()) < 30


def test_a_retry_gets_the_first_answer(tmp_path: Path) -> None:
    """The same command id is done once, also when both come in one group."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            entry = commanded(
                said(c.AddLogEntry(incident_id=incident_id, text="once"), key="cmd_1")
            )
            first, second = await asyncio.gather(
                room.ingest.submit(entry), room.ingest.submit(entry)
            )
            third = await room.ingest.submit(entry)
            log = room.picture.incidents[incident_id].log

            assert first.seq == second.seq == third.seq
            assert 1 == [line.text for line in log].count("once")

    asyncio.run(work())


def test_a_refusal_changes_nothing(tmp_path: Path) -> None:
    """What is refused leaves no row, and says why."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            seq = room.journal.last_seq
            outcome = await room.ingest.submit(
                commanded(said(c.AddLogEntry(incident_id="inc_none", text="x")))
            )

            assert not outcome.ok
            assert outcome.sentence
            assert seq == room.journal.last_seq

    asyncio.run(work())


def test_a_failed_commit_acknowledges_nothing(tmp_path: Path) -> None:
    """Nothing is acknowledged or published, every desk is told, the disk decides."""
    told: list[str] = []
    published: list[int] = []

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            before = room.picture.seq
            room.ingest.troubled = lambda: told.append(room.ingest.trouble)
            room.ingest.listeners.append(
                lambda facts, _: published.extend(fact.seq for fact in facts)
            )
            _break_disk(room)
            act = c.AddLogEntry(incident_id=incident_id, text="lost")
            lost = await room.ingest.submit(commanded(said(act)))
            await room.ingest.settled()

            assert (False, "not_recorded") == (lost.ok, lost.code)
            assert "cannot be written" in told[0]
            assert before == room.picture.seq, "the picture is what the disk has"
            assert [] == published

            texts = [line.text for line in room.picture.incidents[incident_id].log]
            assert "lost" not in texts

            kept = await room.ingest.submit(commanded(said(act)))

            assert kept.ok
            assert before + 1 == kept.seq
            assert "" == told[-1] == room.ingest.trouble
            assert [kept.seq] == published

    asyncio.run(work())


def test_a_fault_of_ours_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An input that trips over a fault is refused; the next one is dealt with."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            entry = commanded(said(c.AddLogEntry(incident_id=incident_id, text="x")))
            with monkeypatch.context() as patched:
                patched.setattr(module, "decide", _trip)
                faulty = await room.ingest.submit(entry)
            sound = await room.ingest.submit(entry)

            assert "fault" == faulty.code
            assert sound.ok

    asyncio.run(work())

    assert "could not be dealt with" in caplog.text


def test_a_listener_that_fails_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What is committed is acknowledged and reaches the other listeners."""
    heard: list[int] = []

    async def work() -> None:
        async with running_room(tmp_path, force=False) as room:
            room.ingest.listeners = [
                _trip,
                lambda facts, _: heard.append(facts[0].seq),
            ]
            outcome = await room.ingest.submit(noted(Consulted(question="q"), "per_a"))

            assert outcome.ok

    asyncio.run(work())

    assert [1] == heard
    assert "a listener failed" in caplog.text


def test_a_full_queue_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When too many inputs wait the next is refused, in words."""
    monkeypatch.setattr(module, "WAITING", 3)

    async def work() -> None:
        with opened_room(tmp_path) as room:
            for _ in range(3):
                room.ingest.offer(noted(Consulted(question="q"), "per_a"))
            with pytest.raises(Refused, match="busy"):
                room.ingest.offer(noted(Consulted(question="q"), "per_a"))

    asyncio.run(work())


def test_joins_see_nothing_half_done(tmp_path: Path) -> None:
    """Between groups the picture and the disk agree, whatever waits."""

    async def work() -> None:
        async with running_room(tmp_path, force=False) as room:
            seen: list[tuple[int, int]] = []
            for _ in range(50):
                room.ingest.offer(noted(Consulted(question="q"), "per_a"))
                room.ingest.between(
                    lambda: seen.append((room.picture.seq, room.journal.durable_seq))
                )
            await room.ingest.settled()

            assert 50 == len(seen)
            assert all(applied == durable for applied, durable in seen)

    asyncio.run(work())


def test_a_disk_that_cannot_be_read_is_not_hammered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nothing can be read everything is refused, and it is tried again."""
    monkeypatch.setattr(module, "RETRY_S", 0.01)
    tries = 0

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)

            def reopen() -> None:
                nonlocal tries
                tries += 1
                raise JournalError("gone")

            with monkeypatch.context() as patched:
                patched.setattr(room.journal, "reopen", reopen)
                _break_disk(room)
                act = c.AddLogEntry(incident_id=incident_id, text="x")
                lost = await room.ingest.submit(commanded(said(act)))
                joined = asyncio.Event()
                room.ingest.between(joined.set)
                again = await room.ingest.submit(commanded(said(act)))

                assert not lost.ok
                assert not again.ok
                await until(lambda: tries >= 3)

                assert not joined.is_set()
            kept = await room.ingest.submit(commanded(said(act)))

            assert kept.ok
            assert joined.is_set()

    asyncio.run(work())

    assert tries < 50


@pytest.mark.parametrize(
    ("said_by", "actor"),
    [
        (o.StateReported(device_id="dev_1", state=3, at_us=1), "dev_1"),
        (o.CameraReported(camera_id="cam_1", state="off", at_us=1), "cam_1"),
        (o.CallReceived(source="csv", source_id="1", at_us=1), "csv"),
        (o.Tick(), "clock"),
        (o.DoorChanged(door="cot", lost=True, at_us=1), "clock"),
    ],
)
def test_who_an_observation_is_by(said_by: o.AnyObservation, actor: str) -> None:
    """Its device, its camera, the system that sent the call, or the clock."""

    assert actor == actor_of(said_by)
    assert actor == observed(said_by).actor


def test_what_was_done_is_undone_until_the_picture_comes_from_disk(
    tmp_path: Path,
) -> None:
    """What commands did is remembered in memory alone: after a recovery by hand."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            resolve = c.ResolveIncident(incident_id=incident_id)
            await room.ingest.submit(commanded(said(resolve, key="cmd_r")))
            back = await do(room, c.Undo(command_id="cmd_r"))

            assert back.ok
            assert "open" == room.picture.incidents[incident_id].status

            await room.ingest.submit(commanded(said(resolve, key="cmd_s")))
            _break_disk(room)
            note = c.AddLogEntry(incident_id=incident_id, text="x")
            lost = await room.ingest.submit(commanded(said(note)))
            undo = c.Undo(command_id="cmd_s")
            late = await room.ingest.submit(commanded(said(undo)))

            assert (False, False) == (lost.ok, late.ok)
            assert "unknown_command" == late.code
            assert "resolved" == room.picture.incidents[incident_id].status

    asyncio.run(work())
