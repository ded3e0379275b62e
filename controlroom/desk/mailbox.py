"""The seam between the link's thread and whoever draws; bounded, facts never dropped.

Positions and presence are latest-wins: frames are merged, a unit's newest fix stays.
Facts wait in order up to a bound; beyond it the sender is told, asks for a fresh
snapshot, and what waited is let go, because the snapshot holds it.
"""

import threading
from collections import deque

import numpy as np

from controlroom.desk.deliveries import (
    AnswerArrived,
    Delivery,
    Facts,
    FrameArrived,
    LinkChanged,
    PresenceArrived,
    ResultArrived,
    Snapshot,
    Welcome,
)
from controlroom.domain.access import Hidden
from controlroom.domain.events import Fact
from controlroom.domain.tracks import Moved

MAX_FACTS = 50_000
"""Facts that wait; one more and the mailbox asks for a snapshot."""
MAX_ANSWERS = 2_000
"""Results and answers that wait; the oldest goes. A desk has 1,000 under way."""
MERGE_AT = 16
"""Frames that wait before they are merged in place: 1.6 s without a drain."""


class Mailbox:
    """Put by the link's thread, drained by one reader at its own pace."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._link: LinkChanged | None = None
        self._welcome: Welcome | None = None
        self._snapshot: Snapshot | None = None
        self._facts: list[Fact | Hidden] = []
        self._frames: list[FrameArrived] = []
        self._presence: PresenceArrived | None = None
        self._answers: deque[ResultArrived | AnswerArrived] = deque(maxlen=MAX_ANSWERS)

    def drain(self) -> list[Delivery]:
        """Return all that waits, at once, in the order in which it is to be applied.

        Link, welcome, snapshot, facts, frame, presence, then results and answers.
        """
        with self._ready:
            link, self._link = self._link, None
            welcome, self._welcome = self._welcome, None
            snapshot, self._snapshot = self._snapshot, None
            facts, self._facts = self._facts, []
            frames, self._frames = self._frames, []
            presence, self._presence = self._presence, None
            answers = list(self._answers)
            self._answers.clear()
        ordered: list[Delivery | None] = [
            link,
            welcome,
            snapshot,
            Facts(tuple(facts)) if facts else None,
            merge(frames) if frames else None,
            presence,
        ]
        return [delivery for delivery in ordered if delivery is not None] + answers

    def wait(self, timeout_s: float) -> bool:
        """Wait until something is there; return whether it is."""
        with self._ready:
            return self._ready.wait_for(self._holds, timeout_s)

    def put_link(self, change: LinkChanged) -> None:
        """Say how the link does; the latest wins."""
        with self._ready:
            self._link = change
            self._ready.notify_all()

    def put_welcome(self, welcome: Welcome) -> None:
        """Deliver a welcome; the latest wins."""
        with self._ready:
            self._welcome = welcome
            self._ready.notify_all()

    def put_snapshot(self, snapshot: Snapshot) -> None:
        """Deliver a snapshot; facts and frames that wait are older and let go."""
        with self._ready:
            self._snapshot = snapshot
            self._facts = []
            self._frames = []
            self._ready.notify_all()

    def put_facts(self, facts: tuple[Fact | Hidden, ...]) -> bool:
        """Deliver facts; False when too many wait and a snapshot must be asked for."""
        with self._ready:
            if len(self._facts) + len(facts) > MAX_FACTS:
                self._facts = []
                return False
            self._facts.extend(facts)
            self._ready.notify_all()
        return True

    def put_frame(self, frame: FrameArrived) -> None:
        """Deliver what moved; merged with what waits."""
        with self._ready:
            self._frames.append(frame)
            if len(self._frames) >= MERGE_AT:
                self._frames = [merge(self._frames)]
            self._ready.notify_all()

    def put_presence(self, presence: PresenceArrived) -> None:
        """Deliver who has what open; the latest wins."""
        with self._ready:
            self._presence = presence
            self._ready.notify_all()

    def put_answer(self, answer: ResultArrived | AnswerArrived) -> None:
        """Deliver a result or an answer, in order."""
        with self._ready:
            self._answers.append(answer)
            self._ready.notify_all()

    def _holds(self) -> bool:
        return bool(
            self._link
            or self._welcome
            or self._snapshot
            or self._facts
            or self._frames
            or self._presence
            or self._answers
        )


def merge(frames: list[FrameArrived]) -> FrameArrived:
    """Return one frame for many: of each unit the fix that came last."""
    last = frames[-1]
    moving = [frame.moved for frame in frames if len(frame.moved)]
    if len(frames) == 1:
        return last
    return FrameArrived(
        moved=_newest(moving) if moving else last.moved,
        gateway_now_us=last.gateway_now_us,
        seq=last.seq,
        frames=sum(frame.frames for frame in frames),
        received_us=last.received_us,
    )


def _newest(parts: list[Moved]) -> Moved:
    if len(parts) == 1:
        return parts[0]
    rows = np.concatenate([part.unit_rows for part in parts])
    # Assigned in order, so of a row named twice the last index stays.
    index = np.full(int(rows.max()) + 1, -1, np.int64)
    index[rows] = np.arange(len(rows))
    keep = index[index >= 0]
    return Moved(
        unit_rows=rows[keep],
        lat=np.concatenate([part.lat for part in parts])[keep],
        lon=np.concatenate([part.lon for part in parts])[keep],
        fix_us=np.concatenate([part.fix_us for part in parts])[keep],
        speed_mps=np.concatenate([part.speed_mps for part in parts])[keep],
        heading_deg=np.concatenate([part.heading_deg for part in parts])[keep],
        accuracy_m=np.concatenate([part.accuracy_m for part in parts])[keep],
        kind=np.concatenate([part.kind for part in parts])[keep],
    )
