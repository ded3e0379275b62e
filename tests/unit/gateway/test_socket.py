"""The WebSocket of one peer as the gateway needs it."""

import asyncio
import socket
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.websockets import WebSocket, WebSocketDisconnect

from controlroom.domain.errors import WireError
from controlroom.gateway.socket import (
    EXTENSION,
    NOT_SENT_BYTES,
    Peer,
    limit_unsent,
    send_at_once,
)

Message = MutableMapping[str, Any]


class _Transport(asyncio.Transport):
    """A transport on a real socket that sends nothing."""

    def __init__(self, raw: socket.socket | None = None) -> None:
        super().__init__({"socket": raw})
        self.aborted = False

    def get_write_buffer_size(self) -> int:
        return 4711

    def abort(self) -> None:
        self.aborted = True


def _peer(*messages: Message, transport: _Transport | None = None) -> Peer:
    said = list(messages)

    async def receive() -> Message:
        return said.pop(0)

    async def send(message: Message) -> None:
        if message["type"] == "websocket.close":
            raise RuntimeError

    scope = {
        "type": "websocket",
        "headers": [(b"authorization", b"Bearer abc")],
        "client": ("10.0.0.7", 5000),
        "extensions": {EXTENSION: transport} if transport else {},
    }
    return Peer(WebSocket(scope, receive, send))


def _hear(peer: Peer) -> bytes:
    async def hear() -> bytes:
        await peer.accept()
        return await peer.receive()

    return asyncio.run(hear())


CONNECT: Message = {"type": "websocket.connect"}


def test_binary_messages_come_in() -> None:
    """What was said comes as bytes, with who said it and their token."""
    peer = _peer(CONNECT, {"type": "websocket.receive", "bytes": b"\x11abc"})

    assert b"\x11abc" == _hear(peer)
    assert ("10.0.0.7:5000", "10.0.0.7") == (peer.address, peer.host)
    assert "Bearer abc" == peer.authorization


def test_text_is_refused() -> None:
    """Only binary messages are spoken here."""
    with pytest.raises(WireError, match="text"):
        _hear(_peer(CONNECT, {"type": "websocket.receive", "text": "hello"}))


@pytest.mark.parametrize(
    ("code", "fault"), [(1001, False), (1006, False), (1009, True), (1002, True)]
)
def test_how_a_peer_went(code: int, fault: bool) -> None:
    """Going away is usual; bytes the connection could not read are a fault."""
    peer = _peer(CONNECT, {"type": "websocket.disconnect", "code": code})

    with pytest.raises(WebSocketDisconnect) as gone:
        _hear(peer)

    assert fault == bool(peer.fault(gone.value))


def test_what_is_unsent_and_cutting_off() -> None:
    """The transport says what waits, and can be cut."""
    transport = _Transport()
    peer = _peer(transport=transport)
    peer.abort()

    assert 4711 == peer.buffered()
    assert transport.aborted


def test_without_a_transport() -> None:
    """On another server nothing is known to wait, and nothing breaks."""
    peer = _peer()
    peer.abort()

    assert 0 == peer.buffered()


def test_closing_a_peer_that_has_gone() -> None:
    """Is no error."""
    peer = _peer(CONNECT, {"type": "websocket.receive", "bytes": b""})
    _hear(peer)
    asyncio.run(peer.close())


def test_the_kernel_hoards_little_and_waits_for_nobody() -> None:
    """Old positions do not pile up in the kernel; a small message leaves at once."""
    with socket.socket() as raw:
        transport = _Transport(raw)
        limit_unsent(transport)
        send_at_once(transport)

        assert raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        if option := getattr(socket, "TCP_NOTSENT_LOWAT", None):
            assert NOT_SENT_BYTES == raw.getsockopt(socket.IPPROTO_TCP, option)


def test_a_transport_without_a_socket() -> None:
    """Is left as it is."""
    limit_unsent(_Transport())
    send_at_once(_Transport())
