"""Keeps the tiles of services on disk within a bound; asks nobody for any.

Qt's own disk cache holds the files and throws the oldest out. The address under which a
tile is kept names the service by a digest: a URL may hold a key.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QDateTime, QIODevice, QUrl
from PySide6.QtNetwork import QNetworkCacheMetaData, QNetworkDiskCache

from controlroom.ground.raster import picture_kind
from ui.worker.pictures import Address

_ETAG, _MODIFIED = "etag", "last-modified"
_KIND = ("x-kind", "tile")  # Qt takes a file without any header for a damaged one


class Kept(NamedTuple):
    """A tile as kept; `fresh`: it need not be asked for. The rest are its headers."""

    body: bytes
    etag: str = ""
    modified: str = ""
    fresh: bool = False


class TileCache:
    """The tiles of one service in a folder that all services share.

    The folder holds at most `most_bytes` and the tile that came last.
    """

    def __init__(self, folder: Path, url: str, most_bytes: int) -> None:
        self._disk = QNetworkDiskCache()
        self._disk.setCacheDirectory(str(folder))
        self._disk.setMaximumCacheSize(most_bytes)
        self._name = hashlib.sha256(url.encode()).hexdigest()[:24]

    def read(self, address: Address) -> Kept | None:
        """Return a tile, however old; None when it is not kept."""
        where = self._where(address)
        about = self._disk.metaData(where)
        device = self._disk.data(where) if about.isValid() else None
        if device is None:
            return None
        body = bytes(device.readAll().data())
        device.close()
        if not picture_kind(body):
            return None
        until = about.expirationDate()
        fresh = until.isValid() and QDateTime.currentDateTimeUtc() < until
        said = {
            _text(name).casefold(): _text(value) for name, value in about.rawHeaders()
        }
        return Kept(body, said.get(_ETAG, ""), said.get(_MODIFIED, ""), fresh)

    def keep(self, address: Address, tile: Kept, fresh_s: int) -> None:
        """Keep a tile, fresh for so many seconds; a full disk loses only that."""
        where = self._where(address)
        about = QNetworkCacheMetaData()
        about.setUrl(where)
        about.setSaveToDisk(True)
        about.setExpirationDate(QDateTime.currentDateTimeUtc().addSecs(fresh_s))
        headers = [_KIND, (_ETAG, tile.etag), (_MODIFIED, tile.modified)]
        about.setRawHeaders(
            [
                (QByteArray(name.encode()), QByteArray(value.encode("latin-1")))
                for name, value in headers
                if value
            ]
        )
        self._disk.remove(where)
        device: QIODevice | None = self._disk.prepare(about)
        if device is None:
            return
        if device.write(QByteArray(tile.body)) == len(tile.body):
            self._disk.insert(device)
        else:
            self._disk.remove(where)

    def _where(self, address: Address) -> QUrl:
        zoom, x, y = address
        return QUrl(f"https://kept.invalid/{self._name}/{zoom}/{x}/{y}")


def _text(raw: QByteArray) -> str:
    return bytes(raw.data()).decode("latin-1")
