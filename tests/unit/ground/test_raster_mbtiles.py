"""MBTiles: pictures by XYZ address; damage and other contents refused in a line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from controlroom.domain.errors import PackError
from controlroom.ground import raster_mbtiles
from controlroom.ground.raster import MAX_TILE_BYTES, WORLD
from controlroom.ground.raster_mbtiles import MBTiles
from tests.helpers.tile_files import BLUE, RED, png, write_mbtiles


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two tiles north and south of each other, and what the file says of itself."""
    return write_mbtiles(
        tmp_path / "aerial.mbtiles",
        {(1, 0, 0): png(RED), (1, 0, 1): png(BLUE)},
        {"name": "Aerial", "attribution": "<b>&copy; Nobody</b>",
         "bounds": "-1.5,50,1,52", "minzoom": "1", "maxzoom": "1"},
    )  # fmt: skip


def test_what_it_is(path: Path) -> None:
    """Name, attribution in words, bounds and zooms are as the file says."""
    with MBTiles(path) as raster:
        assert ("Aerial", "© Nobody") == (raster.name, raster.attribution)
        assert (50.0, -1.5, 52.0, 1.0) == raster.bounds
        assert (1, 1) == raster.zooms


def test_rows_count_from_the_north(path: Path) -> None:
    """The file counts rows from the south; an XYZ address from the north."""
    with MBTiles(path) as raster:
        assert png(RED) == raster.tile(1, 0, 0)
        assert png(BLUE) == raster.tile(1, 0, 1)
        assert raster.tile(1, 1, 1) is None
        assert raster.tile(1, 0, 2) is None


def test_a_file_that_says_little(tmp_path: Path) -> None:
    """Without metadata the zooms come from the tiles, the name from the file."""
    path = write_mbtiles(
        tmp_path / "plain.mbtiles", {(2, 1, 1): png(), (5, 9, 9): png()}, {"name": ""}
    )
    with MBTiles(path) as raster:
        assert ("plain", "") == (raster.name, raster.attribution)
        assert (WORLD, (2, 5)) == (raster.bounds, raster.zooms)


def test_half_copied(path: Path) -> None:
    """A file shorter than its header says is refused with both numbers."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(PackError, match=rf"half copied: {len(whole) // 2} of"):
        MBTiles(path)


@pytest.mark.parametrize("body", [b"", b"SQLite", b"<html>404</html>" * 20])
def test_no_database(tmp_path: Path, body: bytes) -> None:
    """A page that says not found is no map."""
    path = tmp_path / "x.mbtiles"
    path.write_bytes(body)

    with pytest.raises(PackError, match="is not an MBTiles file"):
        MBTiles(path)


def test_not_there(tmp_path: Path) -> None:
    """A file that is gone is named."""
    with pytest.raises(PackError, match=r"gone\.mbtiles: No such file"):
        MBTiles(tmp_path / "gone.mbtiles")


@pytest.mark.parametrize(
    ("tiles", "metadata", "said"),
    [
        ({(0, 0, 0): b"\x1f\x8b"}, {"format": "pbf"}, "holds vector tiles"),
        ({(0, 0, 0): b"\x1f\x8b"}, {}, "tiles that are no pictures"),
        ({(0, 0, 0): "text"}, {}, "tiles that are no pictures"),
        ({}, {}, "holds no tiles"),
        ({(30, 0, 0): png()}, {}, "zooms 30 to 30"),
    ],
)
def test_what_cannot_be_shown(
    tmp_path: Path,
    tiles: dict[tuple[int, int, int], object],
    metadata: dict[str, str],
    said: str,
) -> None:
    """Vector tiles, text and nothing are each refused in words."""
    path = write_mbtiles(tmp_path / "x.mbtiles", tiles, metadata)

    with pytest.raises(PackError, match=said):
        MBTiles(path)


def test_another_database(tmp_path: Path) -> None:
    """A database of something else is refused by what it lacks."""
    path = tmp_path / "x.mbtiles"
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE people (name text)")

    with pytest.raises(PackError, match="no such table"):
        MBTiles(path)


def test_pages_overwritten(path: Path) -> None:
    """Pages of zeros where tiles were are an error in a line, not a crash."""
    whole = bytearray(path.read_bytes())
    whole[4096:] = bytes(len(whole) - 4096)
    path.write_bytes(whole)

    with pytest.raises(PackError, match="cannot be read"):
        MBTiles(path)


def test_a_tile_of_many_megabytes(tmp_path: Path) -> None:
    """A blob beyond the bound is not even read."""
    large = png() + bytes(MAX_TILE_BYTES)
    path = write_mbtiles(tmp_path / "x.mbtiles", {(1, 0, 0): png(), (1, 1, 1): large})
    with MBTiles(path) as raster:
        assert raster.tile(1, 1, 1) is None
        assert raster.tile(1, 0, 0)


def test_a_view_that_never_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question without an end is given up: a painter never waits for a file."""
    monkeypatch.setattr(raster_mbtiles, "_MOST_S", 0.05)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("ALTER TABLE tiles RENAME TO kept")
        file.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS"
            " (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS zoom_level, i AS tile_column, i AS tile_row,"
            " x'00' AS tile_data FROM n WHERE i < 0"
        )

    with pytest.raises(PackError, match="no answer within"):
        MBTiles(path)


@pytest.mark.shared
def test_a_real_file_of_vectors(shared_data: Path) -> None:
    """A vector MBTiles as planetiler writes it says in one line why not."""
    with pytest.raises(PackError, match="holds vector tiles"):
        MBTiles(shared_data / "tiles" / "bostonbuildings.mbtiles")
