"""The exercise speaks each door's own language, as the feeds there understand it."""

import asyncio
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from controlroom.domain.observations import CallReceived
from controlroom.exercise.senders import (
    CALL_COLUMNS,
    WAITING,
    CotSender,
    PhoneSender,
    write_calls,
)
from controlroom.feeds import calls_csv, cot, osmand
from controlroom.feeds.base import Sighting
from tests.helpers.waiting import PATIENCE_S

SEEN = Sighting(
    "ANDROID-HB11", 1_795_300_076_000_000, 54.7, 2.4, 9.5, 270.0, 4.0, "HB11"
)


async def _eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for happens elsewhere
            await asyncio.sleep(0.005)


def test_cot_arrives_as_a_position() -> None:
    """What a CoT door reads is the unit's uid, callsign and place."""
    received = bytearray()

    async def converse() -> None:
        gone = asyncio.Event()

        async def hear(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            while part := await reader.read(4096):
                received.extend(part)
            writer.close()
            gone.set()

        server = await asyncio.start_server(hear, "127.0.0.1", 0)
        sender = CotSender(*server.sockets[0].getsockname()[:2])
        sender.send(SEEN, "car")
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(sender.run())
            await _eventually(lambda: b"</event>" in received)
            running.cancel()
        await gone.wait()
        server.close()

    asyncio.run(converse())
    event = cot.decode(bytes(received).strip())
    assert ("ANDROID-HB11", "HB11") == (event.uid, event.callsign)
    assert event.sighting is not None
    assert (54.7, 2.4) == (event.sighting.lat, event.sighting.lon)


def test_cot_keeps_the_newest_while_nobody_listens() -> None:
    """With no door there the queue holds the newest events and grows no further."""
    sender = CotSender("127.0.0.1", 1)
    for number in range(WAITING + 50):
        sender.send(Sighting("u", SEEN.fix_us + number, 54.7, 2.4), "foot")

    assert WAITING == sender._waiting.qsize()
    oldest = cot.decode(sender._waiting.get_nowait().strip())
    assert SEEN.fix_us + 50 - oldest.time_us < 1_000


def test_a_phone_sends_its_token_and_place() -> None:
    """The request is the one an OsmAnd door understands; the token is the id."""
    asked: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    door = HTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=door.serve_forever)
    thread.start()

    async def converse() -> None:
        url = f"http://127.0.0.1:{door.server_address[1]}"
        phone = PhoneSender(url, {"ANDROID-HB11": "token-1"})
        phone.send(SEEN)
        phone.send(Sighting("nobody", SEEN.fix_us, 54.7, 2.4))
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(phone.run())
            await _eventually(lambda: asked)
            running.cancel()

    try:
        asyncio.run(converse())
    finally:
        door.shutdown()
        door.server_close()
        thread.join()
    assert 1 == len(asked)
    report = osmand.decode_query(asked[0].partition("?")[2], SEEN.fix_us)
    assert "token-1" == report.token
    assert report.sightings[0].speed_mps == pytest.approx(9.5, abs=0.01)


def test_calls_read_back_as_they_were(tmp_path: Path) -> None:
    """The same calls to the microsecond, text as typed, with or without a place."""
    calls = [
        CallReceived(
            source="exercise", source_id="1", at_us=SEEN.fix_us + 1,
            type_code="ROBBERY", grade="I", place="Mill Street", lat=54.7, lon=2.4,
            text='Says "knife", <b>ran</b>;\nsecond line', caller="A, B",
        ),
        CallReceived(source="exercise", source_id="2", at_us=SEEN.fix_us),
    ]  # fmt: skip
    write_calls(tmp_path, "one", calls)

    names = dict(zip(CALL_COLUMNS, CALL_COLUMNS, strict=True))
    columns = {
        "source_id": names.pop("id"),
        "type_code": names.pop("type"),
        **names,
    }
    layout = calls_csv.CallColumns(
        source="exercise", columns=columns, zone=ZoneInfo("Europe/London")
    )
    with (tmp_path / "one.csv").open(newline="", encoding="utf-8") as lines:
        assert calls == list(calls_csv.decode(lines, layout))
    assert ["one.csv"] == [path.name for path in tmp_path.iterdir()]
