"""Streams of made-up cameras begin when somebody asks, are real HLS, and end alone."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest
import requests

from controlroom.exercise import cameras
from controlroom.exercise.cameras import CameraServer, View
from controlroom.exercise.scenes import FRAMES_PER_S, HEIGHT, WIDTH
from tests.helpers.waiting import PATIENCE_S, wait_for

AT = datetime(2026, 11, 21, 22, 31, 8, tzinfo=UTC)


class Street:
    """What cameras show: everything is as the test says."""

    def __init__(self) -> None:
        self.dark: set[str] = {"cam_off"}
        self.asked = 0

    def look(self, camera_id: str) -> View | None:
        """Return the view of a camera, None of those in the dark."""
        self.asked += 1
        if camera_id in self.dark:
            return None
        return View("CN21", 1.2, "body_worn", AT)


@pytest.fixture
def street(monkeypatch: pytest.MonkeyPatch) -> Street:
    """A street with one camera off; a slow machine may take its time to film it."""
    monkeypatch.setattr(cameras, "FIRST_PICTURE_S", PATIENCE_S)
    return Street()


@pytest.fixture
def server(street: Street) -> Iterator[CameraServer]:
    """The cameras' own little server, ended after the test."""
    server = CameraServer(street.look)
    server.start()
    yield server
    server.stop()


def _get(url: str) -> requests.Response:
    return requests.get(url, timeout=PATIENCE_S)


def _parts(server: CameraServer, camera_id: str) -> list[str]:
    playlist = _get(server.url(camera_id)).text
    base = server.url(camera_id).rsplit("/", 1)[0]
    names = re.findall(r"^part\d+\.ts$", playlist, re.MULTILINE)
    return [f"{base}/{name}" for name in names]


def test_nothing_is_made_before_somebody_asks(server: CameraServer) -> None:
    """Cameras that nobody looks through cost nothing."""
    assert server.url("cam_1")
    assert 0 == server.playing()


def test_the_first_request_gets_a_playlist_that_a_player_can_join(
    server: CameraServer,
) -> None:
    """A player joins three segments before the end: so many are there at once."""
    reply = _get(server.url("cam_1"))

    assert 200 == reply.status_code
    assert "application/vnd.apple.mpegurl" == reply.headers["content-type"]
    assert reply.text.startswith("#EXTM3U")
    assert reply.text.count("#EXTINF") >= 3
    assert 1 == server.playing()


def test_the_picture_is_h264_and_moves(server: CameraServer) -> None:
    """A segment decodes to frames of the stated size that differ from each other."""
    # The newest: the oldest of a list may be gone by the time it is asked for.
    content = _get(_parts(server, "cam_1")[-1]).content
    with av.open(io.BytesIO(content)) as stream:
        video = stream.streams.video[0]
        frames = [frame.to_ndarray(format="rgb24") for frame in stream.decode(video)]

    assert "h264" == video.codec_context.name
    assert (HEIGHT, WIDTH, 3) == frames[0].shape
    assert len(frames) >= 0.5 * FRAMES_PER_S
    assert (frames[0] != frames[-1]).any()


def test_the_stream_goes_on(server: CameraServer) -> None:
    """Segments follow each other while somebody fetches."""
    first = _parts(server, "cam_1")

    wait_for(lambda: _parts(server, "cam_1")[-1] not in first, PATIENCE_S)


def test_one_camera_is_filmed_once(server: CameraServer) -> None:
    """Two who look share one stream."""
    assert 200 == _get(server.url("cam_1")).status_code
    assert 200 == _get(server.url("cam_1")).status_code

    assert 1 == server.playing()


def test_a_camera_without_a_picture_is_not_found(server: CameraServer) -> None:
    """Off is off: no stream begins."""
    assert 404 == _get(server.url("cam_off")).status_code
    assert 0 == server.playing()


def test_a_camera_that_goes_dark_ends_its_stream(
    server: CameraServer, street: Street
) -> None:
    """Who stops recording stops streaming."""
    assert 200 == _get(server.url("cam_1")).status_code
    street.dark.add("cam_1")

    wait_for(lambda: 0 == server.playing(), PATIENCE_S)
    assert 404 == _get(server.url("cam_1")).status_code


def test_a_stream_nobody_fetches_ends(
    server: CameraServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a minute without a request and nothing is made any more."""
    assert 200 == _get(server.url("cam_1")).status_code
    monkeypatch.setattr(cameras, "LINGER_S", 0.3)

    wait_for(lambda: 0 == server.playing(), PATIENCE_S)


def test_no_more_streams_than_the_machine_bears(
    server: CameraServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the limit a camera is not opened; those that play go on."""
    monkeypatch.setattr(cameras, "STREAMS_AT_MOST", 1)
    assert 200 == _get(server.url("cam_1")).status_code

    assert 404 == _get(server.url("cam_2")).status_code
    assert 200 == _get(server.url("cam_1")).status_code


@pytest.mark.parametrize(
    "path",
    [
        "/", "//index.m3u8", "/wrong/cam_1/index.m3u8", "/{word}/cam_1/../../x",
        "/{word}/cam_1/part.ts", "/{word}/cam_1/part0.ts/..", "/{word}/cam_1/%2e%2e",
        "/{word}", "/{word}/cam_1/index.m3u8?x=1", "/\u00e9/cam_1/index.m3u8",
    ],
)  # fmt: skip
def test_hostile_paths_open_nothing(server: CameraServer, path: str) -> None:
    """Hostile: a wrong word, other names, ways up the folders."""
    root, word = re.fullmatch(r"(http://[^/]+)/([^/]+)/.*", server.url("x")).groups()  # type: ignore[union-attr]  # it has that form
    request = requests.Request("GET", root).prepare()
    request.url = root + path.format(word=word)
    with requests.Session() as session:
        reply = session.send(request, timeout=PATIENCE_S)

    assert 404 == reply.status_code
    assert 0 == server.playing()


def test_addresses_cannot_be_guessed(street: Street) -> None:
    """Two servers use different words of enough length."""
    words = set()
    for _ in range(2):
        server = CameraServer(street.look)
        words.add(server.url("cam_1").split("/")[3])
        server.start()
        server.stop()

    assert 2 == len(words)
    assert min(map(len, words)) >= 16


def test_stopping_ends_every_stream(street: Street) -> None:
    """Nothing of a stream is left: no thread, no folder."""
    server = CameraServer(street.look)
    server.start()
    for number in range(2):
        assert 200 == _get(server.url(f"cam_{number}")).status_code
    folder = server._folder.name
    server.stop()

    assert 0 == server.playing()
    assert not Path(folder).exists()


def test_the_clock_is_burnt_in_as_it_was() -> None:
    """What is painted ahead carries the time it stands for, at the room's rate."""
    view = View("CN21", 0.0, "body_worn", AT, rate=10.0)

    assert "CN21 22:31:08" == view.caption_at(0.0)
    assert "CN21 22:30:48" == view.caption_at(2.0)
    assert "CN21 at rest" == View("CN21 at rest", 0.0).caption_at(2.0)


def test_the_light_is_that_of_the_hour() -> None:
    """The room's time decides; without one it is night."""
    assert pytest.approx(22.5, abs=0.02) == View("", 0, "fixed", AT).hour
    assert 22.0 == View("", 0).hour


def test_without_an_encoder_there_are_no_addresses(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A station PC has no PyAV: the force moves, its cameras show nothing."""
    monkeypatch.setattr(cameras, "can_film", lambda: False)
    server = CameraServer(street.look)
    server.start()
    try:
        assert "" == server.url("cam_1")

    finally:
        server.stop()
