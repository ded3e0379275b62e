"""A map service on this machine that behaves as well or as badly as a test asks."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from controlroom.map_service import MapService
from tests.helpers.tile_files import png
from tests.helpers.waiting import PATIENCE_S

HANG = -1
"""A status that is never sent: the request hangs until the service is closed."""
TRICKLE = -2
"""A status after which a byte comes now and then."""


class Answer(NamedTuple):
    """What is sent: a status, a body, headers."""

    status: int = 200
    body: bytes = png()
    headers: tuple[tuple[str, str], ...] = (("Cache-Control", "max-age=3600"),)


class TileService:
    """What was asked, how many at once at most, and what is answered next."""

    def __init__(self) -> None:
        self.answer: Callable[[str], Answer] = lambda _path: Answer()
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.most = 0
        self.meeting: threading.Barrier | None = None
        """Where requests wait for each other before they are answered, if at all."""
        self.closing = threading.Event()
        self._now = 0
        self._lock = threading.Lock()
        service = self

        class Door(BaseHTTPRequestHandler):
            timeout = 2  # a connection on which nothing is asked ends, too
            protocol_version = "HTTP/1.0"  # a connection ends with its answer

            def do_GET(self) -> None:
                service.serve(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = False
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where tiles are."""
        return f"http://127.0.0.1:{self._server.server_port}/{{z}}/{{x}}/{{y}}.png"

    def config(self, **said: object) -> MapService:
        """How a desk is told of it; nobody gives up on it unless a test says so."""
        said = {"timeout_s": PATIENCE_S, **said}
        return MapService(url=self.url, attribution="© Test service", **said)  # type: ignore[arg-type]  # a test says what it needs

    def serve(self, door: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        with self._lock:
            self.asked.append(door.path)
            self.headers.append(dict(door.headers))
            self._now += 1
            self.most = max(self.most, self._now)
            answer = self.answer(door.path)
        try:
            self._send(door, answer)
        except OSError:
            pass
        finally:
            with self._lock:
                self._now -= 1

    def _send(self, door: BaseHTTPRequestHandler, answer: Answer) -> None:
        if answer.status == HANG:
            self.closing.wait(PATIENCE_S)
            door.close_connection = True
            return
        if self.meeting is not None:
            self.meeting.wait(PATIENCE_S)
        door.send_response(200 if answer.status == TRICKLE else answer.status)
        for name, value in answer.headers:
            door.send_header(name, value)
        door.send_header("Content-Length", str(len(answer.body)))
        door.end_headers()
        if answer.status == TRICKLE:
            for number in range(len(answer.body)):
                door.wfile.write(answer.body[number : number + 1])
                if self.closing.wait(0.05):
                    return
            return
        door.wfile.write(answer.body)

    def close(self) -> None:
        """End every request and the service."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def tile_service() -> Iterator[TileService]:
    """Serve on a free port for a while."""
    service = TileService()
    try:
        yield service
    finally:
        service.close()
