"""What a hub's devices report: recorded, then confirmed, once each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from controlroom.gateway.doors import hub_reports as module
from controlroom.gateway.doors.hub_reports import (
    HubReports,
    number_of,
    stream_key,
)
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from controlroom.wire import device as d
from controlroom.wire.hub_session import GatewayHubEnd
from tests.unit.gateway.rooms import NOW_US, running_room


class _Hub:
    """A hub's reports and what was confirmed of them."""

    def __init__(self, room: Room) -> None:
        self.end = GatewayHubEnd()
        self.reports = HubReports(room, self.end, "hub north", room.ledgers[1])
        self.heard: list[d.Received] = []
        self._came = asyncio.Event()
        self._number = self.reports.start("north", "day")
        self.handles = {
            device.uid: self.end.grant(device.uid, device.row)
            for device in room.picture.devices.values()
        }

    def send(self, message: bytes) -> None:
        received = d.unpack_to_hub(message)
        assert isinstance(received, d.Received)
        self.heard.append(received)
        self._came.set()

    async def report(self, *said: d.AnySaid, uid: str = "r1") -> d.Received:
        """Send reports in one message and wait for their confirmation."""
        made = []
        for one in said:
            self._number += 1
            made.append(
                d.Report(
                    number=self._number,
                    handle=self.handles.get(uid, 99),
                    at_us=NOW_US,
                    said=one,
                )
            )
        return await self.send_again(*made)

    async def send_again(self, *made: d.Report) -> d.Received:
        """Send reports as they are."""
        count = len(self.heard)
        await self.reports.put(d.Reports(reports=made))
        while len(self.heard) == count:
            self._came.clear()
            await self._came.wait()
        return self.heard[-1]


@asynccontextmanager
async def _hub(room: Room) -> AsyncIterator[_Hub]:
    hub = _Hub(room)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(hub.reports.run(hub.send))
        yield hub
        running.cancel()


def test_recorded_then_confirmed(tmp_path: Path) -> None:
    """What is confirmed is in the record, by the device, under its own number."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _hub(room) as hub:
            received = await hub.report(d.SaidState(state=3), d.SaidState(state=2))
            last = list(facts_of(room.journal))[-1]

            assert (2, {}) == (received.number, received.refused)
            assert ("dev_1", "report/north/day/2") == (last.actor, last.command_id)
            assert last.seq <= room.journal.durable_seq
            assert 2 == room.received["report/north/day"]

    asyncio.run(work())


def test_sent_again_is_done_once(tmp_path: Path) -> None:
    """A report that comes again after the gateway died makes no second event."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _hub(room) as hub:
            made = d.Report(
                number=1,
                handle=hub.handles["r1"],
                at_us=NOW_US,
                said=d.SaidState(state=14),
            )
            await hub.send_again(made)
            seq = room.picture.seq
            await hub.send_again(made)

            assert seq == room.picture.seq

    asyncio.run(work())


def test_when_the_record_fails_reports_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is confirmed that was not recorded; it is tried again, in order."""
    monkeypatch.setattr(module, "RETRY_S", 0.01)

    async def work() -> None:
        async with running_room(tmp_path) as room, _hub(room) as hub:
            room.journal._connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]  # a real failure
            received = await hub.report(d.SaidState(state=3), d.SaidState(state=5))

            assert 2 == received.number
            assert 5 == room.picture.units["unit_1"].state

    asyncio.run(work())


@pytest.mark.parametrize(
    ("uid", "said", "why"),
    [
        ("nobody", d.SaidState(state=3), "no device speaks by handle 99"),
        (
            "r2",
            d.SaidCamera(camera_id="cam_1", state="recording"),
            "claims another's camera",
        ),
        (
            "r1",
            d.SaidCamera(camera_id="cam_x", state="recording"),
            "claims another's camera",
        ),
    ],
)
def test_hostile_reports(tmp_path: Path, uid: str, said: d.AnySaid, why: str) -> None:
    """What is not the device's to say is refused by number, counted, and done with."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _hub(room) as hub:
            received = await hub.report(said, uid=uid)

            assert why in received.refused[1]
            assert 1 == received.number
            assert 1 == room.ledgers[1].errors
            assert "hub north, report 1" in room.ledgers[1].last_error

            sound = await hub.report(d.SaidState(state=3))

            assert (2, {}) == (sound.number, sound.refused)

    asyncio.run(work())


def test_a_camera_of_its_own(tmp_path: Path) -> None:
    """The device that carries a camera says what it does."""

    async def work() -> None:
        async with running_room(tmp_path) as room, _hub(room) as hub:
            said = d.SaidCamera(
                camera_id="cam_1", state="recording", source_url="http://x/y.m3u8"
            )
            received = await hub.report(said)

            assert {} == received.refused
            assert "recording" == room.picture.cameras["cam_1"].state

    asyncio.run(work())


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("report/north/day/7", ("report/north/day", 7)),
        ("report/a/b/c/7", ("report/a/b/c", 7)),
        ("report/north/day/x", None),
        ("cmd_1", None),
        ("", None),
    ],
)
def test_the_number_in_a_key(key: str, found: tuple[str, int] | None) -> None:
    """Stream and number are read back from what the record remembers."""

    assert found == number_of(key)


def test_a_stream_has_its_hubs_name() -> None:
    """Two hubs that name their streams alike are told apart."""

    assert stream_key("north", "day") != stream_key("south", "day")
