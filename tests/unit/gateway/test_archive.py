"""The past, kept beside the live room."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.domain.errors import JournalError
from controlroom.domain.tracks import Moved
from controlroom.gateway.archive import Archive
from controlroom.gateway.room import Room
from controlroom.journal.index import Index
from controlroom.journal.tracks import TrackStore
from tests.unit.gateway.rooms import NOW_US, SECOND_US, do, open_incident, running_room


def _archive(room: Room, folder: Path) -> Archive:
    archive = Archive(
        Index.open(folder / "index.db", room.journal.epoch),
        TrackStore(folder / "tracks"),
        room.journal,
        lambda: room.picture,
    )
    room.ingest.listeners.append(archive.hear)
    archive.start()
    return archive


def _moved(row: int, at_us: int) -> Moved:
    single = np.zeros(1, np.float32)
    return Moved(
        unit_rows=np.array([row], np.int32),
        lat=np.array([54.7]),
        lon=np.array([2.4]),
        fix_us=np.array([at_us], np.int64),
        speed_mps=single,
        heading_deg=single,
        accuracy_m=single,
        kind=np.zeros(1, np.uint8),
    )


def test_what_happened_is_found(tmp_path: Path) -> None:
    """An incident is found by its words as soon as they are written."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            archive = _archive(room, tmp_path)
            incident_id = await open_incident(room, "Lighthouse Walk")
            await do(room, c.AddLogEntry(incident_id=incident_id, text="red kite"))
            await archive.ask(lambda: None)
            archive.write(NOW_US)
            found = await archive.ask(lambda: archive.index.search("light red"))

            assert [incident_id] == [one.incident.incident_id for one in found]
            assert room.journal.durable_seq == archive.index.seq

            archive.close(NOW_US)

    asyncio.run(work())


def test_the_index_catches_up(tmp_path: Path) -> None:
    """What was recorded while the index was not there is brought in at the start."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await open_incident(room, "Lighthouse Walk")
            archive = _archive(room, tmp_path)
            found = await archive.ask(lambda: archive.index.search("lighthouse"))

            assert 1 == len(found)

            archive.close(NOW_US)

    asyncio.run(work())


def test_a_write_that_failed_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The room goes on, the log says it once, and later nothing is missing."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            archive = _archive(room, tmp_path)
            await archive.ask(lambda: None)
            with monkeypatch.context() as patched:

                def fail(*_: object) -> None:
                    raise JournalError("disk full")

                patched.setattr(archive.index, "keep", fail)
                await open_incident(room, "Lighthouse Walk")
                archive.write(NOW_US)
                await archive.ask(lambda: None)
            archive.write(NOW_US)
            found = await archive.ask(lambda: archive.index.search("lighthouse"))

            assert 1 == len(found)

            archive.close(NOW_US)

    asyncio.run(work())

    assert 1 == caplog.text.count("the archive is behind")


def test_where_units_were(tmp_path: Path) -> None:
    """What was drawn can be asked for as a track."""

    async def work() -> None:
        async with running_room(tmp_path) as room:
            archive = _archive(room, tmp_path)
            await archive.ask(lambda: None)
            row = room.picture.units["unit_1"].row
            for second in (0, 20, 40):
                archive.saw(_moved(row, NOW_US + second * SECOND_US))
            archive.write(NOW_US)
            track = await archive.ask(
                lambda: archive.tracks.read("unit_1", NOW_US, NOW_US + 60 * SECOND_US)
            )

            assert 3 == len(track.fix_us)

            archive.close(NOW_US)

    asyncio.run(work())
