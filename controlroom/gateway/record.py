"""From rows to facts: how the picture comes back from the journal, whole."""

from collections.abc import Iterator

from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.journal.base import Entry, Journal, Row
from controlroom.wire.codec import decode_event, encode_event
from controlroom.wire.upcast import SCHEMA


def entry_of(fact: Fact) -> Entry:
    """Return a fact as the journal takes it."""
    return Entry(
        at_us=fact.at_us,
        actor=fact.actor,
        event=encode_event(fact.event),
        desk=fact.desk,
        schema=SCHEMA,
    )


def fact_of(row: Row) -> Fact | None:
    """Return the fact of a row, or None when its content was erased.

    Raises `WireError` when the row's schema is not known to this program.
    """
    if row.event is None:
        return None
    return Fact(
        seq=row.seq,
        at_us=row.at_us,
        actor=row.actor,
        event=decode_event(row.event, row.schema),
        desk=row.desk,
        command_id=row.command_id,
    )


def facts_of(journal: Journal, after_seq: int = 0) -> Iterator[Fact]:
    """Yield every durable fact after a seq, erased ones left out."""
    for row in journal.read(after_seq):
        fact = fact_of(row)
        if fact is not None:
            yield fact


def rebuild(journal: Journal) -> Picture:
    """Return the picture as the journal has it on disk."""
    picture = Picture()
    for fact in facts_of(journal):
        picture.apply(fact)
    # The last rows may be erased ones: the next fact still comes after them.
    picture.seq = max(picture.seq, journal.durable_seq)
    return picture
