"""A force that reports by the device protocol for as long as a benchmark measures."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from controlroom.desk.hub import HubLink
from controlroom.desk.room_clock import RoomClock
from controlroom.domain.errors import LinkError
from controlroom.ground.pack import Pack

SLICES_A_SECOND = 10
"""Reports leave every tenth of a second, as from real hubs: never all at once."""
DEGREE_M = 111_195.0
READY_S = 60.0
Column = npt.NDArray[np.floating[Any]]


class Traffic:
    """All units report every `every_s` until the block is left, in a thread.

    speed_mps 0 is a force that stands still and says so. `clock` makes both ends tell
    one time, so that latencies are true to the microsecond. Raises `LinkError`.
    """

    def __init__(
        self,
        url: str,
        token: str,
        uids: Sequence[str],
        *,
        every_s: float = 1.0,
        speed_mps: float = 10.0,
        pack: Pack | None = None,
        clock: RoomClock | None = None,
    ) -> None:
        self._hub = (url, token, clock)
        self._uids = list(uids)
        self._slices = max(1, round(every_s * SLICES_A_SECOND))
        self._speed = speed_mps
        self._lat, self._lon = _places(len(self._uids), pack)
        chance = np.random.default_rng(1)
        self._heading = chance.uniform(0, 360, len(self._uids)).astype(np.float32)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._flows = threading.Event()
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._work, name="bench traffic")

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._flows.wait(READY_S) or self._failed:
            self._end()
            raise LinkError(f"the force could not report: {self._failed}")
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _work(self) -> None:
        try:
            asyncio.run(self._report())
        except Exception as error:  # noqa: BLE001 - a named door: __enter__ says it
            self._failed = error
        finally:
            self._flows.set()

    async def _report(self) -> None:
        self._loop = asyncio.get_running_loop()
        url, token, clock = self._hub
        hub = HubLink(url, token, lambda _: None, clock=clock)
        hub.declare(self._uids)
        async with asyncio.TaskGroup() as tasks:
            linked = tasks.create_task(hub.run())
            moving = tasks.create_task(self._move(hub))
            await self._stop.wait()
            moving.cancel()
            linked.cancel()

    async def _move(self, hub: HubLink) -> None:
        await hub.wait_until(lambda: hub.ready)
        slots = np.arange(len(self._uids))
        self._send(hub, slots)
        self._flows.set()
        loop = asyncio.get_running_loop()
        next_s, tick, chance = loop.time(), 0, np.random.default_rng(3)
        while True:
            self._send(hub, slots[tick % self._slices :: self._slices])
            tick += 1
            next_s += 1 / SLICES_A_SECOND
            # Anywhere between the gateway's frames: no phase that flatters or hurts.
            at_s = next_s + chance.uniform(0, 1 / SLICES_A_SECOND)
            await asyncio.sleep(max(0.0, at_s - loop.time()))

    def _send(self, hub: HubLink, mine: npt.NDArray[np.int64]) -> None:
        gone_m = self._speed * self._slices / SLICES_A_SECOND
        heading = np.radians(self._heading[mine])
        narrow = np.cos(np.radians(self._lat[mine]))
        self._lat[mine] += np.cos(heading) * gone_m / DEGREE_M
        self._lon[mine] += np.sin(heading) * gone_m / DEGREE_M / narrow
        size = len(mine)
        hub.move(
            mine, self._lat[mine], self._lon[mine],
            np.full(size, hub.clock.now_us(), np.int64),
            np.full(size, self._speed, np.float32), self._heading[mine],
            np.full(size, 5, np.float32),
        )  # fmt: skip


def _places(
    units: int, pack: Pack | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Somewhere in the city's streets, or spread over as much open sea."""
    chance = np.random.default_rng(2)
    if pack is None:
        return 54.7 + chance.normal(0, 0.03, units), 2.4 + chance.normal(0, 0.05, units)
    graph = pack.graph()
    nodes = chance.integers(len(graph.lat), size=units)
    return graph.lat[nodes].astype(np.float64), graph.lon[nodes].astype(np.float64)
