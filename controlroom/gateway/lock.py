"""Who runs in a folder: the lock file with pid, port and epoch, and the token files.

The journal's own exclusive lock keeps a second gateway out; this file tells others
where the one that runs can be found.
"""

import contextlib
from pathlib import Path

import msgspec

from controlroom.config import Home
from controlroom.leaving import is_alive


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A gateway that runs in a folder."""

    pid: int
    port: int
    epoch: str
    host: str = "127.0.0.1"
    scheme: str = "http"

    @property
    def url(self) -> str:
        """Where desks of this machine find it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def write_lock(home: Home, running: Running, admin_token: str) -> None:
    """Say that a gateway runs here, and let the folder's owner ask it."""
    home.write_owner_only(home.admin_token, admin_token)
    home.write_owner_only(home.lock, msgspec.json.encode(running).decode())


def remove_lock(home: Home) -> None:
    """Say that no gateway runs here any more."""
    for path in (home.lock, home.admin_token):
        with contextlib.suppress(OSError):
            path.unlink()


def read_lock(home: Home) -> Running | None:
    """Return the gateway that runs in this folder; None when there is none.

    A file that a killed gateway left behind names a process that is gone.
    """
    try:
        running = msgspec.json.decode(home.lock.read_bytes(), type=Running)
    except (OSError, msgspec.DecodeError):
        return None
    return running if is_alive(running.pid) else None


def read_token(path: Path) -> str:
    """Return the token in a file, or an empty string."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
