"""Cameras that do not exist: HLS made the moment somebody opens one, and no longer.

A small HTTP server on loopback hands out playlists and segments. The first request of
a camera starts a thread that paints and encodes its picture; half a minute without a
request ends it. The gateway alone knows the addresses: each holds a random word.
"""

import re
import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import av
import numpy as np

from controlroom.exercise.scenes import FRAMES_PER_S, HEIGHT, WIDTH, Street

LINGER_S = 30.0
FIRST_PICTURE_S = 4.0
PRE_ROLL_FRAMES = 3 * FRAMES_PER_S
"""Painted at once when a camera opens, so that a player need not wait for them."""
STREAMS_AT_MOST = 12
_FILE = re.compile(r"^(index\.m3u8|part\d{1,9}\.ts)$")
_KINDS = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t"}


@dataclass(frozen=True, slots=True)
class View:
    """What a camera shows now: the caption burnt in and how fast it moves, m/s."""

    caption: str
    speed_mps: float


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
        self._word = secrets.token_urlsafe(12)
        self._streams: dict[str, _Stream] = {}
        self._lock = threading.Lock()
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

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Request)
        self._http.daemon_threads = True
        self._thread = threading.Thread(
            target=self._http.serve_forever, name="cameras", daemon=True
        )

    def start(self) -> None:
        """Open the door."""
        self._thread.start()

    def stop(self) -> None:
        """End every stream and close the door."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        with self._lock:
            streams = list(self._streams.values())
        for stream in streams:
            stream.ended.set()
        for stream in streams:
            if stream.thread is not None:
                stream.thread.join()
        self._folder.cleanup()

    def url(self, camera_id: str) -> str:
        """Where the gateway fetches a camera's playlist."""
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
        if path is None:
            request.send_error(HTTPStatus.NOT_FOUND)
            return
        content = path.read_bytes()
        request.send_response(HTTPStatus.OK)
        request.send_header("Content-Type", _KINDS[path.suffix])
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
        while name == "index.m3u8" and not path.exists():
            if time.monotonic() > deadline or stream.ended.wait(0.02):
                return None
        return path if path.exists() else None

    def _open(self, camera_id: str) -> _Stream | None:
        with self._lock:
            stream = self._streams.get(camera_id)
            if stream is not None:
                stream.asked_at = time.monotonic()
                return stream
            if len(self._streams) >= STREAMS_AT_MOST or self._look(camera_id) is None:
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
        seed = int.from_bytes(camera_id.encode()[-4:], "little")
        street = Street(seed, worn=seed % 2 == 0)
        with av.open(
            str(stream.folder / "index.m3u8"),
            "w",
            format="hls",
            options={
                "hls_time": "1",
                "hls_list_size": "6",
                "hls_flags": "delete_segments+independent_segments+temp_file",
                "hls_segment_filename": str(stream.folder / "part%d.ts"),
            },
        ) as output:
            video = output.add_stream("libx264", rate=FRAMES_PER_S)
            video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            video.time_base = Fraction(1, FRAMES_PER_S)
            video.options = {
                "preset": "ultrafast", "tune": "zerolatency",
                "g": str(FRAMES_PER_S), "crf": "27",
            }  # fmt: skip
            began, come_m, number = time.monotonic(), 0.0, 0
            while not stream.ended.is_set():
                view = self._look(camera_id)
                if view is None or time.monotonic() - stream.asked_at > LINGER_S:
                    break
                come_m += view.speed_mps / FRAMES_PER_S
                second = number / FRAMES_PER_S
                picture = street.frame(come_m, second, view.caption)
                frame = av.VideoFrame.from_ndarray(
                    np.ascontiguousarray(picture), format="rgb24"
                )
                frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_S)
                output.mux(video.encode(frame))
                number += 1
                ahead_s = (number - PRE_ROLL_FRAMES) / FRAMES_PER_S
                stream.ended.wait(max(0.0, began + ahead_s - time.monotonic()))
            output.mux(video.encode(None))
