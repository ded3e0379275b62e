"""Answers what a desk asks of the past and of the doors: checked, logged, in pages.

Nothing of an answer enters the picture. What is kept about people is consulted on the
record first (DPA 2018 s.62); without the record there is no answer.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from controlroom.domain.access import FORCE, Hidden, may_ask, view, why_not_ask
from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident
from controlroom.domain.errors import KnownError, Refused
from controlroom.domain.events import Consulted, Disclosed, Event, Fact
from controlroom.domain.geo import is_place
from controlroom.domain.words import day_of
from controlroom.gateway.archive import Archive
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.files import Files
from controlroom.gateway.ingest import noted
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from controlroom.gateway.viewings import Viewings
from controlroom.journal.blobs import Blobs
from controlroom.reports.handover_page import handover_page
from controlroom.reports.incident_page import Disclosure
from controlroom.wire import messages as m
from controlroom.wire import questions as q

TRACK_US = 24 * 3_600_000_000
"""A track is asked for over a day at most."""
SCANNED = 20_000
"""Rows of the journal looked through for one page of history."""
PART_BYTES = 512 * 1024
"""Bytes of an export in one page."""
EXPORTS_KEPT = 8
"""Exports whose further pages can still be asked for; the oldest go."""
SUBJECT_LENGTH = 200

Page = Callable[[Incident, str, int], bytes]
"""Makes an export of an incident: who asked and when (room time)."""


class _Export(msgspec.Struct, frozen=True):
    person_id: str
    name: str
    body: bytes
    digest: str


class Answers:
    """Answers questions of people at desks.

    `page` makes an incident's export; `blobs` is the folder of its files.
    """

    def __init__(
        self, room: Room, archive: Archive, viewings: Viewings, page: Page,
        blobs: Path,
    ) -> None:  # fmt: skip
        self._room = room
        self._archive = archive
        self._viewings = viewings
        self._page = page
        self._files = Files(room, Blobs(blobs))
        self._exports: OrderedDict[str, _Export] = OrderedDict()

    async def answer(
        self, question: m.Question, who: SignedIn, desk: str, host: str
    ) -> m.Answer:
        """Return a page of the answer, or why there is none. Never raises for it."""
        try:
            reply, next_page = await self._reply(question, who, desk, host)
        except Refused as refusal:
            code, sentence = refusal.code, refusal.sentence
        except KnownError as error:
            code, sentence = "unavailable", f"This cannot be answered now: {error}."
        else:
            return m.Answer(
                question_id=question.question_id,
                ok=True,
                reply=reply,
                next_page=next_page,
            )
        return m.Answer(
            question_id=question.question_id, ok=False, code=code, sentence=sentence
        )

    async def _reply(
        self, question: m.Question, who: SignedIn, desk: str, host: str
    ) -> tuple[q.AnyReply, str]:
        ask, page = question.ask, question.page
        _allow(self._room.picture.codes, who, ask)
        match ask:
            case q.OpenStream():
                key = question.question_id
                return await self._viewings.open(ask, who, desk, host, key), ""
            case q.EndStream():
                key = question.question_id
                return await self._viewings.end(ask, who, desk, key), ""
            case q.Doors():
                return self._doors(), ""
            case q.ContactsPage():
                return q.Contacts(contacts=tuple(self._room.contacts.all())), ""
            case q.ExportIncident() | q.ExportHandover():
                return await self._export(ask, page, who, desk)
            case q.PutFile():
                key = question.question_id
                return await self._files.put(ask, who, desk, key), ""
            case q.FileOf():
                return await self._file(ask, page, who, desk)
            case _:
                return await self._past(ask, page, who, desk)

    async def _past(
        self, ask: q.AnyQuestion, page: str, who: SignedIn, desk: str
    ) -> tuple[q.AnyReply, str]:
        subject = _subject(ask)
        if not page:
            asked = Consulted(question=_tag(ask), subject=subject)
            await self._record(asked, who, desk)
        answers: dict[type[Any], Callable[..., Awaitable[tuple[q.AnyReply, str]]]] = {
            q.Search: self._search,
            q.IncidentOf: self._incident,
            q.History: self._history,
            q.Track: self._track,
            q.Past: self._before,
        }
        return await answers[type(ask)](ask, page)

    async def _search(self, ask: q.Search, page: str) -> tuple[q.AnyReply, str]:
        before = _number(page) if page else None
        found = await self._archive.ask(
            lambda: self._archive.index.search(ask.text, ask.limit, before)
        )
        hits = tuple(
            q.Hit(
                incident_id=one.incident.incident_id,
                cad=one.incident.cad,
                opened_at_us=one.incident.opened_at_us,
                status=one.incident.status,
                grade=one.incident.grade,
                type_code=one.incident.type_code,
                place=one.incident.place,
                excerpt=one.excerpt,
            )
            for one in found
        )
        more = str(found[-1].number) if len(found) == ask.limit else ""
        return q.Found(hits=hits), more

    async def _incident(self, ask: q.IncidentOf, _: str) -> tuple[q.AnyReply, str]:
        return q.IncidentFound(incident=await self._find(ask.cad)), ""

    async def _history(self, ask: q.History, page: str) -> tuple[q.AnyReply, str]:
        before = _number(page) if page else self._room.hub.seq + 1
        facts, reached = await self._archive.ask(
            lambda: self._look_back(ask.incident_id, before, ask.limit)
        )
        return q.HistoryPage(facts=tuple(facts)), str(reached) if reached > 1 else ""

    async def _before(self, ask: q.Past, _: str) -> tuple[q.AnyReply, str]:
        index, lat, lon = self._archive.index, ask.lat, ask.lon
        here = []
        if lat is not None and lon is not None and is_place(lat, lon):
            at = (lat, lon)
            here = await self._archive.ask(
                lambda: index.near(*at, ask.within_m, ask.limit)
            )
        theirs = await self._archive.ask(lambda: index.by_caller(ask.caller, ask.limit))
        return q.PastFound(
            here=tuple(_earlier(each, metres) for each, metres in here),
            theirs=tuple(_earlier(each) for each in theirs),
        ), ""

    async def _track(self, ask: q.Track, _: str) -> tuple[q.AnyReply, str]:
        if not 0 <= ask.to_us - ask.from_us <= TRACK_US:
            raise Refused("track", "A track can be asked for over one day at most.")
        way = await self._archive.ask(
            lambda: self._archive.tracks.read(ask.unit_id, ask.from_us, ask.to_us)
        )
        reply = q.TrackPage(
            unit_id=ask.unit_id,
            fix_us=tuple(way.fix_us.tolist()),
            lat=tuple(way.lat.tolist()),
            lon=tuple(way.lon.tolist()),
        )
        return reply, ""

    def _doors(self) -> q.DoorRows:
        now_us = self._room.clock.now_us()
        rows = tuple(ledger.status(now_us) for ledger in self._room.ledgers)
        return q.DoorRows(doors=rows, contacts=len(self._room.contacts.all()))

    async def _export(
        self,
        ask: q.ExportIncident | q.ExportHandover,
        page: str,
        who: SignedIn,
        desk: str,
    ) -> tuple[q.AnyReply, str]:
        if page:
            return self._further(page, who)
        if isinstance(ask, q.ExportHandover):
            return await self._export_handover(ask, who, desk)
        incident = await self._find(ask.incident_id)
        if incident is None:
            raise Refused("unknown", "There is no such incident.")
        now_us = self._room.clock.now_us()
        body = await self._archive.ask(lambda: self._page(incident, who.name, now_us))
        event = Disclosed(
            what=f"page of incident {incident.cad}", incident_id=incident.incident_id
        )
        name = incident.cad.replace("/", "-") + ".html"
        return await self._hand_out(event, name, body, who, desk)

    async def _export_handover(
        self, ask: q.ExportHandover, who: SignedIn, desk: str
    ) -> tuple[q.AnyReply, str]:
        picture = self._room.picture
        handover = picture.handovers.get(ask.handover_id)
        if handover is None:
            raise Refused("unknown", "There is no such handover in the picture.")
        now_us = self._room.clock.now_us()
        by = Disclosure(who.name, now_us, exercise=self._room.journal.exercise)
        body = handover_page(handover, picture.codes, picture.name_of, by).encode()
        day = day_of(handover.begun_at_us, picture.codes.time_zone)
        event = Disclosed(what=f"handover {handover.handover_id}")
        return await self._hand_out(event, f"handover-{day}.html", body, who, desk)

    async def _hand_out(
        self, event: Disclosed, name: str, body: bytes, who: SignedIn, desk: str
    ) -> tuple[q.AnyReply, str]:
        """Record the disclosure with the page's digest, then give its first part."""
        digest = hashlib.sha256(body).hexdigest()
        await self._record(msgspec.structs.replace(event, digest=digest), who, desk)
        word = secrets.token_urlsafe(9)
        self._exports[word] = _Export(who.person_id, name, body, digest)
        while len(self._exports) > EXPORTS_KEPT:
            self._exports.popitem(last=False)
        return self._part(word, 0)

    async def _file(
        self, ask: q.FileOf, page: str, who: SignedIn, desk: str
    ) -> tuple[q.AnyReply, str]:
        incident = await self._find(ask.incident_id)
        known = incident.attachments if incident is not None else ()
        file = next((each for each in known if each.sha256 == ask.sha256), None)
        if incident is None or file is None:
            raise Refused("unknown", "That incident has no such file.")
        start = _number(page) if page else 0
        answer = await self._archive.ask(lambda: self._files.piece(file, start))
        if not page:
            event = Disclosed(
                what=f"file {file.name} of incident {incident.cad}",
                incident_id=incident.incident_id,
                digest=file.sha256,
            )
            await self._record(event, who, desk)
        return answer

    def _further(self, page: str, who: SignedIn) -> tuple[q.AnyReply, str]:
        word, _, start = page.partition(":")
        kept = self._exports.get(word)
        if kept is None or kept.person_id != who.person_id:
            raise Refused("page", "This export is no longer kept. Ask for it again.")
        return self._part(word, _number(start))

    def _part(self, word: str, start: int) -> tuple[q.AnyReply, str]:
        kept = self._exports[word]
        end = start + PART_BYTES
        reply = q.Export(
            name=kept.name,
            media_type="text/html; charset=utf-8",
            part=kept.body[start:end],
            size=len(kept.body),
            digest=kept.digest,
        )
        return reply, f"{word}:{end}" if end < len(kept.body) else ""

    async def _find(self, cad_or_id: str) -> Incident | None:
        for incident in self._room.picture.incidents.values():
            if cad_or_id in {incident.incident_id, incident.cad}:
                return incident
        return await self._archive.ask(lambda: self._archive.index.incident(cad_or_id))

    def _look_back(
        self, incident_id: str, before: int, limit: int
    ) -> tuple[list[Fact], int]:
        """Return facts before a seq, newest first, and how far back was looked."""
        found: list[Fact] = []
        start = max(0, before - 1 - SCANNED)
        for fact in reversed(list(self._slice(start, before))):
            if incident_id and getattr(fact.event, "incident_id", "") != incident_id:
                continue
            found.append(fact)
            if len(found) == limit:
                return found, fact.seq
        return found, start + 1 if start else 0

    def _slice(self, start: int, before: int) -> Iterator[Fact]:
        for fact in facts_of(self._room.journal, start):
            if fact.seq >= before:
                return
            if not isinstance(view(fact, FORCE), Hidden):
                yield fact

    async def _record(self, event: Event, who: SignedIn, desk: str) -> None:
        outcome = await self._room.ingest.submit(noted(event, who.person_id, desk))
        if not outcome.ok:
            raise Refused(
                "not_recorded",
                "Not answered: that somebody asked could not be recorded.",
            )


def _allow(codes: Codes, who: SignedIn, ask: q.AnyQuestion) -> None:
    if not may_ask(codes, who.role, _tag(ask)):
        raise Refused("role", why_not_ask(codes, who.role, _tag(ask)))


def _tag(ask: q.AnyQuestion) -> str:
    return str(type(ask).__struct_config__.tag)


def _earlier(incident: Incident, metres: float | None = None) -> q.Earlier:
    return q.Earlier(
        incident_id=incident.incident_id,
        cad=incident.cad,
        opened_at_us=incident.opened_at_us,
        status=incident.status,
        grade=incident.grade,
        type_code=incident.type_code,
        place=incident.place,
        closing_code=incident.closing_code,
        metres=metres,
    )


def _subject(ask: q.AnyQuestion) -> str:
    if isinstance(ask, q.Past):
        at = "" if ask.lat is None else f"{ask.lat:.5f}, {ask.lon:.5f}"
        about = ", caller ".join(part for part in (at, ask.caller) if part)
        return about[:SUBJECT_LENGTH]
    for name in ("text", "cad", "incident_id", "unit_id"):
        if said := getattr(ask, name, ""):
            return str(said)[:SUBJECT_LENGTH]
    return ""


def _number(page: str) -> int:
    if not page.isdecimal() or len(page) > 18:  # noqa: PLR2004 - digits of an int64
        raise Refused("page", "There is no such page.")
    return int(page)
