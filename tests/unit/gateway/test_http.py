"""What the one port offers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from controlroom.gateway.admin import Admin
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.clock import wall_us
from controlroom.gateway.doors.device import DeviceDoor
from controlroom.gateway.http import build_http
from controlroom.gateway.room import Room
from controlroom.gateway.streams import Streams, Ticket
from controlroom.wire import messages as m
from tests.unit.gateway.asgi import ask
from tests.unit.gateway.rooms import running_room


async def _nobody_asks(_: m.Question, __: SignedIn, ___: str, ____: str) -> m.Answer:
    raise AssertionError


@asynccontextmanager
async def _port(folder: Path) -> AsyncIterator[tuple[Room, Streams, ASGIApp]]:
    streams = Streams(("127.0.0.1",), ("http",))
    async with running_room(folder) as room:
        admin = Admin(room, room.sweep)
        door = DeviceDoor(room, room.ledgers[1])
        yield room, streams, build_http(room, door, _nobody_asks, streams, admin)
    streams.close()


def test_health_says_how_it_does_and_nothing_more(tmp_path: Path) -> None:
    """Anybody may ask whether the gateway works; nothing is said about the force."""

    async def work() -> None:
        async with _port(tmp_path) as (room, _, port):
            well = await ask(port, "/health")

            assert (200, "ok") == (well.status, well.json["status"])
            assert room.journal.epoch == well.json["epoch"]
            assert b"Anna" not in well.body

            room.ingest.trouble = "the disk is full"
            ill = await ask(port, "/health")

            assert (503, "not recording") == (ill.status, ill.json["status"])

    asyncio.run(work())


def test_a_stream_by_its_ticket_alone(tmp_path: Path) -> None:
    """A wrong ticket is nothing; a right one whose camera is gone says so."""

    async def work() -> None:
        async with _port(tmp_path) as (_, streams, port):
            ticket = Ticket(
                viewing_id="v1",
                camera_id="cam_1",
                person_id="per_a",
                desk="Desk",
                host="10.0.0.7",
                source_url="http://127.0.0.1:9/index.m3u8",
                made_us=wall_us(),
            )
            path = streams.issue(ticket)

            assert 404 == (await ask(port, "/stream/guess/index.m3u8")).status
            assert 404 == (await ask(port, path, host="10.0.0.8")).status
            assert 504 == (await ask(port, path)).status

    asyncio.run(work())


def test_the_owners_two_ways(tmp_path: Path) -> None:
    """The command line's asks and programs' own are told apart by name."""

    async def work() -> None:
        async with _port(tmp_path) as (room, _, port):
            token = room.auth.admin_token
            body = b'{"ask": "list", "what": "person"}'
            listed = await ask(port, "/admin/ask", body, token=token)
            doors = await ask(port, "/admin/doors", b"{}", token=token)
            stranger = await ask(port, "/admin/ask", body, token="wrong")

            assert (200, True) == (listed.status, "Anna" in listed.body.decode())
            assert (200, True) == (doors.status, "doors" in doors.json)
            assert 401 == stranger.status

    asyncio.run(work())


@pytest.mark.parametrize("path", ["/", "/admin", "/desk/x", "/%2e%2e/etc/passwd"])
def test_hostile_paths(tmp_path: Path, path: str) -> None:
    """There is nothing else."""

    async def work() -> None:
        async with _port(tmp_path) as (_, _, port):
            assert 404 == (await ask(port, path)).status

    asyncio.run(work())
