"""Tiles on disk: kept with their headers, within a bound, and no key in sight."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.tile_files import png
from ui.worker.tilecache import Kept, TileCache

URL = "https://tiles.example/{z}/{x}/{y}.png?key=secret"
AT = (3, 1, 2)


@pytest.fixture
def cache(qtbot: QtBot, tmp_path: Path) -> TileCache:
    """An empty cache of a megabyte."""
    return TileCache(tmp_path / "tiles", URL, 2**20)


def test_what_is_kept(cache: TileCache, tmp_path: Path) -> None:
    """A tile comes back with its headers, also to the next desk."""
    tile = Kept(png(), 'W/"one"', "Sat, 21 Nov 2026 12:00:00 GMT")
    cache.keep(AT, tile, 60)
    again = TileCache(tmp_path / "tiles", URL, 2**20).read(AT)

    assert tile._replace(fresh=True) == again
    assert cache.read((3, 1, 1)) is None


def test_an_old_one_is_better_than_none(cache: TileCache) -> None:
    """When its time is over it is still there, and said not to be fresh."""
    cache.keep(AT, Kept(png()), -1)
    kept = cache.read(AT)

    assert kept is not None
    assert not kept.fresh


def test_a_newer_one_replaces_it(cache: TileCache) -> None:
    """The same address holds one tile."""
    cache.keep(AT, Kept(png(side=8)), 60)
    cache.keep(AT, Kept(png(side=16)), 60)
    kept = cache.read(AT)

    assert kept is not None
    assert png(side=16) == kept.body


def test_services_are_apart(cache: TileCache, tmp_path: Path) -> None:
    """The same address of another service is another tile."""
    cache.keep(AT, Kept(png()), 60)

    assert TileCache(tmp_path / "tiles", URL + "2", 2**20).read(AT) is None


def test_the_bound_holds(cache: TileCache, tmp_path: Path) -> None:
    """However many come, the folder stays under its size; the last is there."""
    body = png() + bytes(50_000)
    for x in range(60):
        cache.keep((8, x, 0), Kept(body), 60)
    size = sum(each.stat().st_size for each in tmp_path.rglob("*") if each.is_file())

    assert size <= 2**20 + 60_000
    assert cache.read((8, 59, 0)) is not None
    assert cache.read((8, 0, 0)) is None


def test_no_key_on_disk(cache: TileCache, tmp_path: Path) -> None:
    """Neither names nor contents of files tell the service's URL."""
    cache.keep(AT, Kept(png()), 60)
    files = [each for each in tmp_path.rglob("*") if each.is_file()]

    assert files
    assert not any(b"secret" in each.read_bytes() for each in files)
    assert not any("secret" in str(each) for each in files)


def test_a_file_that_was_damaged(cache: TileCache, tmp_path: Path) -> None:
    """What is no picture any more counts as not kept."""
    cache.keep(AT, Kept(png()), 60)
    (file,) = [each for each in tmp_path.rglob("*.d") if each.is_file()]
    for damage in (b"", b"noise", file.read_bytes()[:-200]):
        file.write_bytes(damage)
        kept = cache.read(AT)

        assert kept is None or kept.body[:4] == b"\x89PNG"


@pytest.mark.qt_log_ignore("unable to open temporary file")  # that is the case here
def test_a_folder_that_cannot_be(qtbot: QtBot, tmp_path: Path) -> None:
    """Without a folder nothing is kept, and nothing fails."""
    (tmp_path / "file").write_text("no folder")
    cache = TileCache(tmp_path / "file" / "tiles", URL, 2**20)
    cache.keep(AT, Kept(png()), 60)

    assert cache.read(AT) is None
