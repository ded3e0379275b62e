"""Hashes of tokens and keys, apart from all else: never in an event, a frame, a log.

A token is 256 random bits, so one SHA-256 of it is enough: there is nothing to guess.
The file is its owner's alone; on Windows the person's own folder sees to that.
"""

import hashlib
import os
import secrets
import sqlite3
import threading
from pathlib import Path
from typing import Literal, Self

import msgspec

from controlroom.domain.errors import JournalError

HolderKind = Literal["person", "device", "hub", "admin"]

TOKEN_BYTES = 32
_OWNER_ONLY = 0o600

_TABLES = """
CREATE TABLE IF NOT EXISTS token (
    token_hash BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    label TEXT NOT NULL,
    created_us INTEGER NOT NULL,
    revoked_us INTEGER
);
CREATE TABLE IF NOT EXISTS key (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


class Holder(msgspec.Struct, frozen=True):
    """Whom a token stands for. `subject_id` is a person's, device's or hub's id."""

    kind: HolderKind
    subject_id: str
    label: str
    created_us: int
    revoked_us: int | None = None


class Secrets:
    """Tokens by their hash, all in memory: a request must not wait for the disk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take over an open file. `open` is the way in."""
        self._connection = connection
        self._turn = threading.Lock()
        found = connection.execute(
            "SELECT token_hash, kind, subject_id, label, created_us, revoked_us "
            "FROM token ORDER BY created_us"
        )
        self._holders = {digest: Holder(*fields) for digest, *fields in found}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create the file, for its owner alone. Raises `JournalError`."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
            path.chmod(_OWNER_ONLY)
            connection = sqlite3.connect(
                path, timeout=0, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            raise JournalError(f"cannot open {path}: {error}") from error
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.executescript(_TABLES)
            return cls(connection)
        except sqlite3.Error as error:
            connection.close()
            if "locked" in str(error):
                raise JournalError(f"{path} is open in another program") from error
            raise JournalError(f"cannot read {path}: {error}") from error

    def issue(
        self, kind: HolderKind, subject_id: str, now_us: int, label: str = ""
    ) -> str:
        """Make a token and return it: the only time that anybody sees it."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.adopt(token, kind, subject_id, now_us, label)
        return token

    def adopt(
        self,
        token: str,
        kind: HolderKind,
        subject_id: str,
        now_us: int,
        label: str = "",
    ) -> None:
        """Accept a token that was made elsewhere, such as a private gateway's own."""
        digest = _digest(token)
        holder = Holder(kind, subject_id, label, now_us)
        self._change(
            "INSERT OR REPLACE INTO token VALUES (?, ?, ?, ?, ?, ?)",
            (digest, *msgspec.structs.astuple(holder)),
        )
        self._holders[digest] = holder

    def find(self, token: str) -> Holder | None:
        """Return whom a token stands for; None when unknown or revoked."""
        holder = self._holders.get(_digest(token))
        return None if holder is None or holder.revoked_us is not None else holder

    def revoke(self, subject_id: str, now_us: int) -> int:
        """Revoke every token of a subject and return how many there were."""
        live = [
            digest
            for digest, holder in self._holders.items()
            if holder.subject_id == subject_id and holder.revoked_us is None
        ]
        for digest in live:
            self._change(
                "UPDATE token SET revoked_us = ? WHERE token_hash = ?",
                (now_us, digest),
            )
            self._holders[digest] = msgspec.structs.replace(
                self._holders[digest], revoked_us=now_us
            )
        return len(live)

    def holders(self) -> list[Holder]:
        """Return whom tokens were issued to, revoked ones included, oldest first."""
        return list(self._holders.values())

    def keep(self, name: str, value: bytes) -> None:
        """Keep a key under a name, replacing what was there."""
        self._change("INSERT OR REPLACE INTO key VALUES (?, ?)", (name, value))

    def kept(self, name: str) -> bytes | None:
        """Return the key under a name."""
        with self._turn:
            found = self._connection.execute(
                "SELECT value FROM key WHERE name = ?", (name,)
            ).fetchone()
        return bytes(found[0]) if found else None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _change(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            with self._turn:
                self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise JournalError(f"cannot write secrets.db: {error}") from error


def _digest(token: str) -> bytes:
    # Whatever a peer sent is hashed, lone surrogates too.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
