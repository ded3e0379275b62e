"""Tests of a force's own names: read, or refused with the line and the reason."""

from pathlib import Path

import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.build.gazetteer import read_gazetteer
from controlroom.ground.places import Place


def _write(tmp_path: Path, body: bytes) -> Path:
    path = tmp_path / "names.csv"
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    "body",
    [
        "name,lat,lon,kind\nCafé Nero,51.5,-0.1,Beat\n",
        "\ufeffName , LAT,lon,kind\r\nCafé Nero,51.5,-0.1,beat\r\n\r\n",
        'kind,lon,lat,colour,name\nbeat,-0.1,51.5,red,"Café  Nero"\n',
    ],
)
def test_names_are_read(tmp_path: Path, body: str) -> None:
    """Columns in any order and case, others ignored, with or without a mark."""
    path = _write(tmp_path, body.encode())

    assert [Place("Café Nero", "beat", 51.5, -0.1)] == read_gazetteer(path)


def test_the_kind_may_be_missing(tmp_path: Path) -> None:
    """A name without a kind is a place."""
    path = _write(tmp_path, b"name,lat,lon\nRVP 1,51.5,-0.1\nRVP 2,51.6,-0.2\n")

    assert ["place", "place"] == [place.kind for place in read_gazetteer(path)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("name,lat,lon\nCafé,51,0\n".encode("latin-1"), "line 2 is not UTF-8"),
        ("name,lat,lon\nx,51,0\n".encode("utf-16"), "line 1 is not UTF-8"),
        ("name,lat,lon\nx,51,0\n".encode("utf-16-le"), "line 1 is not text"),
        (b"", "line 1 names no column name"),
        (b"name;lat;lon\n", "line 1 names no column name and no lat and no lon"),
        (b"name,lat,lon\nx,north,0\n", "line 2: lat 'north' is no number"),
        (b"name,lat,lon\nx,51\n", "line 2: lon '' is no number"),
        (b"name,lat,lon\n\nx,91,0\n", "line 3: lat 91 is outside"),
        (b"name,lat,lon\nx,nan,0\n", "line 2: lat nan is outside"),
        (b"name,lat,lon\nx,51,1e999\n", "line 2: lon inf is outside"),
        (b"name,lat,lon\n ,51,0\n", "line 2: there is no name"),
        (b'name,lat,lon\n"x,51,0\n', "line 2: unexpected end of data"),
        (b'name,lat,lon\n"x"y,51,0\n', "line 2: "),
        (b"name,lat,lon\n" + b"x" * 200_000 + b",51,0\n", "line 2: field larger"),
    ],
)
def test_hostile_lists_are_refused_with_the_line(
    tmp_path: Path, body: bytes, said: str
) -> None:
    """A wrong encoding, column, number or quote: the file, the line, the reason."""
    path = _write(tmp_path, body)

    with pytest.raises(PackError) as refused:
        read_gazetteer(path)
    assert f"{path}: {said}" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    """The file is named."""

    with pytest.raises(PackError, match=r"names.csv: No such file"):
        read_gazetteer(tmp_path / "names.csv")


def test_a_list_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More lines than any force has names are not read."""
    monkeypatch.setattr("controlroom.ground.build.gazetteer.MOST_LINES", 3)
    path = _write(tmp_path, b"name,lat,lon\n" + b"x,51,0\n" * 3)

    with pytest.raises(PackError, match="more than 3 lines"):
        read_gazetteer(path)
