"""Reads an attached picture: by its own decoder, and never larger than is shown."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from controlroom.domain.attachments import HEAD, media_type_of

FORMATS = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/gif": b"gif",
    "image/webp": b"webp",
}
"""What is drawn here, each by its own decoder: never a drawing with a script in it."""
PIXELS_MOST = 100_000_000
EDGE_MOST = 4_096
"""A larger picture is made so small while it is read."""


def read_picture(body: bytes, media_type: str) -> QImage | None:
    """Return a picture, at most 4,096 pixels wide and high; None cannot be drawn."""
    kind = FORMATS.get(media_type)
    if kind is None or media_type_of(body[:HEAD]) != media_type:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(body))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > PIXELS_MOST:
        return None
    if max(size.width(), size.height()) > EDGE_MOST:
        reader.setScaledSize(
            size.scaled(QSize(EDGE_MOST, EDGE_MOST), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    return None if image.isNull() else image
