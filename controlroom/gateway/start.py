"""What a gateway finds when it starts: everything that follows from its own journal."""

from collections import deque
from dataclasses import dataclass, field

from controlroom.domain.events import Fact, ViewingEnded, ViewingStarted
from controlroom.domain.picture import Picture
from controlroom.gateway.clock import RoomClock, wall_us
from controlroom.gateway.doors.hub_reports import number_of
from controlroom.gateway.hub import FACTS_KEPT
from controlroom.gateway.record import facts_of
from controlroom.journal.base import Journal


@dataclass(kw_only=True)
class Found:
    """The picture, the last facts, and up to which number each hub's reports came."""

    picture: Picture = field(default_factory=Picture)
    tail: deque[Fact] = field(default_factory=lambda: deque(maxlen=FACTS_KEPT))
    tail_from: int = 0
    """Every fact after this seq is in the tail."""
    received: dict[str, int] = field(default_factory=dict)
    viewings: dict[str, Fact] = field(default_factory=dict)
    """Viewings that began and never ended, by their id."""
    last_us: int = 0


def find(journal: Journal) -> Found:
    """Read the journal from its first row to its last.

    Raises `JournalError` or `WireError` when it cannot be read by this program.
    """
    found = Found()
    for fact in facts_of(journal):
        found.picture.apply(fact)
        if len(found.tail) == FACTS_KEPT:
            found.tail_from = found.tail[0].seq
        elif found.tail and fact.seq != found.tail[-1].seq + 1:
            _forget_gap(found, fact)
        elif not found.tail:
            found.tail_from = fact.seq - 1
        found.tail.append(fact)
        found.last_us = max(found.last_us, fact.at_us)
        _note_report(found, fact)
        _note_viewing(found, fact)
    if found.picture.seq < journal.durable_seq:
        # The last rows were erased: desks resume from there or get a snapshot.
        found.picture.seq = journal.durable_seq
        found.tail.clear()
        found.tail_from = journal.durable_seq
    return found


def clock_for(journal: Journal, last_us: int) -> RoomClock:
    """Return the room's clock: never before the last fact, at the journal's rate."""
    origin_us = journal.origin_us or wall_us()
    if not journal.exercise:
        origin_us = wall_us()
    return RoomClock(max(origin_us, last_us), journal.rate)


def _forget_gap(found: Found, fact: Fact) -> None:
    """An erased fact leaves a gap, and what resumes must have none."""
    found.tail.clear()
    found.tail_from = fact.seq - 1


def _note_report(found: Found, fact: Fact) -> None:
    numbered = number_of(fact.command_id)
    if numbered is not None:
        stream, number = numbered
        found.received[stream] = max(found.received.get(stream, 0), number)


def _note_viewing(found: Found, fact: Fact) -> None:
    if isinstance(fact.event, ViewingStarted):
        found.viewings[fact.event.viewing_id] = fact
    elif isinstance(fact.event, ViewingEnded):
        found.viewings.pop(fact.event.viewing_id, None)
