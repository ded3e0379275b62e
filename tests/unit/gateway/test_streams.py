"""Pictures of cameras, handed through."""

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from controlroom.gateway import streams as module
from controlroom.gateway.streams import (
    IDLE_US,
    INDEX,
    START_US,
    StreamError,
    Streams,
    Ticket,
)

NOW_US = 1_795_257_600_000_000
LIST = """#EXTM3U
#EXT-X-TARGETDURATION:2
#EXT-X-MAP:URI="init.mp4"
#EXTINF:2.0,
part1.ts
#EXTINF:2.0,
/deep/part2.ts?x=1
"""


class Source:
    """A camera's server on loopback; `files` by path, others are not there."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[int, str, bytes]] = {
            "/cam/index.m3u8": (200, "application/vnd.apple.mpegurl", LIST.encode()),
            "/cam/part1.ts": (200, "video/mp2t", b"picture"),
        }
        self.asked: list[str] = []
        source = self

        class Request(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                source.asked.append(self.path)
                status, kind, body = source.files.get(self.path, (404, "", b""))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if 300 <= status < 400:
                    self.send_header("Location", "http://127.0.0.1:1/secret")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Request)
        self.thread = threading.Thread(target=self.http.serve_forever)

    @property
    def url(self) -> str:
        """Where the camera's list is."""
        return f"http://127.0.0.1:{self.http.server_address[1]}/cam/index.m3u8"


@pytest.fixture
def source() -> Iterator[Source]:
    """A camera's server, running."""
    source = Source()
    source.thread.start()
    yield source
    source.http.shutdown()
    source.http.server_close()
    source.thread.join()


@pytest.fixture
def streams() -> Iterator[Streams]:
    """Streams that may ask this machine by http."""
    streams = Streams(("127.0.0.1",), ("http",))
    yield streams
    streams.close()


def _ticket(url: str, viewing_id: str = "view_1") -> Ticket:
    return Ticket(
        viewing_id=viewing_id,
        camera_id="cam_1",
        person_id="per_a",
        desk="Desk A",
        host="10.0.0.7",
        source_url=url,
        made_us=NOW_US,
    )


def _fetch(
    streams: Streams, word: str, name: str = INDEX, host: str = "10.0.0.7"
) -> bytes:
    return asyncio.run(streams.fetch(word, name, host, NOW_US)).body


def _word(path: str) -> str:
    return path.split("/")[2]


def test_a_list_stays_under_its_ticket(source: Source, streams: Streams) -> None:
    """Every address in a list becomes a name under the ticket; it opens what it was."""
    word = _word(streams.issue(_ticket(source.url)))
    lines = _fetch(streams, word).decode().splitlines()
    names = [line for line in lines if not line.startswith("#")]

    assert "127.0.0.1" not in "\n".join(lines)
    assert "part" not in "\n".join(lines)
    assert [".ts", ".ts"] == [name[-3:] for name in names]
    assert 'URI="' in lines[2]
    assert b"picture" == _fetch(streams, word, names[0])
    assert "/cam/part1.ts" == source.asked[-1]


def test_the_same_part_keeps_its_name(source: Source, streams: Streams) -> None:
    """A list fetched again names the same parts alike: a player must know them."""
    word = _word(streams.issue(_ticket(source.url)))

    assert _fetch(streams, word) == _fetch(streams, word)


@pytest.mark.parametrize(
    ("name", "host"),
    [("secret.ts", "10.0.0.7"), (INDEX, "10.0.0.8"), ("../index.m3u8", "10.0.0.7")],
)
def test_hostile_requests(
    source: Source, streams: Streams, name: str, host: str
) -> None:
    """A part nobody named, another machine, a way out: nothing is there, none asked."""
    word = _word(streams.issue(_ticket(source.url)))

    with pytest.raises(StreamError) as error:
        _fetch(streams, word, name, host)

    assert 404 == error.value.status
    assert [] == source.asked


def test_a_ticket_that_was_never_issued(streams: Streams) -> None:
    """A guessed word opens nothing."""
    with pytest.raises(StreamError, match="opens nothing"):
        _fetch(streams, "guess")


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/index.m3u8",
        "file:///etc/passwd",
        "https://127.0.0.1/x.m3u8",
        "http://127.0.0.1@evil.example/x.m3u8",
        "http://[::1/x",
        "",
    ],
)
def test_hostile_sources(streams: Streams, url: str) -> None:
    """A source that the configuration does not name gets no ticket."""
    with pytest.raises(StreamError) as error:
        streams.issue(_ticket(url))

    assert 502 == error.value.status


@pytest.mark.parametrize(
    ("status", "kind", "body", "why"),
    [
        (302, "", b"", "answered 302"),
        (500, "", b"", "answered 500"),
        (200, "application/vnd.apple.mpegurl", b"<html>", "no playlist"),
        (200, "", b"#EXTM3U\nhttp://169.254.169.254/x.ts\n", "not configured"),
        (200, "", b"#EXTM3U\n" + b"x" * 2_000_000, "over"),
    ],
)
def test_hostile_answers(
    source: Source, streams: Streams, status: int, kind: str, body: bytes, why: str
) -> None:
    """A redirect, a fault, no list, a way elsewhere, too much: refused in words."""
    source.files["/cam/index.m3u8"] = (status, kind, body)
    word = _word(streams.issue(_ticket(source.url)))

    with pytest.raises(StreamError, match=why):
        _fetch(streams, word)

    assert ["/cam/index.m3u8"] == source.asked, "nothing else was asked"


def test_a_camera_that_is_gone(streams: Streams) -> None:
    """The player is told; the address stays in here."""
    word = _word(streams.issue(_ticket("http://127.0.0.1:9/hidden/index.m3u8")))

    with pytest.raises(StreamError, match="cannot be reached") as error:
        _fetch(streams, word)

    assert "hidden" not in str(error.value)


def test_a_ticket_is_for_a_minute_and_then_for_use(
    source: Source, streams: Streams
) -> None:
    """Unused it is over after a minute; used, half a minute after the last use."""
    streams.issue(_ticket(source.url, "unused"))
    word = _word(streams.issue(_ticket(source.url, "used")))
    _fetch(streams, word)

    assert [] == streams.take_over(NOW_US + IDLE_US)
    assert ["used"] == [
        ticket.viewing_id for ticket in streams.take_over(NOW_US + IDLE_US + 1)
    ]
    assert ["unused"] == [
        ticket.viewing_id for ticket in streams.take_over(NOW_US + START_US + 1)
    ]
    assert set() == streams.viewings()


def test_ending_takes_the_ticket_away(source: Source, streams: Streams) -> None:
    """After the viewing ended its ticket opens nothing; ending twice is nothing."""
    word = _word(streams.issue(_ticket(source.url)))

    assert streams.end("view_1")
    assert not streams.end("view_1")
    with pytest.raises(StreamError):
        _fetch(streams, word)


def test_bounded(
    source: Source, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many tickets and so many parts, no more: the oldest parts go."""
    monkeypatch.setattr(module, "TICKETS", 1)
    monkeypatch.setattr(module, "PARTS_KEPT", 2)
    ticket = _ticket(source.url)
    word = _word(streams.issue(ticket))
    _fetch(streams, word)

    assert 2 == len(ticket.parts)
    with pytest.raises(StreamError, match="open already"):
        streams.issue(_ticket(source.url, "other"))
