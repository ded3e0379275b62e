"""Fixes in batches and reports one by one, on their way into a real room."""

import asyncio
from math import nan
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.feeds.base import Sighting
from controlroom.gateway.doors import gathering
from controlroom.gateway.doors.base import DoorLedger
from controlroom.gateway.doors.gathering import Gathering, Speaker
from controlroom.gateway.room import Room
from tests.helpers.waiting import PATIENCE_S
from tests.unit.gateway.rooms import NOW_US, SECOND_US, do, running_room


def _seen(lat: float = 54.7, at_us: int = NOW_US) -> Sighting:
    return Sighting("r1", at_us, lat, 2.4, 12.5, 91.0, 4.5)


def _gathering(room: Room) -> tuple[Gathering, Speaker]:
    gathered = Gathering(room, DoorLedger("cot"))
    speaker = gathered.speaker("device", "r1")
    assert speaker is not None
    return gathered, speaker


def _lat(room: Room) -> float:
    moved = room.whereabouts.all_moved(room.clock.now_us())
    return float(moved.lat[0]) if len(moved.lat) else nan


async def _until(condition: object) -> None:
    """Let the loop turn until the condition holds."""
    assert callable(condition)
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - others run in this loop meanwhile
            await asyncio.sleep(0.001)


def test_an_enrolled_device_is_a_speaker(tmp_path: Path) -> None:
    """By door and uid; a stranger and a disabled device are none."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered, speaker = _gathering(room)
            disable = c.SetEnabled(entity_id="dev_1", enabled=False)

            assert Speaker("dev_1", 0) == speaker
            assert gathered.speaker("cot", "r1") is None
            assert gathered.speaker("device", "stranger") is None
            await do(room, disable, role="administrator")
            assert gathered.speaker("device", "r1") is None
            assert gathered.device("nobody") is None

    asyncio.run(scene())


def test_fixes_are_offered_together_and_soon(tmp_path: Path) -> None:
    """Within a tenth of a second all that came is on the map, in full."""

    async def scene() -> None:
        async with running_room(tmp_path) as room, asyncio.TaskGroup() as tasks:
            gathered, speaker = _gathering(room)
            running = tasks.create_task(gathered.run())
            gathered.fix(speaker, _seen())
            await _until(lambda: _lat(room) == 54.7)
            moved = room.whereabouts.all_moved(NOW_US)
            running.cancel()

            assert NOW_US == moved.fix_us[0]
            assert (12.5, 91.0, 4.5) == (
                moved.speed_mps[0],
                moved.heading_deg[0],
                moved.accuracy_m[0],
            )

    asyncio.run(scene())


def test_a_microsecond_is_not_lost_on_the_way(tmp_path: Path) -> None:
    """Times pass through a float64 column, which holds them whole."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered, speaker = _gathering(room)
            gathered.fix(speaker, _seen(at_us=NOW_US - 1))
            gathered.offer()

            assert NOW_US - 1 == room.whereabouts.all_moved(NOW_US).fix_us[0]

    asyncio.run(scene())


def test_many_fixes_are_offered_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch is bounded, and none is dropped for it."""
    monkeypatch.setattr(gathering, "FIXES_WAITING", 3)

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered, speaker = _gathering(room)
            for number in range(3):
                gathered.fix(speaker, _seen(at_us=NOW_US + number * SECOND_US))

            assert 54.7 == _lat(room)

    asyncio.run(scene())


@pytest.mark.parametrize("lat", [nan, 0.0, 154.7, 1e300, -1e300, float("inf")])
def test_a_place_that_cannot_be_is_counted(tmp_path: Path, lat: float) -> None:
    """Refused by the tracks, on the door's row, and nothing else is disturbed."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered = Gathering(room, ledger := DoorLedger("cot"))
            speaker = gathered.speaker("device", "r1")
            other = gathered.speaker("device", "r2")
            assert speaker is not None
            assert other is not None
            lon = 0.0 if lat == 0.0 else 2.4
            gathered.fix(speaker, Sighting("r1", NOW_US, lat, lon))
            gathered.fix(other, _seen())
            gathered.offer()

            assert 1 == ledger.errors
            assert "cot, r1" in ledger.last_error
            assert [1] == room.whereabouts.all_moved(NOW_US).unit_rows.tolist()

    asyncio.run(scene())


def test_nothing_to_offer_is_nothing_heard(tmp_path: Path) -> None:
    """An empty batch does not make a silent door look alive."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered = Gathering(room, ledger := DoorLedger("cot"))
            gathered.offer()

            assert (0, 0) == (ledger.messages, ledger.last_us)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("seen", "place"),
    [(_seen(), (54.7, 2.4)), (_seen(nan), (None, None)), (None, (None, None))],
)
def test_an_emergency_reaches_the_record(
    tmp_path: Path, seen: Sighting | None, place: tuple[float | None, float | None]
) -> None:
    """With its place if that makes sense: a call for help is never refused for one."""

    async def scene() -> None:
        async with running_room(tmp_path) as room, asyncio.TaskGroup() as tasks:
            gathered, speaker = _gathering(room)
            running = tasks.create_task(gathered.run())
            gathered.emergency(speaker, seen, NOW_US, cancelled=False)
            await _until(lambda: room.picture.emergency_of("unit_1"))
            alarm = room.picture.emergency_of("unit_1")
            running.cancel()

            assert alarm is not None
            assert place == (alarm.lat, alarm.lon)

    asyncio.run(scene())


def test_a_device_that_repeats_itself_waits_once(tmp_path: Path) -> None:
    """Of one device and kind the latest waits: the queue is bounded by the force."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered, speaker = _gathering(room)
            for number in range(100):
                gathered.emergency(speaker, None, NOW_US + number, cancelled=False)
            gathered.emergency(speaker, None, NOW_US, cancelled=True)

            assert 2 == len(gathered._reports)

    asyncio.run(scene())


def test_too_many_reports_lose_the_oldest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound holds whatever comes."""
    monkeypatch.setattr(gathering, "REPORTS_WAITING", 2)

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered = Gathering(room, DoorLedger("cot"))
            for number in range(4):
                gathered.emergency(
                    Speaker(f"dev_{number}", number), None, NOW_US, cancelled=False
                )

            assert [("dev_2", "emergency"), ("dev_3", "emergency")] == list(
                gathered._reports
            )

    asyncio.run(scene())


def test_columns_are_of_the_types_that_tracks_take(tmp_path: Path) -> None:
    """Rows, times and singles as `Fixes` says."""

    async def scene() -> None:
        async with running_room(tmp_path) as room:
            gathered, speaker = _gathering(room)
            gathered.fix(speaker, _seen())
            gathered.offer()
            moved = room.whereabouts.all_moved(NOW_US)

            assert np.int64 == moved.fix_us.dtype
            assert np.float32 == moved.speed_mps.dtype

    asyncio.run(scene())
