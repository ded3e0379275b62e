"""A real gateway in its own process, on a free port and a folder of its own."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import msgspec
import requests

from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, Unit
from tests.helpers.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
START_S = PATIENCE_S
STOP_S = PATIENCE_S
FROM_SOURCE = (sys.executable, "-m", "controlroom", "gateway")


class GatewayProcess:
    """Starts with `with`, ends with it. `kill` and `start` as often as a test wants.

    `config` is the text of its gateway.toml, `program` the words that start it.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        config: str = 'host = "127.0.0.1"\n',
        program: Sequence[str] = FROM_SOURCE,
    ) -> None:
        self.home = home
        self.port = 0
        self.epoch = ""
        self._arguments = arguments
        self._config = config
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where desks and hubs find it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Its process."""
        if self._process is None:
            msg = "the gateway does not run"
            raise RuntimeError(msg)
        return self._process.pid

    def start(self) -> None:
        """Start and wait until it can be reached; later on the port of the first."""
        config = self.home / "config" / "gateway.toml"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(self._config, encoding="utf-8")
        process = subprocess.Popen(
            [
                *self._program, "--home", str(self.home), "--port", str(self.port),
                *self._arguments,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        self._process = process
        late = threading.Timer(START_S, process.kill)
        late.start()
        try:
            line = process.stdout.readline() if process.stdout else b""
        finally:
            late.cancel()
            late.join()
        if not line:
            msg = f"the gateway did not start: {self.log()[-2000:]}"
            raise RuntimeError(msg)
        ready = json.loads(line)
        self.port, self.epoch = ready["port"], ready["epoch"]

    def stop(self) -> int:
        """Let it end in order; return its exit status."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Take it away without a word, as a power cut or a bug would."""
        self._end(signal.SIGKILL)

    def wait(self, timeout_s: float) -> int:
        """Wait until it ended by itself; return its exit status."""
        if self._process is None:
            return 0
        status = self._process.wait(timeout_s)
        self._let_go()
        return status

    def log(self) -> str:
        """Return what it wrote to its log."""
        path = self.home / "logs" / "gateway.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def ask(self, name: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """Ask as the folder's owner; raises when it does not answer 200."""
        token = (self.home / "admin.token").read_text(encoding="utf-8")
        answer = requests.post(
            f"{self.url}/admin/{name}",
            data=msgspec.json.encode({} if body is None else body),
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE_S,
        )
        if not answer.ok:
            msg = f"{name}: {answer.status_code} {answer.text}"
            raise RuntimeError(msg)
        return answer.json()

    def add_person(
        self, name: str, role: str = "dispatcher", partner: str = "",
        roles: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """Add a person and return the token of their desk."""
        asked: dict[str, object] = {"name": name, "role": role, "login": name.lower()}
        asked |= {"partner": partner, "roles": roles}
        added = self.ask("user", asked)
        return str(added["token"])

    def add_hub(self, name: str = "hub") -> str:
        """Return a token for a hub."""
        return str(self.ask("token", {"kind": "hub", "subject_id": name})["token"])

    def enrol_units(self, count: int) -> list[str]:
        """Enrol units U1, U2 … with a device each at the device door; return uids."""
        numbers = range(1, count + 1)
        act = Enrol(
            units=tuple(
                Unit(unit_id=f"unit_{n}", callsign=f"U{n}", state=2) for n in numbers
            ),
            devices=tuple(
                Device(
                    device_id=f"dev_{n}",
                    kind="vehicle",
                    door="device",
                    uid=f"radio-{n}",
                    unit_id=f"unit_{n}",
                )
                for n in numbers
            ),
        )
        self.ask("enrol", act)
        return [f"radio-{n}" for n in numbers]

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        try:
            status = self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._let_go()
        return status

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
