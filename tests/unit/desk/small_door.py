"""A device door on a real socket, for hubs: grants, confirms, tells what it is told."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from controlroom.wire import device as d
from controlroom.wire.hub_session import GatewayHubEnd
from controlroom.wire.messages import Refusal
from controlroom.wire.positions import Positions
from tests.helpers.waiting import PATIENCE_S
from tests.unit.desk.small_gateway import NOW_US, abort, check_token, write


class SmallDoor:
    """What hubs said, in order. Uids that start with `x` are unknown to it."""

    def __init__(self) -> None:
        self.url = ""
        self.batches: list[Positions] = []
        self.reports: list[d.Report] = []
        self.delivered: list[int] = []
        self.hellos: list[d.HubHello] = []
        self.received = 0
        self.confirms = True
        self.refused: dict[int, str] = {}
        self._hubs: set[ServerConnection] = set()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._up = threading.Event()

    @contextmanager
    def running(self) -> Iterator["SmallDoor"]:
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
        """Do something in the door's loop."""
        self._loop.call_soon_threadsafe(act)

    def cut(self) -> None:
        """Break every connection without a word."""
        self.call(lambda: abort(self._hubs))

    def tell(self, cursor: int, tell: d.AnyTell) -> None:
        """Tell every hub something for the device `a`."""
        dispatch = d.Dispatch(cursor=cursor, uid="a", at_us=NOW_US, tell=tell)
        self.say(d.pack_device(d.Dispatches(dispatches=(dispatch,))))

    def refuse(self, sentence: str) -> None:
        """Tell every hub that it is not wanted."""
        self.say(d.pack_device(Refusal(code="token", sentence=sentence)))

    def say(self, payload: bytes) -> None:
        """Send bytes to every hub that is connected."""
        self.call(lambda: write(self._hubs, payload))

    async def _run(self) -> None:
        async with serve(
            self._session, "127.0.0.1", 0, process_request=check_token,
            max_size=2**24, ping_interval=None, open_timeout=PATIENCE_S,
        ) as server:  # fmt: skip
            (listening, *_) = server.sockets
            self.url = f"ws://127.0.0.1:{listening.getsockname()[1]}"
            self._up.set()
            await self._stop.wait()

    async def _session(self, socket: ServerConnection) -> None:
        end = GatewayHubEnd()
        with suppress(ConnectionClosed):
            async for payload in socket:
                for answer in self._hear(end, end.receive(payload)):
                    await socket.send(answer)
                self._hubs.add(socket)
        self._hubs.discard(socket)

    def _hear(self, end: GatewayHubEnd, message: d.FromHub) -> list[bytes]:
        match message:
            case d.HubHello():
                self.hellos.append(message)
                welcome = d.HubWelcome(
                    hub="hub 1", epoch="e1", received=self.received, resumed=True,
                    now_us=NOW_US,
                )  # fmt: skip
                return [end.welcome(welcome)]
            case d.Declare():
                return [_grant(end, message)]
            case d.Reports():
                return self._take(end, message)
            case Positions():
                self.batches.append(message)
            case d.Delivered():
                self.delivered.append(message.cursor)
        return []

    def _take(self, end: GatewayHubEnd, reports: d.Reports) -> list[bytes]:
        # Before they are there to be seen: who sees them may let this door confirm.
        confirms = self.confirms
        self.reports.extend(reports.reports)
        if not confirms or not reports.reports:
            return []
        self.received = reports.reports[-1].number
        return [end.confirm(self.received, self.refused)]


def _grant(end: GatewayHubEnd, declare: d.Declare) -> bytes:
    known = [uid for uid in declare.uids if not uid.startswith("x")]
    refused: dict[str, d.Why] = {
        uid: "unknown" for uid in declare.uids if uid.startswith("x")
    }
    handles = {uid: end.grant(uid, row) for row, uid in enumerate(known)}
    return d.pack_device(d.Declared(handles=handles, refused=refused))
