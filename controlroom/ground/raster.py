"""What a set of picture tiles is, whatever file holds it; opens and decodes none.

A tile is the bytes of one PNG, JPEG or WebP by its XYZ address (row 0 in the north).
"""

import re
from html import unescape
from typing import Protocol

MAX_TILE_BYTES = 4 * 2**20
"""One tile as stored. A 512 px photograph has 200 kB; more is no tile."""
MAX_ZOOM = 26
"""Deeper than a millimetre; a header that says more is damaged."""
WORLD = (-85.06, -180.0, 85.06, 180.0)
"""south, west, north, east of a Web Mercator map, degrees."""
_POLE = 90.0
_MAX_WORDS = 300

Bounds = tuple[float, float, float, float]


class Raster(Protocol):
    """An open set of picture tiles of one place.

    name and attribution are plain text. bounds: (south, west, north, east), degrees
    WGS 84. zooms: the smallest and the largest that it has.
    """

    name: str
    attribution: str
    bounds: Bounds
    zooms: tuple[int, int]

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture at an address; None where there is none. Raises PackError."""

    def close(self) -> None:
        """Let go of the file."""


def picture_kind(body: bytes) -> str:
    """Return `png`, `jpeg` or `webp` by a picture's first bytes, or nothing."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if body.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    return ""


def is_address(zoom: int, x: int, y: int) -> bool:
    """Whether there is such a tile in the world."""
    return 0 <= zoom <= MAX_ZOOM and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom


def plain_words(text: str) -> str:
    """A name or an attribution without its HTML, in one line."""
    bare = unescape(re.sub(r"<[^>]{0,1000}>", " ", text[: 8 * _MAX_WORDS]))
    return " ".join(bare.split())[:_MAX_WORDS]


def bounds_of(west: float, south: float, east: float, north: float) -> Bounds:
    """Return bounds that can be shown; the whole world for those that cannot be true.

    The order of the arguments is that of TileJSON.
    """
    low, left, high, right = WORLD
    if not (left <= west < east <= right and -_POLE <= south < north <= _POLE):
        return WORLD
    return max(south, low), west, min(north, high), east
