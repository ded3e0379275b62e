"""The journal's file: its tables, how it is opened and read; no threads in here.

WAL with synchronous=FULL and one exclusive connection: an acknowledged row survives a
power cut, and no second writer can come near (SQLite before 3.51.3 could reset the log
under a second one).
"""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from controlroom.domain.errors import JournalError
from controlroom.journal.base import Remembered, Row
from controlroom.journal.chain import genesis

FORMAT = 1
"""Version of the file's layout; a newer one is refused with a sentence."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE row (
    seq INTEGER PRIMARY KEY,
    at_us INTEGER NOT NULL,
    schema INTEGER NOT NULL,
    actor TEXT NOT NULL,
    desk TEXT NOT NULL,
    command_id TEXT NOT NULL,
    event BLOB,
    salt BLOB,
    digest BLOB NOT NULL,
    chain BLOB NOT NULL
);
CREATE TABLE command (
    command_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    answer BLOB NOT NULL,
    mark BLOB NOT NULL
) WITHOUT ROWID;
"""

_COLUMNS = "seq, at_us, schema, actor, desk, command_id, event, salt, digest, chain"


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal says about itself. An empty epoch is a copy never opened yet."""

    format: int
    journal_id: str
    epoch: str
    exercise: bool
    origin_us: int
    rate: float

    def genesis(self) -> bytes:
        """Return the chain before the first row."""
        return genesis(
            self.journal_id, self.origin_us, self.rate, exercise=self.exercise
        )


@contextmanager
def speaking(path: Path, doing: str) -> Iterator[None]:
    """Turn what SQLite says into one line that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        if "locked" in str(error):
            msg = f"{path} is open in another program"
        else:
            msg = f"cannot {doing} {path}: {error}"
        raise JournalError(msg) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open the file for this process alone. Raises `JournalError`."""
    with speaking(path, "open"):
        # Threads take turns under the journal's own lock.
        connection = sqlite3.connect(
            path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # An erased payload is overwritten, not only unlinked.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def create_tables(connection: sqlite3.Connection, meta: Meta) -> None:
    """Make an empty file a journal, at once or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _TABLES.split(";\n"):
        connection.execute(statement)
    _write_meta(connection, meta)
    connection.execute("COMMIT")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever created in the file."""
    found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(found[0] == 0)


def new_meta(*, exercise: bool, origin_us: int, rate: float) -> Meta:
    """Return the meta of a journal created now."""
    return Meta(
        format=FORMAT,
        journal_id=secrets.token_hex(16),
        epoch=secrets.token_hex(16),
        exercise=exercise,
        origin_us=origin_us,
        rate=rate,
    )


def read_meta(connection: sqlite3.Connection, path: Path) -> Meta:
    """Return the meta; a restored copy gets its new epoch here.

    Raises `JournalError`.
    """
    try:
        found = dict(connection.execute("SELECT name, value FROM meta"))
        meta = msgspec.convert(found, Meta, strict=False)
    except (sqlite3.Error, msgspec.ValidationError) as error:
        raise JournalError(f"{path} is not a journal: {error}") from error
    if meta.format > FORMAT:
        msg = f"{path} is of format {meta.format}, this program reads {FORMAT}"
        raise JournalError(msg)
    if not meta.epoch:
        meta = msgspec.structs.replace(meta, epoch=secrets.token_hex(16))
        _write_meta(connection, meta)
    return meta


def forget_epoch(path: Path) -> None:
    """Mark a closed copy: whoever opens it starts another epoch."""
    with speaking(path, "write"):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("UPDATE meta SET value = '' WHERE name = 'epoch'")
        finally:
            connection.close()


def _write_meta(connection: sqlite3.Connection, meta: Meta) -> None:
    values = msgspec.to_builtins(meta)
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [
            (name, msgspec.json.encode(value).decode().strip('"'))
            for name, value in values.items()
        ],
    )


def insert(
    connection: sqlite3.Connection, rows: Iterable[Row], commands: Iterable[Remembered]
) -> None:
    """Write rows and answers in one transaction, durable on return."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(msgspec.structs.astuple, rows),
    )
    connection.executemany(
        "INSERT INTO command VALUES (?, ?, ?, ?)",
        map(msgspec.structs.astuple, commands),
    )
    connection.execute("COMMIT")


def select_rows(connection: sqlite3.Connection, after_seq: int, most: int) -> list[Row]:
    """Return at most that many rows after a seq, in order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM row WHERE seq > ? "  # noqa: S608 - names are ours
        "ORDER BY seq LIMIT ?",
        (after_seq, most),
    )
    return [Row(*fields) for fields in found]


def last_row(connection: sqlite3.Connection) -> Row | None:
    """Return the row with the highest seq."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM row ORDER BY seq DESC LIMIT 1"  # noqa: S608 - ours
    ).fetchone()
    return Row(*found) if found else None


def select_command(
    connection: sqlite3.Connection, command_id: str
) -> Remembered | None:
    """Return the answer to one command."""
    found = connection.execute(
        "SELECT command_id, seq, answer, mark FROM command WHERE command_id = ?",
        (command_id,),
    ).fetchone()
    return Remembered(*found) if found else None


def newest_commands(connection: sqlite3.Connection, most: int) -> list[Remembered]:
    """Return the answers given last, oldest first."""
    found = connection.execute(
        "SELECT command_id, seq, answer, mark FROM command ORDER BY seq DESC LIMIT ?",
        (most,),
    ).fetchall()
    return [Remembered(*fields) for fields in reversed(found)]


def all_command_ids(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the id of every command ever accepted."""
    found = connection.execute("SELECT command_id FROM command")
    return (command_id for (command_id,) in found)


def select_commands(
    connection: sqlite3.Connection, after_id: str, most: int
) -> list[tuple[Remembered, bytes | None]]:
    """Return answers by id, each with the chain of the row it was given at."""
    found = connection.execute(
        "SELECT c.command_id, c.seq, c.answer, c.mark, row.chain FROM command AS c "
        "LEFT JOIN row ON row.seq = c.seq WHERE c.command_id > ? "
        "ORDER BY c.command_id LIMIT ?",
        (after_id, most),
    )
    return [(Remembered(*fields), chain) for *fields, chain in found]


def erase_row(connection: sqlite3.Connection, seq: int) -> None:
    """Overwrite one payload and its salt with nothing."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE row SET event = NULL, salt = NULL WHERE seq = ?", (seq,))
    connection.execute("COMMIT")
