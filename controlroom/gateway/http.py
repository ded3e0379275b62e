"""What the one port offers, path by path; each says in one line what it is."""

from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from controlroom.gateway.admin import ASK, Admin
from controlroom.gateway.clock import wall_us
from controlroom.gateway.doors.device import DeviceDoor, HubSession
from controlroom.gateway.owner import OwnerDoor
from controlroom.gateway.room import Room
from controlroom.gateway.session import Answering, DeskSession
from controlroom.gateway.socket import Peer
from controlroom.gateway.streams import StreamError, Streams

NO_STORE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}

Respond = Callable[[Request], Coroutine[Any, Any, Response]]


def build_http(
    room: Room,
    device_door: DeviceDoor,
    answering: Answering,
    streams: Streams,
    admin: Admin,
) -> Starlette:
    """Return the application behind the port."""

    async def desk(websocket: WebSocket) -> None:
        await DeskSession(room, answering, Peer(websocket)).serve()

    async def device(websocket: WebSocket) -> None:
        await HubSession(device_door, Peer(websocket)).serve()

    return Starlette(
        routes=[
            WebSocketRoute("/desk", desk),
            WebSocketRoute("/device", device),
            Route("/health", _health(room), methods=["GET"]),
            Route("/stream/{ticket}/{name}", _stream(streams), methods=["GET"]),
            Route("/admin/{name}", _owner(admin, OwnerDoor(room)), methods=["POST"]),
        ]
    )


def _health(room: Room) -> Respond:
    async def respond(request: Request) -> Response:
        """Say how the gateway does: nothing about anybody."""
        del request
        told = {
            "status": "not recording" if room.ingest.trouble else "ok",
            "server": room.server,
            "epoch": room.journal.epoch,
            "seq": room.hub.seq,
            "exercise": room.journal.exercise,
            "desks": len(room.hub.seats),
            "now_us": room.clock.now_us(),
        }
        return Response(
            msgspec.json.encode(told),
            status_code=503 if room.ingest.trouble else 200,
            media_type="application/json",
            headers=NO_STORE,
        )

    return respond


def _owner(admin: Admin, programs: OwnerDoor) -> Respond:
    async def respond(request: Request) -> Response:
        """Answer the folder's owner: the command line's asks, and programs' own."""
        if request.path_params["name"] == ASK:
            return await admin.respond(request)
        return await programs.respond(request)

    return respond


def _stream(streams: Streams) -> Respond:
    async def respond(request: Request) -> Response:
        """Hand a part of a camera's stream to the desk that has its ticket."""
        host = request.client.host if request.client else ""
        ticket, name = request.path_params["ticket"], request.path_params["name"]
        try:
            part = await streams.fetch(ticket, name, host, wall_us())
        except StreamError as error:
            return PlainTextResponse(f"{error}\n", error.status, headers=NO_STORE)
        return Response(part.body, media_type=part.media_type, headers=NO_STORE)

    return respond
