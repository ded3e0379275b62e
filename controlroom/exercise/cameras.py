"""Cameras that do not exist: HLS made the moment somebody opens one, and no longer.

A small HTTP server on loopback hands out playlists and segments. The first request of
a camera starts a thread that paints and encodes its picture; half a minute without a
request ends it. The gateway alone knows the addresses: each holds a random word.
"""

import importlib
import importlib.util
import re
import secrets
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from controlroom.domain.entities import CameraKind
from controlroom.exercise.scenes import FRAMES_PER_S, HEIGHT, WIDTH, Scene

LINGER_S = 30.0
FIRST_PICTURE_S = 6.0
SEGMENT_S = 0.6
"""Short, because a player stays three segments behind (RFC 8216, 6.3.3)."""
SEGMENTS_FIRST = 3
"""The playlist is handed out with so many: with fewer a player waits for the next."""
PRE_ROLL_FRAMES = round((SEGMENTS_FIRST * SEGMENT_S + 0.2) * FRAMES_PER_S)
"""Painted at once when a camera opens, so that a player need not wait for them."""
STREAMS_AT_MOST = 12
_FILE = re.compile(r"^(index\.m3u8|part\d{1,9}\.ts)$")
_KINDS = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t"}


def can_film() -> bool:
    """Return whether pictures can be encoded here.

    PyAV is an extra: its wheel bundles codecs under the GPL, so a station PC has none.
    """
    return importlib.util.find_spec("av") is not None


@dataclass(frozen=True, slots=True)
class View:
    """What a camera shows now: the caption burnt in and how fast it moves, m/s.

    `local` is the room's time where the camera is: its clock is burnt in after the
    caption, and its hour makes the light. `rate` is room seconds in a second.
    """

    caption: str
    speed_mps: float
    kind: CameraKind = "fixed"
    local: datetime | None = None
    rate: float = 1.0

    def caption_at(self, before_s: float) -> str:
        """Return what was burnt in so many seconds before."""
        if self.local is None:
            return self.caption
        then = self.local - timedelta(seconds=before_s * self.rate)
        return f"{self.caption} {then:%H:%M:%S}"

    @property
    def hour(self) -> float:
        """The hour of the day, 0 to 24; without a time it is night."""
        if self.local is None:
            return 22.0
        return self.local.hour + self.local.minute / 60


@dataclass(slots=True)
class _Stream:
    folder: Path
    asked_at: float
    ended: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None


class CameraServer:
    """Serves the streams of made-up cameras on 127.0.0.1.

    `look(camera_id)` gives the view of a camera, or None when it makes no picture now.
    It is called from the streams' threads.
    """

    def __init__(self, look: Callable[[str], View | None]) -> None:
        self._look = look
        self._av: Any = importlib.import_module("av") if can_film() else None
        self._word = secrets.token_urlsafe(12)
        self._streams: dict[str, _Stream] = {}
        self._lock = threading.Lock()
        self._stopped = False
        # Files are served while the muxer replaces them; the folder goes at the end.
        self._folder = tempfile.TemporaryDirectory(prefix="controlroom-cameras-")
        server = self

        class Request(BaseHTTPRequestHandler):
            """One GET of a playlist or a segment."""

            protocol_version = "HTTP/1.1"
            timeout = 10

            def do_GET(self) -> None:
                """Answer with the file, once there is one."""
                server._answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing: an address is a secret."""

        self._http = _Door(("127.0.0.1", 0), Request)
        self._thread = threading.Thread(
            target=self._http.serve_forever, args=(0.1,), name="cameras", daemon=True
        )

    def start(self) -> None:
        """Open the door."""
        self._thread.start()

    def stop(self) -> None:
        """End every stream, hang up on every player and close the door."""
        with self._lock:
            self._stopped = True
            streams = list(self._streams.values())
        for stream in streams:
            stream.ended.set()
        self._http.shutdown()
        self._http.hang_up()
        self._http.server_close()
        self._thread.join()
        for stream in streams:
            if stream.thread is not None:
                stream.thread.join()
        self._folder.cleanup()

    def url(self, camera_id: str) -> str:
        """Where the gateway fetches a camera's playlist; empty without an encoder."""
        if self._av is None:
            return ""
        port = self._http.server_address[1]
        return f"http://127.0.0.1:{port}/{self._word}/{camera_id}/index.m3u8"

    def playing(self) -> int:
        """How many streams are being made now."""
        with self._lock:
            return len(self._streams)

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        word, _, rest = request.path.lstrip("/").partition("/")
        camera_id, _, name = rest.partition("/")
        allowed = secrets.compare_digest(word.encode(), self._word.encode())
        path = None
        if allowed and _FILE.match(name):
            path = self._file(camera_id, name)
        content = _read(path) if path is not None else None
        if content is None:
            request.send_error(HTTPStatus.NOT_FOUND)
            return
        request.send_response(HTTPStatus.OK)
        request.send_header("Content-Type", _KINDS[name[name.rindex(".") :]])
        request.send_header("Content-Length", str(len(content)))
        request.send_header("Cache-Control", "no-store")
        request.end_headers()
        request.wfile.write(content)

    def _file(self, camera_id: str, name: str) -> Path | None:
        stream = self._open(camera_id)
        if stream is None:
            return None
        path = stream.folder / name
        deadline = time.monotonic() + FIRST_PICTURE_S
        while name == "index.m3u8" and not _is_ready(path):
            if time.monotonic() > deadline or stream.ended.wait(0.02):
                return None
        return path

    def _open(self, camera_id: str) -> _Stream | None:
        with self._lock:
            stream = self._streams.get(camera_id)
            if stream is not None:
                stream.asked_at = time.monotonic()
                return stream
            if self._stopped or len(self._streams) >= STREAMS_AT_MOST:
                return None
            if self._av is None or self._look(camera_id) is None:
                return None
            folder = Path(tempfile.mkdtemp(dir=self._folder.name))
            stream = _Stream(folder=folder, asked_at=time.monotonic())
            stream.thread = threading.Thread(
                target=self._film, args=(camera_id, stream), name=camera_id, daemon=True
            )
            self._streams[camera_id] = stream
            stream.thread.start()
            return stream

    def _film(self, camera_id: str, stream: _Stream) -> None:
        try:
            self._encode(camera_id, stream)
        finally:
            stream.ended.set()
            with self._lock:
                self._streams.pop(camera_id, None)

    def _encode(self, camera_id: str, stream: _Stream) -> None:
        view = self._look(camera_id)
        if view is None:
            return
        scene = Scene(int.from_bytes(camera_id.encode()[-4:], "little"), view.kind)
        with self._av.open(
            str(stream.folder / "index.m3u8"), "w", "hls", _hls(stream)
        ) as out:
            video = out.add_stream("libx264", rate=FRAMES_PER_S)
            video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            video.time_base = Fraction(1, FRAMES_PER_S)
            video.options = _CODING
            began, come_m, number = time.monotonic(), 0.0, 0
            while view is not None and not stream.ended.is_set():
                if time.monotonic() - stream.asked_at > LINGER_S:
                    break
                come_m += view.speed_mps / FRAMES_PER_S
                second = number / FRAMES_PER_S
                # What is painted ahead, to begin with, was a moment ago.
                before_s = max(0.0, (PRE_ROLL_FRAMES - number) / FRAMES_PER_S)
                caption = view.caption_at(before_s)
                picture = scene.frame(come_m, second, view.hour, caption)
                frame = self._av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_S)
                out.mux(video.encode(frame))
                number += 1
                ahead_s = (number - PRE_ROLL_FRAMES) / FRAMES_PER_S
                stream.ended.wait(max(0.0, began + ahead_s - time.monotonic()))
                view = self._look(camera_id)
            out.mux(video.encode(None))


class _Door(ThreadingHTTPServer):
    """Serves each connection in a thread; who hangs up is no error."""

    # Joined when the door closes, after `hang_up`: no thread outlives it.
    daemon_threads = False

    def __init__(
        self, place: tuple[str, int], request: type[BaseHTTPRequestHandler]
    ) -> None:
        super().__init__(place, request)
        self._connections: set[socket.socket] = set()
        self._guard = threading.Lock()

    def hang_up(self) -> None:
        """End every connection that players keep open."""
        with self._guard:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Serve one connection and remember it for as long as it is open."""
        with self._guard:
            self._connections.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._guard:
                self._connections.discard(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Say nothing about a player that went away in the middle."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


_CODING = {
    "preset": "ultrafast", "tune": "zerolatency", "crf": "27",
    "g": str(round(SEGMENT_S * FRAMES_PER_S)), "sc_threshold": "0",
}  # fmt: skip


def _hls(stream: _Stream) -> dict[str, str]:
    return {
        "hls_time": str(SEGMENT_S),
        "hls_list_size": "8",
        "hls_flags": "delete_segments+independent_segments+temp_file",
        "hls_segment_filename": str(stream.folder / "part%d.ts"),
    }


def _is_ready(path: Path) -> bool:
    content = _read(path)
    return content is not None and content.count(b"#EXTINF") >= SEGMENTS_FIRST


def _read(path: Path) -> bytes | None:
    """Return a file's content; None when it is not there, or no longer."""
    try:
        return path.read_bytes()
    except OSError:
        return None
