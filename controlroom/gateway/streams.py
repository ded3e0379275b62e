"""Pictures of cameras, handed through: a ticket in the path, nothing stored.

The desk knows only the path of its ticket; the source's address stays in here. Which
hosts may be asked is configuration. Fetching waits in threads, never in the room.
"""

import asyncio
import hashlib
import re
import secrets
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests

from controlroom.domain.errors import KnownError

START_US = 60_000_000
"""A ticket must be used for the first time within a minute, of the world."""
IDLE_US = 30_000_000
"""A stream nobody fetches for so long is over."""
PARTS_KEPT = 600
"""Addresses a ticket remembers, oldest out: a live list names a few at a time."""
PART_BYTES = 24 * 1024 * 1024
LIST_BYTES = 1024 * 1024
TIMEOUT_S = (3.0, 8.0)
AT_ONCE = 16
TICKETS = 500
INDEX = "index.m3u8"
_PLAYLIST = "application/vnd.apple.mpegurl"
_URI = re.compile(r'URI="([^"]*)"')
_LISTS = frozenset({_PLAYLIST, "application/x-mpegurl", "audio/mpegurl"})


class StreamError(KnownError):
    """A source cannot be handed through. `status` is for the player."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Part:
    """One answer for the player."""

    media_type: str
    body: bytes


@dataclass(slots=True)
class Ticket:
    """Leave to look through one camera from one desk, for as long as it is used."""

    viewing_id: str
    camera_id: str
    person_id: str
    desk: str
    host: str
    """Address of the desk: nobody else may use its ticket."""
    source_url: str
    made_us: int
    used_us: int = 0
    parts: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def is_over(self, now_us: int) -> bool:
        """Say whether the ticket was not used in time, or no longer is."""
        if not self.used_us:
            return now_us - self.made_us > START_US
        return now_us - self.used_us > IDLE_US


class Streams:
    """Tickets, and the threads that fetch. Times here are the machine's.

    `hosts` and `schemes` say which sources may be asked at all.
    """

    def __init__(self, hosts: tuple[str, ...], schemes: tuple[str, ...]) -> None:
        self._hosts = frozenset(hosts)
        self._schemes = frozenset(schemes)
        self._tickets: dict[str, Ticket] = {}
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="stream")
        self._own = threading.local()

    def issue(self, ticket: Ticket) -> str:
        """Return the path under which the desk may look.

        Raises `StreamError` when the source may not be asked or too many look already.
        """
        self._check(ticket.source_url)
        if len(self._tickets) >= TICKETS:
            raise StreamError(503, f"{TICKETS} streams are open already")
        word = secrets.token_urlsafe(24)
        self._tickets[word] = ticket
        return f"/stream/{word}/{INDEX}"

    def end(self, viewing_id: str) -> bool:
        """Take the ticket of a viewing away; return whether there was one."""
        for word, ticket in list(self._tickets.items()):
            if ticket.viewing_id == viewing_id:
                del self._tickets[word]
                return True
        return False

    def take_over(self, now_us: int) -> list[Ticket]:
        """Take away tickets that were not used in time, and return them."""
        over = [word for word, one in self._tickets.items() if one.is_over(now_us)]
        return [self._tickets.pop(word) for word in over]

    def viewings(self) -> set[str]:
        """Return the viewings that have a ticket."""
        return {ticket.viewing_id for ticket in self._tickets.values()}

    async def fetch(self, word: str, name: str, host: str, now_us: int) -> Part:
        """Return a list or a part for the player. Raises `StreamError`."""
        ticket = self._tickets.get(word)
        if ticket is None or ticket.host != host or ticket.is_over(now_us):
            raise StreamError(404, "this ticket opens nothing, or no longer")
        url = ticket.source_url if name == INDEX else ticket.parts.get(name)
        if url is None:
            raise StreamError(404, "no such part")
        ticket.used_us = now_us
        loop = asyncio.get_running_loop()
        media_type, body = await loop.run_in_executor(self._pool, self._get, url)
        if _is_list(url, media_type):
            return Part(_PLAYLIST, self._rewrite(ticket, url, body))
        return Part(media_type, body)

    def close(self) -> None:
        """Let go of the threads."""
        self._tickets.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _check(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            raise StreamError(502, "the camera's address is no address") from None
        if parts.scheme not in self._schemes or host not in self._hosts:
            raise StreamError(
                502,
                f"the camera's stream is at {parts.scheme}://{host}, which this "
                "gateway is not configured to ask",
            )

    def _get(self, url: str) -> tuple[str, bytes]:
        session = getattr(self._own, "session", None)
        if session is None:
            session = requests.Session()
            # No proxy and no password from the environment.
            session.trust_env = False
            self._own.session = session
        try:
            with session.get(
                url, timeout=TIMEOUT_S, stream=True, allow_redirects=False
            ) as reply:
                if reply.status_code != requests.codes.ok:
                    raise StreamError(502, f"the camera answered {reply.status_code}")
                kind = reply.headers.get("content-type", "").split(";")[0].strip()
                limit = LIST_BYTES if _is_list(url, kind) else PART_BYTES
                body = bytearray()
                for piece in reply.iter_content(65_536):
                    body += piece
                    if len(body) > limit:
                        raise StreamError(502, f"the camera sent over {limit} bytes")
                return kind or "application/octet-stream", bytes(body)
        except requests.RequestException as error:
            # The message of requests names the address, which stays in here.
            kind = type(error).__name__
            raise StreamError(504, f"the camera cannot be reached ({kind})") from None

    def _rewrite(self, ticket: Ticket, base: str, body: bytes) -> bytes:
        """Return the list with every address replaced by a name under the ticket."""
        lines = body.decode("utf-8", "replace").splitlines()
        if not lines or lines[0].strip() != "#EXTM3U":
            raise StreamError(502, "the camera sent no playlist")

        def named(match: re.Match[str]) -> str:
            return f'URI="{self._name(ticket, base, match[1])}"'

        rewritten = [
            _URI.sub(named, line)
            if line.startswith("#")
            else self._name(ticket, base, line.strip())
            for line in lines
            if line.strip()
        ]
        return ("\n".join(rewritten) + "\n").encode()

    def _name(self, ticket: Ticket, base: str, address: str) -> str:
        url = urljoin(base, address)
        self._check(url)
        path = urlsplit(url).path
        suffix = path[path.rfind(".") :] if "." in path[-6:] else ""
        suffix = suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", suffix) else ""
        name = hashlib.blake2b(url.encode(), digest_size=9).hexdigest() + suffix
        ticket.parts.pop(name, None)
        ticket.parts[name] = url
        while len(ticket.parts) > PARTS_KEPT:
            ticket.parts.popitem(last=False)
        return name


def _is_list(url: str, media_type: str) -> bool:
    return media_type.lower() in _LISTS or urlsplit(url).path.endswith(".m3u8")
