"""The private gateway of a folder: found, started when there is none, started again
when it dies; other desks of the same person join it.
"""

import logging
import os
import subprocess
import sys
import time

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.config import Home
from controlroom.domain.errors import LinkError

POLL_MS = 500
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0
START_S = 20.0
"""How long a gateway may take to say where it is."""

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
        return Address(f"http://{running.host}:{running.port}", token)

    def open(self) -> Address:
        """Return where the gateway is, started if need be, and keep it from now on.

        Raises `LinkError` when none can be started.
        """
        deadline_s = time.monotonic() + START_S
        address = self.find()
        if address is None:
            self._start()
        while address is None:
            if time.monotonic() > deadline_s or not self._is_starting():
                raise LinkError(
                    f"the gateway did not start; see {self._home.logs / 'gateway.log'}"
                )
            time.sleep(0.05)
            address = self.find()
        self._address = address
        self._poll.start()
        return address

    def let_go(self) -> None:
        """Look after it no longer: it leaves by itself after its last desk."""
        self._poll.stop()

    def _is_starting(self) -> bool:
        # One that ended found another starting in the same folder: that one counts.
        return self._process is not None and (
            self._process.poll() is None or self._home.lock.exists()
        )

    def _look(self) -> None:
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
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            _log.warning("the gateway cannot be started: %s", error)


def own_command() -> list[str]:
    """Return how this program is started again: frozen, or by this interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "controlroom"]


def is_alive(pid: int) -> bool:
    """Return whether a process runs; on Windows whoever connects finds out."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
