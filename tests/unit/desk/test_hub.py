"""A hub's client on real sockets: handles, columns, reports that survive a break."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pytest

from controlroom.desk import dialling
from controlroom.desk import hub as module
from controlroom.desk.hub import HubLink
from controlroom.wire import device as d
from tests.helpers.waiting import PATIENCE_S
from tests.unit.desk.small_door import SmallDoor
from tests.unit.desk.small_gateway import NOW_US, TOKEN

WAIT_S = PATIENCE_S
STATE = d.SaidState(state=2)


@pytest.fixture(autouse=True)
def _nobody_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is given up because this machine is slow."""
    monkeypatch.setattr(dialling, "SILENCE_S", 2 * WAIT_S)
    monkeypatch.setattr(dialling, "_OPEN_S", 2 * WAIT_S)


@pytest.fixture
def door() -> Iterator[SmallDoor]:
    """A device door, running."""
    with SmallDoor().running() as running:
        yield running


@asynccontextmanager
async def linked(
    door: SmallDoor, *uids: str, told: Callable[[d.Dispatch], None] = lambda _: None
) -> AsyncIterator[HubLink]:
    """Return a hub that speaks for these devices, ready."""
    hub = HubLink(door.url, TOKEN, told, stream="s1")
    hub.declare(uids)
    async with asyncio.timeout(WAIT_S), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(hub.run())
        await hub.wait_until(lambda: hub.ready)
        yield hub
        running.cancel()


async def until(condition: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    while not condition():  # noqa: ASYNC110 - the other thread has no event of ours
        await asyncio.sleep(0.01)


def run(act: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run one conversation."""
    asyncio.run(act())


def move(hub: HubLink, *slots: int) -> int:
    """Send a fix for each slot; the latitude is the slot."""
    n = len(slots)
    nan = np.full(n, np.nan, np.float32)
    return hub.move(
        np.array(slots), np.array(slots, float), np.full(n, 2.4),
        np.full(n, NOW_US, np.int64), nan, nan, nan,
    )  # fmt: skip


def test_positions_leave_by_handle(door: SmallDoor) -> None:
    """Fixes go out by slot; a device that nobody enrolled is left out."""

    async def conversation() -> None:
        async with linked(door, "a", "xb", "c") as hub:
            assert 2 == move(hub, 0, 1, 2)

            await until(lambda: door.batches)

            assert {"xb": "unknown"} == hub.refused

    run(conversation)
    (batch,) = door.batches

    assert [0.0, 2.0] == batch.lat.tolist()
    assert [0, 1] == batch.handles.tolist()


def test_a_slot_is_the_order_of_declaration(door: SmallDoor) -> None:
    """A uid keeps its slot however often it is declared."""
    hub = HubLink(door.url, TOKEN, lambda _: None)
    hub.declare(["a", "b"])
    hub.declare(["b", "c"])

    assert [0, 1, 2] == [hub.slot(uid) for uid in "abc"]


def test_reports_are_confirmed(door: SmallDoor) -> None:
    """A report arrives once and is forgotten when it is kept."""

    async def conversation() -> None:
        async with linked(door, "a") as hub:
            hub.report("a", STATE, 5)
            await hub.wait_until(lambda: not hub.unconfirmed)

    run(conversation)

    assert [(1, STATE)] == [(report.number, report.said) for report in door.reports]


def test_reports_survive_a_break(door: SmallDoor) -> None:
    """What was not confirmed is sent again by the next connection."""

    async def conversation() -> None:
        door.confirms = False
        async with linked(door, "a") as hub:
            hub.report("a", STATE, 5)
            await until(lambda: door.reports)
            door.confirms = True
            door.cut()
            await hub.wait_until(lambda: not hub.unconfirmed)

    run(conversation)

    assert [1, 1] == [report.number for report in door.reports]
    assert 2 == len(door.hellos)


def test_a_report_declares_its_device(door: SmallDoor) -> None:
    """A device that was never declared does not hold up the others' reports."""

    async def conversation() -> None:
        async with linked(door, "a") as hub:
            hub.report("late", STATE, 5)
            hub.report("a", STATE, 6)
            await hub.wait_until(lambda: not hub.unconfirmed)

    run(conversation)

    assert [5, 6] == [report.at_us for report in door.reports]


def test_why_a_report_was_refused_is_known(
    door: SmallDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway's line is there by number; the oldest goes."""
    monkeypatch.setattr(module, "FAULTS_KEPT", 1)

    async def conversation() -> None:
        async with linked(door, "a") as hub:
            for number in (1, 2):
                door.refused = {number: "no such incident"}
                hub.report("a", STATE, 5)
                await hub.wait_until(lambda: not hub.unconfirmed)

            assert {2: "no such incident"} == hub.report_faults

    run(conversation)


def test_a_hub_is_told_and_confirms(door: SmallDoor) -> None:
    """A dispatch is handed over, then its cursor is confirmed, also after a break."""
    told: list[d.Dispatch] = []

    async def conversation() -> None:
        async with linked(door, "a", told=told.append) as hub:
            door.tell(33, d.TellMessage(message_id="msg_1", text="return"))
            await until(lambda: door.delivered)
            door.cut()
            await hub.wait_until(lambda: 2 == len(door.hellos))

    run(conversation)

    assert ["msg_1"] == [
        dispatch.tell.message_id
        for dispatch in told
        if isinstance(dispatch.tell, d.TellMessage)
    ]
    assert [33] == door.delivered
    assert 33 == door.hellos[-1].cursor


def test_positions_without_a_link_are_let_go(door: SmallDoor) -> None:
    """An old position is worth nothing: it is counted and not kept."""
    hub = HubLink(door.url, TOKEN, lambda _: None)
    hub.declare(["a"])

    assert 0 == move(hub, 0)
    assert 1 == hub.dropped


def test_positions_that_wait_are_bounded(
    door: SmallDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When nothing leaves, the oldest batch makes room for the newest."""
    monkeypatch.setattr(module, "BATCHES", 2)

    async def conversation() -> None:
        async with linked(door, "a") as hub:
            for _ in range(5):
                move(hub, 0)  # no turn for the sender in between

            assert 3 == hub.dropped

            await until(lambda: 2 == len(door.batches))

    run(conversation)

    assert [4, 5] == [batch.number for batch in door.batches]


@pytest.mark.parametrize(
    ("act", "state", "reason"),
    [
        (lambda door: door.say(b"\x99"), "down", "something unexpected"),
        (lambda door: door.refuse("Revoked today."), "refused", "Revoked today."),
        (lambda door: door.cut(), "down", "The link broke"),
    ],
)
def test_an_ending_is_said_in_words(
    door: SmallDoor,
    act: Callable[[SmallDoor], None],
    state: str,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Hostile: nonsense, a refusal and a break each leave one line."""
    heard: list[tuple[str, str]] = []

    async def pause(_: float) -> None:
        await asyncio.Event().wait()

    async def conversation() -> None:
        async with linked(door, "a") as hub:
            monkeypatch.setattr(asyncio, "sleep", pause)
            act(door)
            await hub.wait_until(lambda: "live" != hub.state)
            heard.append((hub.state, hub.reason))

    run(conversation)

    assert state == heard[0][0]
    assert reason in heard[0][1]


def test_a_wrong_token_is_said_in_words(door: SmallDoor) -> None:
    """A hub with a revoked token is told so."""

    async def conversation() -> None:
        hub = HubLink(door.url, "another", lambda _: None)
        async with asyncio.timeout(WAIT_S), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(hub.run())
            await hub.wait_until(lambda: "refused" == hub.state)
            running.cancel()

        assert "does not accept this token" in hub.reason

    run(conversation)
