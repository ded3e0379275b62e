"""The Cursor on Target door on real sockets: whose a UID is, limits, answers."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from controlroom.config import CotDoor as CotConfig
from controlroom.domain import commands as c
from controlroom.domain.entities import Device
from controlroom.domain.errors import ConfigError
from controlroom.feeds import cot
from controlroom.feeds.base import Sighting
from controlroom.gateway.doors import cot as door_of
from controlroom.gateway.doors.cot import CotDoor
from controlroom.gateway.room import Room
from tests.helpers.waiting import PATIENCE_S
from tests.unit.gateway.rooms import NOW_US, do, open_incident, running_room

UIDS = ("A-1", "A-2")
DEVICES = c.Enrol(
    devices=tuple(
        Device(
            device_id=f"dev_c{n}",
            kind="radio",
            door="cot",
            uid=uid,
            unit_id=f"unit_{n}",
        )
        for n, uid in enumerate(UIDS, 2)
    )
)


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - others run in this loop meanwhile
            await asyncio.sleep(0.001)


@asynccontextmanager
async def _open_door(folder: Path) -> AsyncIterator[tuple[Room, CotDoor, int]]:
    """A room with the door open on a free port, and two devices enrolled."""
    async with running_room(folder) as room:
        await do(room, DEVICES, role="administrator")
        door = CotDoor(room, CotConfig(enabled=True, port=0))
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(door.run())
            await _until(lambda: not door.ledger.address.endswith(":0"))
            try:
                yield room, door, int(door.ledger.address.rpartition(":")[2])
            finally:
                running.cancel()


@asynccontextmanager
async def _client(
    port: int,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()


def _event(uid: str = "A-1", lat: float = 54.7, kind: str = "a-f-G-U-C") -> bytes:
    seen = Sighting(uid, NOW_US, lat, 2.4)
    return cot.encode(cot.CotEvent(uid, kind, uid, NOW_US, NOW_US, seen, "", "WEST"))


def _units(room: Room) -> list[int]:
    return sorted(room.whereabouts.all_moved(NOW_US).unit_rows.tolist())


def test_it_does_not_listen_beyond_this_machine_unasked(tmp_path: Path) -> None:
    """Also when no file was read: the door itself refuses."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            with pytest.raises(ConfigError, match="open_to_network"):
                CotDoor(room, CotConfig(enabled=True, host="192.0.2.1"))

    asyncio.run(scene())


def test_an_enrolled_client_moves_its_unit(tmp_path: Path) -> None:
    """And the row of the door says that it lives."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, port), _client(port) as client:
            client[1].write(_event())
            await _until(lambda: _units(room) == [1])

            assert (1, 0) == (door.ledger.peers, door.ledger.errors)

    asyncio.run(scene())


def test_one_connection_may_speak_for_many(tmp_path: Path) -> None:
    """A server of the other side relays all its clients."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, _, port), _client(port) as client:
            client[1].write(_event("A-1") + _event("A-2"))
            await _until(lambda: _units(room) == [1, 2])

    asyncio.run(scene())


def test_a_stranger_is_a_contact_and_no_unit(tmp_path: Path) -> None:
    """Listed with its place and what it calls itself."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, port), _client(port) as client:
            client[1].write(_event("X-9"))
            await _until(room.contacts.all)
            contact = room.contacts.all()[0]

            assert ("cot", "X-9", "WEST") == (contact.door, contact.uid, contact.said)
            assert (54.7, 2.4) == (contact.lat, contact.lon)
            assert [] == _units(room)
            assert 0 == door.ledger.errors

    asyncio.run(scene())


def test_a_disabled_device_is_refused_by_name(tmp_path: Path) -> None:
    """It is no stranger: somebody disabled it."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, port), _client(port) as client:
            disable = c.SetEnabled(entity_id="dev_c2", enabled=False)
            await do(room, disable, role="administrator")
            client[1].write(_event("A-1"))
            await _until(lambda: door.ledger.errors)

            assert "A-1 is disabled" in door.ledger.last_error
            assert [] == room.contacts.all()

    asyncio.run(scene())


def test_a_silent_connection_does_not_keep_a_uid_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that lost its network calls again before the old connection dies."""

    async def scene() -> None:
        async with (
            _open_door(tmp_path) as (room, door, port),
            _client(port) as first,
            _client(port) as second,
        ):
            first[1].write(_event())
            await _until(lambda: _units(room) == [1])
            second[1].write(_event())
            await _until(lambda: door.ledger.errors == 1)
            monkeypatch.setattr(door_of, "OWNED_S", -1.0)
            second[1].write(_event())
            await _until(lambda: door.ledger.messages >= 2)

            assert 1 == door.ledger.errors

    asyncio.run(scene())


def test_connections_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more than allowed is closed and counted; the others stay."""
    monkeypatch.setattr(door_of, "CONNECTIONS", 1)

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, port), _client(port) as client:
            client[1].write(_event())
            await _until(lambda: _units(room) == [1])
            async with _client(port) as other:
                with pytest.raises((ConnectionError, EOFError)):
                    await other[0].readexactly(1)

            assert "more than 1 connections" in door.ledger.last_error
            assert 1 == door.ledger.peers

    asyncio.run(scene())


def test_an_idle_connection_makes_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connections that say nothing cannot keep a client with something to say out."""
    monkeypatch.setattr(door_of, "CONNECTIONS", 2)

    async def scene() -> None:
        async with (
            _open_door(tmp_path) as (room, door, port),
            _client(port) as idle,
            _client(port) as busy,
        ):
            await _until(lambda: door.ledger.peers == 2)
            busy[1].write(_event("A-2"))
            await _until(lambda: _units(room) == [2])
            monkeypatch.setattr(door_of, "OWNED_S", -1.0)
            async with _client(port) as late:
                late[1].write(_event("A-1"))
                await _until(lambda: _units(room) == [1, 2])

                assert b"" == await asyncio.wait_for(idle[0].read(1), PATIENCE_S)
                await _until(lambda: door.ledger.peers == 2)

                assert 0 == door.ledger.errors

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
                door = CotDoor(room, CotConfig(enabled=True, port=port))
                running = tasks.create_task(door.run())
                await _until(lambda: door.ledger.fault)

                assert "cannot listen" in door.ledger.fault
            await _until(lambda: not door.ledger.fault)
            running.cancel()

    asyncio.run(scene())


def test_a_ping_is_answered(tmp_path: Path) -> None:
    """ATAK takes a silent server for a dead one."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (_, door, port), _client(port) as client:
            client[1].write(_event("X-9", kind="t-x-c-t"))
            answer = await asyncio.wait_for(
                client[0].readuntil(b"</event>"), PATIENCE_S
            )

            assert b"t-x-c-t-r" in answer
            assert 0 == door.ledger.messages
            assert door.ledger.last_us > 0

    asyncio.run(scene())


def test_what_a_unit_is_told_goes_to_its_own_client(tmp_path: Path) -> None:
    """Assigned, words, stood down: as chat, and to nobody else."""

    async def scene() -> None:
        async with (
            _open_door(tmp_path) as (room, door, port),
            _client(port) as client,
            _client(port) as other,
        ):
            client[1].write(_event("A-1"))
            other[1].write(_event("A-2"))
            await _until(lambda: _units(room) == [1, 2])
            incident_id = await open_incident(room)
            await do(room, c.AssignUnits(incident_id=incident_id, unit_ids=("unit_2",)))
            await do(room, c.SendMessage(unit_ids=("unit_2",), text="<b>wait</b>"))
            await do(
                room,
                c.StandDown(
                    incident_id=incident_id, unit_id="unit_2", reason="no need"
                ),
            )
            told = b""
            while told.count(b"</event>") < 3:
                told += await asyncio.wait_for(client[0].read(65536), PATIENCE_S)

            assert b"Assigned " in told
            assert b"Pier 4" in told
            assert b"&lt;b&gt;wait&lt;/b&gt;" in told
            assert b"Stood down: no need" in told
            assert 2 == len(door.connections)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(other[0].read(1), 0.05)

    asyncio.run(scene())


def test_a_client_that_does_not_read_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it leaves unread is bounded; its positions still count."""
    monkeypatch.setattr(door_of, "UNSENT_BYTES", -1)

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, _, port), _client(port) as client:
            client[1].write(_event("X-9", kind="t-x-c-t") + _event("A-1"))
            await _until(lambda: _units(room) == [1])
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client[0].read(1), 0.05)

    asyncio.run(scene())


def test_closing_the_door_cuts_its_connections(tmp_path: Path) -> None:
    """Nothing hangs when the gateway ends."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door, port):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(_event())
            await _until(lambda: _units(room) == [1])
        with pytest.raises((ConnectionError, EOFError)):
            await reader.readexactly(1)
        writer.close()

        assert set() == door.connections

    asyncio.run(scene())
