"""The past, kept beside the live room: the index of incidents and the sampled tracks.

One worker thread does all of it, so the room never waits for these files; when they
cannot be written the room goes on, says so once in the log, and catches up later.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from controlroom.domain.entities import Incident
from controlroom.domain.errors import ControlroomError
from controlroom.domain.events import Fact, IncidentArchived
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved
from controlroom.gateway.record import facts_of
from controlroom.journal.base import Journal
from controlroom.journal.index import Index
from controlroom.journal.tracks import TrackStore

log = logging.getLogger(__name__)

T = TypeVar("T")

AT_ONCE = 1000
"""Incidents written in one go while catching up."""
WAITING_FRAMES = 600
"""Frames of positions that wait for the worker: a minute; then the oldest go."""
EXPIRE_EVERY_US = 3_600_000_000


class Archive:
    """Follows what is committed. `picture` gives the picture as it stands."""

    def __init__(
        self,
        index: Index,
        tracks: TrackStore,
        journal: Journal,
        picture: Callable[[], Picture],
    ) -> None:
        self.index = index
        self.tracks = tracks
        self._journal = journal
        self._picture = picture
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="archive")
        self._touched: set[str] = set()
        self._moved: list[Moved] = []
        self._seq = 0
        self._busy: Future[None] | None = None
        self._behind = False
        self._expired_us = 0

    def start(self) -> None:
        """Let the index catch up with the journal, in the worker, from now on."""
        self._seq = self._journal.durable_seq
        self._behind = self.index.seq != self._seq
        self._bring_up()

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Note which incidents committed facts changed."""
        incidents = self._picture().incidents
        self._touched.update(one for one in touched if one in incidents)
        self._seq = facts[-1].seq

    def saw(self, moved: Moved) -> None:
        """Note where units were drawn."""
        if len(moved):
            self._moved.append(moved)
            del self._moved[:-WAITING_FRAMES]

    def write(self, now_us: int) -> None:
        """Hand what was noted to the worker, unless it still works on the last."""
        if self._busy is not None and not self._busy.done():
            return
        if self._behind:
            self._bring_up()
            return
        picture = self._picture()
        incidents = [
            incident
            for incident_id in self._touched
            if (incident := picture.incidents.get(incident_id))
        ]
        moved, unit_ids = self._moved, list(picture.unit_rows)
        expire = now_us - self._expired_us > EXPIRE_EVERY_US
        if not (incidents or moved or expire or self._seq != self.index.seq):
            return
        self._touched, self._moved = set(), []
        if expire:
            self._expired_us = now_us

        seq = self._seq

        def work() -> None:
            self.index.keep(incidents, seq)
            for frame in moved:
                self.tracks.keep(frame, unit_ids)
            self.tracks.flush()
            if expire:
                self.tracks.expire(now_us)

        self._busy = self._worker.submit(self._quietly, work)

    async def ask(self, work: Callable[[], T]) -> T:
        """Return what the worker found, in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def close(self, now_us: int) -> None:
        """Write what is left and let go of the files."""
        if self._busy is not None:
            self._busy.result()
        self.write(now_us)
        self._worker.shutdown()
        self.index.close()

    def _bring_up(self) -> None:
        if self._behind:
            self._touched = set()
            self._busy = self._worker.submit(self._quietly, self._catch_up, self._seq)

    def _quietly(self, work: Callable[..., None], *args: object) -> None:
        try:
            work(*args)
            self._behind = False
        except ControlroomError as error:
            if not self._behind:
                log.warning("the archive is behind: %s", error)
            self._behind = True

    def _catch_up(self, until_seq: int) -> None:
        """Read the journal again and bring in what the index lacks."""
        after_seq = self.index.seq
        if after_seq > until_seq:
            self.index.clear()
            after_seq = 0
        picture = Picture()
        changed: dict[str, Incident] = {}
        for fact in facts_of(self._journal):
            if fact.seq > until_seq:
                break
            known = _applied(picture, fact)
            if fact.seq > after_seq:
                changed.update(known)
            if len(changed) >= AT_ONCE:
                self.index.keep(changed.values(), fact.seq)
                changed.clear()
        self.index.keep(changed.values(), until_seq)


def _applied(picture: Picture, fact: Fact) -> dict[str, Incident]:
    """Apply a fact and return the incidents it changed, also one that leaves by it."""
    changed: dict[str, Incident] = {}
    if isinstance(fact.event, IncidentArchived):
        leaving = picture.incidents.get(fact.event.incident_id)
        if leaving is not None:
            changed[leaving.incident_id] = leaving
    for one in picture.apply(fact):
        if incident := picture.incidents.get(one):
            changed[one] = incident
    return changed
