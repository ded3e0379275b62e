"""The desk's link to the gateway: own thread and loop; reconnects and resumes alone.

Commands go out once they can and are sent again, with the same id, after a break; the
gateway answers twice-sent ones with the first answer. What arrives goes to the mailbox.
"""

import asyncio
import random
import threading
import time
from collections import deque
from collections.abc import Mapping

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, WebSocketException

from controlroom.desk.deliveries import (
    AnswerArrived,
    FrameArrived,
    LinkChanged,
    LinkState,
    PresenceArrived,
    ResultArrived,
    Snapshot,
)
from controlroom.desk.dialling import (
    BACKOFF_S,
    SILENCE_S,
    Ending,
    backoff,
    broken,
    dial,
    endpoint,
    failed,
)
from controlroom.desk.ids import new_id
from controlroom.desk.mailbox import Mailbox
from controlroom.desk.room_clock import RoomClock
from controlroom.domain.commands import AnyAct, Command
from controlroom.domain.errors import WireError
from controlroom.wire import messages as m
from controlroom.wire.envelope import (
    MAX_TO_DESK,
    Facts,
    ToDesk,
    pack,
    unpack_to_desk,
)
from controlroom.wire.envelope import Snapshot as WholeSnapshot
from controlroom.wire.frames import Frame
from controlroom.wire.questions import AnyQuestion
from controlroom.wire.session import DeskEnd

LAG_FRAME_S = 2.5
LAG_ANSWER_S = 2.0
LAG_RTT_MS = 1000.0
WATCH_S = 0.25


class Link:
    """One desk's link. `start`, `stop`, `send`, `ask` and `attend` from any thread."""

    def __init__(
        self,
        url: str,
        token: str,
        desk_name: str,
        mailbox: Mailbox,
        clock: RoomClock | None = None,
    ) -> None:
        self.clock = clock or RoomClock()
        # Address and token: replaced as one.
        self._call_to = (endpoint(url, "/desk"), token)
        self._mailbox = mailbox
        self._end = DeskEnd(desk_name)
        # Guards _end, _outbox and _sent_at, which the caller's thread shares.
        self._lock = threading.Lock()
        self._outbox: deque[bytes] = deque()
        self._attention: bytes | None = None
        self._attended = False
        self._sent_at: dict[str, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._chance = random.Random()  # noqa: S311 - spreads desks in time, no secret
        self._state: LinkState = "connecting"
        self._said = LinkChanged("connecting", "", self._now_us(), None)
        self._heard_s = 0.0

    @property
    def state(self) -> LinkState:
        """How the link does now."""
        return self._state

    @property
    def unanswered(self) -> int:
        """Commands that wait for their result."""
        return self._end.unanswered

    def start(self) -> None:
        """Begin to link, and keep linked until `stop`."""
        self._thread = threading.Thread(target=self._run, name="desk-link", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the link and its thread; commands without a result stay without."""
        self._stopping = True
        self._call(self._stop)
        if self._thread is not None:
            self._thread.join(timeout=5.0)

    def send(self, act: AnyAct, expects: Mapping[str, int] | None = None) -> str:
        """Send an act, now or when the link is back; return the command's id.

        Raises `Refused` (`busy`) when too many wait for their result.
        """
        command = Command(
            command_id=new_id("cmd"), act=act, expects=dict(expects or {})
        )
        with self._lock:
            payload = self._end.command(command)
            self._sent_at[command.command_id] = time.monotonic()
            if payload is not None:
                self._outbox.append(payload)
        self._call(self._wake)
        return command.command_id

    def ask(self, question: AnyQuestion, page: str = "") -> str:
        """Ask the gateway; return the question's id. An answer always comes.

        Raises `Refused` (`no_link`, `busy`).
        """
        asked = m.Question(question_id=new_id("ask"), ask=question, page=page)
        with self._lock:
            self._outbox.append(self._end.question(asked))
        self._call(self._wake)
        return asked.question_id

    def attend(self, open_incident: str | None, *, typing: bool = False) -> None:
        """Say which incident is open at this desk, and whether somebody writes in it.

        The latest wins; that somebody writes is to be said again every few seconds.
        """
        said = m.Attention(open_incident=open_incident, typing=typing)
        with self._lock:
            self._attention = pack(said)
            self._attended = False
        self._call(self._wake)

    def readdress(self, url: str, token: str) -> None:
        """Call another address from the next attempt on.

        A private gateway that was started anew may be at another port. Raises
        `LinkError` when `url` is no gateway's.
        """
        self._call_to = (endpoint(url, "/desk"), token)

    def silence_s(self) -> float:
        """Return for how long nothing was heard from the gateway, seconds."""
        return time.monotonic() - self._heard_s if self._heard_s else 0.0

    def _run(self) -> None:
        asyncio.run(self._keep_until_stopped())

    def _call(self, event: asyncio.Event) -> None:
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(event.set)
            except RuntimeError:
                # The loop has ended: what was asked for is kept for nobody.
                self._loop = None

    async def _keep_until_stopped(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._stopping:
            return
        async with asyncio.TaskGroup() as tasks:
            linked = tasks.create_task(self._keep_linked())
            await self._stop.wait()
            linked.cancel()

    async def _keep_linked(self) -> None:
        waits = backoff(self._chance)
        while True:
            self._say("connecting", self._said.reason)
            began_s = time.monotonic()
            ending = await self._connected()
            self._lost(ending)
            if time.monotonic() - began_s > 2 * BACKOFF_S[1]:
                waits = backoff(self._chance)
            await asyncio.sleep(BACKOFF_S[1] if ending.refused else next(waits))

    async def _connected(self) -> Ending:
        """Live through one connection and say why it ended."""
        try:
            async with dial(*self._call_to, MAX_TO_DESK) as socket:
                return await self._converse(socket)
        except (OSError, WebSocketException) as error:
            return failed(error)

    async def _converse(self, socket: ClientConnection) -> Ending:
        await socket.send(self._end.hello())
        self._heard_s = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            sender = tasks.create_task(self._send_what_waits(socket))
            watcher = tasks.create_task(self._watch(socket))
            ending = await self._listen(socket)
            sender.cancel()
            watcher.cancel()
        return ending

    async def _listen(self, socket: ClientConnection) -> Ending:
        try:
            async for payload in socket:
                self._heard_s = time.monotonic()
                ending = self._take(unpack_to_desk(payload))
                if ending is not None:
                    return ending
        except ConnectionClosed as closed:
            return broken(closed)
        except WireError as error:
            # What arrived cannot be trusted to be whole: start from a snapshot.
            self._end.forget()
            return Ending(f"The gateway said something unexpected: {error}")
        return Ending("The gateway closed the link.")

    async def _send_what_waits(self, socket: ClientConnection) -> None:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                for payload in self._take_outbox():
                    await socket.send(payload)
        except ConnectionClosed:
            return  # the listener says why

    def _take_outbox(self) -> list[bytes]:
        with self._lock:
            if self._end.welcome is None:
                return []
            waiting = list(self._outbox)
            self._outbox.clear()
            if self._attention is not None and not self._attended:
                waiting.append(self._attention)
                self._attended = True
        return waiting

    async def _watch(self, socket: ClientConnection) -> None:
        """Say how the link does, four times a second; give up a silent connection."""
        while True:
            await asyncio.sleep(WATCH_S)
            now_s = time.monotonic()
            silent_s = now_s - self._heard_s
            if silent_s > SILENCE_S:
                await socket.close(1000, "nothing heard")
                return
            if self._end.welcome is None:
                continue
            with self._lock:
                oldest_s = min(self._sent_at.values(), default=now_s)
            reason = _lag(silent_s, now_s - oldest_s, socket.latency * 1000)
            self._say("lagging" if reason else "live", reason, socket.latency * 1000)

    def _take(self, message: ToDesk) -> Ending | None:
        with self._lock:
            self._end.note(message)
            if isinstance(message, m.Welcome):
                self._outbox = deque(self._end.unsent())
                self._attended = False
                self._sent_at = dict.fromkeys(self._sent_at, time.monotonic())
                self._wake.set()
            elif isinstance(message, m.Result):
                self._sent_at.pop(message.command_id, None)
        match message:
            case m.Refusal():
                return Ending(message.sentence, refused=True)
            case Facts():
                if not self._mailbox.put_facts(message.facts):
                    self._end.forget()
                    return Ending("This desk fell too far behind and starts anew.")
            case _:
                self._deliver(message)
        return None

    def _deliver(
        self,
        message: m.Welcome | WholeSnapshot | Frame | m.Presence | m.Result | m.Answer,
    ) -> None:
        match message:
            case Frame():
                self.clock.observe(message.now_us)
                self._mailbox.put_frame(self._arrived(message))
            case m.Welcome():
                self.clock.set(message.now_us, message.rate)
                self._mailbox.put_welcome(message)
                if message.recovered:
                    self._say("live", "")
            case WholeSnapshot():
                self._mailbox.put_snapshot(
                    Snapshot(message.picture, message.frame.moved)
                )
                self._say("live", "")
            case m.Presence():
                self._mailbox.put_presence(PresenceArrived(message))
            case m.Result():
                self._mailbox.put_answer(
                    ResultArrived(
                        message.command_id,
                        message.ok,
                        message.code,
                        message.sentence,
                        message.seq,
                    )
                )
            case m.Answer():
                self._answer(message)

    def _arrived(self, frame: Frame) -> FrameArrived:
        return FrameArrived(frame.moved, frame.now_us, frame.seq, 1, self._now_us())

    def _answer(self, answer: m.Answer) -> None:
        self._mailbox.put_answer(
            AnswerArrived(
                answer.question_id,
                answer.ok,
                answer.code,
                answer.sentence,
                answer.reply,
                answer.next_page,
            )
        )

    def _lost(self, ending: Ending) -> None:
        with self._lock:
            answers = self._end.lost()
            self._outbox.clear()
        for answer in answers:
            self._answer(answer)
        self._say("refused" if ending.refused else "down", ending.reason)

    def _say(self, state: LinkState, reason: str, rtt_ms: float | None = None) -> None:
        """Tell the mailbox; `since_us` stays while the state does."""
        before = self._said
        since_us = before.since_us if before.state == state else self._now_us()
        if state == "connecting" and before.state in {"down", "refused"}:
            # An attempt is no news: the link is down, or refused, until it stands.
            return
        self._state = state
        said = LinkChanged(state, reason, since_us, rtt_ms or before.rtt_ms)
        if (said.state, said.reason, said.rtt_ms) != (
            before.state,
            before.reason,
            before.rtt_ms,
        ):
            self._mailbox.put_link(said)
        self._said = said

    @staticmethod
    def _now_us() -> int:
        return time.monotonic_ns() // 1000


def _lag(silent_s: float, waiting_s: float, rtt_ms: float) -> str:
    """Return why the link lags, or an empty string."""
    if silent_s > LAG_FRAME_S:
        return f"No positions for {silent_s:.0f} s."
    if waiting_s > LAG_ANSWER_S:
        return f"A command has waited {waiting_s:.0f} s for the gateway."
    if rtt_ms > LAG_RTT_MS:
        return f"The gateway answers after {rtt_ms:.0f} ms."
    return ""
