"""The past by words: every incident ever, found newest first; rebuildable at will.

The truth is in the journal: this file follows it, knows how far it has come, and starts
anew when the epoch or its own layout is another.
"""

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import msgspec

from controlroom.domain.entities import Incident
from controlroom.domain.errors import JournalError
from controlroom.journal import whereabouts

LAYOUT = 2
WORDS_ASKED = 12
"""Words of a question that count; the rest is ignored."""
FIRST_SLICE = 4_096
"""Incidents looked at first, newest; then four times as many, and so on."""
ENDINGS = 24
"""Words of the index that a word asked for may begin, each followed by itself.

With more, or none, the prefix index is asked: it puts all of their incidents together
before the first is found.
"""

_TABLES = """
CREATE TABLE meta (epoch TEXT NOT NULL, seq INTEGER NOT NULL);
CREATE TABLE incident (
    number INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL UNIQUE,
    cad TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX incident_cad ON incident (cad);
CREATE VIRTUAL TABLE words USING fts5 (text, prefix = '2 3 4');
"""

_ENDINGS = (
    "CREATE VIRTUAL TABLE temp.ending USING fts5vocab('main', 'words', 'instance')"
)

_decode = msgspec.msgpack.Decoder(Incident).decode


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that a search found. `number` is the cursor for the next page."""

    number: int
    incident: Incident
    excerpt: str


class Index:
    """Incidents by words, number and id; any thread may ask."""

    def __init__(self, path: Path, connection: sqlite3.Connection, epoch: str) -> None:
        """Take over an open file. `open` is the way in."""
        self._path = path
        self._connection = connection
        self._turn = threading.Lock()
        self.seq = self._start(epoch)
        """Everything up to this seq is in here."""

    @classmethod
    def open(cls, path: Path, epoch: str) -> Self:
        """Open or create the index of a journal. Raises `JournalError`.

        A file that is no index, or a broken one, is thrown away: it can be rebuilt.
        """
        try:
            return cls._open(path, epoch)
        except sqlite3.OperationalError as error:
            raise JournalError(f"cannot open {path}: {error}") from error
        except sqlite3.DatabaseError:
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)
        try:
            return cls._open(path, epoch)
        except sqlite3.Error as error:
            raise JournalError(f"cannot open {path}: {error}") from error

    def keep(self, incidents: Iterable[Incident], seq: int) -> None:
        """Take incidents over as they stand at a seq. Raises `JournalError`."""
        with self._asking():
            self._connection.execute("BEGIN IMMEDIATE")
            for incident in incidents:
                self._put(incident)
            self._connection.execute("UPDATE meta SET seq = ?", (seq,))
            self._connection.execute("COMMIT")
            self.seq = seq

    def search(
        self, text: str, limit: int = 50, before: int | None = None
    ) -> list[Found]:
        """Return incidents with all the words, newest first, each word as a beginning.

        `before` is the number of the last one on the page before.
        """
        asked = re.findall(r"\w+", text)[:WORDS_ASKED]
        if not asked:
            return []
        with self._asking():
            wanted = " AND ".join(self._beginning(word) for word in asked)
        found: list[Found] = []
        for low, high in self._slices(before):
            with self._asking():
                rows = self._connection.execute(
                    "SELECT i.number, i.body, snippet(words, 0, '', '', '…', 16) "
                    "FROM words JOIN incident AS i ON i.number = words.rowid "
                    "WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? "
                    "ORDER BY words.rowid DESC LIMIT ?",
                    (wanted, low, high, limit - len(found)),
                ).fetchall()
            found += [
                Found(number=number, incident=_decode(body), excerpt=excerpt)
                for number, body, excerpt in rows
            ]
            if len(found) >= limit:
                break
        return found

    def incident(self, cad_or_id: str) -> Incident | None:
        """Return an incident by CAD number or id; of a number twice the newest."""
        with self._asking():
            found = self._connection.execute(
                "SELECT body FROM incident WHERE incident_id = ?1 OR cad = ?1 "
                "ORDER BY number DESC LIMIT 1",
                (cad_or_id,),
            ).fetchone()
        return _decode(found[0]) if found else None

    def clear(self) -> None:
        """Forget everything, before the journal is read again."""
        with self._asking():
            self._connection.executescript(
                "BEGIN; DELETE FROM incident; DELETE FROM words; "
                "UPDATE meta SET seq = 0; COMMIT;"
            )
            whereabouts.clear(self._connection)
            self.seq = 0

    def near(
        self, lat: float, lon: float, within_m: float, limit: int = 10
    ) -> list[tuple[Incident, float]]:
        """Return incidents within metres of a place, newest first, and how far."""
        with self._asking():
            rows = whereabouts.around(self._connection, lat, lon, within_m)
        found: list[tuple[Incident, float]] = []
        for _number, body in rows:
            incident = _decode(body)
            metres = whereabouts.metres_from(incident, lat, lon)
            if metres <= within_m:
                found.append((incident, metres))
            if len(found) == limit:
                break
        return found

    def by_caller(self, caller: str, limit: int = 10) -> list[Incident]:
        """Return what a caller told before, by number or by full name; newest first."""
        with self._asking():
            rows = whereabouts.told_by(self._connection, caller, limit)
        return [_decode(body) for _number, body in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def _open(cls, path: Path, epoch: str) -> Self:
        connection = sqlite3.connect(
            path, timeout=5, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            return cls(path, connection, epoch)
        except BaseException:
            connection.close()
            raise

    def _start(self, epoch: str) -> int:
        layout = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if layout != LAYOUT:
            if layout:
                raise sqlite3.DatabaseError("another layout")
            self._connection.executescript(_TABLES + whereabouts.TABLES)
            self._connection.execute("INSERT INTO meta VALUES (?, 0)", (epoch,))
            self._connection.execute(f"PRAGMA user_version = {LAYOUT}")
        self._connection.execute(_ENDINGS)
        known, seq = self._connection.execute("SELECT epoch, seq FROM meta").fetchone()
        if known != epoch:
            raise sqlite3.DatabaseError("another epoch")
        return int(seq)

    def _put(self, incident: Incident) -> None:
        body = msgspec.msgpack.encode(incident)
        number = self._connection.execute(
            "INSERT INTO incident (incident_id, cad, body) VALUES (?, ?, ?) "
            "ON CONFLICT (incident_id) DO UPDATE "
            "SET cad = excluded.cad, body = excluded.body RETURNING number",
            (incident.incident_id, incident.cad, body),
        ).fetchone()[0]
        self._connection.execute(
            "INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)",
            (number, words_of(incident)),
        )
        whereabouts.keep(self._connection, number, incident)

    def _beginning(self, word: str) -> str:
        """Return what finds all words that begin with one, as quickly as can be."""
        if word.isascii() and word.isalnum():
            known = self._words_from(word.lower())
            if 0 < len(known) <= ENDINGS:
                return "(" + " OR ".join(f'"{each}"' for each in known) + ")"
        # Other scripts and signs: the index folds them as it did when it was made.
        return f'"{word}"*'

    def _words_from(self, beginning: str) -> list[str]:
        """Return the words of the index with a beginning, one more than are wanted."""
        known: list[str] = []
        following = beginning
        while len(known) <= ENDINGS:
            row = self._connection.execute(
                "SELECT term FROM temp.ending WHERE term >= ? LIMIT 1", (following,)
            ).fetchone()
            if row is None or not row[0].startswith(beginning):
                break
            known.append(row[0])
            following = f"{row[0]}\x01"
        return known

    def _slices(self, before: int | None) -> Iterator[tuple[int, int]]:
        if before is None:
            with self._asking():
                newest = self._connection.execute(
                    "SELECT coalesce(max(number), 0) FROM incident"
                ).fetchone()[0]
            before = int(newest) + 1
        size = FIRST_SLICE
        high = before - 1
        while high > 0:
            low = max(high - size + 1, 1)
            yield low, high
            high = low - 1
            size *= 4

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with self._turn:
            try:
                yield
            except sqlite3.Error as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise JournalError(f"cannot use {self._path}: {error}") from error


def words_of(incident: Incident) -> str:
    """Return what an incident can be found by: number, type, place, people, log."""
    said = (
        incident.cad, incident.type_code, incident.place, incident.caller,
        incident.narrative, incident.source_id, *(e.text for e in incident.log),
    )  # fmt: skip
    return "\n".join(text for text in said if text)
