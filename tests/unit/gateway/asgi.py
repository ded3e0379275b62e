"""Asks an application over HTTP without a socket."""

import json
from collections.abc import MutableMapping
from typing import Any, NamedTuple

from starlette.types import ASGIApp


class Said(NamedTuple):
    """What it answered."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON
        """Return the body as JSON."""
        return json.loads(self.body)


async def ask(
    app: ASGIApp,
    path: str,
    body: bytes | None = None,
    *,
    token: str = "",
    host: str = "10.0.0.7",
    leaves: bool = False,
) -> Said:
    """GET a path, or POST a body; with `leaves` the client goes away in its middle."""
    status = 0
    parts: list[bytes] = []

    async def receive() -> MutableMapping[str, Any]:
        if leaves:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body or b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "http_version": "1.1",
        "headers": headers,
        "client": (host, 5000),
        "server": ("127.0.0.1", 7443),
    }
    await app(scope, receive, send)
    return Said(status, b"".join(parts))
