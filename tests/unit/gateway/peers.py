"""The other end of a session, in memory: what it says and what it hears."""

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocketDisconnect

from controlroom.domain.errors import WireError
from controlroom.gateway.socket import Peer
from tests.helpers.waiting import PATIENCE_S


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that has no event of ours; not for ever."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - nothing tells when it is so
            await asyncio.sleep(0.001)


class SmallPeer(Peer):
    """A peer whose words a test gives; `heard` is what it was sent."""

    def __init__(self, token: str = "", host: str = "10.0.0.7") -> None:
        self.authorization = f"Bearer {token}" if token else ""
        self.host = host
        self.address = f"{host}:5000"
        self.heard: list[bytes] = []
        self.denied = False
        self.aborted = False
        self.closed: tuple[int, str] | None = None
        self.unsent = 0
        self._says: asyncio.Queue[bytes | str | int] = asyncio.Queue()
        self._came = asyncio.Event()
        self.cut_off = asyncio.Event()

    def say(self, message: bytes | str) -> None:
        """Say something to the gateway."""
        self._says.put_nowait(message)

    def leave(self, code: int = 1001) -> None:
        """Go away with a close code."""
        self._says.put_nowait(code)

    async def hear(self, first: int, count: int = 1) -> list[bytes]:
        """Wait until so many messages with this first byte were heard."""
        while True:
            found = [message for message in self.heard if message[0] == first]
            if len(found) >= count:
                return found
            self._came.clear()
            await self._came.wait()

    async def accept(self) -> None:
        """Be let in."""

    async def deny(self) -> None:
        """Be turned away."""
        self.denied = True

    async def receive(self) -> bytes:
        """Return what the peer says next."""
        message = await self._says.get()
        if isinstance(message, int):
            raise WebSocketDisconnect(message)
        if isinstance(message, str):
            msg = "a text message where only binary ones are spoken"
            raise WireError(msg)
        return message

    async def send(self, message: bytes) -> None:
        """Hear something."""
        self.heard.append(message)
        self._came.set()

    def buffered(self) -> int:
        """Return what a test says is unsent."""
        return self.unsent

    def abort(self) -> None:
        """Be cut off."""
        self.aborted = True
        self.cut_off.set()

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Be let go in order."""
        self.closed = (code, reason)
