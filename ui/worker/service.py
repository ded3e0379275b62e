"""Fetches picture tiles from the one service that was configured; paints none.

At most `at_once` requests are under way and `MOST_WAITING` wait, newest first, the
oldest given up. A tile that is not there, and a service that does not answer, are not
asked again at once. Nothing here waits: what is not there yet is None.
"""

import time
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from controlroom import __version__
from controlroom.domain.errors import PackError
from controlroom.ground.mercator import tile_of
from controlroom.ground.raster import MAX_TILE_BYTES, is_address, picture_kind
from ui.guard import guarded
from ui.worker.messages import Picturing
from ui.worker.pictures import Address
from ui.worker.tilecache import Kept, TileCache

AGENT = f"Controlroom/{__version__}"
MOST_WAITING = 256
MOST_ABSENT = 20_000
MOST_HELD = 64
ABSENT_S = 3600.0
"""A tile that the service does not have is not asked for again so long."""
FIRST_RETRY_S, LAST_RETRY_S = 5.0, 120.0
FAILURES = 2
"""So many in a row, and the service is said not to answer."""
USUAL_FRESH_S = 7 * 86_400
"""For a service that says nothing about age; what OpenStreetMap asks for at least."""
LEAST_FRESH_S, MOST_FRESH_S = 60, 90 * 86_400
WATCH_MS = 250
_GONE = (204, 404, 410)
_OK, _NOT_MODIFIED = 200, 304
_LATE_X = 2.0
"""A tile that trickles is given up after so many times the timeout."""


class _Flight(NamedTuple):
    """A request under way: what is kept of its tile, and when it is given up."""

    reply: QNetworkReply
    kept: Kept | None
    until_s: float


class Service(QObject):
    """A `Raster` whose tiles come later.

    Signals: `arrived(address)` when a tile came or may be asked for anew;
    `said(words)` when the service stops answering, and with nothing when it does again.
    """

    arrived = Signal(object)
    said = Signal(str)

    def __init__(self, picturing: Picturing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if picturing.service is None:
            raise PackError("no map service was named")
        self._config = config = picturing.service
        self.name = "map service"
        self.attribution = config.attribution
        self.bounds = config.bounds
        self.zooms = config.zooms
        self._cache = TileCache(
            Path(picturing.cache), config.url, picturing.cache_mb * 2**20
        )
        self._network = QNetworkAccessManager(self)
        self._network.setRedirectPolicy(
            QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        )
        self._waiting: OrderedDict[Address, Kept | None] = OrderedDict()
        self._network.finished.connect(self._finish)
        self._flying: dict[Address, _Flight] = {}
        self._absent: OrderedDict[Address, float] = OrderedDict()
        self._failed: dict[Address, None] = {}
        self._held: OrderedDict[Address, Kept] = OrderedDict()
        self._failures = 0
        self._words = ""
        self._retry_s = FIRST_RETRY_S
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look_at_flights)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._try_again)

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture at an address if it is here; else it is asked for."""
        address = (zoom, x, y)
        if not is_address(*address) or not self._covers(address):
            return None
        kept = self._read(address)
        if kept is None or not kept.fresh:
            self._want(address, kept)
        return kept.body if kept else None

    def known(self, address: Address) -> bytes | None:
        """A tile if it is here, however old; nobody is asked for it."""
        kept = self._read(address)
        return kept.body if kept else None

    def is_pending(self, address: Address) -> bool:
        """Whether a tile that is not here may still come."""
        return (
            address in self._waiting
            or address in self._flying
            or address in self._failed
        )

    def close(self) -> None:
        """Give up everything that is under way."""
        self._retry.stop()
        self._watch.stop()
        self._waiting.clear()
        flights, self._flying = self._flying, {}
        for flight in flights.values():
            flight.reply.abort()

    def _read(self, address: Address) -> Kept | None:
        return self._held.get(address) or self._cache.read(address)

    def _hold(self, address: Address, tile: Kept, cache_control: str) -> None:
        """Keep a tile on disk, and for the next moments in memory.

        The disk may be full, or the service may forbid to keep.
        """
        self._held[address] = tile._replace(fresh=True)
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        if "no-store" not in cache_control.casefold():
            self._cache.keep(address, tile, fresh_seconds(cache_control))

    def _covers(self, address: Address) -> bool:
        zoom, x, y = address
        south, west, north, east = self.bounds
        left, top = tile_of(north, west, zoom)
        right, bottom = tile_of(south, east, zoom)
        low, high = self.zooms
        return low <= zoom <= high and left <= x <= right and top <= y <= bottom

    def _want(self, address: Address, kept: Kept | None) -> None:
        if self.is_pending(address) or self._is_absent(address):
            return
        self._waiting[address] = kept
        while len(self._waiting) > MOST_WAITING:
            given_up, _ = self._waiting.popitem(last=False)
            self.arrived.emit(given_up)
        QTimer.singleShot(0, self, self._send)

    def _is_absent(self, address: Address) -> bool:
        until_s = self._absent.get(address, 0.0)
        return time.monotonic() < until_s

    @guarded
    def _send(self) -> None:
        """Ask for what waits; while nobody answers, for one tile at a time."""
        at_once = 1 if self._words else self._config.at_once
        while self._waiting and len(self._flying) < at_once:
            if self._retry.isActive() and self._words:
                return
            address, kept = self._waiting.popitem(last=True)
            reply = self._network.get(self._request(address, kept))
            # More than a tile is never held; the watch ends what stops there.
            reply.setReadBufferSize(MAX_TILE_BYTES + 1024)
            until_s = time.monotonic() + _LATE_X * self._config.timeout_s
            self._flying[address] = _Flight(reply, kept, until_s)
            if not self._watch.isActive():
                self._watch.start()

    @guarded
    def _look_at_flights(self) -> None:
        """End what trickles or never ends: a timeout alone counts only silence."""
        for flight in list(self._flying.values()):
            late = time.monotonic() > flight.until_s
            if late or flight.reply.bytesAvailable() > MAX_TILE_BYTES:
                flight.reply.abort()
        if not self._flying:
            self._watch.stop()

    def _request(self, address: Address, kept: Kept | None) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._url(address)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, AGENT)
        request.setTransferTimeout(round(self._config.timeout_s * 1000))
        manual = QNetworkRequest.LoadControl.Manual
        for attribute in (
            QNetworkRequest.Attribute.CookieLoadControlAttribute,
            QNetworkRequest.Attribute.CookieSaveControlAttribute,
            QNetworkRequest.Attribute.AuthenticationReuseAttribute,
        ):
            request.setAttribute(attribute, manual)
        if kept is not None and kept.etag:
            request.setRawHeader(b"If-None-Match", kept.etag.encode("latin-1"))
        if kept is not None and kept.modified:
            request.setRawHeader(b"If-Modified-Since", kept.modified.encode("latin-1"))
        return request

    def _url(self, address: Address) -> str:
        zoom, x, y = address
        south = (1 << zoom) - 1 - y
        url = self._config.url
        for name, value in (("z", zoom), ("x", x), ("y", y), ("-y", south)):
            url = url.replace(f"{{{name}}}", str(value))
        return url

    @guarded
    def _finish(self, reply: QNetworkReply) -> None:
        """Take what came, or why nothing did."""
        known = (each for each, flight in self._flying.items() if flight.reply is reply)
        address = next(known, None)
        reply.deleteLater()
        if address is None:
            return
        kept = self._flying.pop(address).kept
        why_not = self._take(address, kept, reply)
        if why_not:
            self._fail(address, why_not)
        else:
            self._succeed()
            self.arrived.emit(address)
        self._send()

    def _take(self, address: Address, kept: Kept | None, reply: QNetworkReply) -> str:
        """Keep what came; return why it cannot be used, or nothing."""
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status in _GONE:
            self._absent[address] = time.monotonic() + ABSENT_S
            while len(self._absent) > MOST_ABSENT:
                self._absent.popitem(last=False)
            return ""
        ages = _header(reply, "Cache-Control")
        if status == _NOT_MODIFIED and kept is not None:
            self._hold(address, kept, ages)
            return ""
        if reply.error() == QNetworkReply.NetworkError.SslHandshakeFailedError:
            return "its certificate is not trusted"
        if reply.error() != QNetworkReply.NetworkError.NoError:
            return "no answer" if status in {None, _OK} else f"answers {status}"
        body = bytes(reply.readAll().data())
        if len(body) > MAX_TILE_BYTES or not picture_kind(body):
            return "sends no pictures"
        etag, modified = _header(reply, "ETag"), _header(reply, "Last-Modified")
        self._hold(address, Kept(body, etag, modified), ages)
        return ""

    def _fail(self, address: Address, words: str) -> None:
        self._failed[address] = None
        self._failures += 1
        if self._failures >= FAILURES and words != self._words:
            self._words = words
            self.said.emit(words)
        if not self._retry.isActive():
            self._retry.start(round(self._retry_s * 1000))
            self._retry_s = min(2 * self._retry_s, LAST_RETRY_S)

    def _succeed(self) -> None:
        self._failures = 0
        self._retry_s = FIRST_RETRY_S
        if self._words:
            self._words = ""
            self.said.emit("")
            self._try_again()

    @guarded
    def _try_again(self) -> None:
        """Let those be asked for that failed: the squares that want them say so."""
        failed, self._failed = list(self._failed), {}
        self._retry.stop()
        for address in failed:
            self.arrived.emit(address)
        self._send()


def fresh_seconds(cache_control: str) -> int:
    """Return how long a tile need not be asked for, by its Cache-Control header."""
    parts = [part.strip().casefold() for part in cache_control.split(",")]
    if "no-cache" in parts or "no-store" in parts:
        return LEAST_FRESH_S
    for part in parts:
        name, _, value = part.partition("=")
        if name == "max-age" and value.isdecimal():
            return min(max(int(value[:12]), LEAST_FRESH_S), MOST_FRESH_S)
    return USUAL_FRESH_S


def _header(reply: QNetworkReply, name: str) -> str:
    return bytes(reply.rawHeader(name).data()).decode("latin-1")[:500]
