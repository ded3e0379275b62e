"""A force's hub as a client: declares, moves, reports, is told; reconnects by itself.

Used by the exercise and by benchmarks, in their own loop. Reports are kept until the
gateway has confirmed them; positions are let go when they cannot leave in time.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, WebSocketException

from controlroom.desk.dialling import Ending, backoff, broken, dial, endpoint, failed
from controlroom.desk.ids import new_id
from controlroom.desk.room_clock import RoomClock
from controlroom.domain.errors import WireError
from controlroom.wire import device as d
from controlroom.wire.hub_session import HubEnd
from controlroom.wire.messages import Refusal
from controlroom.wire.positions import Positions, encode_positions

BATCHES = 64
"""Batches of positions that wait to leave; the oldest goes."""
FAULTS_KEPT = 100
"""Refused reports that are remembered; the oldest goes."""
DECLARE_A_MESSAGE = 20_000
SETTLED_S = 10.0
"""A connection that lived for so long starts the backoff anew."""

Told = Callable[[d.Dispatch], None]


class HubLink:
    """One hub. `run` keeps it linked until cancelled; the rest is called in its loop.

    `told` is called with each dispatch, in order; when it returns, the dispatch counts
    as kept and is confirmed.
    """

    def __init__(
        self,
        url: str,
        token: str,
        told: Told,
        stream: str = "",
        clock: RoomClock | None = None,
    ) -> None:
        self.clock = clock or RoomClock()
        self.state = "down"
        self.reason = ""
        self.dropped = 0
        """Positions that could not leave in time."""
        self.report_faults: dict[int, str] = {}
        """Why reports were refused, by number; the latest few."""
        self._address = endpoint(url, "/device")
        self._token = token
        self._told = told
        self._end = HubEnd(stream or new_id("hub"))
        self._uids: list[str] = []
        self._slots: dict[str, int] = {}
        self._handles: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._undeclared = 0
        self._batches: deque[bytes] = deque()
        self._delivered = False
        self._wake = asyncio.Event()
        self._changed = asyncio.Event()
        self._chance = random.Random()  # noqa: S311 - spreads hubs in time, no secret

    @property
    def refused(self) -> dict[str, d.Why]:
        """Declared uids that have no handle, and why."""
        return self._end.refused

    @property
    def unconfirmed(self) -> int:
        """Reports that the gateway has not confirmed."""
        return self._end.unconfirmed

    @property
    def ready(self) -> bool:
        """True when linked and every declared uid has its handle or its refusal."""
        known = len(self._end.handles) + len(self._end.refused)
        return self._end.welcome is not None and known >= len(self._uids)

    def declare(self, uids: Sequence[str]) -> None:
        """Speak for these devices too. Slots are given in the order of declaration."""
        for uid in uids:
            if uid not in self._slots:
                self._slots[uid] = len(self._uids)
                self._uids.append(uid)
        grown = np.full(len(self._uids), -1, np.int64)
        grown[: len(self._handles)] = self._handles
        self._handles = grown
        self._wake.set()

    def slot(self, uid: str) -> int:
        """Return the slot of a declared uid: its index in the order of declaration."""
        return self._slots[uid]

    def report(self, uid: str, said: d.AnySaid, at_us: int) -> int:
        """Send a report, now or when the link is back; return its number.

        Raises `Refused` (`busy`) when too many wait.
        """
        if uid not in self._slots:
            # A report of a uid that nobody declared would hold up all after it.
            self.declare([uid])
        number = self._end.report(uid, said, at_us)
        self._wake.set()
        return number

    def move(
        self,
        slots: npt.NDArray[np.integer[Any]],
        lat: npt.NDArray[np.float64],
        lon: npt.NDArray[np.float64],
        fix_us: npt.NDArray[np.int64],
        speed_mps: npt.NDArray[np.float32],
        heading_deg: npt.NDArray[np.float32],
        accuracy_m: npt.NDArray[np.float32],
    ) -> int:
        """Send fixes by slot, columns of equal length; return how many will leave."""
        if self._end.welcome is None:
            self.dropped += len(slots)
            return 0
        handles = self._handles[slots]
        able = handles >= 0
        batch = Positions(
            number=self._end.next_batch(),
            sent_us=self.clock.now_us(),
            handles=handles[able],
            lat=lat[able],
            lon=lon[able],
            fix_us=fix_us[able],
            speed_mps=speed_mps[able],
            heading_deg=heading_deg[able],
            accuracy_m=accuracy_m[able],
        )
        if len(self._batches) >= BATCHES:
            self._batches.popleft()
            self.dropped += len(slots)
        self._batches.append(encode_positions(batch))
        self._wake.set()
        return int(np.count_nonzero(able))

    async def wait_until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition on this hub holds; looked at whenever it hears."""
        while not condition():
            self._changed.clear()
            await self._changed.wait()

    async def run(self) -> None:
        """Link, and keep linked until cancelled."""
        loop = asyncio.get_running_loop()
        waits = backoff(self._chance)
        while True:
            began_s = loop.time()
            ending = await self._connected()
            self._end.lost()
            self._handles[:] = -1
            self._batches.clear()
            self.state = "refused" if ending.refused else "down"
            self.reason = ending.reason
            self._changed.set()
            if loop.time() - began_s > SETTLED_S:
                waits = backoff(self._chance)
            await asyncio.sleep(next(waits))

    async def _connected(self) -> Ending:
        try:
            async with dial(self._address, self._token, d.MAX_TO_HUB) as socket:
                await socket.send(self._end.hello())
                async with asyncio.TaskGroup() as tasks:
                    sender = tasks.create_task(self._send_what_waits(socket))
                    ending = await self._listen(socket)
                    sender.cancel()
                return ending
        except (OSError, WebSocketException) as error:
            return failed(error)

    async def _listen(self, socket: ClientConnection) -> Ending:
        try:
            async for payload in socket:
                message = self._end.receive(payload)
                if isinstance(message, Refusal):
                    return Ending(message.sentence, refused=True)
                self._take(message)
                self._changed.set()
        except ConnectionClosed as closed:
            return broken(closed)
        except WireError as error:
            return Ending(f"The gateway said something unexpected: {error}")
        return Ending("The gateway closed the link.")

    def _take(
        self, message: d.HubWelcome | d.Declared | d.Received | d.Dispatches
    ) -> None:
        match message:
            case d.HubWelcome():
                self.clock.set(message.now_us, message.rate)
                self._undeclared = 0
                self.state, self.reason = "live", ""
            case d.Declared():
                self._take_handles(message)
            case d.Received():
                self._note_faults(message.refused)
            case d.Dispatches():
                for dispatch in message.dispatches:
                    self._told(dispatch)
                self._delivered = True
        self._wake.set()

    def _take_handles(self, declared: d.Declared) -> None:
        for uid, handle in (
            *declared.handles.items(),
            *((u, -1) for u in declared.refused),
        ):
            slot = self._slots.get(uid)
            if slot is not None:
                self._handles[slot] = handle

    def _note_faults(self, refused: dict[int, str]) -> None:
        self.report_faults.update(refused)
        while len(self.report_faults) > FAULTS_KEPT:
            del self.report_faults[next(iter(self.report_faults))]

    async def _send_what_waits(self, socket: ClientConnection) -> None:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                for payload in self._waiting():
                    await socket.send(payload)
        except ConnectionClosed:
            return  # the listener says why

    def _waiting(self) -> list[bytes]:
        if self._end.welcome is None:
            return []
        waiting = []
        while self._undeclared < len(self._uids):
            some = self._uids[self._undeclared : self._undeclared + DECLARE_A_MESSAGE]
            self._undeclared += len(some)
            waiting.append(d.pack_device(d.Declare(uids=tuple(some))))
        waiting.extend(self._end.reports())
        if self._delivered:
            self._delivered = False
            waiting.append(self._end.delivered())
        waiting.extend(self._batches)
        self._batches.clear()
        return waiting
