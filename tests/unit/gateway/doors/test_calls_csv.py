"""The folder of calls: each file once, whole, and nothing lost on a bad day."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from controlroom.config import CallsDoor as CallsConfig
from controlroom.domain.errors import ConfigError
from controlroom.domain.observations import CallReceived
from controlroom.gateway.doors import calls_csv as door_of
from controlroom.gateway.doors.calls_csv import CallsDoor, key_of, layout_of
from controlroom.gateway.room import Room
from tests.helpers.waiting import PATIENCE_S
from tests.unit.gateway.rooms import running_room

CONFIG = CallsConfig(
    enabled=True,
    every_s=0.005,
    columns={"source_id": "id", "time": "time", "place": "place", "text": "text"},
)
HEADING = "id,time,place,text\n"


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - others run in this loop meanwhile
            await asyncio.sleep(0.001)


async def _gone(path: Path) -> None:
    await _until(lambda: not path.exists())


@asynccontextmanager
async def _open_door(
    folder: Path, config: CallsConfig = CONFIG
) -> AsyncIterator[tuple[Room, CallsDoor]]:
    async with running_room(folder, force=False) as room:
        door = CallsDoor(room, config, folder)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(door.run())
            await _until(door.folder.is_dir)
            try:
                yield room, door
            finally:
                running.cancel()


def _rows(*numbers: int) -> str:
    return HEADING + "".join(
        f"N{n},2026-11-21T10:00:00Z,Pier {n},words\n" for n in numbers
    )


def _put(door: CallsDoor, name: str, text: str) -> Path:
    path = door.folder / name
    part = path.with_suffix(".part")
    part.write_text(text)
    return part.replace(path)


def _ids(room: Room) -> list[str]:
    return [i.source_id for i in room.picture.incidents.values()]


def test_a_file_is_read_once_and_put_away(tmp_path: Path) -> None:
    """Its rows are incidents before it moves."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door):
            path = _put(door, "a.csv", _rows(1, 2))
            await _until(lambda: not path.exists())

            assert ["N1", "N2"] == _ids(room)
            assert (door.folder / "done" / "a.csv").is_file()
            assert (2, 0) == (door.ledger.messages, door.ledger.errors)

    asyncio.run(scene())


def test_a_name_that_was_there_before_overwrites_nothing(tmp_path: Path) -> None:
    """An export with the same name every hour is kept every hour."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (_, door):
            for number in (1, 2, 3):
                path = _put(door, "a.csv", _rows(number))
                await _gone(path)

            names = sorted(path.name for path in (door.folder / "done").iterdir())
            assert ["a (2).csv", "a (3).csv", "a.csv"] == names

    asyncio.run(scene())


def test_a_file_that_still_grows_is_left_alone(tmp_path: Path) -> None:
    """It is read when two looks found it the same."""

    async def scene() -> None:
        async with running_room(tmp_path, force=False) as room:
            door = CallsDoor(room, CONFIG, tmp_path)
            await door._look()
            path = _put(door, "a.csv", _rows(1))
            await door._look()
            path.write_text(_rows(1, 2))
            await door._look()

            assert path.exists()
            await door._look()
            assert not path.exists()
            assert ["N1", "N2"] == _ids(room)

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["a.txt", ".hidden.csv", "folder.csv", "a.csv.part"])
def test_other_files_are_nobodys_business(tmp_path: Path, name: str) -> None:
    """Only whole .csv files count."""

    async def scene() -> None:
        async with running_room(tmp_path, force=False) as room:
            door = CallsDoor(room, CONFIG, tmp_path)
            await door._look()
            if name == "folder.csv":
                (door.folder / name).mkdir()
            else:
                (door.folder / name).write_text(_rows(1))
            await door._look()
            await door._look()

            assert (door.folder / name).exists()
            assert [] == _ids(room)

    asyncio.run(scene())


def test_a_file_that_cannot_be_read_goes_to_failed(tmp_path: Path) -> None:
    """With one line, and the next file is read."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door):
            bad = _put(door, "a.csv", "number,when\n1,2\n")
            await _until(lambda: not bad.exists())
            good = _put(door, "b.csv", _rows(1))
            await _until(lambda: not good.exists())

            assert (door.folder / "failed" / "a.csv").is_file()
            assert "a.csv: there is no column 'id'" in door.ledger.last_error
            assert ["N1"] == _ids(room)

    asyncio.run(scene())


def test_an_endless_file_goes_to_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory is bounded."""
    monkeypatch.setattr(door_of, "FILE_BYTES", 10)

    async def scene() -> None:
        async with _open_door(tmp_path) as (_, door):
            path = _put(door, "a.csv", _rows(1))
            await _until(lambda: not path.exists())

            assert "more than 10 bytes" in door.ledger.last_error

    asyncio.run(scene())


def test_many_rows_go_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, and people at their desks are not kept waiting by a flood."""
    monkeypatch.setattr(door_of, "CALLS_AT_ONCE", 3)

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door):
            path = _put(door, "a.csv", _rows(*range(10)))
            await _until(lambda: not path.exists())

            assert [f"N{n}" for n in range(10)] == _ids(room)

    asyncio.run(scene())


def test_a_file_waits_while_nothing_can_be_recorded(tmp_path: Path) -> None:
    """It is read again when the record can be written, and no call is twice."""

    async def scene() -> None:
        async with _open_door(tmp_path) as (room, door):
            journal = room.journal
            connection: sqlite3.Connection = journal._connection  # type: ignore[attr-defined]  # the disk fills up
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
            text = _rows(1, 2).replace("words", "w" * 9_000)
            path = _put(door, "a.csv", text)
            await _until(lambda: room.ingest.trouble)
            assert path.exists()

            # Opening the file anew lifts the limit: there is room on the disk again.
            await _until(lambda: not path.exists())
            assert ["N1", "N2"] == _ids(room)

    asyncio.run(scene())


def test_a_folder_that_cannot_be_is_said_on_the_row(tmp_path: Path) -> None:
    """The gateway goes on, and looks again."""

    async def scene() -> None:
        (tmp_path / "calls").write_text("a file where the folder should be")
        async with running_room(tmp_path, force=False) as room:
            door = CallsDoor(room, CONFIG, tmp_path)
            async with asyncio.TaskGroup() as tasks:
                running = tasks.create_task(door.run())
                await _until(lambda: door.ledger.fault)
                (tmp_path / "calls").unlink()
                await _until(lambda: not door.ledger.fault)
                running.cancel()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("config", "why"),
    [
        (CallsConfig(columns={"time": "t"}), "columns must name 'source_id'"),
        (
            CallsConfig(
                columns={"source_id": "i", "time": "t"}, time_zone="Europe/Nowhere"
            ),
            "there is no time zone 'Europe/Nowhere'",
        ),
        (
            CallsConfig(columns={"source_id": "i", "time": "t"}, time_zone="../etc"),
            "there is no time zone",
        ),
        (
            CallsConfig(columns={"source_id": "i", "time": "t"}, encoding="klingon"),
            "there is no encoding 'klingon'",
        ),
    ],
)
def test_a_layout_that_cannot_work_is_one_line(config: CallsConfig, why: str) -> None:
    """Before the gateway opens."""

    with pytest.raises(ConfigError, match=why):
        layout_of(config)


def test_a_call_is_remembered_without_its_words() -> None:
    """The key says nothing about the call, and is the same for the same one."""
    call = CallReceived(source="cad", source_id="Quay Street 4 Mrs X", at_us=1)
    other = CallReceived(source="ca", source_id="dQuay Street 4 Mrs X", at_us=1)

    assert key_of(call) == key_of(call)
    assert key_of(call) != key_of(other)
    assert "Quay" not in key_of(call)
