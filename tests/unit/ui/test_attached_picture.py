"""Pictures that were attached: read by their own decoder or not at all."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from ui.attached_picture import read_picture


def picture_file(kind: str, width: int = 64, height: int = 48) -> bytes:
    """Return a blue picture as a file of a kind."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#3070c0"))
    body = QByteArray()
    buffer = QBuffer(body)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]  # PySide wants text
    return bytes(body.data())


def _huge_png() -> bytes:
    """A header that claims 60,000 by 60,000 pixels, and nothing behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + crc


@pytest.mark.parametrize(
    ("kind", "media_type"), [("PNG", "image/png"), ("JPG", "image/jpeg")]
)
def test_a_picture_is_read(kind: str, media_type: str) -> None:
    """By the decoder of what its content is."""
    image = read_picture(picture_file(kind), media_type)

    assert image is not None
    assert (64, 48) == (image.width(), image.height())


def test_a_large_picture_is_made_small() -> None:
    """While it is read, in proportion."""
    image = read_picture(picture_file("PNG", 6000, 1500), "image/png")

    assert image is not None
    assert (4096, 1024) == (image.width(), image.height())


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"\x89PNG\r\n\x1a\nbroken", "image/png"),
        (b"", "image/jpeg"),
        (_huge_png(), "image/png"),
    ],
)
def test_what_is_no_picture_is_not_drawn(body: bytes, media_type: str) -> None:
    """No drawing with a script, nothing broken, nothing that would fill the memory."""

    assert read_picture(body, media_type) is None
