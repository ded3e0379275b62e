"""The WebSocket of one peer as the gateway needs it: what is unsent, and how to cut it.

uvicorn's connection hides its transport; a desk that stops reading must be noticed by
the bytes that wait for it, and must not keep megabytes of old positions in the kernel.
"""

import asyncio
import socket
from contextlib import suppress
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import (
    WebSocketsSansIOProtocol,
)

from controlroom.domain.errors import WireError

NOT_SENT_BYTES = 32 * 1024
"""What the kernel may hold unsent for a peer; without it 4 MB, 14 s, of positions."""
HIGH_WATER_BYTES = 64 * 1024
EXTENSION = "controlroom.transport"
NORMAL = 1000
GOING_AWAY = 1001
POLICY = 1008
MALFORMED = {
    1002: "bytes that are no WebSocket message",
    1007: "text that is no UTF-8",
    1009: "a message too big to be read",
}
"""Codes with which the connection itself ended what it could not read."""


class RoomProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own protocol, which also hands its transport to the application."""

    async def run_asgi(self) -> None:
        """Offer the transport in the scope and go on as uvicorn does."""
        self.transport.set_write_buffer_limits(high=HIGH_WATER_BYTES)
        send_at_once(self.transport)
        limit_unsent(self.transport)
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[EXTENSION] = self.transport
        await super().run_asgi()


def send_at_once(transport: asyncio.Transport) -> None:
    """Send small messages without waiting for the peer to confirm the one before.

    asyncio does so by itself only for sockets that say they are TCP; one accepted from
    a listening socket of ours says 0, and a result would wait 40 ms behind its fact.
    """
    raw = transport.get_extra_info("socket")
    if raw is not None:
        with suppress(OSError):
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def limit_unsent(transport: asyncio.Transport) -> None:
    """Ask the kernel to hold little for this peer, where it can (Linux, macOS)."""
    option = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    raw = transport.get_extra_info("socket")
    if option is None or raw is None:
        return
    with suppress(OSError):
        raw.setsockopt(socket.IPPROTO_TCP, option, NOT_SENT_BYTES)


class Peer:
    """One peer's connection: binary messages in and out."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._transport: asyncio.Transport | None = websocket.scope.get(
            "extensions", {}
        ).get(EXTENSION)
        client = websocket.client
        self.host = client.host if client else ""
        self.address = f"{client.host}:{client.port}" if client else "unknown"
        self.authorization = websocket.headers.get("authorization", "")

    async def accept(self) -> None:
        """Take the call."""
        await self._websocket.accept()

    async def deny(self) -> None:
        """Answer 401 instead of taking the call."""
        await self._websocket.send_denial_response(
            PlainTextResponse("a token is needed here\n", status_code=401)
        )

    async def receive(self) -> bytes:
        """Return the next message.

        Raises `WireError` for text, `WebSocketDisconnect` when the peer has gone.
        """
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code") or NORMAL)
        payload = message.get("bytes")
        if payload is None:
            msg = "a text message where only binary ones are spoken"
            raise WireError(msg)
        return bytes(payload)

    async def send(self, message: bytes) -> None:
        """Send a message; waits while too much is unsent.

        Raises `WebSocketDisconnect` when the peer has gone.
        """
        await self._websocket.send_bytes(message)

    def buffered(self) -> int:
        """Return how many bytes wait to be taken by the kernel."""
        return self._transport.get_write_buffer_size() if self._transport else 0

    def fault(self, gone: WebSocketDisconnect) -> str:
        """Return what was wrong with the bytes that ended the connection, if any."""
        return MALFORMED.get(gone.code, "")

    def abort(self) -> None:
        """Cut the connection now, whatever waits to be sent."""
        if self._transport is not None:
            self._transport.abort()

    async def close(self, code: int = NORMAL, reason: str = "") -> None:
        """End the conversation in order; a peer that has gone is no error."""
        with suppress(WebSocketDisconnect, RuntimeError):
            await self._websocket.close(code, reason)
