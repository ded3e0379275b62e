"""The gateway's share of a core while Cursor on Target events come in over a stream."""

import asyncio
import time
from collections.abc import Iterator

from controlroom.bench.room import Room
from controlroom.bench.rows import BenchRow, Share, bench_row
from controlroom.domain.errors import LinkError
from controlroom.feeds import cot
from controlroom.feeds.base import Sighting

SLICES_A_SECOND = 10
STALE_US = 60_000_000


def measure(
    room: Room, *, units: int, per_s: int, seconds: float
) -> Iterator[BenchRow]:
    """Yield gateway.cot_cpu. The phones `C0`, `C1` … are enrolled; no other traffic.

    Raises `LinkError` when the door is not open or does not take every event.
    """
    address = room.owner.door_address("cot")
    if address is None:
        raise LinkError("the gateway's door for CoT is not open")
    before = _messages(room)
    share = Share(room.pid)
    sent = asyncio.run(_stream(address, units, per_s, seconds))
    percent = share.percent()
    taken = _taken(room, before + sent) - before
    if taken < sent:
        raise LinkError(f"of {sent} CoT events the gateway took {taken}")
    yield bench_row("gateway.cot_cpu", percent, "% of a core", events_per_s=per_s)


async def _stream(
    address: tuple[str, int], units: int, per_s: int, seconds: float
) -> int:
    _, writer = await asyncio.open_connection(*address)
    each = per_s // SLICES_A_SECOND
    ticks = round(seconds * SLICES_A_SECOND)
    loop = asyncio.get_running_loop()
    next_s = loop.time()
    try:
        for tick in range(ticks):
            writer.write(b"".join(events(tick, each, units, time.time_ns() // 1000)))
            await writer.drain()
            next_s += 1 / SLICES_A_SECOND
            await asyncio.sleep(max(0.0, next_s - loop.time()))
    finally:
        writer.close()
        await writer.wait_closed()
    return ticks * each


def events(tick: int, each: int, units: int, now_us: int) -> Iterator[bytes]:
    """Yield one tick's events: the units in turn, a little further north each time."""
    for place in range(each):
        number = (tick * each + place) % units
        at_us = now_us + place
        seen = Sighting(f"C{number}", at_us, 54.7 + tick * 1e-6, 2.4, 5.0, 90.0, 5.0)
        yield cot.encode(
            cot.CotEvent(
                uid=seen.uid, type="a-f-G-U-C", by=seen.uid, time_us=at_us,
                stale_us=at_us + STALE_US, sighting=seen, callsign=seen.uid,
            )
        )  # fmt: skip


def _taken(room: Room, wanted: int) -> int:
    """Return the door's count once it has read everything, or after some seconds."""
    deadline_s = time.monotonic() + 5.0
    while (count := _messages(room)) < wanted and time.monotonic() < deadline_s:
        time.sleep(0.1)
    return count


def _messages(room: Room) -> int:
    rows = room.owner.ask("doors")["doors"]
    return sum(int(row["messages"]) for row in rows if row["name"] == "cot")
