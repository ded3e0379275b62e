"""What lies over what on a square: pack, pictures, and either on top."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import tile_of
from controlroom.ground.pack import Pack
from controlroom.ground.raster_files import open_raster
from tests.helpers.layer_files import write_beat
from tests.helpers.map_room import MIDDLE, count, town_square, write_town
from tests.helpers.tile_files import RED, png, write_mbtiles
from ui.theme import Theme, install_fonts
from ui.worker.easel import Easel
from ui.worker.messages import Paint, Show
from ui.worker.pictures import Pictures
from ui.worker.reading import read_file

DARK = Theme.load("dark")


@pytest.fixture
def town(qtbot: QtBot, tmp_path: Path) -> Iterator[Pack]:
    """The town's pack."""
    install_fonts()
    with Pack.open(write_town(tmp_path / "town.pack")) as pack:
        yield pack


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[Pictures]:
    """One red picture over the whole world."""
    pictures = Pictures(
        open_raster(write_mbtiles(tmp_path / "red.mbtiles", {(0, 0, 0): png(RED)}))
    )
    yield pictures
    pictures.close()


def _paint(easel: Easel, job: Paint) -> tuple[bool, QImage]:
    side = job.across * job.pixels
    image = QImage(side, side, QImage.Format.Format_RGB32)
    return easel.paint(DARK, job, image)[0], image


def _red(image: QImage) -> int:
    """How many pixels are clearly redder than anything of ours."""
    return sum(
        image.pixelColor(x, y).red() > image.pixelColor(x, y).blue() + 20
        for x in range(0, image.width(), 8)
        for y in range(0, image.height(), 8)
    )


def test_nothing_is_set() -> None:
    """An empty easel says so."""

    assert (False, "") == (Easel().is_set, Easel().trouble)


def test_pictures_alone(qtbot: QtBot, pictures: Pictures) -> None:
    """Pictures are ground enough."""
    easel = Easel()
    easel.pictures = pictures
    known, image = _paint(easel, town_square())

    assert easel.is_set
    assert known
    assert 64 * 64 == _red(image)


def test_the_map_covers_the_picture(town: Pack, pictures: Pictures) -> None:
    """Where the pack knows the ground its map stands, beyond it the picture."""
    easel = Easel()
    easel.pack, easel.pictures = town, pictures
    _, inside = _paint(easel, town_square())
    x, y = tile_of(MIDDLE[0] + 1, MIDDLE[1], 14)
    known, beyond = _paint(easel, Paint(0, 0, "dark", 14, x // 2, y // 2, 2, 256, 1.0))

    assert 0 == _red(inside)
    assert known
    assert 64 * 64 == _red(beyond)


def test_the_picture_on_top_keeps_the_names(town: Pack, pictures: Pictures) -> None:
    """Over the pack the picture hides all but the names."""
    easel = Easel()
    easel.pack, easel.pictures = town, pictures
    easel.show(Show("picture"))
    _, image = _paint(easel, town_square(zoom=15))

    assert _red(image) > 3000
    assert 0 == count(image, DARK.color("map.water"), 2)
    assert count(image, DARK.color("map.label"), 30) > 20


def test_a_damaged_picture_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    """What is wrong with some tiles can be read."""
    tiles: dict[tuple[int, int, int], object] = {(0, 0, 0): png(), (1, 0, 0): b"no"}
    easel = Easel()
    easel.pictures = Pictures(open_raster(write_mbtiles(tmp_path / "x.mbtiles", tiles)))
    _paint(easel, Paint(0, 0, "dark", 1, 0, 0, 2, 256, 1.0))

    assert "tile 1/0/0 is no picture" in easel.trouble

    easel.pictures.close()


def test_overlays_lie_over_everything(
    town: Pack, pictures: Pictures, tmp_path: Path
) -> None:
    """Over the pack, over a picture on top of it, and on bare ground."""
    read_file(write_beat(tmp_path / "beat.json"), tmp_path / "beat.npz")
    shown = ((str(tmp_path / "beat.npz"), 0),)
    colour = DARK.color("map.overlay_1")
    for pack, picture, top in (
        (town, None, "map"), (town, pictures, "picture"), (None, None, "map"),
    ):  # fmt: skip
        easel = Easel()
        easel.pack, easel.pictures = pack, picture
        easel.show(Show("picture" if top == "picture" else "map", shown))
        known, image = _paint(easel, town_square(zoom=15))

        assert easel.is_set
        assert known
        assert count(image, colour, 4) > 300

        easel.show(Show())
        assert easel.is_set == (pack is not None)


def test_columns_that_are_gone(tmp_path: Path) -> None:
    """An overlay whose columns cannot be read is said; the others stay."""
    read_file(write_beat(tmp_path / "beat.json"), tmp_path / "beat.npz")
    good, gone = (str(tmp_path / "beat.npz"), 0), (str(tmp_path / "gone"), 1)
    easel = Easel()
    with pytest.raises(PackError, match="cannot be read"):
        easel.show(Show("map", (good, gone)))

    assert [good] == list(easel._overlays)
