"""A real stream plays offscreen, says how far behind it is, and what failed."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import pytest
from pytestqt.qtbot import QtBot

from controlroom.exercise import cameras
from controlroom.exercise.cameras import CameraServer, View
from tests.helpers.waiting import PATIENCE_S
from ui.video import player as module
from ui.video.player import FROZEN_AFTER_S, StreamPlayer

PICTURE_MS = round(PATIENCE_S * 1000)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[CameraServer]:
    """Cameras that all show something, however slow the machine that films."""
    monkeypatch.setattr(cameras, "FIRST_PICTURE_S", PATIENCE_S)
    server = CameraServer(lambda _: View("CN21", 1.2, "body_worn"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def player(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[StreamPlayer]:
    """A player that is stopped before the server is, and gives up on nobody."""
    monkeypatch.setattr(module, "ANSWER_MS", PICTURE_MS)
    player = StreamPlayer()
    yield player
    player.stop()


class Door:
    """Answers every request with one status, body and header."""

    def __init__(self, status: int, body: bytes, location: str = "") -> None:
        self.paths: list[str] = []
        door = self

        class Request(BaseHTTPRequestHandler):
            """One GET."""

            def do_GET(self) -> None:
                """Answer as the test says."""
                door.paths.append(self.path)
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Request)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """Address of a playlist here."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/ticket/index.m3u8"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def test_a_stream_plays_and_moves(
    server: CameraServer, player: StreamPlayer, qtbot: QtBot
) -> None:
    """Pictures come as images with the size of the stream, and go on coming."""
    player.play(server.url("cam_1"))
    qtbot.waitUntil(lambda: player.frames >= 8 and player.moving, timeout=PICTURE_MS)
    image = player.image

    assert image is not None
    assert (640, 360) == (image.width(), image.height())
    qtbot.waitUntil(lambda: player.still_s() < FROZEN_AFTER_S, timeout=PICTURE_MS)


def test_the_delay_is_that_of_a_live_stream(
    server: CameraServer, player: StreamPlayer, qtbot: QtBot
) -> None:
    """Three segments and what it took to begin: some seconds, never none."""
    began_s = time.monotonic()
    assert None is player.behind_s()
    player.play(server.url("cam_1"))
    qtbot.waitUntil(lambda: player.frames >= 8, timeout=PICTURE_MS)
    behind_s = player.behind_s()

    assert behind_s is not None
    assert 1.5 < behind_s < 8 + time.monotonic() - began_s


def test_the_last_picture_stays(
    server: CameraServer, player: StreamPlayer, qtbot: QtBot
) -> None:
    """Stopped is not black: what was seen last can still be shown, as not moving."""
    player.play(server.url("cam_1"))
    qtbot.waitUntil(lambda: player.frames >= 2, timeout=PICTURE_MS)
    player.stop()

    assert player.image is not None
    assert not player.moving


def test_a_stream_that_ends_says_so(
    server: CameraServer, player: StreamPlayer, qtbot: QtBot
) -> None:
    """When the camera goes the player does not pretend."""
    player.play(server.url("cam_1"))
    qtbot.waitUntil(lambda: player.frames >= 2, timeout=PICTURE_MS)
    with qtbot.waitSignal(player.failed, timeout=PICTURE_MS) as failed:
        server.stop()

    assert ["the stream broke off"] == failed.args
    server.start = lambda: None  # type: ignore[method-assign]  # stopped for good
    server.stop = lambda: None  # type: ignore[method-assign]  # the fixture's is done


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (502, "the camera gives the gateway no picture"),
        (503, "too many pictures are open on the gateway"),
        (504, "the camera does not answer the gateway"),
        (500, "the gateway does not answer"),
    ],
)
def test_faults_are_said_in_words(
    player: StreamPlayer, qtbot: QtBot, status: int, why: str
) -> None:
    """What failed, never a number alone."""
    with Door(status, b"") as door, qtbot.waitSignal(player.failed) as failed:
        player.play(door.url)

    assert [why] == failed.args


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_ticket_that_opens_nothing_closes(
    player: StreamPlayer, qtbot: QtBot, status: int
) -> None:
    """The viewing is over; that is no fault to try again."""
    with Door(status, b"") as door, qtbot.waitSignal(player.closed):
        player.play(door.url)

    assert 1 == len(door.paths)


def test_nobody_there_is_a_fault(player: StreamPlayer, qtbot: QtBot) -> None:
    """A gateway that does not answer is said to be one."""
    with qtbot.waitSignal(player.failed) as failed:
        player.play("http://127.0.0.1:1/ticket/index.m3u8")

    assert ["the gateway does not answer"] == failed.args


def test_a_redirect_is_not_followed(player: StreamPlayer, qtbot: QtBot) -> None:
    """Hostile: the gateway answers for itself; elsewhere is not asked."""
    with Door(200, b"#EXTM3U\n") as elsewhere:
        with (
            Door(302, b"", elsewhere.url) as door,
            qtbot.waitSignal(player.failed) as failed,
        ):
            player.play(door.url)

        assert [] == elsewhere.paths
    assert ["the gateway does not answer"] == failed.args


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>", "what came is no playlist"),
        (
            b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n",
            "the playlist sends the player to another machine",
        ),
    ],
)
def test_what_is_no_playlist_of_ours_is_not_played(
    player: StreamPlayer, qtbot: QtBot, body: bytes, why: str
) -> None:
    """Hostile: an error page, or a list that names another machine."""
    with Door(200, body) as door, qtbot.waitSignal(player.failed) as failed:
        player.play(door.url)

    assert [why] == failed.args
    assert 1 == len(door.paths)


def test_playing_anew_forgets_the_stream_before(
    server: CameraServer, player: StreamPlayer, qtbot: QtBot
) -> None:
    """A second stream counts its own pictures and its own delay."""
    player.play(server.url("cam_1"))
    qtbot.waitUntil(lambda: player.frames >= 2, timeout=PICTURE_MS)
    player.play(server.url("cam_2"))

    assert 0 == player.frames
    assert None is player.behind_s()
    qtbot.waitUntil(lambda: player.frames >= 2, timeout=PICTURE_MS)
