"""What the gateway does by the clock: ten frames a second, a tick once a second."""

import asyncio
import itertools
from collections.abc import Callable
from functools import partial

from controlroom.domain.errors import Refused
from controlroom.domain.observations import Tick
from controlroom.gateway.archive import Archive
from controlroom.gateway.feed_health import FeedHealth
from controlroom.gateway.ingest import Outcome, observed
from controlroom.gateway.room import Room
from controlroom.gateway.viewings import Viewings

FRAME_S = 0.1
PRESENCE_EVERY = 2
"""Frames from one presence to the next: who clicks through the queue floods nobody."""
SHORTEST_TICK_S = 0.05
"""At ×60 a second of the room is 17 ms: ticks come at most 20 times a second."""
HOUSEKEEPING_S = 1.0
FIRST_DESK_S = 60.0
"""A private gateway waits at least so long for whoever started it: the machine may be
slow, and its window is still opening."""


async def frames(room: Room, archive: Archive) -> None:
    """Send what moved, ten times a second, until cancelled."""
    loop = asyncio.get_running_loop()
    next_s = loop.time()
    for count in itertools.count():
        now_us = room.clock.now_us()
        moved = room.whereabouts.take_moved(now_us)
        room.hub.frame(moved, partial(room.whereabouts.all_moved, now_us), now_us)
        archive.saw(moved)
        if count % PRESENCE_EVERY == 0:
            room.tell_presence()
        # A late frame is not made up for: the next one has everything.
        next_s = max(next_s + FRAME_S, loop.time())
        await asyncio.sleep(next_s - loop.time())


async def ticks(room: Room) -> None:
    """Let the room's own time pass for `decide`, once a second of it."""
    pause_s = max(room.clock.real_seconds(1.0), SHORTEST_TICK_S)
    under_way: asyncio.Future[Outcome] | None = None
    while True:
        await asyncio.sleep(pause_s)
        if under_way is None or under_way.done():
            under_way = _offer_tick(room)


async def housekeeping(
    room: Room, archive: Archive, viewings: Viewings, health: FeedHealth
) -> None:
    """Once a second: feeds that fell silent, people who may go no further, the past."""
    while True:
        await asyncio.sleep(HOUSEKEEPING_S)
        now_us = room.clock.now_us()
        for changed in health.watch(room.ledgers[1:], room.picture, now_us):
            await room.ingest.submit(observed(changed))
        room.sweep()
        room.watch_orphans(now_us)
        viewings.sweep()
        archive.write(now_us)


async def leave_when_alone(
    room: Room, after_s: float, leave: Callable[[], None]
) -> None:
    """A private gateway ends some time after its last desk left, or never came.

    Time is counted in looks: while the machine stood still nobody could come.
    """
    if after_s <= 0:
        return
    look_s = min(1.0, after_s / 4)
    joined = room.hub.joined
    alone_s, limit_s = 0.0, after_s if joined else max(after_s, FIRST_DESK_S)
    while alone_s < limit_s:
        await asyncio.sleep(look_s)
        alone_s += look_s
        if room.hub.seats or joined != room.hub.joined:
            joined = room.hub.joined
            alone_s, limit_s = 0.0, after_s
    leave()


def _offer_tick(room: Room) -> asyncio.Future[Outcome] | None:
    try:
        return room.ingest.offer(observed(Tick()))
    except Refused:
        return None
