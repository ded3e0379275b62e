"""The one path of truth: decide, apply, append, commit, then acknowledge and publish.

What waits while one group is being written is the next group. Between groups nothing is
half done, so that is where desks join and snapshots are taken.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from controlroom.domain.commands import Commanded
from controlroom.domain.decide import decide
from controlroom.domain.errors import JournalError, Refused
from controlroom.domain.events import AnyEvent, Event, Fact
from controlroom.domain.observations import AnyObservation, Observation
from controlroom.domain.picture import Picture
from controlroom.gateway.clock import RoomClock
from controlroom.gateway.recent import RecentCommands, standing, subjects
from controlroom.gateway.record import entry_of, rebuild
from controlroom.journal.base import Journal
from controlroom.wire.codec import decode, encode

log = logging.getLogger(__name__)

WAITING = 20_000
"""Inputs that may wait; a desk's next one is refused, a device's waits its turn."""
RETRY_S = 0.5
GROUP = 200
"""Inputs decided at one go: frames must not wait long for a flood of commands."""


Listener = Callable[[Sequence[Fact], frozenset[str]], None]
"""Hears committed facts and the ids of the entities that they changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an input. `seq` is that of its last event, 0 for none."""

    ok: bool
    code: str = ""
    sentence: str = ""
    seq: int = 0
    facts: tuple[Fact, ...] = ()
    touched: frozenset[str] = frozenset()
    """Ids of the entities that the facts changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A command, an observation, or events that need no decision (the audit's).

    `key` is remembered with the first answer: the same key again gets that answer.
    """

    said: Commanded | AnyObservation | tuple[AnyEvent, ...]
    actor: str
    desk: str = ""
    key: str = ""


def commanded(said: Commanded) -> Input:
    """Return a command as an input."""
    return Input(
        said=said, actor=said.person_id, desk=said.desk, key=said.command.command_id
    )


class Ingest:
    """Takes inputs in order. `listeners` hear committed facts, in order, once each.

    `new_id(prefix)` makes ids. `rebuilt` is called when the picture came from disk.
    """

    def __init__(
        self,
        journal: Journal,
        clock: RoomClock,
        new_id: Callable[[str], str],
        picture: Picture,
    ) -> None:
        self.picture = picture
        self.trouble = ""
        """Why nothing can be recorded now, as a sentence; empty while all is well."""
        self.listeners: list[Listener] = []
        self.rebuilt: Callable[[], None] = lambda: None
        self.troubled: Callable[[], None] = lambda: None
        """Called when `trouble` came or went."""
        self._journal = journal
        self._clock = clock
        self._new_id = new_id
        self._waiting: deque[tuple[Input, asyncio.Future[Outcome]]] = deque()
        self._between: deque[Callable[[], None]] = deque()
        self._wake = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._stale = False
        self._recent = RecentCommands()

    def offer(self, entry: Input) -> asyncio.Future[Outcome]:
        """Queue an input. Raises `Refused` (`busy`) when too many wait."""
        if len(self._waiting) >= WAITING:
            raise Refused(
                "busy",
                f"The gateway is busy: {WAITING} inputs wait. Nothing was changed; "
                "try again in a moment.",
            )
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((entry, future))
        if len(self._waiting) >= WAITING:
            self._room.clear()
        self._wake.set()
        return future

    async def submit(self, entry: Input) -> Outcome:
        """Queue an input, waiting for room, and return what became of it."""
        await self.has_room()
        return await self.offer(entry)

    async def has_room(self) -> None:
        """Return as soon as an input may be queued."""
        await self._room.wait()

    def name_of(self, actor: str) -> str:
        """Return what colleagues call an actor."""
        return self.picture.name_of(actor)

    def between(self, act: Callable[[], None]) -> None:
        """Call `act` when all that was decided is committed and published."""
        self._between.append(act)
        self._wake.set()

    async def settled(self, timeout_s: float = 2.0) -> None:
        """Wait until nothing waits any more, but not longer than `timeout_s`."""
        done = asyncio.Event()

        def look() -> None:
            if self._waiting:
                self.between(look)
            else:
                done.set()

        self.between(look)
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await done.wait()

    async def run(self) -> None:
        """Serve until cancelled; what waits then was never acknowledged."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting or self._between:
                await self._group()

    async def _group(self) -> None:
        if self._stale:
            await self._recover()
        group: list[tuple[asyncio.Future[Outcome], Outcome]] = []
        while self._waiting and len(group) < GROUP and not self._stale:
            entry, future = self._waiting.popleft()
            group.append((future, self._settle(entry)))
        if len(self._waiting) < WAITING:
            self._room.set()
        if group:
            await self._commit(group)
        if self._stale:
            await self._recover()
        if self._stale:
            # The disk cannot even be read: try again, but not in a hurry.
            await asyncio.sleep(RETRY_S)
        else:
            for _ in range(len(self._between)):
                self._between.popleft()()
        # A flood of inputs must not keep sockets and frames from their turn.
        await asyncio.sleep(0)

    def _settle(self, entry: Input) -> Outcome:
        if self._stale:
            return self._unrecorded()
        if entry.key and (known := self._journal.find_command(entry.key)):
            return _first_answer(known.answer, known.seq)
        now_us = self._clock.now_us()
        try:
            events = self._decide(entry, now_us)
            return self._keep(entry, events, now_us) if events else Outcome(ok=True)
        except Refused as refusal:
            return Outcome(ok=False, code=refusal.code, sentence=refusal.sentence)
        except JournalError as error:
            self._lose(str(error))
            return self._unrecorded()
        except Exception:
            # A named door: one input that trips over a fault of ours must not end the
            # room. The picture may be half changed, so it comes from disk anew.
            log.exception("an input could not be dealt with: %s", type(entry.said))
            self._stale = True
            return Outcome(
                ok=False,
                code="fault",
                sentence="The gateway could not do this: a fault in the program, "
                "written to its log. Nothing was changed.",
            )

    def _decide(self, entry: Input, now_us: int) -> list[AnyEvent]:
        if isinstance(entry.said, tuple):
            return list(entry.said)
        said = entry.said
        if isinstance(said, Commanded):
            said = self._recent.named_in(said)
        return decide(self.picture, said, now_us, self._new_id)

    def _keep(self, entry: Input, events: Sequence[AnyEvent], now_us: int) -> Outcome:
        seq = self.picture.seq
        facts = tuple(
            Fact(
                seq=seq + place,
                at_us=now_us,
                actor=entry.actor,
                event=event,
                desk=entry.desk,
                command_id=entry.key,
            )
            for place, event in enumerate(events, 1)
        )
        touched: set[str] = set()
        about = subjects(events) if isinstance(entry.said, Commanded) else frozenset()
        before = standing(self.picture, about)
        for fact in facts:
            touched.update(self.picture.apply(fact))
        rows = self._journal.append(
            [entry_of(fact) for fact in facts],
            command_id=entry.key,
            answer=encode(("", "")) if entry.key else b"",
        )
        if rows[-1].seq != facts[-1].seq:
            msg = f"the journal gave row {rows[-1].seq} to fact {facts[-1].seq}"
            raise JournalError(msg)
        if isinstance(entry.said, Commanded):
            after = standing(self.picture, about)
            self._recent.add(entry.said, now_us, events, before, after)
        return Outcome(
            ok=True, seq=facts[-1].seq, facts=facts, touched=frozenset(touched)
        )

    async def _commit(
        self, group: Sequence[tuple[asyncio.Future[Outcome], Outcome]]
    ) -> None:
        durable = self._journal.durable_seq
        if any(outcome.facts for _, outcome in group):
            try:
                durable = await asyncio.wrap_future(self._journal.commit())
                self._recovered()
            except JournalError as error:
                self._lose(str(error))
                durable = self._journal.durable_seq
        kept = [outcome for _, outcome in group if outcome.seq <= durable]
        self._publish(
            [fact for outcome in kept for fact in outcome.facts],
            frozenset().union(*(outcome.touched for outcome in kept)),
        )
        for future, outcome in group:
            if not future.done():
                recorded = outcome.seq <= durable
                future.set_result(outcome if recorded else self._unrecorded())

    def _publish(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        for listener in self.listeners if facts else ():
            try:
                listener(facts, touched)
            except Exception:
                # A named door: what is committed is true, whoever trips over it.
                log.exception("a listener failed on fact %d", facts[0].seq)

    def _lose(self, why: str) -> None:
        self._stale = True
        if not self.trouble:
            log.error("nothing can be recorded: %s", why)
        self.trouble = (
            f"The record cannot be written ({why}). Nothing is acknowledged until it "
            "can; the map goes on."
        )
        self.troubled()

    def _recovered(self) -> None:
        if self.trouble:
            log.warning("the record is written again")
            self.trouble = ""
            self.troubled()

    def _unrecorded(self) -> Outcome:
        return Outcome(
            ok=False,
            code="not_recorded",
            sentence="Not done: the record could not be written. "
            "Nothing was changed; try again.",
        )

    async def _recover(self) -> None:
        """Take the disk's word for what happened before anything else is decided."""
        self._recent.forget()
        try:
            if self._journal.failure:
                await asyncio.to_thread(self._journal.reopen)
            self.picture = await asyncio.to_thread(rebuild, self._journal)
        except JournalError as error:
            self._lose(str(error))
            await self._refuse_waiting()
            return
        self._stale = False
        self.rebuilt()

    async def _refuse_waiting(self) -> None:
        while self._waiting:
            _, future = self._waiting.popleft()
            if not future.done():
                future.set_result(self._unrecorded())
        self._room.set()


def _first_answer(answer: bytes, seq: int) -> Outcome:
    code, sentence = decode(answer, tuple[str, str]) if answer else ("", "")
    return Outcome(ok=True, code=code, sentence=sentence, seq=seq)


RESERVED = ("report/", "call_")
"""How the doors' own keys start: no desk may answer for a device or a call."""


def is_reserved(key: str) -> bool:
    """Say whether a key is a door's, so that a desk may not use it."""
    return key.startswith(RESERVED)


def actor_of(said: Observation) -> str:
    """Return who an observation's events are by: its device, its source, the clock."""
    for name in ("device_id", "camera_id", "source"):
        if actor := getattr(said, name, ""):
            return str(actor)
    return "clock"


def observed(said: AnyObservation, key: str = "") -> Input:
    """Return an observation as an input."""
    return Input(said=said, actor=actor_of(said), key=key)


def noted(event: Event, actor: str, desk: str = "") -> Input:
    """Return an event that needs no decision as an input: the audit's, the codes'."""
    return Input(said=(event,), actor=actor, desk=desk)  # type: ignore[arg-type]  # all events are in the union
