"""What a playlist of HLS (RFC 8216) says, read before a player may: no sockets here."""

import re
from dataclasses import dataclass

from controlroom.domain.errors import FeedError
from ui.video.address import same_place

LARGEST = 64 * 1024
"""Bytes of a playlist that is read; a live one has some hundred."""
JOINED_BACK = 3
"""A player joins a live stream so many segments before its end (RFC 8216, 6.3.3)."""
_DURATION = re.compile(r"#EXTINF:(\d{1,4}(?:\.\d{1,9})?)\s*(?:,.*)?")
_URI = re.compile(r'URI="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Playlist:
    """Durations of the segments that are there now, oldest first, seconds."""

    durations_s: tuple[float, ...]

    @property
    def behind_s(self) -> float:
        """How far behind its end a player joins, seconds."""
        return sum(self.durations_s[-JOINED_BACK:])


def read_playlist(content: bytes, url: str) -> Playlist:
    """Return what a media playlist fetched from `url` says.

    Raises `FeedError` when it is none, is too large, or sends the player elsewhere.
    """
    if len(content) > LARGEST:
        msg = f"a playlist of {len(content)} bytes, at most {LARGEST} are read"
        raise FeedError(msg)
    lines = content.decode("utf-8", errors="replace").splitlines()
    if not lines or lines[0].strip() != "#EXTM3U":
        msg = "what came is no playlist"
        raise FeedError(msg)
    durations: list[float] = []
    for line in lines[1:]:
        if match := _DURATION.fullmatch(line.strip()):
            durations.append(float(match[1]))
        elif not all(same_place(url, each) for each in _references(line.strip())):
            msg = "the playlist sends the player to another machine"
            raise FeedError(msg)
    return Playlist(tuple(durations))


def _references(line: str) -> list[str]:
    """Addresses in a line: a segment or another playlist, a key, an opening part."""
    if line.startswith("#"):
        return _URI.findall(line)
    return [line] if line else []
