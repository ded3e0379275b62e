"""A gateway of one room on a real socket, for links: it forgets and decides nothing.

Every `AddLogEntry` becomes a fact, once for a command id. The tests tell it to hold its
answers, break connections, refuse, fall silent or talk nonsense.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus

import numpy as np
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.protocol import State

from controlroom.domain.commands import AddLogEntry, Command
from controlroom.domain.events import Fact, LogEntryAdded
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved
from controlroom.wire import envelope as e
from controlroom.wire import messages as m
from controlroom.wire.frames import Frame, encode_frame
from controlroom.wire.questions import Doors
from controlroom.wire.session import GatewayEnd, resumes
from tests.helpers.waiting import PATIENCE_S

NOW_US = 1_795_000_000_000_000
TOKEN = "a token"


def moved(*rows: int, lat: float = 54.7) -> Moved:
    """Return these rows at one place."""
    n = len(rows)
    return Moved(
        unit_rows=np.array(rows, np.int32),
        lat=np.full(n, lat),
        lon=np.full(n, 2.4),
        fix_us=np.full(n, NOW_US, np.int64),
        speed_mps=np.full(n, np.nan, np.float32),
        heading_deg=np.full(n, np.nan, np.float32),
        accuracy_m=np.full(n, np.nan, np.float32),
        kind=np.zeros(n, np.uint8),
    )


class SmallGateway:
    """Facts, remembered commands, and the desks that are connected now."""

    def __init__(self) -> None:
        self.url = ""
        self.epoch = "e1"
        self.boot = 1
        self.rate = 1.0
        self.facts: list[Fact] = []
        self.commands: list[str] = []
        self.attended: list[str | None] = []
        self.hellos: list[m.Hello] = []
        self.answers_held = False
        self.welcomes_held = False
        self._answered: dict[str, m.Result] = {}
        self._desks: set[ServerConnection] = set()
        self._tick = 0
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._up = threading.Event()
        self._server: Server | None = None
        self._port = 0

    @contextmanager
    def running(self) -> Iterator["SmallGateway"]:
        """Serve on a free port in a thread of its own."""
        thread = threading.Thread(
            target=self._loop.run_until_complete, args=[self._run()]
        )
        thread.start()
        self._up.wait(PATIENCE_S)
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._stop.set)
            thread.join()
            self._loop.close()

    def call(self, act: Callable[[], object]) -> None:
        """Do something in the gateway's loop and wait until it is done."""
        done = threading.Event()

        def acted() -> None:
            try:
                act()
            finally:
                done.set()

        self._loop.call_soon_threadsafe(acted)
        done.wait(PATIENCE_S)

    def cut(self) -> None:
        """Break every connection without a word."""
        self.call(lambda: abort(self._desks))

    def say(self, payload: bytes) -> None:
        """Send bytes to every desk that is connected."""
        self.call(lambda: write(self._desks, payload))

    def frame(self, *rows: int, lat: float = 54.7, now_us: int = NOW_US) -> None:
        """Send a frame of these rows."""
        self._tick += 1
        self.say(encode_frame(self._framed(moved(*rows, lat=lat), now_us)))

    def log(self, text: str) -> None:
        """Let something happen and tell every desk."""
        self.call(lambda: self._happen(text, ""))

    def answer(self) -> None:
        """Send the answers that were held, and hold none from now on."""
        # In the gateway's own thread: a command that is being heard would be neither
        # among them nor answered by itself.
        self.call(self._let_go)

    def _let_go(self) -> None:
        self.answers_held = False
        for result in self._answered.values():
            write(self._desks, e.pack(result))

    def _framed(self, what: Moved, now_us: int = NOW_US) -> Frame:
        return Frame(
            boot=self.boot, tick=self._tick, seq=len(self.facts), now_us=now_us,
            moved=what,
        )  # fmt: skip

    def _happen(self, text: str, command_id: str) -> None:
        fact = Fact(
            seq=len(self.facts) + 1, at_us=NOW_US, actor="per_1",
            event=LogEntryAdded(incident_id="inc_1", text=text), command_id=command_id,
        )  # fmt: skip
        self.facts.append(fact)
        write(self._desks, e.pack_facts([e.fact_item(fact)]))

    async def _run(self) -> None:
        async with serve(
            self._session, "127.0.0.1", 0, process_request=check_token,
            max_size=2**24, ping_interval=None, open_timeout=PATIENCE_S,
        ) as server:  # fmt: skip
            (listening, *_) = server.sockets
            self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            self._up.set()
            await self._stop.wait()

    async def _session(self, socket: ServerConnection) -> None:
        end = GatewayEnd()
        with suppress(ConnectionClosed):
            async for payload in socket:
                await self._hear(socket, end, end.receive(payload))
        self._desks.discard(socket)

    async def _hear(
        self, socket: ServerConnection, end: GatewayEnd, message: m.ToGateway
    ) -> None:
        match message:
            case m.Hello():
                self.hellos.append(message)
                if not self.welcomes_held:
                    self._welcome(socket, end, message)
            case Command():
                # Before the fact: who has heard it may let answers go again.
                held = self.answers_held
                self._command(message)
                if not held:
                    await socket.send(e.pack(self._answered[message.command_id]))
            case m.Question():
                if isinstance(message.ask, Doors):
                    answer = m.Answer(question_id=message.question_id, ok=True)
                    await socket.send(e.pack(answer))
            case m.Attention():
                self.attended.append(message.open_incident)

    def _command(self, command: Command) -> None:
        self.commands.append(command.command_id)
        if command.command_id in self._answered:
            return
        if isinstance(command.act, AddLogEntry):
            self._happen(command.act.text, command.command_id)
        self._answered[command.command_id] = m.Result(
            command_id=command.command_id, ok=True, seq=len(self.facts)
        )

    def _welcome(
        self, socket: ServerConnection, end: GatewayEnd, hello: m.Hello
    ) -> None:
        """Say all that the desk lacks, and count it among those who are told.

        In one go: what happened in the middle would be told to nobody.
        """
        seq = len(self.facts)
        recovered = resumes(hello, self.epoch, seq)
        welcome = m.Welcome(
            epoch=self.epoch, boot=self.boot, recovered=recovered, seq=seq,
            force="Dogger Bank", person_id="per_1", person="Ann", role="dispatcher",
            now_us=NOW_US, rate=self.rate,
        )  # fmt: skip
        write([socket], end.welcome(welcome))
        self._desks.add(socket)
        if recovered:
            items = [e.fact_item(fact) for fact in self.facts[hello.seq :]]
            write([socket], e.pack_facts(items))
        else:
            write([socket], e.pack_snapshot(Picture(seq=seq), self._framed(moved(0))))


def write(sockets: Iterable[ServerConnection], payload: bytes) -> None:
    """Send bytes at once, to whoever is still there.

    websockets has no send without waiting; small messages go out at once.
    """
    for socket in list(sockets):
        if socket.state is State.OPEN:
            socket.protocol.send_binary(payload)
            for part in socket.protocol.data_to_send():
                socket.transport.write(part)


def abort(sockets: Iterable[ServerConnection]) -> None:
    """Break connections without a word."""
    for socket in list(sockets):
        socket.transport.abort()


def check_token(socket: ServerConnection, request: Request) -> Response | None:
    """Answer 401 to whoever has another token."""
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        return socket.respond(HTTPStatus.UNAUTHORIZED, "a token is needed here\n")
    return None
