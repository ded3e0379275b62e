"""What a gateway finds in its own journal when it starts."""

import asyncio
from pathlib import Path

import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.events import Consulted, ViewingEnded, ViewingStarted
from controlroom.gateway import start
from controlroom.gateway.clock import wall_us
from controlroom.gateway.ingest import noted, observed
from controlroom.journal.sqlite import SqliteJournal
from tests.unit.gateway.rooms import NOW_US, do, opened_room, running_room


def test_the_last_facts_serve_who_resumes(tmp_path: Path) -> None:
    """The tail is without a gap and ends with the last fact."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            found = start.find(room.journal)

            assert found.picture.seq == found.tail[-1].seq == room.picture.seq
            assert 0 == found.tail_from

    asyncio.run(work())


def test_a_tail_of_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long journal only the last facts are kept, and from where is known."""
    monkeypatch.setattr(start, "FACTS_KEPT", 3)

    async def work() -> None:
        async with running_room(tmp_path, force=False) as room:
            for _ in range(10):
                await room.ingest.submit(noted(Consulted(question="q"), "per_a"))
            found = start.find(room.journal)

            assert [8, 9, 10] == [fact.seq for fact in found.tail]
            assert 7 == found.tail_from

    asyncio.run(work())


@pytest.mark.parametrize(("erased", "tail", "tail_from"), [(3, [4, 5], 3), (5, [], 5)])
def test_an_erased_fact_breaks_the_tail(
    tmp_path: Path, erased: int, tail: list[int], tail_from: int
) -> None:
    """Nobody resumes across a gap: the tail starts after what was erased."""

    async def work() -> None:
        async with running_room(tmp_path, force=False) as room:
            for _ in range(5):
                await room.ingest.submit(noted(Consulted(question="q"), "per_a"))
            await asyncio.wrap_future(room.journal.erase(erased))
            found = start.find(room.journal)

            assert tail == [fact.seq for fact in found.tail]
            assert (tail_from, 5) == (found.tail_from, found.picture.seq)

    asyncio.run(work())


def test_reports_are_counted_by_stream(tmp_path: Path) -> None:
    """Up to which number a hub's reports came is found again."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            for number, state in ((1, 3), (2, 2)):
                seen = o.StateReported(device_id="dev_1", state=state, at_us=NOW_US)
                await room.ingest.submit(observed(seen, f"report/hub/day/{number}"))
            await do(room, c.SetUnitState(unit_id="unit_1", state=3))

            assert {"report/hub/day": 2} == start.find(room.journal).received

    asyncio.run(work())


def test_viewings_that_never_ended(tmp_path: Path) -> None:
    """Who still watched when the gateway died is known; who ended is not listed."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            for viewing_id in ("v1", "v2"):
                event = ViewingStarted(
                    viewing_id=viewing_id, camera_id="cam_1", reason="why"
                )
                await room.ingest.submit(noted(event, "per_a"))
            ended = ViewingEnded(viewing_id="v1", camera_id="cam_1")
            await room.ingest.submit(noted(ended, "per_a"))

            assert ["v2"] == list(start.find(room.journal).viewings)

    asyncio.run(work())


def test_the_clock_of_a_live_room_is_the_time_of_day(tmp_path: Path) -> None:
    """A live room keeps the machine's time, but never goes back behind its record."""
    with opened_room(tmp_path) as room:
        before_us = wall_us()
        clock = start.clock_for(room.journal, 0)

        assert before_us <= clock.now_us() <= wall_us()
        assert 1.0 == clock.rate

        later_us = wall_us() + 3_600_000_000

        assert later_us <= start.clock_for(room.journal, later_us).now_us()


def test_the_clock_of_an_exercise(tmp_path: Path) -> None:
    """An exercise starts at its origin, runs at its rate, and goes on where it was."""
    with SqliteJournal.open(
        tmp_path / "x.db", exercise=True, origin_us=NOW_US, rate=60.0
    ) as journal:
        assert NOW_US == start.clock_for(journal, 0).origin_us
        assert NOW_US + 5 == start.clock_for(journal, NOW_US + 5).origin_us
        assert 60.0 == start.clock_for(journal, 0).rate
