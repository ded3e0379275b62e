"""How a gateway is called: its address, how long to wait, why it did not work."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from controlroom.domain.errors import LinkError

BACKOFF_S = (0.2, 5.0)
"""First and longest wait before the next attempt."""
SILENCE_S = 10.0
"""Nothing heard for so long: the connection is given up. A frame comes every second."""

_OPEN_S = 5.0
_CLOSE_S = 1.0
_PING_S = 2.0
_NOT_YOU = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a connection ended. `refused`: trying again soon would not help."""

    reason: str
    refused: bool = False


def backoff(chance: random.Random) -> Iterator[float]:
    """Yield waits in seconds: doubling from the first to the longest, each ±50 %."""
    wait, longest = BACKOFF_S
    while True:
        yield min(longest, wait * chance.uniform(0.5, 1.5))
        wait = min(longest, 2 * wait)


def endpoint(url: str, path: str) -> str:
    """Return the WebSocket address of a gateway's URL (http, https, ws or wss).

    Raises `LinkError` when it is no such URL.
    """
    schemes = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}
    try:
        parts = urlsplit(url)
        scheme, known = schemes.get(parts.scheme), bool(parts.hostname)
    except ValueError:
        scheme, known = None, False
    if scheme is None or not known or parts.username is not None:
        msg = f"not the address of a gateway: {url[:200]!r} (like https://host:7443)"
        raise LinkError(msg)
    return f"{scheme}://{parts.netloc}{path}"


def dial(address: str, token: str, max_bytes: int) -> connect:
    """Return a connection to enter; the token is in the header, never in the URL."""
    return connect(
        address,
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        max_size=max_bytes,
        open_timeout=_OPEN_S,
        close_timeout=_CLOSE_S,
        ping_interval=_PING_S,
        ping_timeout=SILENCE_S,
        proxy=None,
    )


def failed(error: Exception) -> Ending:
    """Return why a connection did not come about, as a sentence for the status bar."""
    if not isinstance(error, InvalidStatus):
        return Ending(f"The gateway cannot be reached: {one_line(error)}")
    status = error.response.status_code
    if status in _NOT_YOU:
        return Ending(
            "The gateway does not accept this token. It may have been revoked; "
            "ask an administrator for a new one.",
            refused=True,
        )
    return Ending(f"The gateway answered with status {status}.")


def broken(closed: ConnectionClosed) -> Ending:
    """Return why a connection broke."""
    return Ending(f"The link broke: {one_line(closed)}")


def one_line(error: Exception) -> str:
    """Return an error's text in one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
