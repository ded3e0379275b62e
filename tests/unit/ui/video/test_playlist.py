"""A playlist is read before any player may: durations, and nothing from elsewhere."""

import pytest

from controlroom.domain.errors import FeedError
from ui.video.playlist import LARGEST, read_playlist

URL = "https://room:7443/stream/ticket/index.m3u8"
LIVE = b"""#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:1
#EXT-X-MEDIA-SEQUENCE:8
#EXTINF:0.600000,
part8.ts
#EXTINF:0.600000,
part9.ts
#EXTINF:0.733333,
part10.ts
#EXTINF:0.600000,
part11.ts
"""


def test_durations_are_read_in_order() -> None:
    """Each segment's seconds, oldest first."""
    assert (0.6, 0.6, 0.733333, 0.6) == read_playlist(LIVE, URL).durations_s


def test_a_player_joins_three_segments_back() -> None:
    """That much the picture is behind from the start."""
    assert pytest.approx(1.933333) == read_playlist(LIVE, URL).behind_s


def test_a_short_playlist_is_joined_at_its_beginning() -> None:
    """With one segment there is only one to be behind."""
    assert 0.6 == read_playlist(LIVE[:96], URL).behind_s
    assert 0.0 == read_playlist(b"#EXTM3U\n", URL).behind_s


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"\xff\xfe\x00", b"not #EXTM3U", b"{}", b"\n#EXTM3U"],
)
def test_what_is_no_playlist_is_refused(content: bytes) -> None:
    """An error page or rubbish is not handed to a player."""
    with pytest.raises(FeedError, match="no playlist"):
        read_playlist(content, URL)


@pytest.mark.parametrize(
    "line",
    [
        b"http://evil.example/part0.ts", b"//evil.example/part0.ts", b"file:///x.ts",
        b'#EXT-X-KEY:METHOD=AES-128,URI="https://evil.example/key"',
        b'#EXT-X-MAP:URI="concat:file:///etc/passwd|x"', b"https://room:1/x.ts",
        b'#EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8",URI="//evil/b.m3u8"',
    ],
)  # fmt: skip
def test_a_playlist_that_sends_elsewhere_is_refused(line: bytes) -> None:
    """Hostile: a segment, key or opening part on another machine, or a file here."""
    with pytest.raises(FeedError, match="another machine"):
        read_playlist(LIVE + line + b"\n", URL)


def test_a_huge_playlist_is_refused() -> None:
    """Hostile: more than is read."""
    with pytest.raises(FeedError, match=str(LARGEST)):
        read_playlist(LIVE + b"\n" * LARGEST, URL)


def test_broken_durations_count_nothing() -> None:
    """Hostile: durations that are no number, or absurd."""
    broken = b"#EXTM3U\n#EXTINF:x,\n#EXTINF:-1,\n#EXTINF:99999,\n#EXTINF:nan,\na.ts\n"

    assert () == read_playlist(broken, URL).durations_s
