"""Which map a desk shows: files by what they are, services by the name they got."""

from pathlib import Path

import pytest

from controlroom.domain.errors import ConfigError
from tests.helpers.map_room import write_town
from tests.helpers.tile_files import png, write_mbtiles, write_pmtiles
from ui.grounds import Grounds, choose_grounds

TILES = {(0, 0, 0): png()}
AERIAL = '[services.aerial]\nurl = "https://tiles.example/{z}/{x}/{y}.png"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A desk's configuration with one service."""
    path = tmp_path / "desk.toml"
    path.write_text(AERIAL)
    return path


def _choose(file: Path, *asked: str | Path) -> Grounds:
    return choose_grounds([str(each) for each in asked], file, Path("/cache"))


def test_nothing_asked(tmp_path: Path) -> None:
    """Without a word and without a file there is no map, and no fault."""

    assert Grounds() == _choose(tmp_path / "none.toml")


def test_a_pack_and_pictures(file: Path, tmp_path: Path) -> None:
    """In any order, told apart by what they are."""
    pack = write_town(tmp_path / "a.mbtiles")
    for aerial in (
        write_mbtiles(tmp_path / "b.pack", {**TILES}),
        write_pmtiles(tmp_path / "c", TILES),
    ):
        for order in ((pack, aerial), (aerial, pack)):
            found = _choose(file, *order)

            assert (pack, str(aerial), ()) == (
                found.pack, found.picturing.path, found.faults,
            )  # fmt: skip


def test_a_service_by_its_name(file: Path) -> None:
    """Its tiles are kept under the cache, within what the file allows."""
    picturing = _choose(file, "aerial").picturing

    assert picturing.service is not None
    assert (str(Path("/cache/tiles")), 256) == (picturing.cache, picturing.cache_mb)


def test_what_the_file_names(tmp_path: Path) -> None:
    """Without a word the file decides; its paths are beside it."""
    write_town(tmp_path / "town.pack")
    file = tmp_path / "desk.toml"
    file.write_text(f'map = ["town.pack", "aerial"]\n{AERIAL}')
    found = choose_grounds(None, file, tmp_path)

    assert tmp_path / "town.pack" == found.pack
    assert found.picturing.service is not None


def test_a_map_that_is_gone(file: Path, tmp_path: Path) -> None:
    """It is said with what there is; what can be shown is shown."""
    pack = write_town(tmp_path / "town.pack")
    found = _choose(file, "gone.mbtiles", pack)

    assert pack == found.pack
    assert ("there is no map file gone.mbtiles, and services are aerial",) == (
        found.faults
    )


def test_a_file_that_is_no_map(file: Path) -> None:
    """The configuration itself is no map."""
    (fault,) = _choose(file, file).faults

    assert "is no map: a pack, an .mbtiles or a .pmtiles" in fault


def test_two_of_a_kind(file: Path, tmp_path: Path) -> None:
    """Two packs or two pictures are a mistake that is said at once."""
    pack = write_town(tmp_path / "town.pack")
    with pytest.raises(ConfigError, match="both map packs"):
        _choose(file, pack, pack)
    aerial = write_mbtiles(tmp_path / "b.mbtiles", {**TILES})
    with pytest.raises(ConfigError, match="second map of pictures"):
        _choose(file, aerial, "aerial")
