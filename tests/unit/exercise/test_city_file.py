"""The city is built once and taken from the cache ever after."""

from pathlib import Path

from controlroom.exercise.city_file import city_pack
from controlroom.ground.pack import Pack


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
