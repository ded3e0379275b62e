"""One desk's session: a person with a token, welcomed, heard and told until it ends.

Reads commands, questions and attention; writes what the hub put on the desk's seat.
Roles are checked where commands are decided and questions answered, by today's facts.
"""

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from starlette.websockets import WebSocketDisconnect

from controlroom.domain.access import FORCE, PARTNER
from controlroom.domain.commands import AttachFile, Command, Commanded
from controlroom.domain.entities import Role
from controlroom.domain.errors import Refused, WireError
from controlroom.domain.events import SignedOff, SignedOn
from controlroom.gateway.auth import SignedIn, bearer
from controlroom.gateway.hub import Seat
from controlroom.gateway.ingest import Outcome, commanded, is_reserved
from controlroom.gateway.room import Room
from controlroom.gateway.socket import POLICY, Peer
from controlroom.wire import messages as m
from controlroom.wire.envelope import pack, pack_facts
from controlroom.wire.frames import encode_frame
from controlroom.wire.session import MAX_UNANSWERED, GatewayEnd, resumes
from controlroom.wire.upcast import SCHEMA

log = logging.getLogger(__name__)

JOIN_S = 20.0
"""While the record cannot be read nobody can join; the desk tries again."""
HELLO_S = 10.0
"""A peer that says nothing for so long after connecting is let go."""
QUESTIONS_AT_ONCE = 4
ITEMS_A_MESSAGE = 1000
"""Facts in one message to a desk that resumes."""

_numbers = itertools.count(1)

Answering = Callable[[m.Question, SignedIn, str, str], Awaitable[m.Answer]]
"""Answers a question of a person at a desk, whose machine has an address."""


class DeskSession:
    """One connection of one desk."""

    def __init__(self, room: Room, answers: Answering, peer: Peer) -> None:
        self._room = room
        self._answers = answers
        self._peer = peer
        self._end = GatewayEnd()
        self._number = next(_numbers)
        self._token = bearer(peer.authorization)
        self._who: SignedIn | None = None
        self._desk = ""
        self._seat: Seat | None = None
        self._unanswered = 0
        self._asking = asyncio.Semaphore(QUESTIONS_AT_ONCE)
        self._asked = 0
        self._ended: tuple[str, str] | None = None

    @property
    def person_id(self) -> str:
        """Who is at this desk."""
        return self._who.person_id if self._who else ""

    def is_entitled(self) -> bool:
        """Say whether token and person are still good."""
        person = self._room.picture.people.get(self.person_id)
        live = self._room.auth.is_live(self._token)
        return bool(live and person and person.enabled)

    def look_again(self, *, anew: bool = False) -> None:
        """End it, with no word more, when this person sees another view now.

        A partner's ends in any case when views begin `anew`.
        """
        if self._seat is None or self._who is None:
            return
        sight, _ = self._room.sight_of(self.person_id, self._role(self._who))
        if sight != self._seat.sight or (anew and sight != FORCE):
            self._room.hub.leave(self._seat)
            self.cut("view", "What you may see has changed. This desk connects again.")

    def cut(self, code: str, sentence: str) -> None:
        """End the session now; the desk is told why if it still listens."""
        self._ended = (code, sentence)
        if self._seat is not None:
            self._seat.wake.set()

    async def serve(self) -> None:
        """Live through the connection. Never raises for what the peer did."""
        ledger = self._room.desks
        try:
            self._who = self._room.auth.person(self._token, self._room.picture)
        except Refused as refusal:
            ledger.refused(
                self._room.clock.now_us(), self._peer.address, refusal.sentence
            )
            await self._peer.deny()
            return
        await self._peer.accept()
        ledger.peers += 1
        try:
            await self._converse(self._who)
        except TimeoutError:
            await self._peer.close(POLICY, "nothing said")
        except WebSocketDisconnect as gone:
            # A desk that went away comes back by itself; one that was cut is counted.
            if fault := self._peer.fault(gone):
                ledger.refused(self._room.clock.now_us(), self._who_says(), fault)
        except (WireError, Refused) as error:
            await self._refuse(error)
        finally:
            ledger.peers -= 1
            self._leave()

    async def _converse(self, who: SignedIn) -> None:
        async with asyncio.timeout(HELLO_S):
            hello = self._end.receive(await self._peer.receive())
        if not isinstance(hello, m.Hello):
            msg = "a session starts with a hello"
            raise WireError(msg)
        seat = await self._join(who, hello)
        why: Exception | None = None
        try:
            # Reading and writing end together: a desk half there is not there.
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._write(seat))
                tasks.create_task(self._read(tasks, who, seat))
        except* (WebSocketDisconnect, WireError, Refused) as ended:
            why = ended.exceptions[0]
        if why is not None:
            raise why

    async def _join(self, who: SignedIn, hello: m.Hello) -> Seat:
        """Be welcomed at a moment when nothing is half done."""
        self._desk = self._room.take_name(hello.desk)
        sight, _ = self._room.sight_of(who.person_id, who.role)
        seat = Seat(self._desk, self._peer.buffered, sight)
        joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def take_seat() -> None:
            if not joined.done():
                self._take_seat(who, hello, seat)
                joined.set_result(None)

        self._room.ingest.between(take_seat)
        try:
            async with asyncio.timeout(JOIN_S):
                await joined
        finally:
            if self._seat is None:
                self._room.desk_names.discard(self._desk)
        return seat

    def _take_seat(self, who: SignedIn, hello: m.Hello, seat: Seat) -> None:
        room = self._room
        now_us = room.clock.now_us()
        who = who._replace(role=self._role(who))
        seat.sight, partner = room.sight_of(who.person_id, who.role)
        # What a desk holds is of one view: in another it starts anew.
        epoch = room.journal.epoch
        if seat.sight != FORCE:
            epoch = f"{epoch}/{seat.sight}"
            room.hub.open_view(seat.sight, partner, room.picture)
        missed = (
            room.hub.since(hello.seq, seat.sight)
            if resumes(hello, epoch, room.hub.seq)
            else None
        )
        welcome = m.Welcome(
            epoch=epoch,
            boot=room.hub.boot,
            recovered=missed is not None,
            seq=room.hub.seq,
            force=room.picture.codes.force,
            person_id=who.person_id,
            person=who.name,
            role=who.role,
            now_us=now_us,
            origin_us=room.clock.origin_us,
            rate=room.clock.rate,
            exercise=room.journal.exercise,
            view=FORCE if seat.sight == FORCE else PARTNER,
            desk=self._desk,
            schema=SCHEMA,
            server=room.server,
        )
        seat.start_with(self._end.welcome(welcome))
        if missed is None:
            snapshot, missed = room.snapshot_of(seat.sight, now_us)
            seat.start_with(snapshot)
        for start in range(0, len(missed), ITEMS_A_MESSAGE):
            seat.start_with(pack_facts(missed[start : start + ITEMS_A_MESSAGE]))
        everything = room.whereabouts.all_moved(now_us)
        seat.start_with(encode_frame(room.hub.whole(everything, now_us, seat.sight)))
        seat.offer_presence(pack(room.presence_for(seat.sight)))
        room.hub.join(seat)
        self._seat = seat
        self._signed_on(who, now_us)

    def _signed_on(self, who: SignedIn, now_us: int) -> None:
        online = m.DeskOnline(
            desk=self._desk,
            person_id=who.person_id,
            person=who.name,
            role=who.role,
            since_us=now_us,
        )
        self._room.presence.join(self._number, online)
        self._room.sessions[self._number] = self
        self._room.lookers[self._number] = self
        self._room.note(
            SignedOn(person_id=who.person_id, desk=self._desk),
            who.person_id,
            self._desk,
        )

    def _leave(self) -> None:
        if self._seat is None or self._who is None:
            return
        self._room.hub.leave(self._seat)
        self._room.desk_names.discard(self._desk)
        self._room.presence.leave(self._number)
        self._room.sessions.pop(self._number, None)
        self._room.lookers.pop(self._number, None)
        self._room.note(
            SignedOff(person_id=self.person_id, desk=self._desk),
            self.person_id,
            self._desk,
        )

    async def _write(self, seat: Seat) -> None:
        while True:
            await seat.wake.wait()
            seat.wake.clear()
            while (message := seat.take()) is not None:
                await self._peer.send(message)
            if self._ended:
                raise Refused(*self._ended)
            if seat.overflowed:
                # It resumes with every fact; a fact is never dropped for it.
                log.warning("%s cannot keep up with facts and is cut off", seat.desk)
                self._peer.abort()
                raise WebSocketDisconnect(POLICY)

    async def _read(self, tasks: asyncio.TaskGroup, who: SignedIn, seat: Seat) -> None:
        room = self._room
        while True:
            message = self._end.receive(await self._peer.receive())
            room.desks.heard(room.clock.now_us())
            match message:
                case Command():
                    self._command(who, seat, message)
                case m.Question():
                    self._question(tasks, who, seat, message)
                case m.Attention():
                    self._attend(seat, message)
                case m.Hello():  # GatewayEnd refuses a second one
                    return

    def _attend(self, seat: Seat, said: m.Attention) -> None:
        sight, opened = self._room.hub.sight(seat.sight), said.open_incident
        if sight is None or opened is None or opened in sight.incidents:
            self._room.presence.attend(self._number, opened, typing=said.typing)

    def _command(self, who: SignedIn, seat: Seat, command: Command) -> None:
        if not self.is_entitled():
            self.cut("token", "Your access was withdrawn. Ask an administrator.")
            return
        try:
            said = Commanded(
                command=command,
                person_id=who.person_id,
                role=self._role(who),
                desk=self._desk,
            )
            outcome = self._offer(said)
        except Refused as refusal:
            seat.offer(pack(_refused(command.command_id, refusal)))
            return
        self._unanswered += 1
        outcome.add_done_callback(partial(self._answer, seat, command.command_id))

    def _role(self, who: SignedIn) -> Role:
        """Return the role as it is now: the one taken at this desk, or the usual one.

        Both may have changed since the welcome; a role that is no longer the person's
        own is worth nothing.
        """
        picture = self._room.picture
        person = picture.people[who.person_id]
        post = picture.posts.get(self._desk)
        if post is None or post.person_id != person.person_id:
            return person.role
        return post.role if post.role in person.roles else person.role

    def _offer(self, said: Commanded) -> asyncio.Future[Outcome]:
        if is_reserved(said.command.command_id):
            raise Refused("command_id", "A command's id starts with cmd_.")
        if self._unanswered >= MAX_UNANSWERED:
            raise Refused("busy", "Too many commands wait for their answer.")
        if isinstance(said.command.act, AttachFile):
            raise Refused("attachment", "A file comes by its upload. Nothing changed.")
        self._room.presence.refuse_absent(said.command.act)
        return self._room.ingest.offer(commanded(said))

    def _answer(
        self, seat: Seat, command_id: str, done: asyncio.Future[Outcome]
    ) -> None:
        self._unanswered -= 1
        if done.cancelled():
            return
        outcome = done.result()
        seat.offer(
            pack(
                m.Result(
                    command_id=command_id,
                    ok=outcome.ok,
                    code=outcome.code,
                    sentence=outcome.sentence,
                    seq=outcome.seq,
                )
            )
        )

    def _question(
        self, tasks: asyncio.TaskGroup, who: SignedIn, seat: Seat, question: m.Question
    ) -> None:
        if not self.is_entitled():
            self.cut("token", "Your access was withdrawn. Ask an administrator.")
            return
        if self._asked >= MAX_UNANSWERED:
            answer = m.Answer(
                question_id=question.question_id,
                ok=False,
                code="busy",
                sentence="Too many questions wait for their answer.",
            )
            seat.offer(pack(answer))
            return
        self._asked += 1
        today = who._replace(role=self._role(who))
        tasks.create_task(self._ask(today, seat, question))

    async def _ask(self, who: SignedIn, seat: Seat, question: m.Question) -> None:
        try:
            async with self._asking:
                answer = await self._answers(question, who, self._desk, self._peer.host)
        finally:
            self._asked -= 1
        seat.offer(pack(answer))

    async def _refuse(self, error: WireError | Refused) -> None:
        room = self._room
        now_us = room.clock.now_us()
        if isinstance(error, Refused):
            refusal = m.Refusal(code=error.code, sentence=error.sentence)
        else:
            room.desks.refused(now_us, self._who_says(), str(error))
            refusal = m.Refusal(
                code="wire", sentence=f"The gateway could not read this desk: {error}."
            )
        with suppress(WebSocketDisconnect, TimeoutError, RuntimeError):
            async with asyncio.timeout(1.0):
                await self._peer.send(pack(refusal))
        await self._peer.close(POLICY, refusal.code)

    def _who_says(self) -> str:
        name = self._who.name if self._who else ""
        return f"{name} at {self._peer.address}".strip()


def _refused(command_id: str, refusal: Refused) -> m.Result:
    return m.Result(
        command_id=command_id,
        ok=False,
        code=refusal.code,
        sentence=refusal.sentence,
    )
