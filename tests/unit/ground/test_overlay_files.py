"""Overlay files by what they are; what is wrong is one line with the file's name."""

from pathlib import Path

import pytest

from controlroom.domain.errors import PackError
from controlroom.ground import overlay_files
from controlroom.ground.overlay_files import read_overlay

POINT = b'{"type": "Point", "coordinates": [0, 50]}'
GPX = b"<gpx><wpt lat='50' lon='0'/></gpx>"


@pytest.mark.parametrize(
    "body",
    [POINT, b"\xef\xbb\xbf\n " + POINT, GPX, b"<?xml version='1.0'?>" + GPX,
     ("<?xml version='1.0' encoding='utf-16'?>" + GPX.decode()).encode("utf-16")],
)  # fmt: skip
def test_a_name_proves_nothing(tmp_path: Path, body: bytes) -> None:
    """The content says what a file is, with or without a mark in front."""
    path = tmp_path / "layer.txt"
    path.write_bytes(body)

    assert 1 == len(read_overlay(path))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"PK\x03\x04rest", "packed as a zip"),
        (b"name,lat,lon\n", "none of GeoJSON, TopoJSON, KML and GPX"),
        (b"", "none of GeoJSON"),
        (b"{", "no JSON"),
        (b"<", "no XML"),
    ],
)
def test_what_is_none(tmp_path: Path, body: bytes, said: str) -> None:
    """It is named and told, without the folder it lies in."""
    path = tmp_path / "layer.kml"
    path.write_bytes(body)
    with pytest.raises(PackError, match=f"^layer.kml is not shown: .*{said}"):
        read_overlay(path)


def test_not_there(tmp_path: Path) -> None:
    """A file that is gone, and a folder."""
    with pytest.raises(PackError, match=r"gone\.kml: No such file"):
        read_overlay(tmp_path / "gone.kml")
    with pytest.raises(PackError, match="directory"):
        read_overlay(tmp_path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the bound is not read at all."""
    monkeypatch.setattr(overlay_files, "MAX_BYTES", 2**20)
    path = tmp_path / "layer.json"
    path.write_bytes(POINT + b" " * 3 * 2**20)
    with pytest.raises(PackError, match="it has 3 MB, more than 1"):
        read_overlay(path)
