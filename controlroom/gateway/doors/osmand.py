"""Listens for phones over HTTP: OsmAnd and Traccar Client, query, form or JSON.

A phone's id is its token (the one exception to "never in a URL"): there is no access
log, and no error repeats what a phone sent beyond the field that was wrong.
"""

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from controlroom.config import OsmandDoor as OsmandConfig
from controlroom.config import check_reach
from controlroom.domain.errors import FeedError, Refused
from controlroom.feeds import osmand
from controlroom.gateway.doors.base import DoorLedger
from controlroom.gateway.doors.gathering import Gathering
from controlroom.gateway.room import Room

log = logging.getLogger(__name__)

NAME = "osmand"
BODY_BYTES = 256 * 1024
HEARD_OUT_BYTES = 4 * 1024 * 1024
"""Of a body that is too big no more than this is read, and nothing is kept."""
BODY_S = 10.0
"""A phone that takes longer to send its body is cut off."""
REQUESTS_AT_ONCE = 500
"""Connections at once; one more is told to come back (503)."""
KEEP_ALIVE_S = 75
RETRY_S = 5.0


class OsmandDoor:
    """The door. `ledger.address` has the real port once it listens."""

    def __init__(self, room: Room, config: OsmandConfig) -> None:
        """Raises `ConfigError` when it would listen beyond this machine unasked."""
        check_reach("doors.osmand", config.host, allowed=config.open_to_network)
        self.room = room
        # A phone that does not move says nothing: silence is usual here.
        self.ledger = DoorLedger(
            NAME, address=f"http://{config.host}:{config.port}", silent_after_us=0
        )
        self.gathering = Gathering(room, self.ledger)
        self._config = config

    async def run(self) -> None:
        """Serve until cancelled; a port that is taken is tried again."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.gathering.run())
            tasks.create_task(self._listen())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as an ASGI application."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        try:
            status, text = await self._answer(request)
        except ClientDisconnect:
            self._refuse(request, "went away in the middle of a request")
            return
        await PlainTextResponse(text, status)(scope, receive, send)

    async def _answer(self, request: Request) -> tuple[int, str]:
        try:
            report = await self._read(request)
            self._take(report)
        except FeedError as error:
            self._refuse(request, str(error))
            return 400, f"Not understood: {error}\n"
        except HTTPException as error:
            self._refuse(request, error.detail)
            return error.status_code, f"{error.detail}\n"
        except Refused as refusal:
            self._refuse(request, refusal.sentence)
            return 401, f"{refusal.sentence}\n"
        return 200, ""

    async def _read(self, request: Request) -> osmand.PhoneReport:
        now_us = self.room.clock.now_us()
        if request.method not in {"GET", "POST"}:
            raise HTTPException(405, f"{request.method[:10]!r}: GET and POST only")
        if request.url.query:
            return osmand.decode_query(request.url.query, now_us)
        body = await _body(request)
        if body.lstrip().startswith(b"{"):
            return osmand.decode_json(body)
        return osmand.decode_query(body.decode("ascii", "replace"), now_us)

    def _take(self, report: osmand.PhoneReport) -> None:
        device_id = self.room.auth.device(report.token)
        speaker = self.gathering.device(device_id)
        if speaker is None:
            raise Refused("disabled", "This device is disabled or not enrolled.")
        for seen in report.sightings:
            self.gathering.fix(speaker, seen)
        if not report.sightings:
            self.ledger.heard(self.room.clock.now_us())
        if report.emergency:
            last = report.sightings[-1] if report.sightings else None
            self.gathering.emergency(speaker, last, report.at_us, cancelled=False)

    def _refuse(self, request: Request, why: str) -> None:
        who = request.client.host if request.client else "somebody"
        self.ledger.refused(self.room.clock.now_us(), f"phone at {who}", why)

    async def _listen(self) -> None:
        host = self._config.host
        while True:
            try:
                listening = socket.create_server((host, self._config.port))
            except OSError as error:
                self.ledger.fault = f"cannot listen: {error.strerror or error}"
                log.warning("%s: %s", self.ledger.address, self.ledger.fault)
                await asyncio.sleep(RETRY_S)
                continue
            self.ledger.fault = ""
            self.ledger.address = f"http://{host}:{listening.getsockname()[1]}"
            with listening:
                await _Server(self._uvicorn()).serve([listening])

    def _uvicorn(self) -> uvicorn.Config:
        return uvicorn.Config(
            self,
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=REQUESTS_AT_ONCE,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=1,
        )


class _Server(uvicorn.Server):
    """A server inside a program that deals with signals itself."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _body(request: Request) -> bytes:
    """Return the body. One too big is heard out: who still sends hears no answer."""
    body, came = bytearray(), 0
    try:
        async with asyncio.timeout(BODY_S):
            async for chunk in request.stream():
                came += len(chunk)
                if came <= BODY_BYTES:
                    body += chunk
                elif came > HEARD_OUT_BYTES:
                    break
    except TimeoutError:
        raise HTTPException(408, f"a body that took more than {BODY_S:.0f} s") from None
    if came > BODY_BYTES:
        raise HTTPException(413, f"a body of more than {BODY_BYTES} bytes")
    return bytes(body)
