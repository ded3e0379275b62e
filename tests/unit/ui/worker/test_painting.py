"""Squares of ground: the layers in their order, seamless, by day and by night."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.ground.mercator import tile_of
from controlroom.ground.pack import Pack
from tests.helpers.map_room import MIDDLE, count, place, write_town
from ui.theme import Theme, install_fonts
from ui.worker.messages import Paint
from ui.worker.painting import outside_token, paint_square, side_pixels


@pytest.fixture
def pack(qtbot: QtBot, tmp_path: Path) -> Iterator[Pack]:
    """The town's pack."""
    install_fonts()
    with Pack.open(write_town(tmp_path / "town.pack")) as pack:
        yield pack


def _job(
    zoom: int = 15, across: int = 2, pixels: int = 256, unit: float = 1.0
) -> Paint:
    x, y = tile_of(*MIDDLE, zoom)
    return Paint(1, 0, "dark", zoom, x // across, y // across, across, pixels, unit)


def _paint(pack: Pack, job: Paint, theme: str = "dark") -> tuple[QImage, bool]:
    side = side_pixels(job)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    return image, paint_square(pack, Theme.load(theme), job, image)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_layers_of_the_town(pack: Pack, theme: str) -> None:
    """Land, park, water and streets are there in the theme's own colours."""
    image, known = _paint(pack, _job(16), theme)

    assert known
    for token in ("land", "park", "main", "casing"):
        assert count(image, Theme.load(theme).color(f"map.{token}"), 2) > 30


def test_two_tiles_or_one_square(pack: Pack) -> None:
    """A square of two by two tiles is the same as its tiles beside each other."""
    job = _job(15)
    whole, _ = _paint(pack, job)
    x, y = job.x * 2, job.y * 2
    for column in (0, 1):
        for row in (0, 1):
            alone = Paint(1, 0, "dark", 15, x + column, y + row, 1, 256, 1.0)
            part, _ = _paint(pack, alone)

            assert part == whole.copy(column * 256, row * 256, 256, 256)


def test_beyond_the_pack(pack: Pack) -> None:
    """Where nothing is known the colour of the outside stands, and it is said."""
    image, known = _paint(pack, Paint(1, 0, "dark", 15, 0, 0, 2, 256, 1.0))

    assert not known
    assert "water" == outside_token(pack)
    assert 512 * 512 == count(image, Theme.load("dark").color("map.water"), 0)


def test_streets_grow_with_zoom(pack: Pack) -> None:
    """Nearer, and at twice the scale, the same street is wider."""
    main = Theme.load("dark").color("map.main")

    def width(job: Paint) -> int:
        image, _ = _paint(pack, job)
        side = image.width()
        return max(
            count(image.copy(x, 0, 1, side), main, 2) for x in range(0, side, 16)
        )

    widths = [
        width(_job(14)), width(_job(15)), width(_job(15, pixels=362)), width(_job(16)),
    ]  # fmt: skip

    assert widths == sorted(widths)
    assert width(_job(15, 1, 512, 2.0)) >= 2 * width(_job(15)) - 2


def test_every_zoom(pack: Pack) -> None:
    """From the world to a doorstep a square is painted without complaint."""
    for zoom in range(3, 20):
        image, _ = _paint(pack, _job(zoom))

        assert 512 == image.width()


def test_names_around_a_square_are_left_to_theirs(pack: Pack) -> None:
    """Close up a square paints the names that reach into it, its neighbours do not."""
    x, y = tile_of(*place(180.0, 0.0), 18)
    near, _ = _paint(pack, Paint(1, 0, "dark", 18, x, y, 1, 256, 1.0))
    far, _ = _paint(pack, Paint(1, 0, "dark", 18, x + 6, y + 6, 1, 256, 1.0))
    label = Theme.load("dark").color("map.label")

    assert count(near, label, 2) > 10
    assert 0 == count(far, label, 2)
