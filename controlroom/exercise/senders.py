"""Speaks to the gateway's other doors as their own clients do: CoT, phones, calls."""

import asyncio
import csv
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from controlroom.domain.observations import CallReceived
from controlroom.feeds import cot, osmand
from controlroom.feeds.base import Sighting

RETRY_S = 1.0
TIMEOUT_S = 5.0
STALE_US = 60_000_000
WAITING = 1_000
"""Events that wait while there is no connection; the oldest goes."""
_COT_TYPES = {"foot": "a-f-G-U-C", "air": "a-f-A-C-H"}
VEHICLE_TYPE = "a-f-G-E-V-C"
CALL_COLUMNS = (
    "id", "time", "type", "grade", "place", "lat", "lon", "text", "caller",
)  # fmt: skip
"""As the gateway's default configuration names them."""


class CotSender:
    """One TCP connection that carries the events of many units."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(WAITING)

    def send(self, seen: Sighting, unit_kind: str) -> None:
        """Queue the position of one unit."""
        event = cot.CotEvent(
            uid=seen.uid,
            type=_COT_TYPES.get(unit_kind, VEHICLE_TYPE),
            by=seen.uid,
            time_us=seen.fix_us,
            stale_us=seen.fix_us + STALE_US,
            sighting=seen,
            callsign=seen.name,
        )
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(cot.encode(event))

    async def run(self) -> None:
        """Send what waits, connecting again after a break, until cancelled."""
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection(*self._address)
                try:
                    while True:
                        writer.write(await self._waiting.get())
                        await writer.drain()
                finally:
                    writer.close()
            await asyncio.sleep(RETRY_S)


class PhoneSender:
    """Phones that send one request a position, as OsmAnd and Traccar Client do.

    `tokens[uid]` is each phone's id. One request is under way at a time; a phone that
    has a newer position forgets the older one.
    """

    def __init__(self, url: str, tokens: dict[str, str]) -> None:
        self._url = url
        self._tokens = tokens
        self._waiting: dict[str, Sighting] = {}
        self._wake = asyncio.Event()

    def send(self, seen: Sighting) -> None:
        """Let a phone send its position as soon as it can."""
        if seen.uid in self._tokens:
            self._waiting[seen.uid] = seen
            self._wake.set()

    async def run(self) -> None:
        """Send what waits until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                uid = next(iter(self._waiting))
                await asyncio.to_thread(self._send, self._waiting.pop(uid))

    def _send(self, seen: Sighting) -> None:
        report = osmand.PhoneReport(self._tokens[seen.uid], (seen,), seen.fix_us)
        query = osmand.encode_query(report)
        # A lost position is followed by a newer one: a phone tries no harder.
        with suppress(requests.RequestException):
            requests.get(f"{self._url}/?{query}", timeout=TIMEOUT_S)


def _moment(at_us: int) -> str:
    """ISO 8601 to the microsecond: a call on the hour stays in its hour."""
    return (
        datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)
    ).isoformat()


def write_calls(folder: Path, name: str, calls: Iterable[CallReceived]) -> None:
    """Put calls into the folder that the CSV door reads, whole or not at all."""
    part = folder / f".{name}.part"
    with part.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(CALL_COLUMNS)
        for call in calls:
            rows.writerow(
                (
                    call.source_id, _moment(call.at_us), call.type_code, call.grade,
                    call.place, "" if call.lat is None else call.lat,
                    "" if call.lon is None else call.lon, call.text, call.caller,
                )
            )  # fmt: skip
    part.replace(folder / f"{name}.csv")
