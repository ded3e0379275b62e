"""How the worker's own processes are started, and the file of memory they share."""

import mmap
import os
import sys
import tempfile
from pathlib import Path


def worker_command() -> list[str]:
    """Return how the worker is started: frozen, the program itself with one word."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker"]
    return [sys.executable, "-m", "ui.worker.main"]


def worker_environment() -> dict[str, str]:
    """The desk's own, so that the worker finds the same packages from any folder."""
    found = dict(os.environ)
    found["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return found


def map_memory(size: int) -> tuple[Path, mmap.mmap]:
    """Make a file of zeros and map it: in memory where there is such a place."""
    folder = Path("/dev/shm")  # noqa: S108 - memory, where there is such a place
    chosen = folder if os.access(folder, os.W_OK) else None
    handle, name = tempfile.mkstemp(prefix="controlroom-", suffix=".tiles", dir=chosen)
    try:
        os.ftruncate(handle, size)
        return Path(name), mmap.mmap(handle, size)
    finally:
        os.close(handle)
