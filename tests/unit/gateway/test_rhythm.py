"""What the gateway does by the clock."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from controlroom.domain import commands as c
from controlroom.gateway import ingest, rhythm
from controlroom.gateway.archive import Archive
from controlroom.gateway.feed_health import FeedHealth
from controlroom.gateway.hub import Seat
from controlroom.gateway.room import Room
from controlroom.gateway.streams import Streams
from controlroom.gateway.viewings import Viewings
from controlroom.journal.index import Index
from controlroom.journal.tracks import TrackStore
from controlroom.wire.envelope import PRESENCE
from controlroom.wire.frames import FRAME
from tests.helpers.waiting import PATIENCE_S
from tests.unit.gateway.rooms import NOW_US, Turned, do, opened_room, running_room


def _archive(room: Room, folder: Path) -> Archive:
    return Archive(
        Index.open(folder / "index.db", room.journal.epoch),
        TrackStore(folder / "tracks"),
        room.journal,
        lambda: room.picture,
    )


async def _while(work: Coroutine[Any, Any, None], condition: asyncio.Event) -> None:
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(work)
        await condition.wait()
        running.cancel()


def test_frames_and_presence_go_out(tmp_path: Path) -> None:
    """A desk gets a frame though nothing moved, and presence when it changed."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            archive = _archive(room, tmp_path)
            seat = Seat("Desk", lambda: 0, "force")
            room.hub.join(seat)
            room.presence.say("trouble")
            heard: set[int] = set()
            async with asyncio.TaskGroup() as tasks:
                running = tasks.create_task(rhythm.frames(room, archive))
                while heard < {FRAME, PRESENCE}:
                    await seat.wake.wait()
                    seat.wake.clear()
                    while (message := seat.take()) is not None:
                        heard.add(message[0])
                running.cancel()
            archive.close(NOW_US)

    asyncio.run(work())


def test_ticks_let_time_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reminder whose time has come is decided by the tick alone."""
    monkeypatch.setattr(rhythm, "SHORTEST_TICK_S", 0.001)
    turned = Turned()

    async def work() -> None:
        async with running_room(tmp_path, turned) as room:
            room.clock.rate = 600.0
            opened = c.OpenIncident(type_code="BURGLARY", grade="I", place="Pier")
            await do(room, opened)
            (incident,) = room.picture.incidents.values()
            at_us = room.clock.now_us() + 60_000_000
            remind = c.SetBringUp(incident_id=incident.incident_id, at_us=at_us)
            await do(room, remind)
            came = asyncio.Event()
            room.ingest.listeners.append(lambda *_: came.set())
            turned.pass_s(1.0)
            await _while(rhythm.ticks(room), came)
            brought = room.picture.incidents[incident.incident_id].brought_up_at_us

            assert brought is not None

    asyncio.run(work())


def test_a_busy_room_skips_ticks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When nothing more can wait a tick is left out; it comes again."""
    monkeypatch.setattr(ingest, "WAITING", 0)

    async def work() -> None:
        with opened_room(tmp_path) as room:
            assert rhythm._offer_tick(room) is None

    asyncio.run(work())


def test_housekeeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that fell silent becomes an alarm; what happened reaches the index."""
    monkeypatch.setattr(rhythm, "HOUSEKEEPING_S", 0.001)
    turned = Turned()
    streams = Streams((), ())

    async def work() -> None:
        async with running_room(tmp_path, turned) as room:
            archive = _archive(room, tmp_path)
            archive.start()
            room.ledgers[1].heard(room.clock.now_us())
            turned.pass_s(3600)
            raised = asyncio.Event()
            room.ingest.listeners.append(lambda *_: raised.set())
            await _while(
                rhythm.housekeeping(
                    room, archive, Viewings(room, streams), FeedHealth(1.0)
                ),
                raised,
            )
            kinds = [alarm.kind for alarm in room.picture.standing_alarms()]

            assert ["feed_lost"] == kinds

            archive.close(NOW_US)

    asyncio.run(work())
    streams.close()


@pytest.mark.parametrize(("seated", "looks"), [((), 60), ((1,), 31), ((1, 2, 3), 33)])
def test_time_alone_is_counted_in_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seated: tuple[int, ...], looks: int
) -> None:
    """The first desk is waited for longer; one that came and went between two looks was
    there; while the machine stood still nobody could come, so it counts as one look.
    """
    looked = 0

    async def work() -> None:
        with opened_room(tmp_path) as room:
            pause = asyncio.sleep

            async def look(_: float) -> None:
                nonlocal looked
                looked += 1
                if looked in seated:
                    seat = Seat("Desk", lambda: 0, "force")
                    room.hub.join(seat)
                    room.hub.leave(seat)
                await pause(0)

            monkeypatch.setattr(asyncio, "sleep", look)
            await rhythm.leave_when_alone(room, 30.0, lambda: None)

    asyncio.run(work())

    assert looks == looked


def test_a_private_gateway_leaves_when_alone(tmp_path: Path) -> None:
    """It ends some time after its last desk; with a desk it stays; nought is never."""

    async def work() -> None:
        with opened_room(tmp_path) as room:
            left = asyncio.Event()
            await rhythm.leave_when_alone(room, 0.0, left.set)

            assert not left.is_set()

            seat = Seat("Desk", lambda: 0, "force")
            room.hub.join(seat)
            async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
                leaving = tasks.create_task(
                    rhythm.leave_when_alone(room, 0.05, left.set)
                )
                done, _ = await asyncio.wait([leaving], timeout=0.2)

                assert not done

                room.hub.leave(seat)
                await left.wait()

    asyncio.run(work())
