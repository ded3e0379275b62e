"""Where the programs write what happened to them: one rotating file, never a secret.

What a device or a person sent is escaped onto one line; whoever logs a request logs its
path, never its query, and no record carries an Authorization header.
"""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_BYTES = 5_000_000
FILES_KEPT = 5

_SECRETS = re.compile(
    r"(?i)(bearer\s+|token[=:]\s*|[?&](?:id|deviceid|token|key)=)[^\s&'\"]+"
)


class OneLine(logging.Formatter):
    """One line a record, control characters escaped, what looks like a token removed.

    The rows of an exception's traceback follow it, indented.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as it is written."""
        first, *rest = super().format(record).split("\n")
        return "\n    ".join(_harmless(line) for line in (first, *rest))


def start_log(folder: Path, name: str, level: int = logging.INFO) -> Path:
    """Write this program's log to `folder/name.log` and return that path.

    Raises `OSError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.log"
    written = RotatingFileHandler(
        path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
    )
    written.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(written)
    root.setLevel(level)
    return path


def stop_log() -> None:
    """Close the files that `start_log` opened."""
    root = logging.getLogger()
    for written in list(root.handlers):
        if isinstance(written.formatter, OneLine):
            root.removeHandler(written)
            written.close()


def without_secrets(text: str) -> str:
    """Return text with what follows `token=`, `id=` or `Bearer` taken out."""
    return _SECRETS.sub(r"\1…", text)


def _harmless(line: str) -> str:
    shown = "".join(
        char if char.isprintable() or char == "\t" else f"\\x{ord(char):02x}"
        for char in line
    )
    return without_secrets(shown)
