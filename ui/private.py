"""The private gateway of a folder: found, started when there is none, started again
when it dies; other desks of the same person join it.
"""

import logging
import os
import socket
import subprocess
import sys
import time

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.config import Home
from controlroom.domain.errors import LinkError
from controlroom.leaving import is_alive

POLL_MS = 500
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0
START_S = 20.0
"""How long a gateway may take to say where it is."""
ANSWER_S = 0.5
YIELD_S = 3.0
"""How long one that ended may have yielded to another that starts in its folder."""

_log = logging.getLogger("controlroom.ui")


class Running(msgspec.Struct, frozen=True):
    """What the lock file of a folder says."""

    pid: int
    port: int
    host: str = "127.0.0.1"


class Address(msgspec.Struct, frozen=True):
    """Where a gateway is and what opens it."""

    url: str
    token: str


class PrivateGateway(QObject):
    """Keeps a gateway running for the person at this desk."""

    moved = Signal(object)
    """Address: the gateway is at another place now."""
    said = Signal(str)
    """What the person is told while there is none."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._errors = home.logs / "gateway.err"
        self._process: subprocess.Popen[bytes] | None = None
        self._wait_s = FIRST_WAIT_S
        self._again_s = 0.0
        self._address: Address | None = None
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)

    def find(self) -> Address | None:
        """Return where the gateway of the folder is; None when none runs."""
        try:
            lock = self._home.lock.read_bytes()
            token = self._home.owner_token.read_text("utf-8").strip()
            running = msgspec.json.decode(lock, type=Running)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError):
            return None
        if not is_alive(running.pid):
            return None
        address = Address(f"http://{running.host}:{running.port}", token)
        known = address == self._address and os.name != "nt"
        return address if known or is_listening(running) else None

    def open(self) -> Address:
        """Return where the gateway is, started if need be, and keep it from now on.

        Raises `LinkError` when none can be started.
        """
        deadline_s = time.monotonic() + START_S
        address = self.find()
        if address is None:
            self._start()
        while address is None:
            if self._process is None or self._process.poll() is not None:
                deadline_s = min(deadline_s, time.monotonic() + YIELD_S)
            if time.monotonic() > deadline_s:
                raise LinkError(f"the gateway did not start: {self._last_words()}")
            time.sleep(0.05)
            address = self.find()
        self._address = address
        self._poll.start()
        return address

    def let_go(self) -> None:
        """Look after it no longer: it leaves by itself after its last desk."""
        self._poll.stop()

    def _look(self) -> None:
        if self._process is not None:
            # One that was killed keeps its number until it is asked how it ended.
            self._process.poll()
        address = self.find()
        if address is not None:
            self._wait_s = FIRST_WAIT_S
            if address != self._address:
                self._address = address
                self.moved.emit(address)
            return
        if time.monotonic() < self._again_s:
            return
        if self._process is not None and self._process.poll() is None:
            return
        self._again_s = time.monotonic() + self._wait_s
        self.said.emit(
            f"The gateway of this desk ended. Starting it again; if that fails, once "
            f"more in {self._wait_s:.0f} s."
        )
        self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
        self._start()

    def _start(self) -> None:
        """Start it as a process of its own, which outlives this desk for a while."""
        self._home.create()
        command = [*own_command(), "gateway", "--private", "--port", "0"]
        command += ["--home", str(self._home.folder)]
        try:
            with self._errors.open("wb") as errors:
                self._process = subprocess.Popen(  # noqa: S603 - our own command
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                    start_new_session=True,
                    # Windows: Ctrl-C at the desk is not meant for it either.
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
        except OSError as error:
            _log.warning("the gateway cannot be started: %s", error)

    def _last_words(self) -> str:
        """Return what the last one said against its start, else where it writes."""
        try:
            said = self._errors.read_text("utf-8", "replace").strip()
        except OSError:
            said = ""
        return said.splitlines()[-1] if said else f"see {self._home.logs}"


def own_command() -> list[str]:
    """Return how this program is started again: frozen, or by this interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "controlroom"]


def is_listening(running: Running) -> bool:
    """Return whether somebody answers there.

    A lock that a power cut left behind may name a process that is another's by now.
    """
    try:
        with socket.create_connection((running.host, running.port), ANSWER_S):
            return True
    except OSError:
        return False
