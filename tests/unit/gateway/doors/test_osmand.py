"""The phones' door over real HTTP: tokens, limits, and nothing repeated aloud."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from controlroom.config import OsmandDoor as OsmandConfig
from controlroom.domain import commands as c
from controlroom.domain.entities import Device
from controlroom.domain.errors import ConfigError
from controlroom.gateway.doors import osmand as door_of
from controlroom.gateway.doors.osmand import OsmandDoor
from controlroom.gateway.room import Room
from tests.helpers.waiting import PATIENCE_S
from tests.unit.gateway.rooms import NOW_US, do, running_room

PHONE = c.Enrol(
    devices=(
        Device(
            device_id="dev_o", kind="phone", door="osmand", uid="p1", unit_id="unit_3"
        ),
    )
)


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - others run in this loop meanwhile
            await asyncio.sleep(0.001)


@asynccontextmanager
async def _open_door(folder: Path) -> AsyncIterator[tuple[Room, OsmandDoor, str]]:
    """A room with the door open on a free port, and a phone's token."""
    async with running_room(folder) as room:
        await do(room, PHONE, role="administrator")
        token = room.auth.secrets.issue("device", "dev_o", NOW_US)
        door = OsmandDoor(room, OsmandConfig(enabled=True, port=0))
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(door.run())
            await _until(lambda: not door.ledger.address.endswith(":0"))
            try:
                yield room, door, token
            finally:
                running.cancel()


async def _say(door: OsmandDoor, request: bytes) -> tuple[int, str]:
    """Send one request as it is and return status and body."""
    port = int(door.ledger.address.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        answer = await asyncio.wait_for(reader.read(65536), PATIENCE_S)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode()


def _get(query: str, method: str = "GET") -> bytes:
    return (
        f"{method} /?{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    )


def _post(body: bytes) -> bytes:
    head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body


def _place(lat: str = "54.7") -> str:
    return f"timestamp={NOW_US // 1000}&lat={lat}&lon=2.4"


def _units(room: Room) -> list[int]:
    return [int(row) for row in room.whereabouts.all_moved(NOW_US).unit_rows]


def test_it_does_not_listen_beyond_this_machine_unasked(tmp_path: Path) -> None:
    """A phone's token travels in clear: somebody has to want that."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            with pytest.raises(ConfigError, match="open_to_network"):
                OsmandDoor(room, OsmandConfig(enabled=True, host="192.0.2.1"))

    asyncio.run(scene())


def test_a_query_with_a_token_moves_the_unit(tmp_path: Path) -> None:
    """And is answered with nothing, which clients take for success."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, token):
            assert (200, "") == await _say(door, _get(f"id={token}&{_place()}"))
            await _until(lambda: _units(room) == [2])

    asyncio.run(scene())


def test_a_body_moves_the_unit(tmp_path: Path) -> None:
    """JSON or form, told apart by its first character."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, token):
            coords = {"latitude": 54.7, "longitude": 2.4}
            location = {"timestamp": NOW_US // 1000, "coords": coords}
            body = json.dumps({"device_id": token, "location": location}).encode()
            later = f"id={token}&timestamp={NOW_US // 1000 + 1}&lat=54.7&lon=2.4"

            assert 200 == (await _say(door, _post(body)))[0]
            assert 200 == (await _say(door, _post(later.encode())))[0]
            await _until(lambda: door.ledger.messages == 2)
            assert [2] == _units(room)

    asyncio.run(scene())


def test_a_sign_of_life_without_a_place_is_heard(tmp_path: Path) -> None:
    """The phone works, its satellites do not."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, token):
            assert 200 == (await _say(door, _get(f"id={token}&cell=1,2,3,4")))[0]
            assert (1, []) == (door.ledger.messages, _units(room))

    asyncio.run(scene())


def test_an_sos_is_an_emergency(tmp_path: Path) -> None:
    """Also without a place."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, token):
            await _say(door, _get(f"id={token}&alarm=sos"))
            await _until(lambda: room.picture.emergency_of("unit_3"))

    asyncio.run(scene())


def test_no_error_repeats_a_token(tmp_path: Path) -> None:
    """Unknown, revoked, of a person, of a disabled device, in a broken request."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, token):
            person = room.auth.secrets.issue("person", "per_a", NOW_US)
            said = [
                await _say(door, _get("id=guess4711&lat=1&lon=2")),
                await _say(door, _get(f"id={person}&lat=1&lon=2")),
                await _say(door, _get(f"id={token}&lat=x&lon=2")),
                await _say(door, _post(b'{"device_id":"' + token.encode())),
            ]
            disable = c.SetEnabled(entity_id="dev_o", enabled=False)
            await do(room, disable, role="administrator")
            said.append(await _say(door, _get(f"id={token}&{_place()}")))
            room.auth.secrets.revoke("dev_o", NOW_US)
            said.append(await _say(door, _get(f"id={token}&{_place()}")))

            assert [401, 401, 400, 400, 401, 401] == [status for status, _ in said]
            assert 6 == door.ledger.errors
            for secret in (token, person, "guess4711"):
                assert secret not in door.ledger.last_error
                assert all(secret not in body for _, body in said)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (_get("lat=1&lon=2"), 400),
        (_get("id=x", "DELETE"), 405),
        (_post(b"x" * 300_000), 413),
        (_post(b""), 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
        (b"\x16\x03\x01 not http\r\n\r\n", 400),
    ],
)
def test_a_hostile_request_is_one_answer(
    tmp_path: Path, request_bytes: bytes, status: int
) -> None:
    """And the door goes on."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, token):
            assert status == (await _say(door, request_bytes))[0]
            await _say(door, _get(f"id={token}&{_place()}"))
            await _until(lambda: _units(room) == [2])

    asyncio.run(scene())


@pytest.mark.parametrize(("parts", "read"), [(3, 3), (9, 6)])
def test_a_body_too_big_is_heard_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: int, read: int
) -> None:
    """Who still sends would hear no answer; but not for ever."""
    monkeypatch.setattr(door_of, "BODY_BYTES", 10)
    monkeypatch.setattr(door_of, "HEARD_OUT_BYTES", 50)
    left = [b"x" * 9] * parts
    answered: list[tuple[int, int]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": left.pop(), "more_body": bool(left)}

    async def send(message: MutableMapping[str, Any]) -> None:
        if "status" in message:
            answered.append((message["status"], parts - len(left)))

    async def scene() -> None:
        async with _open_door(tmp_path) as (_, door, _):
            scope = {"type": "http", "method": "POST", "path": "/", "headers": [],
                     "query_string": b"", "client": ("127.0.0.1", 1)}  # fmt: skip
            await door(scope, receive, send)

    asyncio.run(scene())

    assert [(413, read)] == answered


def test_a_phone_that_goes_away_in_the_middle_is_counted(tmp_path: Path) -> None:
    """Half a body, then nothing."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (_, door, _):
            port = int(door.ledger.address.rpartition(":")[2])
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{")
            await writer.drain()
            writer.close()
            await _until(lambda: door.ledger.errors)

            assert "phone at 127.0.0.1: went away" in door.ledger.last_error

    asyncio.run(scene())


def test_a_slow_body_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One phone cannot hold a place for ever."""
    monkeypatch.setattr(door_of, "BODY_S", 0.01)

    async def scene() -> None:
        async with _open_door(tmp_path) as (_, door, _):
            request = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"

            assert 408 == (await _say(door, request))[0]

    asyncio.run(scene())


def test_a_taken_port_is_said_on_the_row_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway starts all the same."""
    monkeypatch.setattr(door_of, "RETRY_S", 0.01)

    async def scene() -> None:
        async with running_room(tmp_path) as room, asyncio.TaskGroup() as tasks:
            with socket.create_server(("127.0.0.1", 0)) as taken:
                port = taken.getsockname()[1]
                door = OsmandDoor(room, OsmandConfig(enabled=True, port=port))
                running = tasks.create_task(door.run())
                await _until(lambda: door.ledger.fault)

                assert "cannot listen" in door.ledger.fault
            await _until(lambda: not door.ledger.fault)
            running.cancel()

    asyncio.run(scene())
