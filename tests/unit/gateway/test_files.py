"""Files in and out, piece by piece, by real questions to a real room."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from controlroom.domain.entities import Role
from controlroom.domain.errors import JournalError, Refused
from controlroom.gateway import files as module
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.files import Files
from controlroom.gateway.room import Room
from controlroom.journal.blobs import Blobs
from controlroom.wire import questions as q
from tests.unit.gateway.rooms import open_incident, running_room

BODY = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20
WHO = SignedIn("per_a", "Anna", "dispatcher")


@asynccontextmanager
async def _open(folder: Path) -> AsyncIterator[tuple[Room, Files, str]]:
    async with running_room(folder) as room:
        incident_id = await open_incident(room)
        files = Files(room, Blobs(folder / "blobs"))
        yield room, files, incident_id
        files.close()


def _piece(of: str, start: int, end: int, **fields: object) -> q.PutFile:
    plain = {
        "incident_id": of, "name": "scene.jpg", "size": len(BODY),
        "sha256": hashlib.sha256(BODY).hexdigest(), "offset": start,
        "part": BODY[start:end],
    }  # fmt: skip
    return q.PutFile(**{**plain, **fields})  # type: ignore[arg-type]  # as the test says


def _left(folder: Path) -> list[Path]:
    return [each for each in (folder / "blobs").rglob("*") if each.is_file()]


def test_a_file_in_pieces_is_attached_once_it_is_whole(tmp_path: Path) -> None:
    """Before the last piece the incident has nothing; after it, file and digest."""

    async def work() -> None:
        async with _open(tmp_path) as (room, files, incident_id):
            first = await files.put(_piece(incident_id, 0, 3000), WHO, "Desk A", "q1")
            before = room.picture.incidents[incident_id].attachments
            last = await files.put(
                _piece(incident_id, 3000, len(BODY)), WHO, "Desk A", "q2"
            )
            (file,) = room.picture.incidents[incident_id].attachments

            assert (3000, False) == (first.received, first.whole)
            assert () == before
            assert (len(BODY), True) == (last.received, last.whole)
            assert ("scene.jpg", "image/jpeg", "per_a") == (
                file.name, file.media_type, file.by,
            )  # fmt: skip
            log = room.picture.incidents[incident_id].log[-1]
            assert ("attached", "Desk A") == (log.kind, log.desk)

    asyncio.run(work())


def test_it_comes_back_in_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pieces join to the whole; what is not here is an error of the disk."""
    monkeypatch.setattr(module, "PART_BYTES", 1000)

    async def work() -> None:
        async with _open(tmp_path) as (room, files, incident_id):
            await files.put(_piece(incident_id, 0, len(BODY)), WHO, "Desk A", "q1")
            (file,) = room.picture.incidents[incident_id].attachments
            body, page = b"", "0"
            while page:
                reply, page = files.piece(file, int(page))
                body += reply.part

            assert BODY == body
            assert file.sha256 == reply.digest
            for left in _left(tmp_path):
                left.unlink()
            with pytest.raises(JournalError):
                files.piece(file, 0)

    asyncio.run(work())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "scene.png"}, "attachment"),
        ({"name": "x.pdf"}, "attachment"),
        ({"part": b"MZ\x90\x00" + bytes(len(BODY) - 4)}, "attachment"),
        ({"part": BODY[:-1] + b"!"}, "attachment"),
        ({"size": 0, "part": b""}, "attachment"),
        ({"size": 26 * 1024 * 1024}, "attachment"),
        ({"size": 10}, "upload"),
        ({"part": b""}, "upload"),
        ({"offset": 5}, "upload"),
        ({"incident_id": "inc_gone"}, "unknown_incident"),
    ],
)
def test_what_is_refused_leaves_nothing(
    tmp_path: Path, fields: dict[str, object], code: str
) -> None:
    """A lie, a wrong digest, nothing, too much, disorder, no incident."""

    async def work() -> None:
        async with _open(tmp_path) as (room, files, incident_id):
            with pytest.raises(Refused) as refused:
                await files.put(
                    _piece(incident_id, 0, len(BODY), **fields), WHO, "Desk A", "q1"
                )

            assert code == refused.value.code
            assert "Nothing was attached" in refused.value.sentence
            assert [] == _left(tmp_path)
            assert () == room.picture.incidents[incident_id].attachments

    asyncio.run(work())


def test_an_interrupted_upload_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Begun anew it starts at 0; what brings nothing for long is dropped; what is one
    too many drops the one that waited longest.
    """

    async def work() -> None:
        async with _open(tmp_path) as (_room, files, incident_id):
            for _ in range(2):
                await files.put(_piece(incident_id, 0, 3000), WHO, "Desk A", "q1")
            assert 1 == len(_left(tmp_path))
            monkeypatch.setattr(module, "AT_ONCE", 1)
            await files.put(_piece(incident_id, 0, 3000), WHO, "Desk B", "q2")
            assert 1 == len(_left(tmp_path))
            with pytest.raises(Refused, match="interrupted"):
                await files.put(_piece(incident_id, 3000, 4000), WHO, "Desk A", "q3")
            monkeypatch.setattr(module, "IDLE_US", -1)
            with pytest.raises(Refused, match="interrupted"):
                await files.put(_piece(incident_id, 3000, 4000), WHO, "Desk B", "q4")
            assert [] == _left(tmp_path)

    asyncio.run(work())


@pytest.mark.parametrize("role", ["observer", "officer", ""])
def test_who_may_not_attach_attaches_nothing(tmp_path: Path, role: Role) -> None:
    """The rule of the act is asked once more, whatever let the bytes in."""

    async def work() -> None:
        async with _open(tmp_path) as (room, files, incident_id):
            with pytest.raises(Refused):
                await files.put(
                    _piece(incident_id, 0, len(BODY)),
                    SignedIn("per_o", "Olaf", role),
                    "Desk A",
                    "q1",
                )

            assert () == room.picture.incidents[incident_id].attachments

    asyncio.run(work())
