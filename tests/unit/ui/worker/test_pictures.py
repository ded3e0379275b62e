"""Picture tiles on a square: placed to the pixel, at any scale, whatever is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from pytestqt.qtbot import QtBot

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import tile_of
from controlroom.ground.raster import WORLD, Bounds
from controlroom.ground.raster_files import open_raster
from tests.helpers.tile_files import BLUE, GREEN, RED, Address, png
from ui.theme import Theme
from ui.worker.messages import Paint
from ui.worker.pictures import KEPT_BYTES, MAX_SIDE, Pictures, unpacked

MAGENTA = QColor("#ff00ff")


class Tiles:
    """A raster in memory that notes what was asked for."""

    name, attribution = "Test", ""
    bounds: Bounds = WORLD

    def __init__(
        self, tiles: dict[Address, bytes], low: int = 0, high: int = 3
    ) -> None:
        self.tiles = tiles
        self.zooms = (low, high)
        self.asked: list[Address] = []
        self.coming: set[Address] = set()
        self.here: dict[Address, bytes] = {}

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """Note it and answer."""
        self.asked.append((zoom, x, y))
        found = self.tiles.get((zoom, x, y))
        if found == b"damaged":
            raise PackError("the file is damaged")
        return found

    def is_pending(self, address: Address) -> bool:
        """Whether it was said to come."""
        return address in self.coming

    def known(self, address: Address) -> bytes | None:
        """What is here."""
        return self.here.get(address)

    def close(self) -> None:
        """Nothing to let go of."""


def _job(zoom: int, x: int, y: int, across: int = 1, pixels: int = 256) -> Paint:
    return Paint(1, 0, "light", zoom, x, y, across, pixels, 1.0)


@pytest.fixture
def paint(qtbot: QtBot) -> Callable[[Pictures, Paint], tuple[bool, QImage]]:
    """Paint a square on magenta."""

    def onto(pictures: Pictures, job: Paint) -> tuple[bool, QImage]:
        side = job.across * job.pixels
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(MAGENTA)
        painter = QPainter(image)
        known = pictures.paint(painter, Theme.load("light"), job)
        painter.end()
        return known, image

    return onto


Painted = Callable[[Pictures, Paint], tuple[bool, QImage]]


def _main(image: QImage, x: int, y: int) -> str:
    """Which of red, green, blue leads at a pixel; nothing where none was painted."""
    colour = image.pixelColor(x, y)
    if colour == MAGENTA:
        return ""
    parts = {"red": colour.red(), "green": colour.green(), "blue": colour.blue()}
    return max(parts, key=lambda name: parts[name])


FOUR = {(1, 0, 0): png(RED), (1, 1, 0): png(GREEN), (1, 0, 1): png(BLUE)}


def test_tiles_lie_where_they_belong(paint: Painted) -> None:
    """Two by two tiles of a zoom; where none is, nothing is painted."""
    known, image = paint(Pictures(Tiles(FOUR, 1, 1)), _job(1, 0, 0, across=2))

    assert known
    assert ["red", "green", "blue", ""] == [
        _main(image, x, y) for x, y in ((9, 9), (500, 9), (9, 500), (500, 500))
    ]
    assert ["red", "green"] == [_main(image, x, 9) for x in (255, 256)]


@pytest.mark.parametrize("pixels", [256, 300, 362, 512])
def test_no_seam_at_any_scale(paint: Painted, pixels: int) -> None:
    """Tiles of one colour make one colour, whatever the scale."""
    tiles = {(3, x, y): png(RED) for x in range(8) for y in range(8)}
    _, image = paint(Pictures(Tiles(tiles, 3, 3)), _job(2, 1, 1, pixels=pixels))
    colours = {image.pixelColor(x, y).name() for x in range(pixels) for y in (0, 77)}

    assert 1 == len(colours)


def test_nearer_than_the_deepest_zoom(paint: Painted) -> None:
    """Beyond the deepest zoom its tiles are enlarged, the right part of each."""
    pictures = Pictures(Tiles(FOUR, 1, 1))

    assert "green" == _main(paint(pictures, _job(6, 40, 3))[1], 100, 100)
    assert "blue" == _main(paint(pictures, _job(12, 9, 4000))[1], 100, 100)
    assert not paint(pictures, _job(6, 40, 40))[0]


def test_a_parent_stands_in(paint: Painted) -> None:
    """A tile that is missing is stood in for by the part of its parent."""
    pictures = Pictures(Tiles({(0, 0, 0): png(BLUE), (1, 0, 0): png(RED)}, 0, 1))
    _, image = paint(pictures, _job(1, 0, 0, across=2))

    assert ["red", "blue"] == [_main(image, x, 9) for x in (9, 500)]


def test_neighbours_blend_when_enlarged(paint: Painted) -> None:
    """Two squares of one enlarged tile meet without an edge."""
    ramp = QImage(256, 256, QImage.Format.Format_RGB32)
    for x in range(256):
        for y in range(256):
            ramp.setPixelColor(x, y, QColor(x, x, x))
    pictures = Pictures(Tiles({(0, 0, 0): _bytes(ramp, "PNG")}, 0, 0))
    left = paint(pictures, _job(5, 15, 15))[1].pixelColor(255, 128).lightness()
    right = paint(pictures, _job(5, 16, 15))[1].pixelColor(0, 128).lightness()

    assert abs(left - right) <= 2


def test_farther_than_the_smallest_zoom(paint: Painted) -> None:
    """A little farther out the tiles are reduced; far out none are read."""
    tiles = Tiles({(5, x, y): png(RED) for x in range(8) for y in range(8)}, 5, 5)
    known, _ = paint(Pictures(tiles), _job(3, 0, 0))
    tiles.asked.clear()
    far, _ = paint(Pictures(tiles, side=256), _job(1, 0, 0))

    assert (True, False) == (known, far)
    assert [] == tiles.asked


def test_tiles_of_512(paint: Painted) -> None:
    """Larger tiles are taken from the zoom before: as sharp, and a quarter as many."""
    tiles = Tiles({(1, 0, 0): png(RED, 512), (0, 0, 0): png(BLUE, 512)}, 0, 3)
    pictures = Pictures(tiles)

    assert "red" == _main(paint(pictures, _job(2, 0, 0))[1], 9, 9)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>busy</html>", "is no picture"),
        (png()[:60], "is a damaged picture"),
        (png(side=16, high=60_000), "16 × 60000 pixels"),
        (png(side=MAX_SIDE + 1), f"{MAX_SIDE + 1} × {MAX_SIDE + 1} pixels"),
        (b"damaged", "the file is damaged"),
        (b"GIF89a", "is no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture"),
    ],
)
def test_what_is_no_tile(paint: Painted, body: bytes, said: str) -> None:
    """What is no picture counts as missing and is said; its neighbour is painted."""
    pictures = Pictures(Tiles({(1, 0, 0): body, (1, 1, 0): png(GREEN)}, 1, 1))
    known, image = paint(pictures, _job(1, 0, 0, across=2))

    assert known
    assert ["", "green"] == [_main(image, x, 9) for x in (9, 500)]
    assert said in pictures.trouble


def _bytes(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_kind_is_unpacked(qtbot: QtBot, kind: str) -> None:
    """PNG, JPEG and WebP are pictures here."""
    picture = QImage(32, 32, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    image, why_not = unpacked(_bytes(picture, kind))

    assert image is not None
    assert (32, "") == (image.width(), why_not)


def test_what_is_still_to_come(paint: Painted) -> None:
    """A tile under way is noted; a parent that is here stands in and none is asked."""
    tiles = Tiles({}, 0, 2)
    tiles.coming = {(2, 0, 0)}
    tiles.here = {(0, 0, 0): png(BLUE)}
    pictures = Pictures(tiles, tiles, side=256)
    known, image = paint(pictures, _job(2, 0, 0))

    assert known
    assert ("blue", {(2, 0, 0)}) == (_main(image, 9, 9), pictures.lacking)
    assert [(2, 0, 0)] == tiles.asked


def test_what_will_not_come(paint: Painted) -> None:
    """Where the service has no tile its parent is asked for, as in a file."""
    tiles = Tiles({}, 0, 2)
    tiles.coming = {(1, 0, 0)}
    pictures = Pictures(tiles, tiles, side=256)
    paint(pictures, _job(2, 0, 0))

    assert [(2, 0, 0), (1, 0, 0)] == tiles.asked
    assert {(1, 0, 0)} == pictures.lacking


def test_a_tile_is_unpacked_once(paint: Painted) -> None:
    """Unpacked tiles are kept, until they are said to have changed."""
    tiles = Tiles({(1, 0, 0): png(RED)}, 1, 1)
    pictures = Pictures(tiles, side=256)
    for _ in range(3):
        paint(pictures, _job(1, 0, 0))
    assert [(1, 0, 0)] == tiles.asked

    tiles.tiles[1, 0, 0] = png(BLUE)
    pictures.forget((1, 0, 0))

    assert "blue" == _main(paint(pictures, _job(1, 0, 0))[1], 9, 9)


def test_what_is_kept_is_bounded(paint: Painted) -> None:
    """However far one goes, only so much is kept unpacked."""
    tiles = Tiles({(6, x, 0): png(RED, 1024) for x in range(20)}, 6, 6)
    pictures = Pictures(tiles, side=1024)
    for x in range(20):
        paint(pictures, _job(6, x, 0))

    assert 0 < pictures._bytes <= KEPT_BYTES
    assert pictures._bytes == sum(
        each.sizeInBytes() for each in pictures._kept.values()
    )


@pytest.mark.shared
def test_a_real_mountain(shared_data: Path, paint: Painted) -> None:
    """Mount Whitney from its file: whole at its own zoom, half steps and beyond."""

    path = shared_data / "tiles" / "usgs-mt-whitney-8-15-webp-512.pmtiles"
    pictures = Pictures(open_raster(path))
    for zoom, pixels in ((13, 256), (15, 362), (18, 256), (19, 512)):
        x, y = tile_of(36.5785, -118.292, zoom)
        known, image = paint(pictures, _job(zoom, x, y, pixels=pixels))
        spots = [(x, y) for x in range(0, pixels, 16) for y in range(0, pixels, 16)]

        assert known
        assert all(image.pixelColor(*spot) != MAGENTA for spot in spots)
    assert "" == pictures.trouble
    pictures.close()
