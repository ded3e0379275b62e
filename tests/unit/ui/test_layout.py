"""A person's window as they left it."""

import logging
from pathlib import Path

import pytest

from ui.layout import Layout, MapPlace, encoded, layout_path, read_layout, write_layout


def test_a_layout_comes_back_as_it_was_left(tmp_path: Path) -> None:
    """Panels, theme, scale and sectors survive the night."""
    path = layout_path(tmp_path, "per_1")
    layout = Layout(theme="light", scale=1.5, sectors=("Harbour",), units_by="state")
    layout.put(b"\x00geometry", b"panels\xff")
    write_layout(path, layout)
    again = read_layout(path)

    assert layout == again
    assert again is not None
    assert (b"\x00geometry", b"panels\xff") == (
        again.geometry_bytes(), again.panel_bytes(),
    )  # fmt: skip


def test_further_maps_and_reduced_motion_come_back(tmp_path: Path) -> None:
    """Where each map window stood; what is no geometry is empty, not a fault."""
    path = layout_path(tmp_path, "per_1")
    wall = MapPlace(geometry=encoded(b"\x00one"), wall=True, lat=51.5, lon=0, zoom=14)
    layout = Layout(still=True, maps=(wall, MapPlace(geometry="=not base64=")))
    write_layout(path, layout)
    again = read_layout(path)

    assert again is not None
    assert (layout.maps, True) == (again.maps, again.still)
    assert [b"\x00one", b""] == [each.geometry_bytes() for each in again.maps]


def test_nobody_has_a_layout_at_first(tmp_path: Path) -> None:
    """The first time there is none, and that is no fault."""

    assert read_layout(layout_path(tmp_path, "per_1")) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"version": 99}', b'{"scale": "wide"}', b"\xff\xfe", b"null"],
)
def test_a_spoilt_layout_is_none(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that cannot be read costs the layout, never the desk."""
    path = layout_path(tmp_path, "per_1")
    path.parent.mkdir()
    path.write_bytes(content)
    with caplog.at_level(logging.ERROR):
        found = read_layout(path)

    assert found is None
    assert [] == caplog.records


def test_a_layout_of_megabytes_is_not_read(tmp_path: Path) -> None:
    """Nothing of ours is that large."""
    path = layout_path(tmp_path, "per_1")
    path.parent.mkdir()
    path.write_bytes(b'{"theme": "' + b"x" * 2_000_000 + b'"}')

    assert read_layout(path) is None


@pytest.mark.parametrize("person", ["../../etc/passwd", "", "per_ü/\\:*", "x" * 500])
def test_any_person_has_a_safe_file(tmp_path: Path, person: str) -> None:
    """A person's id never leads out of the folder."""
    path = layout_path(tmp_path, person)

    assert tmp_path / "layouts" == path.parent
    assert len(path.name) < 140


def test_a_disk_that_is_full_loses_only_the_layout(tmp_path: Path) -> None:
    """What cannot be written is said in the log and nowhere else."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    write_layout(blocked / "layouts" / "per_1.json", Layout())

    assert "in the way" == blocked.read_text()


def test_spoilt_bytes_are_no_bytes() -> None:
    """Base64 that is none counts as nothing kept."""

    assert b"" == Layout(geometry="***").geometry_bytes()
