"""The journal in one SQLite file: one exclusive connection, one writer thread.

`journal.db` is WAL with synchronous=FULL, so what was acknowledged survives a power
cut; readers in other threads take turns with the writer, in short slices.
"""

import contextlib
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Self

from controlroom.domain.errors import BugError, JournalError
from controlroom.journal import tables
from controlroom.journal.base import Entry, Fault, Remembered, Row, Verdict
from controlroom.journal.chain import (
    SALT_BYTES,
    Proof,
    chain_of,
    digest_of,
    mark_of,
)
from controlroom.journal.commands import HELD_WHOLE, Commands
from controlroom.journal.writer import Batch, Writer

SLICE_ROWS = 1_000
"""Rows read in one turn: a commit waits for one slice at most."""
BACKUP_PAGES = 256
"""Pages copied in one turn, 1 MiB: commits go on between turns."""


class SqliteJournal:
    """The default journal; see `Journal` for what each method promises."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over an open, created file. `open` is the way in."""
        self._path = path
        self._connection = connection
        self._turn = threading.Lock()
        self._meta = tables.read_meta(connection, path)
        self._commands = self._load_commands()
        self._head = self._load_head()
        self._writer = Writer(self._write, self._head[0])

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        exercise: bool | None = False,
        origin_us: int = 0,
        rate: float = 1.0,
        create: bool = True,
    ) -> Self:
        """Open the file for this process alone, or create it.

        `exercise` None takes what there is; `origin_us` and `rate` are written when the
        journal is created and read ever after. Raises `JournalError`: no file, open in
        another program, not a journal, an exercise where a live one was asked for or
        the reverse.
        """
        if not create and not path.is_file():
            raise JournalError(f"there is no journal at {path}")
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = tables.connect(path)
        try:
            with tables.speaking(path, "read"):
                if tables.is_empty(connection):
                    meta = tables.new_meta(
                        exercise=bool(exercise), origin_us=origin_us, rate=rate
                    )
                    tables.create_tables(connection, meta)
                _refuse_other_kind(path, connection, exercise=exercise)
                return cls(path, connection)
        except BaseException:
            connection.close()
            raise

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def epoch(self) -> str:
        """Random name, new when the journal was created or restored."""
        return self._meta.epoch

    @property
    def exercise(self) -> bool:
        """Whether nothing in here is real."""
        return self._meta.exercise

    @property
    def origin_us(self) -> int:
        """Room time at which the room's clock started, 0 for the time of day."""
        return self._meta.origin_us

    @property
    def rate(self) -> float:
        """Seconds of room time a second."""
        return self._meta.rate

    @property
    def last_seq(self) -> int:
        """Seq of the last row appended, durable or not."""
        return self._head[0]

    @property
    def durable_seq(self) -> int:
        """Seq of the last row that survives a power cut."""
        return self._writer.durable_seq

    @property
    def failure(self) -> str:
        """Why the last commit failed; empty while all is well."""
        return self._writer.failure

    def append(
        self, entries: Sequence[Entry], *, command_id: str = "", answer: bytes = b""
    ) -> list[Row]:
        """Stage entries that become durable together, and number them."""
        if command_id and self.find_command(command_id):
            raise BugError(f"command {command_id} was already accepted")
        seq, chain = self._head
        rows = []
        for entry in entries:
            seq += 1
            row = _row(seq, chain, entry, command_id)
            chain = row.chain
            rows.append(row)
        remembered = None
        if command_id:
            mark = mark_of(chain, command_id, answer)
            remembered = Remembered(command_id, seq, answer, mark)
        self._writer.stage(Batch(rows, remembered))
        self._head = seq, chain
        if remembered:
            self._commands.add(remembered)
        return rows

    def commit(self) -> Future[int]:
        """Ask for all that was appended; the result is the durable seq."""
        return self._writer.when_durable(self._head[0])

    def find_command(self, command_id: str) -> Remembered | None:
        """Return the first answer of an accepted command, durable or not yet."""
        known = self._commands.find(command_id)
        if known or not self._commands.may_be_older(command_id):
            return known
        with self._turn, tables.speaking(self._path, "read"):
            return tables.select_command(self._connection, command_id)

    def read(self, after_seq: int = 0) -> Iterator[Row]:
        """Yield durable rows after a seq, in order, in slices."""
        while True:
            with self._turn, tables.speaking(self._path, "read"):
                rows = tables.select_rows(self._connection, after_seq, SLICE_ROWS)
            if not rows:
                return
            yield from rows
            after_seq = rows[-1].seq

    def verify(self) -> Verdict:
        """Prove all durable rows and remembered answers."""
        proof = Proof(self._meta.genesis())
        faults: list[Fault] = []
        try:
            faults.extend(proof.check(self._read_closely()))
        except JournalError as error:
            faults.append(Fault(proof.head_seq + 1, str(error)))
        else:
            faults.extend(self._check_commands())
        return Verdict(
            rows=proof.rows,
            erased=tuple(proof.erased),
            faults=tuple(faults),
            head_seq=proof.head_seq,
            head=proof.head.hex(),
            epoch=self.epoch,
        )

    def backup(self, path: Path) -> Verdict:
        """Write a proven copy, which is another epoch once opened.

        Raises `JournalError` when the place is taken or cannot be written.
        """
        if path.exists():
            raise JournalError(f"{path} exists already; a backup replaces nothing")
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        copied: Future[None] = Future()
        self._writer.run(lambda: self._copy(part, copied))
        try:
            copied.result()
            with type(self).open(part, exercise=None, create=False) as copy:
                verdict = copy.verify()
            tables.forget_epoch(part)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return verdict

    def erase(self, seq: int) -> Future[int]:
        """Take the content of a durable row away; the chain still proves."""
        erased: Future[int] = Future()

        def job() -> None:
            try:
                with self._turn, tables.speaking(self._path, "write"):
                    tables.erase_row(self._connection, seq)
            except JournalError as error:
                erased.set_exception(error)
            else:
                erased.set_result(seq)

        self._writer.run(job)
        return erased

    def reopen(self) -> None:
        """After a failed commit: take what is on disk as the truth again."""
        with self._turn:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = tables.connect(self._path)
            with tables.speaking(self._path, "read"):
                self._head = self._load_head()
                self._commands.forget_after(self._head[0])
        self._writer.restart(self._head[0])

    def close(self) -> None:
        """Commit what waits and let go of the file."""
        self._writer.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, group: Sequence[Batch]) -> None:
        rows = [row for batch in group for row in batch.rows]
        commands = [batch.remembered for batch in group if batch.remembered]
        with self._turn, tables.speaking(self._path, "write"):
            try:
                tables.insert(self._connection, rows, commands)
            except sqlite3.Error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _copy(self, part: Path, copied: Future[None]) -> None:
        try:
            with tables.speaking(part, "write"):
                target = sqlite3.connect(part)
                try:
                    self._connection.backup(
                        target,
                        pages=BACKUP_PAGES,
                        progress=lambda *_: self._writer.write_waiting(),
                        sleep=0,
                    )
                finally:
                    target.close()
        except JournalError as error:
            copied.set_exception(error)
        else:
            copied.set_result(None)

    def _read_closely(self) -> Iterator[Row]:
        """Read on to the last row before one that cannot be read."""
        after_seq, most = 0, SLICE_ROWS
        while True:
            try:
                with self._turn, tables.speaking(self._path, "read"):
                    rows = tables.select_rows(self._connection, after_seq, most)
            except JournalError:
                if most == 1:
                    raise
                most = 1
                continue
            if not rows:
                return
            yield from rows
            after_seq = rows[-1].seq

    def _check_commands(self) -> Iterator[Fault]:
        after = ""
        while True:
            with self._turn, tables.speaking(self._path, "read"):
                found = tables.select_commands(self._connection, after, SLICE_ROWS)
            for known, chain in found:
                start = self._meta.genesis() if known.seq == 0 else chain
                if start is None or known.mark != mark_of(
                    start, known.command_id, known.answer
                ):
                    what = f"the answer to {known.command_id} is not what was given"
                    yield Fault(known.seq, what)
            if not found:
                return
            after = found[-1][0].command_id

    def _load_head(self) -> tuple[int, bytes]:
        last = tables.last_row(self._connection)
        return (last.seq, last.chain) if last else (0, self._meta.genesis())

    def _load_commands(self) -> Commands:
        newest = tables.newest_commands(self._connection, HELD_WHOLE // 2)
        commands = Commands(tables.all_command_ids(self._connection))
        for known in newest:
            commands.add(known)
        return commands


def _row(seq: int, chain: bytes, entry: Entry, command_id: str) -> Row:
    salt = secrets.token_bytes(SALT_BYTES)
    digest = digest_of(salt, entry.event)
    header = (seq, entry.at_us, entry.schema, entry.actor, entry.desk, command_id)
    link = chain_of(chain, digest, header)
    return Row(*header, entry.event, salt, digest, link)


def _refuse_other_kind(
    path: Path, connection: sqlite3.Connection, *, exercise: bool | None
) -> None:
    meta = tables.read_meta(connection, path)
    if exercise is None or meta.exercise == exercise:
        return
    if meta.exercise:
        raise JournalError(f"{path} is an exercise: a live gateway does not touch it")
    raise JournalError(f"{path} is live: an exercise does not touch it")
