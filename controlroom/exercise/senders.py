"""Speaks to the gateway's other doors as their own clients do: CoT, phones, calls."""

import asyncio
import csv
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

import requests

from controlroom.exercise.calls import Call

RETRY_S = 1.0
TIMEOUT_S = 5.0
STALE = timedelta(seconds=60)
_COT_TYPES = {"foot": "a-f-G-U-C", "air": "a-f-A-C-H"}
CALL_COLUMNS = (
    "id", "time", "type", "grade", "place", "lat", "lon", "text", "caller",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a unit says it is."""

    uid: str
    callsign: str
    kind: str
    at_us: int
    lat: float
    lon: float
    speed_mps: float
    heading_deg: float
    accuracy_m: float


class CotSender:
    """One TCP connection that carries the position events of many units.

    At most 1,000 events wait while there is no connection; older ones go first.
    """

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(1000)

    def send(self, seen: Sighting) -> None:
        """Queue one event."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(cot_event(seen))

    async def run(self) -> None:
        """Send what waits, connecting again after a break, until cancelled."""
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection(*self._address)
                try:
                    while True:
                        writer.write(await self._queue.get())
                        await writer.drain()
                finally:
                    writer.close()
            await asyncio.sleep(RETRY_S)


def cot_event(seen: Sighting) -> bytes:
    """One CoT 2.0 position event as a client writes it."""
    at = datetime.fromtimestamp(seen.at_us / 1e6, UTC)
    stale = at + STALE
    kind = _COT_TYPES.get(seen.kind, "a-f-G-E-V-C")
    return (
        f'<event version="2.0" uid={quoteattr(seen.uid)} type="{kind}" how="m-g" '
        f'time="{_cot_time(at)}" start="{_cot_time(at)}" stale="{_cot_time(stale)}">'
        f'<point lat="{seen.lat:.7f}" lon="{seen.lon:.7f}" hae="9999999.0" '
        f'ce="{seen.accuracy_m:.1f}" le="9999999.0"/>'
        f"<detail><contact callsign={quoteattr(seen.callsign)}/>"
        f'<track speed="{seen.speed_mps:.2f}" course="{seen.heading_deg:.1f}"/>'
        "</detail></event>"
    ).encode()


def _cot_time(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


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
        with requests.Session() as session:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting:
                    uid = next(iter(self._waiting))
                    seen = self._waiting.pop(uid)
                    await asyncio.to_thread(self._send, session, seen)

    def _send(self, session: requests.Session, seen: Sighting) -> None:
        # The client's own rule: speed in knots.
        fields = {
            "id": self._tokens[seen.uid],
            "lat": f"{seen.lat:.7f}",
            "lon": f"{seen.lon:.7f}",
            "timestamp": str(seen.at_us // 1_000_000),
            "speed": f"{seen.speed_mps * 1.943844:.2f}",
            "bearing": f"{seen.heading_deg:.1f}",
            "accuracy": f"{seen.accuracy_m:.1f}",
            "batt": "80",
        }
        # A lost position is followed by a newer one: a phone tries no harder.
        with suppress(requests.RequestException):
            session.get(self._url, params=fields, timeout=TIMEOUT_S)


def write_calls(folder: Path, name: str, calls: Iterable[Call]) -> None:
    """Put calls into the folder that the CSV door reads, whole or not at all."""
    part = folder / f".{name}.part"
    with part.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(CALL_COLUMNS)
        for call in calls:
            at = datetime.fromtimestamp(call.at_us / 1e6, UTC)
            rows.writerow(
                (
                    call.source_id, at.isoformat(), call.type_code, call.grade,
                    call.place, call.lat, call.lon, call.text, call.caller,
                )
            )  # fmt: skip
    part.replace(folder / f"{name}.csv")
