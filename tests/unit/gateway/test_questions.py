"""Questions from desks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident, Role
from controlroom.domain.events import Consulted, Disclosed
from controlroom.gateway import questions as module
from controlroom.gateway.archive import Archive
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.questions import Answers
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from controlroom.gateway.streams import Streams
from controlroom.gateway.viewings import Viewings
from controlroom.journal.index import Index
from controlroom.journal.tracks import TrackStore
from controlroom.wire import messages as m
from controlroom.wire import questions as q
from tests.unit.gateway.rooms import NOW_US, do, open_incident, running_room


def _who(role: Role) -> SignedIn:
    return SignedIn("per_a", "Anna", role)


def _page(incident: Incident, by: str, at_us: int) -> bytes:
    return f"{incident.cad} {by} {at_us}".encode() * 100


@asynccontextmanager
async def _asked(folder: Path) -> AsyncIterator[tuple[Room, Answers]]:
    streams = Streams((), ())
    async with running_room(folder) as room:
        archive = Archive(
            Index.open(folder / "index.db", room.journal.epoch),
            TrackStore(folder / "tracks"),
            room.journal,
            lambda: room.picture,
        )
        room.ingest.listeners.append(archive.hear)
        archive.start()
        yield (
            room,
            Answers(room, archive, Viewings(room, streams), _page, folder / "blobs"),
        )
        archive.close(NOW_US)
    streams.close()


async def _ask(
    answers: Answers, ask: q.AnyQuestion, page: str = "", role: Role = "supervisor"
) -> m.Answer:
    question = m.Question(question_id="q1", ask=ask, page=page)
    return await answers.answer(question, _who(role), "Desk A", "10.0.0.7")


def test_asking_is_on_the_record_first(tmp_path: Path) -> None:
    """Who asked what of the past is recorded once, not again for each page."""

    async def work() -> None:
        async with _asked(tmp_path) as (room, answers):
            await open_incident(room)
            first = await _ask(answers, q.History(limit=2))
            await _ask(answers, q.History(limit=2), first.next_page)
            noted = [
                fact
                for fact in facts_of(room.journal)
                if isinstance(fact.event, Consulted)
            ]

            assert ["per_a"] == [fact.actor for fact in noted]
            assert first.ok

    asyncio.run(work())


def test_without_a_record_no_answer(tmp_path: Path) -> None:
    """What cannot be recorded is not answered, and says so."""

    async def work() -> None:
        async with _asked(tmp_path) as (room, answers):
            room.journal._connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]  # a real failure
            answer = await _ask(answers, q.Search(text="pier"))

            assert (False, "not_recorded") == (answer.ok, answer.code)
            assert answer.reply is None

    asyncio.run(work())


def test_history_goes_back_without_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page every fact of an incident comes once, however far apart."""
    monkeypatch.setattr(module, "SCANNED", 7)

    async def work() -> None:
        async with _asked(tmp_path) as (room, answers):
            incident_id = await open_incident(room)
            for number in range(20):
                await do(room, c.SetUnitState(unit_id="unit_1", state=2 + number % 2))
            await do(room, c.AddLogEntry(incident_id=incident_id, text="late"))
            seqs: list[int] = []
            page, pages = "", 0
            while True:
                ask = q.History(incident_id=incident_id)
                answer = await _ask(answers, ask, page)
                assert isinstance(answer.reply, q.HistoryPage)
                seqs += [fact.seq for fact in answer.reply.facts]
                page, pages = answer.next_page, pages + 1
                if not page:
                    break

            assert 2 == len(seqs)
            assert seqs[0] > seqs[1]
            assert pages > 2

    asyncio.run(work())


def test_the_audit_is_in_no_history(tmp_path: Path) -> None:
    """Who consulted what is the auditor's alone."""

    async def work() -> None:
        async with _asked(tmp_path) as (_, answers):
            await _ask(answers, q.Search(text="x"))
            answer = await _ask(answers, q.History(limit=500))
            assert isinstance(answer.reply, q.HistoryPage)

            assert answer.reply.facts
            assert not any(
                isinstance(fact.event, Consulted) for fact in answer.reply.facts
            )

    asyncio.run(work())


def test_an_export_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts join to the whole; the disclosure is recorded with its digest, once."""
    monkeypatch.setattr(module, "PART_BYTES", 1000)

    async def work() -> None:
        async with _asked(tmp_path) as (room, answers):
            incident_id = await open_incident(room)
            ask = q.ExportIncident(incident_id=incident_id)
            body, page = b"", ""
            while True:
                answer = await _ask(answers, ask, page)
                assert isinstance(answer.reply, q.Export)
                body += answer.reply.part
                page = answer.next_page
                if not page:
                    break
            disclosed = [
                fact.event
                for fact in facts_of(room.journal)
                if isinstance(fact.event, Disclosed)
            ]

            assert answer.reply.size == len(body) > 1000
            assert [answer.reply.digest] == [event.digest for event in disclosed]
            assert "/" not in answer.reply.name

    asyncio.run(work())


def test_an_export_is_its_askers(tmp_path: Path) -> None:
    """The further pages of somebody else's export are not to be had."""

    async def work() -> None:
        async with _asked(tmp_path) as (room, answers):
            incident_id = await open_incident(room)
            ask = q.ExportIncident(incident_id=incident_id)
            await _ask(answers, ask)
            (word,) = answers._exports
            question = m.Question(question_id="q2", ask=ask, page=f"{word}:0")
            ben = SignedIn("per_s", "Sam", "supervisor")
            answer = await answers.answer(question, ben, "Desk B", "h")

            assert (False, "page") == (answer.ok, answer.code)

    asyncio.run(work())


@pytest.mark.parametrize(
    ("role", "ask", "may"),
    [
        ("observer", q.Search(text="x"), True),
        ("observer", q.Doors(), True),
        ("observer", q.ExportIncident(incident_id="inc_1"), False),
        ("observer", q.OpenStream(camera_id="cam_1", reason="x"), False),
        ("administrator", q.ContactsPage(), True),
        ("administrator", q.Search(text="x"), False),
        ("administrator", q.IncidentOf(cad="1"), False),
        ("officer", q.Doors(), False),
        ("officer", q.Track(unit_id="unit_1", from_us=0, to_us=1), False),
        ("dispatcher", q.Track(unit_id="unit_1", from_us=0, to_us=1), True),
    ],
)
def test_who_may_ask_what(
    tmp_path: Path, role: Role, ask: q.AnyQuestion, may: bool
) -> None:
    """Every question is checked against the role of who asks."""

    async def work() -> None:
        async with _asked(tmp_path) as (_, answers):
            answer = await _ask(answers, ask, role=role)

            assert may == (answer.code != "role")

    asyncio.run(work())


@pytest.mark.parametrize(
    ("ask", "page"),
    [
        (q.Search(text="x"), "-1"),
        (q.Search(text="x"), "9" * 50),
        (q.Search(text="x"), "²"),
        (q.History(), "x"),
        (q.ExportIncident(incident_id="inc_1"), "x:y"),
        (q.Track(unit_id="unit_1", from_us=0, to_us=2**62), ""),
        (q.ExportIncident(incident_id="nobody"), ""),
    ],
)
def test_hostile_questions(tmp_path: Path, ask: q.AnyQuestion, page: str) -> None:
    """A page that never was, a track of a century: refused in a sentence."""

    async def work() -> None:
        async with _asked(tmp_path) as (_, answers):
            answer = await _ask(answers, ask, page)

            assert not answer.ok
            assert answer.sentence

    asyncio.run(work())


def test_what_was_before_is_asked_by_place_and_caller(tmp_path: Path) -> None:
    """On the record with what was asked about; an officer in the field may not."""

    async def work() -> None:
        async with _asked(tmp_path) as (room, answers):
            for caller in ("Jo Marsh", ""):
                act = c.OpenIncident(
                    type_code="OTHER", lat=54.7, lon=2.4, caller=caller, place="Pier 4"
                )
                await do(room, act)
            answers._archive.write(NOW_US)
            ask = q.Past(lat=54.7, lon=2.4, caller="jo marsh")
            answer = await _ask(answers, ask)
            nowhere = await _ask(answers, q.Past(lat=0.0, lon=0.0))
            refused = await _ask(answers, ask, role="officer")
            noted = [
                fact.event.subject
                for fact in facts_of(room.journal)
                if isinstance(fact.event, Consulted)
            ]

            assert isinstance(answer.reply, q.PastFound)
            assert [0.0, 0.0] == [each.metres for each in answer.reply.here]
            assert ["Pier 4"] == [each.place for each in answer.reply.theirs]
            assert nowhere.reply == q.PastFound()
            assert not refused.ok
            assert ["54.70000, 2.40000, caller jo marsh", "0.00000, 0.00000"] == noted

    asyncio.run(work())
