"""The city is built once and taken from the cache ever after."""

from pathlib import Path

import pytest

from controlroom.domain.errors import PackError
from controlroom.exercise.city_file import city_pack, ground_pack
from controlroom.ground.build import build_pack
from controlroom.ground.pack import Pack
from tests.helpers.map_room import write_town
from tests.helpers.osm_town import write_osm_town


def test_built_once(tmp_path: Path) -> None:
    """The second time it is the same file, untouched."""
    first = city_pack(3, tmp_path)
    made = first.stat().st_mtime_ns

    assert first == city_pack(3, tmp_path)
    assert made == first.stat().st_mtime_ns
    assert [first] == list(tmp_path.iterdir())


def test_a_damaged_file_is_built_anew(tmp_path: Path) -> None:
    """Half a file, as a full disk leaves it, is replaced by a whole one."""
    path = city_pack(3, tmp_path)
    path.write_bytes(path.read_bytes()[:5000])

    with Pack.open(city_pack(3, tmp_path)) as pack:
        assert 8 == len(pack.sectors)


def test_a_pack_of_ones_own_is_taken(tmp_path: Path) -> None:
    """An exercise may be held in a real town, built from OpenStreetMap data."""
    own = tmp_path / "town.pack"
    build_pack(write_osm_town(tmp_path / "town.osm"), own)

    assert own == ground_pack(own, 1, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_pack_without_sectors_is_refused(tmp_path: Path) -> None:
    """In one line, before anything is started; so is what is no pack."""
    path = write_town(tmp_path / "town.pack")

    with pytest.raises(PackError, match="no streets or no sectors"):
        ground_pack(path, 1, tmp_path)
    with pytest.raises(PackError, match="there is no map pack"):
        ground_pack(tmp_path / "none", 1, tmp_path)
