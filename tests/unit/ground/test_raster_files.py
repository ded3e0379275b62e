"""Map files are told apart by their content and opened by their kind."""

from pathlib import Path

import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.raster_files import map_kind, open_raster
from tests.helpers.tile_files import png, write_mbtiles, write_pmtiles


def test_kinds(tmp_path: Path, small_path: Path) -> None:
    """A name proves nothing: the first bytes say what a file is."""
    tiles = {(0, 0, 0): png()}

    assert "pack" == map_kind(small_path)
    assert "mbtiles" == map_kind(write_mbtiles(tmp_path / "a.pack", {**tiles}))
    assert "pmtiles" == map_kind(write_pmtiles(tmp_path / "b.mbtiles", tiles))


@pytest.mark.parametrize("body", [b"", b"PK\3\4", b"<html>"])
def test_no_map(tmp_path: Path, body: bytes) -> None:
    """Anything else is refused with what would do."""
    path = tmp_path / "x.map"
    path.write_bytes(body)
    with pytest.raises(PackError, match=r"is no map: a pack, an \.mbtiles"):
        map_kind(path)


def test_not_there(tmp_path: Path) -> None:
    """A folder or a file that is gone is named."""
    for path in (tmp_path, tmp_path / "gone"):
        with pytest.raises(PackError, match=str(path)):
            map_kind(path)


def test_open(tmp_path: Path, small_path: Path) -> None:
    """Both kinds of file open as one kind of thing; a pack is none of them."""
    tiles = {(0, 0, 0): png()}
    for path in (
        write_mbtiles(tmp_path / "a.mbtiles", {**tiles}),
        write_pmtiles(tmp_path / "b.pmtiles", tiles),
    ):
        raster = open_raster(path)

        assert png() == raster.tile(0, 0, 0)

        raster.close()
    with pytest.raises(PackError, match="holds no pictures"):
        open_raster(small_path)
