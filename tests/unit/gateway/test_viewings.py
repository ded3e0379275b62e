"""Who looks through which camera."""

import asyncio
from pathlib import Path

import pytest

from controlroom.domain import observations as o
from controlroom.domain.errors import Refused
from controlroom.domain.events import ViewingEnded, ViewingStarted
from controlroom.gateway import viewings as module
from controlroom.gateway.auth import SignedIn
from controlroom.gateway.clock import wall_us
from controlroom.gateway.ingest import observed
from controlroom.gateway.record import facts_of
from controlroom.gateway.room import Room
from controlroom.gateway.streams import START_US, Streams
from controlroom.gateway.viewings import LINGER_US, Viewings
from controlroom.wire.questions import EndStream, OpenStream
from tests.unit.gateway.rooms import NOW_US, running_room

ANNA = SignedIn("per_a", "Anna", "dispatcher")
ASK = OpenStream(camera_id="cam_1", reason="pursuit")


async def _recording(room: Room, url: str = "http://127.0.0.1:1/x.m3u8") -> None:
    seen = o.CameraReported(
        camera_id="cam_1", state="recording", at_us=NOW_US, source_url=url
    )
    await room.ingest.submit(observed(seen))


def _audit(room: Room) -> list[str]:
    return [
        type(fact.event).__name__
        for fact in facts_of(room.journal)
        if isinstance(fact.event, ViewingStarted | ViewingEnded)
    ]


def test_opened_recorded_seen_and_ended(tmp_path: Path) -> None:
    """A viewing is in the audit with its reason, on the board, and ends in both."""
    streams = Streams(("127.0.0.1",), ("http",))

    async def work() -> None:
        async with running_room(tmp_path) as room:
            viewings = Viewings(room, streams)
            await _recording(room)
            opened = await viewings.open(ASK, ANNA, "Desk A", "10.0.0.7", "q1")
            (watcher,) = room.presence.now().cameras["cam_1"]

            assert opened.path.startswith("/stream/")
            assert (opened.viewing_id, "Anna") == (watcher.viewing_id, watcher.person)

            end = EndStream(viewing_id=opened.viewing_id)
            await viewings.end(end, ANNA, "Desk A", "q2")
            await viewings.end(end, ANNA, "Desk A", "q3")

            assert {} == room.presence.now().cameras
            assert ["ViewingStarted", "ViewingEnded"] == _audit(room)
            assert set() == streams.viewings()

    asyncio.run(work())
    streams.close()


@pytest.mark.parametrize(
    ("who", "ask", "code"),
    [
        (SignedIn("per_o", "Olga", "observer"), ASK, "role"),
        (ANNA, OpenStream(camera_id="cam_1", reason=""), "text"),
        (ANNA, OpenStream(camera_id="cam_x", reason="why"), "unknown_camera"),
    ],
)
def test_who_may_not(tmp_path: Path, who: SignedIn, ask: OpenStream, code: str) -> None:
    """Without the role, a reason or a camera nothing opens and nothing is recorded."""
    streams = Streams(("127.0.0.1",), ("http",))

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _recording(room)
            with pytest.raises(Refused) as refusal:
                await Viewings(room, streams).open(ask, who, "Desk", "h", "q1")

            assert code == refusal.value.code
            assert [] == _audit(room)

    asyncio.run(work())
    streams.close()


def test_a_source_that_may_not_be_asked(tmp_path: Path) -> None:
    """The viewing that could not be shown is ended in the record at once."""
    streams = Streams((), ())

    async def work() -> None:
        async with running_room(tmp_path) as room:
            await _recording(room)
            with pytest.raises(Refused, match="not configured"):
                await Viewings(room, streams).open(ASK, ANNA, "Desk", "h", "q1")
            await room.ingest.settled()

            assert ["ViewingStarted", "ViewingEnded"] == _audit(room)

    asyncio.run(work())
    streams.close()


def test_a_viewing_nobody_uses_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ticket not used within a minute ends its viewing, in the record too."""
    streams = Streams(("127.0.0.1",), ("http",))

    async def work() -> None:
        async with running_room(tmp_path) as room:
            viewings = Viewings(room, streams)
            await _recording(room)
            await viewings.open(ASK, ANNA, "Desk A", "h", "q1")
            viewings.sweep()
            await room.ingest.settled()

            assert ["ViewingStarted"] == _audit(room)

            later_us = wall_us() + START_US + 1_000_000
            monkeypatch.setattr(module, "wall_us", lambda: later_us)
            viewings.sweep()
            await room.ingest.settled()

            assert ["ViewingStarted", "ViewingEnded"] == _audit(room)

    asyncio.run(work())
    streams.close()


def test_a_viewing_whose_desk_is_gone_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was left open, by a desk or by an earlier run, ends after a while."""
    streams = Streams(("127.0.0.1",), ("http",))

    async def work() -> None:
        async with running_room(tmp_path) as room:
            viewings = Viewings(room, streams)
            left = ViewingStarted(viewing_id="v9", camera_id="cam_1", reason="why")
            room.note(left, "per_a", "Gone")
            await room.ingest.settled()
            viewings.sweep()
            later_us = wall_us() + LINGER_US + 1_000_000
            monkeypatch.setattr(module, "wall_us", lambda: later_us)
            viewings.sweep()
            await room.ingest.settled()

            assert ["ViewingStarted", "ViewingEnded"] == _audit(room)

    asyncio.run(work())
    streams.close()


def test_another_desks_viewing_is_not_mine_to_end(tmp_path: Path) -> None:
    """Ending by a stranger's id records nothing."""
    streams = Streams(("127.0.0.1",), ("http",))

    async def work() -> None:
        async with running_room(tmp_path) as room:
            viewings = Viewings(room, streams)
            await _recording(room)
            opened = await viewings.open(ASK, ANNA, "Desk A", "h", "q1")
            end = EndStream(viewing_id=opened.viewing_id)
            await viewings.end(end, ANNA, "Desk B", "q2")

            assert ["ViewingStarted"] == _audit(room)
            assert {opened.viewing_id} == streams.viewings()

    asyncio.run(work())
    streams.close()
