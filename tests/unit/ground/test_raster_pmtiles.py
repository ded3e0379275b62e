"""PMTiles: pictures by address through its directories; damage refused in a line."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import tile_of
from controlroom.ground.raster import picture_kind
from controlroom.ground.raster_pmtiles import (
    MAX_DIRECTORY_BYTES,
    PMTiles,
    decode_directory,
    tile_id,
)
from tests.helpers.tile_files import (
    BLUE,
    RED,
    directory,
    png,
    varint,
    write_pmtiles,
)

TILES = {(0, 0, 0): png(RED), (1, 0, 1): png(BLUE), (2, 3, 3): png(RED, 16)}


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ((0, 0, 0), 0), ((1, 0, 0), 1), ((1, 0, 1), 2), ((1, 1, 1), 3), ((1, 1, 0), 4),
        ((2, 0, 0), 5), ((12, 3423, 1763), 19_078_479),
    ],
)  # fmt: skip
def test_numbers_along_the_curve(address: tuple[int, int, int], number: int) -> None:
    """The numbers of the specification's own table."""

    assert number == tile_id(*address)


@pytest.mark.parametrize("leaves", [False, True])
def test_tiles_by_address(tmp_path: Path, leaves: bool) -> None:
    """Tiles come from the root directory or from leaves, gaps are None."""
    path = write_pmtiles(tmp_path / "x.pmtiles", TILES, leaves=leaves)
    with PMTiles(path) as raster:
        for address, picture in TILES.items():
            assert picture == raster.tile(*address)
        assert raster.tile(1, 1, 1) is None
        assert raster.tile(2, 0, 0) is None
        assert raster.tile(1, 2, 0) is None


def test_what_it_is(tmp_path: Path) -> None:
    """Name, attribution in words, bounds and zooms are as the file says."""
    said = {"name": "Aerial", "attribution": "<i>Nobody</i>"}
    path = write_pmtiles(tmp_path / "x.pmtiles", TILES, said)
    with PMTiles(path) as raster:
        assert ("Aerial", "Nobody") == (raster.name, raster.attribution)
        assert (50.0, -1.0, 52.0, 1.0) == raster.bounds
        assert (0, 2) == raster.zooms


def test_one_picture_for_a_run(tmp_path: Path) -> None:
    """An entry may serve many tiles: the sea is stored once."""
    picture = png(BLUE)
    root = gzip.compress(directory([(1, 3, len(picture), 0)]))
    path = write_pmtiles(tmp_path / "x.pmtiles", {(1, 0, 0): picture}, root=root)
    with PMTiles(path) as raster:
        assert picture == raster.tile(1, 1, 1)
        assert raster.tile(1, 1, 0) is None


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.99])
def test_half_copied(tmp_path: Path, share: float) -> None:
    """A file shorter than its header says is refused, wherever it ends."""
    path = write_pmtiles(tmp_path / "x.pmtiles", TILES)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(PackError, match=r"half copied|is not a PMTiles"):
        PMTiles(path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({1: 2}, "version 2, not 3"),
        ({14: 3}, "packed with brotli"),
        ({15: 4}, "packed with zstd"),
        ({16: 1}, "holds vector tiles"),
        ({16: 5}, "kind 5"),
        ({17: 9, 18: 2}, "zooms 9 to 2"),
        ({18: 200}, "zooms 0 to 200"),
        ({3: 2**40}, "half copied"),
        ({2: 5, 3: 30}, "is damaged"),
        ({3: 3}, "is damaged"),
    ],
)
def test_headers_that_cannot_be(
    tmp_path: Path, changes: dict[int, int], said: str
) -> None:
    """Another version, another packing and lengths that lie are named."""
    path = write_pmtiles(tmp_path / "x.pmtiles", TILES, changes=changes)

    with pytest.raises(PackError, match=said):
        PMTiles(path)


def test_a_directory_that_points_at_itself(tmp_path: Path) -> None:
    """A circle of directories ends, in words."""
    leaf = directory([(0, 0, 10, 0)])
    path = tmp_path / "x.pmtiles"
    for _ in range(8):  # its own length stands in it
        raw = gzip.compress(leaf, mtime=0)
        leaf = directory([(0, 0, len(raw), 0)])
    raw = gzip.compress(leaf, mtime=0)
    write_pmtiles(path, TILES, root=raw, changes={6: 127, 7: len(raw)})
    with PMTiles(path) as raster, pytest.raises(PackError, match="in a circle"):
        raster.tile(2, 3, 3)


def test_a_directory_that_inflates_without_end(tmp_path: Path) -> None:
    """A bomb stops at the bound."""
    root = gzip.compress(bytes(2 * MAX_DIRECTORY_BYTES))
    path = write_pmtiles(tmp_path / "x.pmtiles", TILES, root=root)

    with pytest.raises(PackError, match="over 4194304 bytes"):
        PMTiles(path)


def test_a_tile_beyond_the_file(tmp_path: Path) -> None:
    """An entry that points past the tiles is refused, the others are read."""
    entries = [(0, 1, len(png()), 0), (1, 1, 50, 2**50), (2, 1, 2**50, 0)]
    root = gzip.compress(directory(entries))
    path = write_pmtiles(tmp_path / "x.pmtiles", {(0, 0, 0): png()}, root=root)
    with PMTiles(path) as raster:
        assert png() == raster.tile(0, 0, 0)
        for address in ((1, 0, 0), (1, 0, 1)):
            with pytest.raises(PackError, match="is damaged"):
                raster.tile(*address)


def test_a_description_that_is_noise(tmp_path: Path) -> None:
    """A picture needs no description: noise there costs the name alone."""
    path = write_pmtiles(tmp_path / "x.pmtiles", TILES, changes={5: 3})
    with PMTiles(path) as raster:
        assert "x" == raster.name


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "ends within a number"),
        (b"\x80", "ends within a number"),
        (b"\x00", "0 entries"),
        (varint(2) + bytes(4), "2 entries in 5 numbers"),
        (varint(1) + bytes(4), "first entry follows another"),
        (b"\xff" * 11 + b"\x01", "longer than 64 bits"),
        (varint(2**63) + bytes(4), "entries in 5 numbers"),
    ],
)
def test_directories_that_are_none(raw: bytes, said: str) -> None:
    """Each way a directory can be wrong is told."""
    with pytest.raises(ValueError, match=said):
        decode_directory(raw)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_directory_or_none(raw: bytes) -> None:
    """Noise is refused as noise: no other error, no endless work."""
    try:
        found = decode_directory(raw)
    except ValueError:
        return

    assert len(found.ids) == len(found.offsets)


@pytest.mark.shared
def test_real_files(shared_data: Path) -> None:
    """The world in black and white is whole, and a mountain at its deepest zoom."""
    folder = shared_data / "tiles"
    with PMTiles(folder / "stamen_toner_raster_CC-BY_ODbL_z3.pmtiles") as toner:
        whole = [toner.tile(3, x, y) for x in range(8) for y in range(8)]
        assert {"png"} == {picture_kind(body or b"") for body in whole}
    with PMTiles(folder / "usgs-mt-whitney-8-15-webp-512.pmtiles") as mountain:
        body = mountain.tile(15, *tile_of(36.5785, -118.292, 15))
        assert "webp" == picture_kind(body or b"")
