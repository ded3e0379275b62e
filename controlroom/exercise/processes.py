"""Starts the programs of a demo and ends them: gateway and force beside a desk."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from controlroom.domain.errors import LinkError
from controlroom.leaving import LEAVE_WITH

READY_S = 60.0
END_S = 5.0


class Program:
    """One of our own commands as a process that says in a JSON line when it is ready.

    What it writes to standard error goes to a file, whose end is in the error.
    """

    def __init__(self, name: str, arguments: Sequence[str], log: Path) -> None:
        self._name = name
        self._log = log
        self.ending = False
        """True once it was asked to end: what it says then is no news."""
        # Closed again in `end`; a process without a parent's pipe would outlive it.
        self._errors: IO[bytes] = log.open("wb")
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*own_command(), name, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, LEAVE_WITH: str(os.getpid())},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """True while the process has not ended."""
        return self._process.poll() is None

    def ready(self, timeout_s: float = READY_S) -> dict[str, Any]:
        """Return the JSON line by which it is ready. Raises `LinkError`."""
        line = self._first_line(timeout_s)
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise LinkError(
                f"controlroom {self._name} did not start: {self.last_words()}"
            )
        return said

    def last_words(self) -> str:
        """Return the end of what it wrote to standard error."""
        self._errors.flush()
        words = self._log.read_bytes()[-2000:].decode("utf-8", "replace").strip()
        return words or f"it said nothing (exit status {self._process.poll()})"

    def end(self) -> None:
        """Ask it to end, and make it after a while."""
        self.ending = True
        if self.runs:
            self._process.terminate()
            try:
                self._process.wait(END_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()

    def _first_line(self, timeout_s: float) -> str:
        stdout = self._process.stdout
        if stdout is None:
            return ""
        if sys.platform == "win32":
            # A pipe cannot be waited for there; the line comes or the process ends.
            return stdout.readline().decode("utf-8", "replace")
        deadline_s = time.monotonic() + timeout_s
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            if not selector.select(max(0.0, deadline_s - time.monotonic())):
                return ""
        return stdout.readline().decode("utf-8", "replace")


def own_command() -> list[str]:
    """Return how this program is started again: frozen, or by this interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "controlroom"]
