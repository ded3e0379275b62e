"""Where everybody is."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.guard import (
    NO_POSITION,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    REASONS,
)
from controlroom.domain.tracks import Fixes
from controlroom.gateway.ledger import DoorLedger
from tests.unit.gateway.rooms import NOW_US, SECOND_US, do, running_room


def _fixes(*rows: tuple[int, float, float], at_us: int = NOW_US) -> Fixes:
    single = np.full(len(rows), np.nan, np.float32)
    return Fixes(
        device_rows=np.array([row for row, _, _ in rows], np.int32),
        lat=np.array([lat for _, lat, _ in rows]),
        lon=np.array([lon for _, _, lon in rows]),
        fix_us=np.full(len(rows), at_us, np.int64),
        speed_mps=single,
        heading_deg=single,
        accuracy_m=single,
    )


def test_a_fix_moves_its_unit_once(tmp_path: Path) -> None:
    """A fix is drawn for the unit of its device; a second take brings nothing."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            where, ledger = room.whereabouts, DoorLedger("device")
            row = room.picture.devices["dev_2"].row
            taken = where.offer(_fixes((row, 54.7, 2.4)), NOW_US, ledger, "hub")
            moved = where.take_moved(NOW_US)

            assert 1 == taken == ledger.messages
            assert [room.picture.units["unit_2"].row] == moved.unit_rows.tolist()
            assert 0 == len(where.take_moved(NOW_US))
            assert 1 == len(where.all_moved(NOW_US))

    asyncio.run(work())


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [
        (float("nan"), 2.4, REASONS[NOT_A_NUMBER]),
        (0.0, 0.0, REASONS[NO_POSITION]),
        (95.0, 2.4, REASONS[OUT_OF_RANGE]),
    ],
)
def test_hostile_fixes(tmp_path: Path, lat: float, lon: float, why: str) -> None:
    """What is refused is counted with who sent it, what was wrong, and the place."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            ledger = DoorLedger("device")
            row = room.picture.devices["dev_1"].row
            bad = _fixes((row, lat, lon))
            taken = room.whereabouts.offer(bad, NOW_US, ledger, "hub")

            assert (0, 1) == (taken, ledger.errors)
            assert "hub, r1" in ledger.last_error
            assert why in ledger.last_error

    asyncio.run(work())


def test_repeats_are_no_errors(tmp_path: Path) -> None:
    """The same fix again, or an older one, is not believed and not counted."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            ledger = DoorLedger("device")
            row = room.picture.devices["dev_1"].row
            for at_us in (NOW_US, NOW_US, NOW_US - SECOND_US):
                room.whereabouts.offer(
                    _fixes((row, 54.7, 2.4), at_us=at_us), NOW_US, ledger, "hub"
                )

            assert 0 == ledger.errors

    asyncio.run(work())


def test_an_unbound_device_draws_nothing(tmp_path: Path) -> None:
    """After unbinding, fixes are accepted but move no unit."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            unbind = c.BindDevice(device_id="dev_1", unit_id=None)
            await do(room, unbind, person_id="per_s", role="supervisor")
            row = room.picture.devices["dev_1"].row
            where = room.whereabouts
            where.offer(_fixes((row, 54.7, 2.4)), NOW_US, DoorLedger("device"), "hub")

            assert 0 == len(where.take_moved(NOW_US))

    asyncio.run(work())


def test_an_empty_batch_is_nothing(tmp_path: Path) -> None:
    """A batch without rows counts for nothing."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            ledger = DoorLedger("device")

            assert 0 == room.whereabouts.offer(_fixes(), NOW_US, ledger, "hub")
            assert 0 == ledger.messages

    asyncio.run(work())


def test_a_call_for_help_has_the_place_last_heard(tmp_path: Path) -> None:
    """The button says no place: the incident opens where the officer was heard."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            where = room.whereabouts
            called = o.EmergencyReported(device_id="dev_2", at_us=NOW_US)

            assert called == where.placed(called), "never heard: no place is made up"

            row = room.picture.devices["dev_2"].row
            where.offer(_fixes((row, 54.7, 2.4)), NOW_US, DoorLedger("device"), "hub")
            placed = where.placed(called)

            assert isinstance(placed, o.EmergencyReported)
            assert (54.7, 2.4) == (placed.lat, placed.lon)

            state = o.StateReported(device_id="dev_2", state=0, at_us=NOW_US)
            placed = where.placed(state)

            assert isinstance(placed, o.StateReported)
            assert (54.7, 2.4) == (placed.lat, placed.lon)

    asyncio.run(work())


def test_only_a_call_for_help_without_a_place_gets_one(tmp_path: Path) -> None:
    """What the device says itself stays; other reports stay as they are."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            where = room.whereabouts
            row = room.picture.devices["dev_2"].row
            where.offer(_fixes((row, 54.7, 2.4)), NOW_US, DoorLedger("device"), "hub")
            own = o.EmergencyReported(
                device_id="dev_2", at_us=NOW_US, lat=54.8, lon=2.5
            )
            state = o.StateReported(device_id="dev_2", state=2, at_us=NOW_US)
            stranger = o.EmergencyReported(device_id="dev_x", at_us=NOW_US)

            assert own == where.placed(own)
            assert state == where.placed(state)
            assert stranger == where.placed(stranger)

    asyncio.run(work())
