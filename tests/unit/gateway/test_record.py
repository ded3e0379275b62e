"""From rows to facts and back."""

import asyncio
from pathlib import Path

from controlroom.domain import commands as c
from controlroom.gateway.record import entry_of, fact_of, facts_of, rebuild
from controlroom.wire.codec import encode
from tests.unit.gateway.rooms import do, open_incident, opened_room, running_room


def test_the_picture_comes_back_whole(tmp_path: Path) -> None:
    """What is rebuilt from disk equals what was built fact by fact."""

    async def work() -> bytes:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            await do(room, c.AddLogEntry(incident_id=incident_id, text="x"))
            return encode(room.picture)

    before = asyncio.run(work())
    with opened_room(tmp_path) as room:
        assert before == encode(rebuild(room.journal))


def test_an_erased_row_is_left_out(tmp_path: Path) -> None:
    """An erased fact is in no picture; the seq goes on after it all the same."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            incident_id = await open_incident(room)
            last = await do(room, c.AddLogEntry(incident_id=incident_id, text="secret"))
            await asyncio.wrap_future(room.journal.erase(last.seq))
            picture = rebuild(room.journal)

            assert last.seq == picture.seq
            assert "secret" not in str(picture.incidents[incident_id].log)

    asyncio.run(work())


def test_a_fact_there_and_back(tmp_path: Path) -> None:
    """What goes into the journal comes out as it was."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            first = next(facts_of(room.journal))
            entry = entry_of(first)
            row = next(room.journal.read())

            assert (entry.event, entry.at_us) == (row.event, row.at_us)
            assert first == fact_of(row)

    asyncio.run(work())
