"""How fast the journal makes events durable and comes back, on this machine's disk."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from controlroom.bench.rows import BenchRow, bench_row, percentile
from controlroom.domain.events import LogEntryAdded
from controlroom.journal.base import Entry
from controlroom.journal.sqlite import SqliteJournal
from controlroom.wire.codec import encode_event

SINGLES = 300
GROUPS = 200
GROUP = 50
SECOND_US = 1_000_000


def run(singles: int = SINGLES, groups: int = GROUPS) -> Iterator[BenchRow]:
    """Yield journal.ack_p50, _p99 and journal.rate, then journal.open and .verify."""
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        path = Path(folder) / "journal.db"
        journal = SqliteJournal.open(path)
        try:
            yield from _acknowledgements(journal, singles)
            yield from _rate(journal, groups)
            rows = journal.durable_seq
        finally:
            journal.close()
        yield from _opening(path, rows)


def _entry(number: int) -> Entry:
    event = LogEntryAdded(incident_id="inc_bench", text=f"Entry {number}, as typed.")
    return Entry(at_us=number * SECOND_US, actor="per_bench", event=encode_event(event))


def _acknowledgements(journal: SqliteJournal, singles: int) -> Iterator[BenchRow]:
    """One command at a time: from append to durable."""
    waits_ms = []
    for number in range(singles):
        began_s = time.perf_counter()
        journal.append([_entry(number)])
        journal.commit().result()
        waits_ms.append((time.perf_counter() - began_s) * 1e3)
    for percent in (50, 99):
        value = percentile(waits_ms, percent)
        yield bench_row(f"journal.ack_p{percent}", value, "ms", commits=singles)


def _rate(journal: SqliteJournal, groups: int) -> Iterator[BenchRow]:
    """Groups as a busy gateway commits them."""
    began_s = time.perf_counter()
    for group in range(groups):
        journal.append([_entry(group * GROUP + place) for place in range(GROUP)])
        journal.commit().result()
    rate = groups * GROUP / (time.perf_counter() - began_s)
    yield bench_row("journal.rate", rate, "events/s", group=GROUP)


def _opening(path: Path, rows: int) -> Iterator[BenchRow]:
    began_s = time.perf_counter()
    journal = SqliteJournal.open(path)
    try:
        read = sum(1 for _ in journal.read(0))
        opened_ms = (time.perf_counter() - began_s) * 1e3
        began_s = time.perf_counter()
        verdict = journal.verify()
        proof = rows / (time.perf_counter() - began_s)
    finally:
        journal.close()
    yield bench_row("journal.open", opened_ms, "ms", rows=read)
    yield bench_row("journal.verify", proof, "rows/s", proven=verdict.proven)
