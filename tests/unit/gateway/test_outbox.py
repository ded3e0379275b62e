"""What devices are to be told."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from controlroom.domain import commands as c
from controlroom.domain.events import ViewingStarted
from controlroom.gateway import outbox as module
from controlroom.gateway.ingest import noted
from controlroom.gateway.outbox import MESSAGE_US, Due, Outbox, is_expired
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from controlroom.wire import device as d
from tests.unit.gateway.rooms import NOW_US, do, open_incident, running_room


def _listened(room: Room) -> list[Due]:
    told: list[Due] = []

    def hear(made: Sequence[Due]) -> None:
        told.extend(made)

    room.outbox.subscribe(hear)
    return told


async def _assign(room: Room) -> str:
    incident_id = await open_incident(room)
    await do(room, c.AssignUnits(incident_id=incident_id, unit_ids=("unit_1",)))
    return incident_id


def test_an_assignment_goes_to_the_units_devices(tmp_path: Path) -> None:
    """The device of the unit is told what, where and how urgent, nobody else."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            told = _listened(room)
            incident_id = await _assign(room)
            (due,) = told

            assert ("dev_1", "r1") == (due.device_id, due.dispatch.uid)
            assert isinstance(due.dispatch.tell, d.TellAssigned)
            assert incident_id == due.dispatch.tell.incident_id
            assert "Pier 4" == due.dispatch.tell.place
            assert 0 == due.dispatch.expires_us
            assert due.dispatch.tell.type_name
            assert [line for line in due.dispatch.tell.log if "Opened" in line]

    asyncio.run(work())


def test_standing_down_and_states_are_told(tmp_path: Path) -> None:
    """What the room does on a unit's behalf, its device hears."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await _assign(room)
            told = _listened(room)
            await do(room, c.StandDown(incident_id=incident_id, unit_id="unit_1"))
            await do(room, c.SetUnitState(unit_id="unit_2", state=3))
            kinds = {type(due.dispatch.tell) for due in told}

            assert d.TellStoodDown in kinds
            assert d.TellState in kinds

    asyncio.run(work())


def test_the_wearer_is_told_who_watches(tmp_path: Path) -> None:
    """The camera's own device hears by name that somebody looks, and why."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            told = _listened(room)
            event = ViewingStarted(viewing_id="v1", camera_id="cam_1", reason="pursuit")
            await room.ingest.submit(noted(event, "per_a"))
            (due,) = told
            tell = due.dispatch.tell

            assert isinstance(tell, d.TellViewing)
            assert ("Anna", "pursuit", True) == (tell.by, tell.reason, tell.started)
            assert due.dispatch.expires_us

    asyncio.run(work())


def test_since_a_cursor(tmp_path: Path) -> None:
    """Who comes back gets what it missed, for its own devices, and no more."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            start = room.outbox.seq
            for word in ("one", "two"):
                message = c.SendMessage(unit_ids=("unit_1", "unit_2"), text=word)
                await do(room, message)
            missed = room.outbox.since(start, {"dev_1"}, NOW_US) or []
            later = room.outbox.since(missed[0].dispatch.cursor, {"dev_1"}, NOW_US)

            assert ["dev_1", "dev_1"] == [due.device_id for due in missed]
            assert 1 == len(later or [])
            assert room.outbox.since(room.outbox.seq + 1, {"dev_1"}, NOW_US) is None
            assert [] == room.outbox.since(start, {"dev_1"}, NOW_US + MESSAGE_US)

    asyncio.run(work())


def test_further_back_than_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the oldest went, a cursor before it gets what stands instead."""
    monkeypatch.setattr(module, "KEPT", 2)

    async def work() -> None:
        async with running_room(tmp_path) as room:
            start = room.outbox.seq
            for _ in range(4):
                await do(room, c.SendMessage(unit_ids=("unit_1",), text="x"))

            assert room.outbox.since(start, {"dev_1"}, NOW_US) is None

    asyncio.run(work())


def test_what_stands(tmp_path: Path) -> None:
    """Assignments and unread words stand; what was delivered or expired does not."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _assign(room)
            await do(room, c.SendMessage(unit_ids=("unit_1",), text="unread"))
            standing = room.outbox.standing({"dev_1", "dev_2"}, NOW_US)
            later = room.outbox.standing({"dev_1"}, NOW_US + MESSAGE_US)
            kinds = [type(due.dispatch.tell) for due in standing]

            assert [d.TellAssigned, d.TellMessage] == kinds
            assert [d.TellAssigned] == [type(due.dispatch.tell) for due in later]

    asyncio.run(work())


def test_remembered_from_disk_is_not_told_anew(tmp_path: Path) -> None:
    """After a start a hub that resumes gets what it missed; nobody is told twice."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            start = room.outbox.seq
            await do(room, c.SendMessage(unit_ids=("unit_1",), text="x"))
            again = Outbox(room.picture, room.whereabouts.roster)
            told: list[Due] = []
            again.subscribe(told.extend)
            again.remember(list(facts_of(room.journal)), 0)

            assert [] == told
            assert 1 == len(again.since(start, {"dev_1"}, NOW_US) or [])

    asyncio.run(work())


def test_expiry() -> None:
    """Nought never expires; a time that has come has."""
    tell = d.TellState(state=3)

    def due(expires_us: int) -> d.Dispatch:
        return d.Dispatch(cursor=1, uid="r1", at_us=1, tell=tell, expires_us=expires_us)

    assert not is_expired(due(0), NOW_US)
    assert not is_expired(due(NOW_US + 1), NOW_US)
    assert is_expired(due(NOW_US), NOW_US)
