"""Fans out; a slow desk skips positions, never facts, and delays nobody.

Facts are encoded once per view and kept for resuming desks; frames are encoded once per
view, ten times a second. A desk that cannot keep up with facts is cut off and resumes.
"""

import asyncio
import dataclasses
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from controlroom.domain.access import FORCE, Hidden, view
from controlroom.domain.events import Fact
from controlroom.domain.partner import PartnerSight
from controlroom.domain.state import State
from controlroom.domain.tracks import Moved
from controlroom.wire import messages as m
from controlroom.wire.envelope import fact_item, pack_facts
from controlroom.wire.frames import Frame, encode_frame

FACTS_KEPT = 20_000
"""Facts kept in memory for resuming desks; the oldest go. Further back: a snapshot."""
FACTS_BYTES_KEPT = 32 * 1024 * 1024
"""The same, in bytes."""
QUEUE_BYTES = 16 * 1024 * 1024
"""Bytes waiting for one desk besides its first snapshot; one more and it is cut off."""
RUN_BYTES = 256 * 1024
"""Facts joined into one message until it has this many bytes."""
WRITE_BUFFER_BYTES = 64 * 1024
"""A desk with more than this unsent skips the frame."""
HEARTBEAT_S = 0.9
"""A frame goes out at least every second, empty if need be."""


class Seat:
    """What waits for one desk: facts and answers in order, the newest frame, presence.

    `buffered` tells how many bytes the connection still has to send.
    """

    def __init__(self, desk: str, buffered: Callable[[], int], sight: str) -> None:
        self.desk = desk
        self.sight = sight
        self.wake = asyncio.Event()
        self.overflowed = False
        self.skipped = 0
        """Frames this desk did not get."""
        self._buffered = buffered
        # (is a fact, bytes): facts in a row leave as one message.
        self._queue: deque[tuple[bool, bytes]] = deque()
        self._queued_bytes = 0
        self._presence: bytes | None = None
        self._frame: bytes | None = None
        self._frame_rows: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._missed = np.zeros(0, np.bool_)

    def offer_facts(self, items: Iterable[bytes]) -> None:
        """Queue facts, each encoded as an item. Never drops one."""
        for item in items:
            self._queue.append((True, item))
            self._queued_bytes += len(item)
        self._check()

    def offer(self, message: bytes) -> None:
        """Queue a whole message, in order with the facts."""
        self._queue.append((False, message))
        self._queued_bytes += len(message)
        self._check()

    def start_with(self, message: bytes) -> None:
        """Queue the first message of a session, which may be larger than the queue."""
        self._queue.append((False, message))
        self.wake.set()

    def offer_presence(self, message: bytes) -> None:
        """Replace the presence that waits: the latest wins."""
        self._presence = message
        self.wake.set()

    def offer_frame(self, frame: bytes, rows: npt.NDArray[np.int32]) -> None:
        """Hand over a frame, or note its rows when the desk cannot take it now."""
        if self.can_take_frame():
            self._frame = frame
            self._frame_rows = rows
            self.wake.set()
            return
        self.skipped += 1
        if self._frame is not None:
            self.miss(self._frame_rows)
            self._frame = None
        self.miss(rows)

    def can_take_frame(self) -> bool:
        """Say whether nothing older still waits to be sent."""
        return (
            self._frame is None
            and not self._queue
            and self._buffered() <= WRITE_BUFFER_BYTES
        )

    def is_behind(self) -> bool:
        """Say whether frames were skipped that were not made good."""
        return bool(self._missed.any())

    def take_missed(self) -> npt.NDArray[np.bool_]:
        """Return, by unit row, what this desk has not seen, and forget it."""
        missed, self._missed = self._missed, np.zeros(0, np.bool_)
        return missed

    def take(self) -> bytes | None:
        """Return the next message to send: facts and answers before a frame."""
        if self._queue:
            return self._take_queued()
        if self._presence is not None:
            presence, self._presence = self._presence, None
            return presence
        frame, self._frame = self._frame, None
        return frame

    def _take_queued(self) -> bytes:
        is_fact, first = self._queue.popleft()
        self._queued_bytes = max(0, self._queued_bytes - len(first))
        if not is_fact:
            return first
        run, size = [first], len(first)
        while self._queue and self._queue[0][0] and size < RUN_BYTES:
            _, item = self._queue.popleft()
            run.append(item)
            size += len(item)
        self._queued_bytes = max(0, self._queued_bytes - size + len(first))
        return pack_facts(run)

    def _check(self) -> None:
        if self._queued_bytes > QUEUE_BYTES:
            # Facts are never dropped one by one: the session ends and is resumed.
            self.overflowed = True
            self._queue.clear()
        self.wake.set()

    def miss(self, rows: npt.NDArray[np.int32]) -> None:
        """Note rows that this desk has yet to see."""
        if not len(rows):
            return
        needed = int(rows.max()) + 1
        if needed > len(self._missed):
            grown = np.zeros(needed, np.bool_)
            grown[: len(self._missed)] = self._missed
            self._missed = grown
        self._missed[rows] = True


class _Lane:
    """The recent facts of one view, encoded, without a gap, and what it may see."""

    def __init__(self, sight: PartnerSight | None = None) -> None:
        self.sight = sight
        self.items: deque[bytes] = deque()
        self.size = 0

    def see(
        self, facts: Sequence[Fact], touched: frozenset[str], state: State
    ) -> list[bytes]:
        """Return facts as this view sees them, encoded."""
        if self.sight is None:
            return [_item(view(fact, FORCE)) for fact in facts]
        return [_item(seen) for seen in self.sight.follow(facts, touched, state)]

    def units(self) -> set[int]:
        """Return the rows of the units that a partner sees now; the force's: none."""
        return set(self.sight.force_rows.values()) if self.sight else set()

    def moved(self, moved: Moved) -> Moved:
        """Return the rows of this view, by its own numbers."""
        if self.sight is None:
            return moved
        return seen_rows(moved, self.sight)

    def add(self, item: bytes) -> None:
        self.items.append(item)
        self.size += len(item)
        while len(self.items) > FACTS_KEPT or self.size > FACTS_BYTES_KEPT:
            self.size -= len(self.items.popleft())


class Hub:
    """All desks' seats. `boot` names this run, `seq` is that of the last fact out."""

    def __init__(self, boot: int) -> None:
        self.boot = boot
        self.seq = 0
        self.tick = 0
        self.seats: list[Seat] = []
        self.joined = 0
        """How many desks ever came; also one that left before anybody looked."""
        self._lanes: dict[str, _Lane] = {FORCE: _Lane()}
        self._last_frame_s = 0.0

    def remember(self, facts: Iterable[Fact]) -> None:
        """Keep facts for resuming desks without sending them: at start, from disk."""
        for fact in facts:
            self.seq = fact.seq
            self._lanes[FORCE].add(_item(view(fact, FORCE)))

    def publish(
        self,
        facts: Sequence[Fact],
        touched: frozenset[str] = frozenset(),
        state: State | None = None,
    ) -> None:
        """Send committed facts to every desk, encoded once per view.

        `state` is what holds after them, `touched` the ids of what they changed.
        """
        if not facts:
            return
        for sight, lane in self._lanes.items():
            before = lane.units()
            items = lane.see(facts, touched, state or State())
            for item in items:
                lane.add(item)
            new = lane.units() - before
            for seat in self.seats:
                if seat.sight == sight:
                    seat.offer_facts(items)
                    seat.miss(np.array(sorted(new), np.int32))
        self.seq = facts[-1].seq

    def open_view(self, sight: str, partner: str, state: State) -> None:
        """Have a partner's view from now on; one that is open already goes on."""
        if sight not in self._lanes:
            self._lanes[sight] = _Lane(PartnerSight(partner, state))

    def sight(self, sight: str) -> PartnerSight | None:
        """Return what a partner's view shows; None for the force's."""
        return self._lanes[sight].sight

    def close_views(self) -> None:
        """Forget every partner's view: the picture they follow is another one."""
        self._lanes = {FORCE: self._lanes[FORCE]}

    def since(self, seq: int, sight: str = FORCE) -> list[bytes] | None:
        """Return every fact after a seq, or None when some of them are not kept."""
        items = self._lanes[sight].items
        wanted = self.seq - seq
        if wanted < 0 or wanted > len(items):
            return None
        return list(items)[len(items) - wanted :]

    def join(self, seat: Seat) -> None:
        """Send to this desk from now on."""
        self.seats.append(seat)
        self.joined += 1

    def leave(self, seat: Seat) -> None:
        """Send no more to this desk."""
        if seat in self.seats:
            self.seats.remove(seat)

    def frame(self, moved: Moved, everything: Callable[[], Moved], now_us: int) -> None:
        """Send what moved to every desk; one that was behind gets what it missed.

        `everything` gives the last fix of all units and is asked only for such a desk.
        """
        at_s = time.monotonic()
        quiet = at_s - self._last_frame_s < HEARTBEAT_S
        late = any(seat.is_behind() for seat in self.seats)
        if not len(moved.unit_rows) and quiet and not late:
            return
        self.tick += 1
        self._last_frame_s = at_s
        for sight in dict.fromkeys(seat.sight for seat in self.seats):
            lane = self._lanes[sight]
            seats = [seat for seat in self.seats if seat.sight == sight]
            self._frame_view(lane, seats, moved, everything, now_us)

    def _frame_view(
        self,
        lane: _Lane,
        seats: Sequence[Seat],
        moved: Moved,
        everything: Callable[[], Moved],
        now_us: int,
    ) -> None:
        seen = lane.moved(moved)
        rows = np.asarray(seen.unit_rows)
        encoded = encode_frame(self._framed(seen, now_us))
        for seat in seats:
            if seat.is_behind():
                self._make_good(
                    seat, encoded, rows, lambda: lane.moved(everything()), now_us
                )
            else:
                seat.offer_frame(encoded, rows)

    def presence(self, message: bytes, narrow: bytes | None = None) -> None:
        """Send who has what open; partners get the narrow one, when there is one."""
        for seat in self.seats:
            if seat.sight == FORCE:
                seat.offer_presence(message)
            elif narrow is not None:
                seat.offer_presence(narrow)

    def whole(self, everything: Moved, now_us: int, sight: str = FORCE) -> Frame:
        """Return the frame that goes with a snapshot."""
        return self._framed(self._lanes[sight].moved(everything), now_us)

    def _framed(self, moved: Moved, now_us: int) -> Frame:
        return Frame(
            boot=self.boot, tick=self.tick, seq=self.seq, now_us=now_us, moved=moved
        )

    def _make_good(
        self,
        seat: Seat,
        encoded: bytes,
        rows: npt.NDArray[np.int32],
        everything: Callable[[], Moved],
        now_us: int,
    ) -> None:
        if not seat.can_take_frame():
            seat.offer_frame(encoded, rows)
            return
        missed = seat.take_missed()
        moved = everything()
        needed = np.zeros(
            max(len(missed), _extent(moved.unit_rows), _extent(rows)), np.bool_
        )
        needed[: len(missed)] = missed
        needed[rows] = True
        chosen = _select(moved, needed[moved.unit_rows])
        seat.offer_frame(encode_frame(self._framed(chosen, now_us)), chosen.unit_rows)


def _extent(rows: npt.NDArray[np.int32]) -> int:
    return int(rows.max()) + 1 if len(rows) else 0


def _select(moved: Moved, chosen: npt.NDArray[np.bool_]) -> Moved:
    return Moved(
        **{
            field.name: getattr(moved, field.name)[chosen]
            for field in dataclasses.fields(moved)
        }
    )


def seen_rows(moved: Moved, sight: PartnerSight) -> Moved:
    """Return the rows of units that a partner sees now, by its own numbers."""
    rows = np.asarray(moved.unit_rows)
    seen = _select(moved, np.isin(rows, np.array([*sight.force_rows], np.int32)))
    own = [sight.force_rows[row] for row in seen.unit_rows.tolist()]
    return dataclasses.replace(seen, unit_rows=np.array(own, np.int32))


def _item(seen: Fact | Hidden) -> bytes:
    if isinstance(seen, Hidden):
        return fact_item(m.Hidden(seq=seen.seq))
    return fact_item(seen)
