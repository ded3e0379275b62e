"""Tests of reading: what a pack says of itself, tiles, search, damage, threads."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground import pack as module
from controlroom.ground.mercator import tile_of
from controlroom.ground.pack import Pack
from controlroom.ground.places import Place
from controlroom.ground.writer import Survey


def test_a_pack_tells_what_it_is(small_path: Path) -> None:
    """Name, bounds, centre, attribution, zooms and sectors are as written."""
    with Pack.open(small_path) as pack:
        assert "Test town" == pack.name
        assert "nobody" == pack.attribution
        assert (54.6, 2.3, 54.8, 2.5) == pack.bounds
        assert (54.7, 2.4) == pack.centre
        assert (9, 14) == pack.zooms
        assert "water" == pack.outside
        (sector,) = pack.sectors
        assert "Quay" == sector.name
        assert (3, 2) == sector.ring.shape


@pytest.mark.parametrize("zoom", [9, 12, 14, 17, 22])
def test_every_zoom_shows_the_land_at_the_centre(small_path: Path, zoom: int) -> None:
    """Zooms between and beyond the base zooms are cut out of the one below."""
    with Pack.open(small_path) as pack:
        tile = pack.tile(zoom, *tile_of(54.7, 2.4, zoom))

    assert tile is not None
    assert zoom == tile.zoom
    assert "land" in tile.layers


def test_a_deeper_tile_is_the_same_ground_enlarged(small_path: Path) -> None:
    """A point at (x, y) of a base tile is at (2x - column, 2y - row) one zoom on."""
    x, y = tile_of(54.7, 2.4, 15)
    with Pack.open(small_path) as pack:
        base, deep = pack.tile(14, x // 2, y // 2), pack.tile(15, x, y)

    assert base is not None
    assert deep is not None
    wanted = base.layers["land"].points * 2 - (x % 2, y % 2)
    assert np.allclose(wanted, deep.layers["land"].points)


def test_labels_are_shown_at_their_zooms_only(small_path: Path) -> None:
    """A label for zooms 9 to 15 is gone at 16."""
    with Pack.open(small_path) as pack:
        shown = {
            zoom: [
                label.text
                for label in (
                    pack.tile(zoom, *tile_of(54.7, 2.4, zoom)) or empty
                ).labels
            ]
            for zoom in (9, 14, 15, 16)
            for empty in [pack.tile(9, *tile_of(54.7, 2.4, 9))]
            if empty
        }

    assert {9: ["Middle"], 14: ["Middle"], 15: ["Middle"], 16: []} == shown


@pytest.mark.parametrize(
    "address",
    [(8, 0, 0), (14, -1, 0), (14, 0, 2**14), (14, 5, 5), (-3, 0, 0), (60, 1, 1)],
)
def test_nowhere_is_none(small_path: Path, address: tuple[int, int, int]) -> None:
    """A tile without ground, off the world or at an impossible zoom is None."""
    with Pack.open(small_path) as pack:
        assert pack.tile(*address) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("quay", ["Quay", "Quay Street", "Quay Street at Mill Street",
                  "Old Quay Hospital"]),
        ("mill quay", ["Quay Street at Mill Street"]),
        ("quay st at mi", ["Quay Street at Mill Street"]),
        ("olaf", ["St Óláf's Church"]),
        ("ST ÓLÁFS", ["St Óláf's Church"]),
        ("hosp", ["Old Quay Hospital"]),
        ("zzz", []),
        ("", []),
        ("at", []),
        ('" OR 1=1 --', []),
        ("NEAR(", []),
        ("qu*", ["Quay", "Quay Street", "Quay Street at Mill Street",
                 "Old Quay Hospital"]),
        ("\x00", []),
        ("q" * 100_000, []),
    ],
)  # fmt: skip
def test_finding_by_the_beginnings_of_words(
    small_path: Path, text: str, names: list[str]
) -> None:
    """The district, then landmarks, streets, crossings; any text is only words."""
    with Pack.open(small_path) as pack:
        assert names == [place.name for place in pack.find(text)]


def test_finding_keeps_to_the_limit(small_path: Path) -> None:
    """No more than asked for, and none for a limit of none."""
    with Pack.open(small_path) as pack:
        assert 1 == len(pack.find("quay", limit=1))
        assert [] == pack.find("quay", limit=0)


def test_what_a_shop_is_named_after_comes_before_the_shop() -> None:
    """Asked for the casino nobody means the Casino Shop, though its name is shorter."""
    shop = Place("Casino Shop", "shop", 43.7, 7.4)
    casino = Place("Casino de Monte Carlo", "museum", 43.7, 7.4)
    ordered = sorted((shop, casino), key=lambda each: module._relevance(each, ["cas"]))

    assert [casino, shop] == ordered


def test_names_and_places_by_kind(small_path: Path, survey: Survey) -> None:
    """Names leave crossings out; places can be had by kind."""
    with Pack.open(small_path) as pack:
        assert 5 == len(pack.names())
        assert ["Old Quay Hospital"] == [p.name for p in pack.places("hospital")]
        assert len(survey.places) == len(pack.places())


def test_a_place_in_words(small_path: Path) -> None:
    """The pack says a place by its street and nearest crossing."""
    with Pack.open(small_path) as pack:
        assert "Quay Street at Mill Street" == str(pack.nearest_street(54.7, 2.4005))


def test_several_threads_may_read(ashmere_path: Path) -> None:
    """Tiles read at once from four threads are those read alone."""
    x, y = tile_of(54.7, 2.4, 15)
    addresses = [(15, x + i % 6, y + i // 6) for i in range(36)] * 4
    with Pack.open(ashmere_path) as pack, ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda address: pack.tile(*address), addresses))
        alone = [pack.tile(*address) for address in addresses]

    counts = [[len(t.layers[k]) for k in t.layers] if t else [] for t in found]
    assert counts == [[len(t.layers[k]) for k in t.layers] if t else [] for t in alone]


def _spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.executescript(statement)


def test_a_file_that_is_no_pack_is_named(tmp_path: Path) -> None:
    """Text, an empty file, a foreign database, a folder, nothing at all."""
    (tmp_path / "text").write_text("hello " * 500)
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    _spoil(tmp_path / "foreign", "CREATE TABLE meta (a);")

    for name in ("text", "empty", "foreign"):
        with pytest.raises(PackError, match=f"{name} is not a map pack"):
            Pack.open(tmp_path / name)
    for name in ("folder", "absent"):
        with pytest.raises(PackError, match="there is no map pack at"):
            Pack.open(tmp_path / name)


def test_a_newer_format_is_refused_with_both_numbers(small_path: Path) -> None:
    """An older program says what it found and what it can read."""
    _spoil(small_path, "PRAGMA user_version = 7;")

    with pytest.raises(PackError, match="format 7, newer than 2"):
        Pack.open(small_path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_refused(small_path: Path, share: float) -> None:
    """A copy that broke off is noticed when it is opened, with both sizes."""
    whole = small_path.read_bytes()
    small_path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(PackError, match=f"truncated: .* of {len(whole)} bytes"):
        Pack.open(small_path)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM meta WHERE key = 'bounds';",
        "UPDATE meta SET value = 'x' WHERE key = 'bounds';",
        "UPDATE meta SET value = '[1, 2]' WHERE key = 'bounds';",
        "UPDATE meta SET value = '[]' WHERE key = 'zooms';",
        "UPDATE meta SET value = '\"moon\"' WHERE key = 'outside';",
        "DROP TABLE meta;",
    ],
)
def test_a_damaged_description_is_refused(small_path: Path, statement: str) -> None:
    """What a pack says of itself is checked before anything is read from it."""
    _spoil(small_path, statement)

    with pytest.raises(PackError, match=r"is damaged|cannot be read"):
        Pack.open(small_path)


def test_damage_inside_is_an_error_when_it_is_met(small_path: Path) -> None:
    """A spoilt tile, ring, graph: the pack opens, what is spoilt says so."""
    _spoil(
        small_path,
        "UPDATE tile SET body = x'00'; UPDATE sector SET ring = x'00';"
        " UPDATE graph SET body = x'00' WHERE name = 'lat';",
    )
    with Pack.open(small_path) as pack:
        with pytest.raises(PackError, match="tile 14/"):
            pack.tile(14, *tile_of(54.7, 2.4, 14))
        with pytest.raises(PackError, match="sectors"):
            _ = pack.sectors
        with pytest.raises(PackError, match="street graph"):
            pack.graph()


def test_a_closed_pack_says_so(small_path: Path) -> None:
    """Reading after close is an error of this room, not of the database."""
    pack = Pack.open(small_path)
    pack.close()

    with pytest.raises(PackError, match="cannot be read"):
        pack.names()
