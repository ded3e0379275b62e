"""Files by their SHA-256: whole or not there at all; nothing here reads what they are.

`blobs/ab/abcd…`: the first two digits are the folder. What arrives is written beside
and only given its name once its digest is right and it is on the disk.
"""

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import BinaryIO, Self

from controlroom.domain.errors import JournalError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PART = ".part"


class Blobs:
    """The folder of files. What a run before left half is gone when this one starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for left in folder.glob(f"*{_PART}"):
            left.unlink(missing_ok=True)

    def begin(self) -> "Incoming":
        """Return a file that arrives in pieces. Raises `JournalError`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return Incoming(self._folder, secrets.token_hex(8))
        except OSError as error:
            raise _failed(self._folder, error) from error

    def has(self, sha256: str) -> bool:
        """Return whether a file is here whole."""
        return self._path(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Return the bytes of a file. Raises `JournalError` when it is not here."""
        try:
            return self._path(sha256).stat().st_size
        except OSError as error:
            raise _failed(self._folder, error) from error

    def read(self, sha256: str, start: int, length: int) -> bytes:
        """Return a piece of a file. Raises `JournalError` when it is not here."""
        try:
            with self._path(sha256).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except OSError as error:
            raise _failed(self._folder, error) from error

    def _path(self, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise JournalError("a file is named by 64 hexadecimal digits")
        return self._folder / sha256[:2] / sha256


class Incoming:
    """A file on its way in; `keep` or `drop` ends it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / f"{name}{_PART}"
        self._file: BinaryIO = self._path.open("xb")
        self._digest = hashlib.sha256()
        self.size = 0
        self.head = b""
        """The first bytes, for whoever tells what it is."""

    def write(self, piece: bytes, head: int) -> None:
        """Take the next piece; `head` bytes are remembered. Raises `JournalError`."""
        try:
            self._file.write(piece)
        except OSError as error:
            self.drop()
            raise _failed(self._path, error) from error
        self._digest.update(piece)
        self.size += len(piece)
        if len(self.head) < head:
            self.head = (self.head + piece)[:head]

    @property
    def sha256(self) -> str:
        """Digest of what has come so far."""
        return self._digest.hexdigest()

    def keep(self) -> None:
        """Put the whole file on the disk under its digest. Raises `JournalError`."""
        place = self._folder / self.sha256[:2] / self.sha256
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            place.parent.mkdir(exist_ok=True)
            self._path.replace(place)
        except OSError as error:
            self.drop()
            raise _failed(place, error) from error

    def drop(self) -> None:
        """Leave nothing of it."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()


def _failed(path: Path, error: OSError) -> JournalError:
    return JournalError(f"cannot use {path.name}: {error.strerror or error}")
