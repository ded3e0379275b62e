"""A force's hub and a real gateway: positions and reports in, assignments out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from controlroom.desk.desk import Desk
from controlroom.desk.hub import HubLink
from controlroom.desk.questions import Contacts, ContactsPage, DoorRow, DoorRows, Doors
from controlroom.domain import commands as c
from controlroom.wire import device as d
from tests.helpers.asked import reply, wait_for_seq, wait_for_unit
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S
LAT, LON = 54.7, 2.4


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway with three units, a radio each."""
    with GatewayProcess(tmp_path / "home") as gateway:
        gateway.enrol_units(3)
        yield gateway


@pytest.fixture
def desk(gateway: GatewayProcess) -> Iterator[Desk]:
    """A desk that has its picture."""
    with Desk(gateway.url, gateway.add_person("Anna", "supervisor"), "Desk A") as desk:
        wait_for_unit(desk, "unit_3")
        yield desk


@asynccontextmanager
async def _hub(
    gateway: GatewayProcess, uids: list[str], name: str = "hub", stream: str = ""
) -> AsyncIterator[tuple[HubLink, list[d.Dispatch]]]:
    """A hub that is linked and has its handles, with what it was told."""
    told: list[d.Dispatch] = []
    hub = HubLink(gateway.url, gateway.add_hub(name), told.append, stream)
    hub.declare(uids)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(hub.run())
        try:
            async with asyncio.timeout(WAIT_S):
                await hub.wait_until(lambda: hub.ready)
            yield hub, told
        finally:
            running.cancel()


def _move(hub: HubLink, lat: list[float], lon: list[float], age_s: float = 0.0) -> None:
    """Send one fix of each of the first devices."""
    count = len(lat)
    unknown = np.full(count, np.nan, np.float32)
    hub.move(
        np.arange(count),
        np.array(lat),
        np.array(lon),
        np.full(count, hub.clock.now_us() - int(age_s * 1e6), np.int64),
        np.full(count, 10.0, np.float32),
        np.full(count, 90.0, np.float32),
        unknown,
    )


async def _until(desk: Desk, condition: Callable[[], object]) -> None:
    """Pump a desk from beside the hub's loop."""
    await asyncio.to_thread(desk.wait_until, condition, WAIT_S)


def _words(told: list[d.Dispatch]) -> list[str]:
    return [one.tell.text for one in told if isinstance(one.tell, d.TellMessage)]


def _row(desk: Desk) -> DoorRow:
    """Return the device door's row as the desk gets it."""
    rows = reply(desk, Doors(), DoorRows).doors
    return next(row for row in rows if row.name == "device")


async def _until_row(desk: Desk, condition: Callable[[DoorRow], bool]) -> DoorRow:
    async with asyncio.timeout(WAIT_S):
        while True:
            row = await asyncio.to_thread(_row, desk)
            if condition(row):
                return row


def test_positions_move_units_on_a_desk(gateway: GatewayProcess, desk: Desk) -> None:
    """What a hub sends as columns is on the desk within a frame or two."""

    async def talk() -> None:
        async with _hub(gateway, ["radio-1", "radio-2"]) as (hub, _):
            _move(hub, [LAT, LAT + 0.01], [LON, LON])
            rows = [desk.picture.units[f"unit_{n}"].row for n in (1, 2)]
            await _until(
                desk,
                lambda: (
                    len(desk.tracks.lat) > max(rows)
                    and not np.isnan(desk.tracks.lat[rows]).any()
                ),
            )

            assert [LAT, LAT + 0.01] == pytest.approx(desk.tracks.lat[rows].tolist())
            assert [10.0, 10.0] == desk.tracks.speed_mps[rows].tolist()

    asyncio.run(talk())


def test_states_assignments_and_words(gateway: GatewayProcess, desk: Desk) -> None:
    """A state goes in; an assignment and a message go out and are acknowledged."""

    async def talk() -> None:
        async with _hub(gateway, ["radio-1"]) as (hub, told):
            hub.report("radio-1", d.SaidState(state=3), hub.clock.now_us())
            await _until(desk, lambda: desk.picture.units["unit_1"].state == 3)
            opened = await asyncio.to_thread(
                desk.do,
                c.OpenIncident(type_code="BURGLARY", place="Pier 4", narrative="now"),
            )
            await _until(desk, lambda: desk.picture.seq >= opened.seq)
            (incident_id,) = desk.picture.incidents
            await asyncio.to_thread(
                desk.do, c.AssignUnits(incident_id=incident_id, unit_ids=("unit_1",))
            )
            await asyncio.to_thread(
                desk.do, c.SendMessage(unit_ids=("unit_1",), text="mind the <dog>")
            )
            async with asyncio.timeout(WAIT_S):
                await hub.wait_until(lambda: len(told) == 2)
            assigned, message = (dispatch.tell for dispatch in told)

            assert isinstance(assigned, d.TellAssigned)
            assert ("Pier 4", "now") == (assigned.place, assigned.text)
            assert isinstance(message, d.TellMessage)
            assert "mind the <dog>" == message.text

            now_us = hub.clock.now_us()
            hub.report("radio-1", d.SaidAcknowledged(incident_id=incident_id), now_us)
            hub.report("radio-1", d.SaidReceipt(message_id=message.message_id), now_us)
            await _until(
                desk,
                lambda: (
                    desk.picture.incidents[incident_id]
                    .assignments[0]
                    .acknowledged_at_us
                ),
            )
            await _until(
                desk,
                lambda: any(
                    at_us
                    for at_us, _ in desk.picture.receipts[message.message_id].values()
                ),
            )

    asyncio.run(talk())


def test_a_hub_resumes_after_the_gateway_died(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """Reports made meanwhile arrive once each; what was told is not told anew."""

    async def talk() -> None:
        async with _hub(gateway, ["radio-1"], stream="day-1") as (hub, told):
            now_us = hub.clock.now_us()
            hub.report("radio-1", d.SaidState(state=14), now_us)
            message = c.SendMessage(unit_ids=("unit_1",), text="before")
            await asyncio.to_thread(desk.do, message)
            async with asyncio.timeout(WAIT_S):
                await hub.wait_until(lambda: not hub.unconfirmed and told)
            gateway.kill()
            hub.report("radio-1", d.SaidState(state=3), hub.clock.now_us())
            hub.report("radio-1", d.SaidState(state=2), hub.clock.now_us())
            gateway.start()
            async with asyncio.timeout(WAIT_S):
                await hub.wait_until(lambda: hub.ready and not hub.unconfirmed)
            await _until(desk, lambda: desk.link.state == "live")
            after = c.SendMessage(unit_ids=("unit_1",), text="after")
            await asyncio.to_thread(desk.do, after)
            async with asyncio.timeout(WAIT_S):
                await hub.wait_until(lambda: "after" in _words(told))

            assert ["before", "after"] == _words(told)

    asyncio.run(talk())

    assert 2 == desk.picture.units["unit_1"].state


def test_a_hub_that_was_away_is_told_what_stands(
    gateway: GatewayProcess, desk: Desk
) -> None:
    """A hub without a memory gets the assignments that stand and unread words."""
    opened = desk.do(c.OpenIncident(type_code="BURGLARY", place="Pier 4"))
    wait_for_seq(desk, opened.seq)
    (incident_id,) = desk.picture.incidents
    desk.do(c.AssignUnits(incident_id=incident_id, unit_ids=("unit_1",)))
    desk.do(c.SendMessage(unit_ids=("unit_1",), text="unread"))

    async def talk() -> None:
        async with _hub(gateway, ["radio-1", "radio-2"]) as (hub, told):
            async with asyncio.timeout(WAIT_S):
                await hub.wait_until(lambda: len(told) == 2)

            assert {"radio-1"} == {dispatch.uid for dispatch in told}
            assert [d.TellAssigned, d.TellMessage] == [type(x.tell) for x in told]

    asyncio.run(talk())


def test_hostile_uids(gateway: GatewayProcess, desk: Desk) -> None:
    """Nobody enrolled, somebody else's, disabled: each refused, counted, named."""

    async def talk() -> None:
        async with (
            _hub(gateway, ["radio-1"], "north") as (_, _),
            _hub(gateway, ["radio-1", "ghost\x1b[2J", "radio-2"], "south") as (
                south,
                _,
            ),
        ):
            assert {"radio-1": "claimed", "ghost\x1b[2J": "unknown"} == south.refused

            row = await asyncio.to_thread(_row, desk)

            assert 2 == row.errors

            unknown = await asyncio.to_thread(reply, desk, ContactsPage(), Contacts)

            assert ["ghost\\x1b[2J"] == [one.uid for one in unknown.contacts]

            off = c.SetEnabled(entity_id="dev_2", enabled=False)
            assert (await asyncio.to_thread(desk.do, off)).ok
            async with asyncio.timeout(WAIT_S):
                await south.wait_until(lambda: south.refused.get("radio-2"))

            assert "disabled" == south.refused["radio-2"]

    asyncio.run(talk())


def test_hostile_positions(gateway: GatewayProcess, desk: Desk) -> None:
    """NaN, 0/0, impossible and future places are counted; the good ones are drawn."""

    async def talk() -> None:
        async with _hub(gateway, ["radio-1", "radio-2", "radio-3"]) as (hub, _):
            _move(hub, [float("nan"), 0.0, LAT], [LON, 0.0, LON])
            row = await _until_row(desk, lambda row: row.errors >= 2)

            assert "radio-2" in row.last_error or "radio-1" in row.last_error

            _move(hub, [LAT, 95.0], [LON, LON], age_s=-3600.0)
            row = await _until_row(desk, lambda row: row.errors >= 4)
            drawn = desk.picture.units["unit_3"].row
            await _until(
                desk,
                lambda: (
                    len(desk.tracks.lat) > drawn
                    and not np.isnan(desk.tracks.lat[drawn])
                ),
            )

            assert np.isnan(desk.tracks.lat[desk.picture.units["unit_1"].row])

    asyncio.run(talk())


@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff", b"\x21", b"\x23" + b"\x00" * 40, b"\x24\xc1", b"<xml/>", "text"],
)
def test_hostile_bytes(
    gateway: GatewayProcess, desk: Desk, payload: bytes | str
) -> None:
    """Bytes that are no message end that hub's connection, counted, and no more."""

    async def talk() -> None:
        address = gateway.url.replace("http", "ws") + "/device"
        header = {"Authorization": f"Bearer {gateway.add_hub('rogue')}"}
        async with connect(address, additional_headers=header) as socket:
            await socket.send(payload)
            with suppress(ConnectionClosed):
                async with asyncio.timeout(WAIT_S):
                    while True:
                        await socket.recv()

    asyncio.run(talk())
    row = _row(desk)

    assert 1 == row.errors
    assert "hub rogue" in row.last_error
    assert desk.do(c.SetUnitState(unit_id="unit_1", state=3)).ok


def test_ten_megabytes_at_once(gateway: GatewayProcess, desk: Desk) -> None:
    """A message beyond every limit ends the connection that sent it, nothing else."""

    async def talk() -> None:
        address = gateway.url.replace("http", "ws") + "/device"
        header = {"Authorization": f"Bearer {gateway.add_hub('rogue')}"}
        async with connect(address, additional_headers=header) as socket:
            with suppress(ConnectionClosed):
                await socket.send(b"\x24" * 10_000_000)
                async with asyncio.timeout(WAIT_S):
                    await socket.recv()

            assert 1009 == socket.close_code

    asyncio.run(talk())

    row = _row(desk)

    assert (1, True) == (row.errors, "too big" in row.last_error)
    assert desk.do(c.SetUnitState(unit_id="unit_1", state=3)).ok


def test_a_hub_that_left_is_a_feed_lost(gateway: GatewayProcess, desk: Desk) -> None:
    """An alarm says so on the desk, and ends when the hub is back."""

    def lost() -> list[str]:
        return [a.door for a in desk.picture.standing_alarms() if a.kind == "feed_lost"]

    async def talk() -> None:
        async with _hub(gateway, ["radio-1"]) as (hub, _):
            _move(hub, [LAT], [LON])
            await _until_row(desk, lambda row: row.messages > 0)
        await _until(desk, lambda: lost() == ["device"])
        async with _hub(gateway, ["radio-1"]) as (hub, _):
            _move(hub, [LAT], [LON])
            await _until(desk, lambda: not lost())

    asyncio.run(talk())
