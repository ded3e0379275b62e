"""The device protocol's door, hub by hub."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Device
from controlroom.domain.events import ViewingStarted
from controlroom.gateway.doors import device as module
from controlroom.gateway.doors.device import DeviceDoor, HubSession
from controlroom.gateway.ingest import noted
from controlroom.gateway.room import Room
from controlroom.wire import device as d
from controlroom.wire.messages import Refusal
from controlroom.wire.positions import Positions, encode_positions
from tests.unit.gateway.peers import SmallPeer, until
from tests.unit.gateway.rooms import NOW_US, do, open_incident, running_room

T = TypeVar("T", bound=d.ToHub)

HELLO = d.HubHello(stream="day")


def _door(room: Room) -> DeviceDoor:
    door = DeviceDoor(room, room.ledgers[1])
    room.ingest.listeners.append(door.hear)
    return door


@asynccontextmanager
async def _hub(
    door: DeviceDoor, name: str = "hub", hello: d.HubHello = HELLO
) -> AsyncIterator[SmallPeer]:
    """A hub that said hello; it leaves with the block at the latest."""
    peer = SmallPeer(door.room.auth.secrets.issue("hub", name, NOW_US))
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(HubSession(door, peer).serve())
        peer.say(d.pack_device(hello))
        await peer.hear(d.HUB_WELCOME)
        yield peer
        peer.leave()
        await serving


def _unpacked(message: bytes, kind: type[T]) -> T:
    unpacked = d.unpack_to_hub(message)

    assert isinstance(unpacked, kind)
    return unpacked


async def _declare(peer: SmallPeer, *uids: str) -> d.Declared:
    count = sum(message[0] == d.DECLARED for message in peer.heard)
    peer.say(d.pack_device(d.Declare(uids=uids)))
    declared = await peer.hear(d.DECLARED, count + 1)
    return _unpacked(declared[-1], d.Declared)


def _positions(*handles: int, lat: float = 54.7) -> bytes:
    count = len(handles)
    unknown = np.full(count, np.nan, np.float32)
    return encode_positions(
        Positions(
            number=1,
            sent_us=NOW_US,
            handles=np.array(handles, np.int64),
            lat=np.full(count, lat),
            lon=np.full(count, 2.4),
            fix_us=np.full(count, NOW_US, np.int64),
            speed_mps=unknown,
            heading_deg=unknown,
            accuracy_m=unknown,
        )
    )


def test_positions_by_handle(tmp_path: Path) -> None:
    """A granted handle moves its unit; one nobody holds is counted by row."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                declared = await _declare(peer, "r1")
                peer.say(_positions(declared.handles["r1"], 99, 100))
                await until(lambda: door.ledger.messages + door.ledger.errors == 3)
                moved = room.whereabouts.take_moved(NOW_US)

                assert [room.picture.units["unit_1"].row] == moved.unit_rows.tolist()
                assert (1, 2) == (door.ledger.messages, door.ledger.errors)
                assert "no device holds" in door.ledger.last_error
            assert 0 == door.ledger.peers
            assert {} == door.claims

    asyncio.run(work())


def test_a_uid_speaks_through_its_first_hub(tmp_path: Path) -> None:
    """Another hub is told so and named; when the first leaves, the uid is free."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door, "north") as north, _hub(door, "south") as south:
                await _declare(north, "r1")
                taken = await _declare(south, "r1", "nobody")

                assert {"r1": "claimed", "nobody": "unknown"} == taken.refused
                assert 2 == door.ledger.errors
                assert ["nobody"] == [one.uid for one in room.contacts.all()]

                north.leave()
                await until(lambda: not door.claims)

                assert "r1" in (await _declare(south, "r1")).handles

    asyncio.run(work())


def test_the_same_hub_again_replaces_itself(tmp_path: Path) -> None:
    """A hub that lost its connection need not wait until the old one is given up."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as old:
                await _declare(old, "r1")
                async with _hub(door) as new:
                    assert "r1" in (await _declare(new, "r1")).handles

                    (refusal,) = await old.hear(d.HUB_REFUSAL)

                    assert "replaced" == _unpacked(refusal, Refusal).code

    asyncio.run(work())


def test_devices_come_and_go_while_linked(tmp_path: Path) -> None:
    """Enrolled later: a handle comes unasked. Disabled: it goes. Enabled: again."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                first = await _declare(peer, "new")

                assert {"new": "unknown"} == first.refused

                new = Device(device_id="dev_n", kind="radio", door="device", uid="new")
                admin = {"person_id": "admin", "role": "administrator"}
                await do(room, c.Enrol(devices=(new,)), **admin)
                for enabled in (False, True):
                    switch = c.SetEnabled(entity_id="dev_n", enabled=enabled)
                    await do(room, switch, **admin)
                declared = [
                    _unpacked(message, d.Declared)
                    for message in await peer.hear(d.DECLARED, 4)
                ]

                assert ["new"] == list(declared[1].handles)
                assert {"new": "disabled"} == declared[2].refused
                assert ["new"] == list(declared[3].handles)

    asyncio.run(work())


async def _told(peer: SmallPeer, count: int) -> list[d.Dispatch]:
    def told() -> list[d.Dispatch]:
        return [
            dispatch
            for message in peer.heard
            if message[0] == d.DISPATCHES
            for dispatch in _unpacked(message, d.Dispatches).dispatches
        ]

    await until(lambda: len(told()) >= count)
    return told()


def test_told_what_stands_then_what_happens(tmp_path: Path) -> None:
    """A new hub gets the assignment that stands, then new words, cursors rising."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            incident_id = await open_incident(room)
            assign = c.AssignUnits(incident_id=incident_id, unit_ids=("unit_1",))
            await do(room, assign)
            async with _hub(door) as peer:
                await _declare(peer, "r1", "r2")
                await do(room, c.SendMessage(unit_ids=("unit_1",), text="one"))
                told = await _told(peer, 2)
                kinds = [type(one.tell) for one in told]

                assert [d.TellAssigned, d.TellMessage] == kinds
                assert told[0].cursor < told[1].cursor

    asyncio.run(work())


def test_resumed_from_a_cursor(tmp_path: Path) -> None:
    """A hub that comes back with its cursor is told what it missed, and no more."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            await do(room, c.SendMessage(unit_ids=("unit_1",), text="kept"))
            cursor = room.outbox.seq
            await do(room, c.SendMessage(unit_ids=("unit_1",), text="missed"))
            hello = d.HubHello(stream="day", epoch=room.journal.epoch, cursor=cursor)
            async with _hub(door, hello=hello) as peer:
                welcome = _unpacked(peer.heard[0], d.HubWelcome)
                await _declare(peer, "r1")
                (one,) = await _told(peer, 1)

                assert welcome.resumed
                assert isinstance(one.tell, d.TellMessage)
                assert "missed" == one.tell.text

    asyncio.run(work())


def test_unconfirmed_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a hub does not confirm comes again; what it confirmed does not."""
    monkeypatch.setattr(module, "RETRY_S", 0.02)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                await _declare(peer, "r1")
                await do(room, c.SendMessage(unit_ids=("unit_1",), text="one"))
                first, second, *_ = await _told(peer, 2)

                assert first == second

                peer.say(d.pack_device(d.Delivered(cursor=first.cursor)))
                (hub,) = door.hubs
                await until(lambda: not hub._unconfirmed)

    asyncio.run(work())


def test_the_wearer_was_told(tmp_path: Path) -> None:
    """When the device of a camera confirms, every desk can see that it knows."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                await _declare(peer, "r1")
                started = ViewingStarted(
                    viewing_id="v1", camera_id="cam_1", reason="why"
                )
                await room.ingest.submit(noted(started, "per_a", "Desk"))
                (told,) = await _told(peer, 1)
                peer.say(d.pack_device(d.Delivered(cursor=told.cursor)))
                await until(lambda: room.presence.now().cameras["cam_1"][0].told_us)

    asyncio.run(work())


def test_a_hub_that_confirms_nothing_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too much left unconfirmed ends the session: the hub resumes by its cursor."""
    monkeypatch.setattr(module, "UNCONFIRMED", 2)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                await _declare(peer, "r1")
                for _ in range(3):
                    await do(room, c.SendMessage(unit_ids=("unit_1",), text="x"))
                (refusal,) = await peer.hear(d.HUB_REFUSAL)

                assert "behind" == _unpacked(refusal, Refusal).code

    asyncio.run(work())


@pytest.mark.parametrize(
    "words", [b"", b"\xff", b"\x23abc", b"\x24\xc1", "text", d.pack_device(HELLO)]
)
def test_hostile_words(tmp_path: Path, words: bytes | str) -> None:
    """Bytes that mean nothing end that hub's session in a sentence, and are counted."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                peer.say(words)
                (refusal,) = await peer.hear(d.HUB_REFUSAL)

                assert "wire" == _unpacked(refusal, Refusal).code
            assert 1 == door.ledger.errors
            assert "hub hub at 10.0.0.7:5000" in door.ledger.last_error

    asyncio.run(work())


def test_a_wrong_or_revoked_token(tmp_path: Path) -> None:
    """A stranger is turned away and counted; a revoked hub is out at the next sweep."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            stranger = SmallPeer("wrong")
            await HubSession(door, stranger).serve()

            assert stranger.denied
            assert 1 == door.ledger.errors

            async with _hub(door) as peer:
                room.auth.secrets.revoke("hub", NOW_US)
                room.sweep()
                (refusal,) = await peer.hear(d.HUB_REFUSAL)

                assert "token" == _unpacked(refusal, Refusal).code

    asyncio.run(work())


def test_hostile_declarations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that declares without end is cut off, not remembered without end."""
    monkeypatch.setattr(module, "MAX_HANDLES", 10)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                uids = tuple(f"x{number}" for number in range(11))
                peer.say(d.pack_device(d.Declare(uids=uids)))
                (refusal,) = await peer.hear(d.HUB_REFUSAL)

                assert "wire" == _unpacked(refusal, Refusal).code

    asyncio.run(work())


def test_a_hub_that_does_not_read_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits for a hub is bounded; it resumes by its cursor."""
    monkeypatch.setattr(module, "UNSENT", 3)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                (hub,) = door.hubs
                for _ in range(4):
                    hub._send(d.pack_device(d.Declared()))
                (refusal,) = await peer.hear(d.HUB_REFUSAL)

                assert "behind" == _unpacked(refusal, Refusal).code

    asyncio.run(work())


def test_too_big_is_counted(tmp_path: Path) -> None:
    """A message the connection itself could not take stands on the door's row."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            door = _door(room)
            async with _hub(door) as peer:
                peer.leave(1009)
            assert "too big" in door.ledger.last_error

    asyncio.run(work())
