"""Files are there whole or not at all, and none is written over."""

from pathlib import Path

import pytest

from ui.saving import open_file, save_new


def test_files_of_one_name_are_numbered_together(tmp_path: Path) -> None:
    """A page and its sheet keep the same number, though only one was there."""
    folder = tmp_path / "new"
    wholes = {".html": b"page", ".pdf": b"sheet"}
    first = save_new(folder, "4521", wholes)
    (folder / "4521.html").unlink()
    second = save_new(folder, "4521", wholes)

    assert ["4521.html", "4521.pdf"] == [path.name for path in first]
    assert ["4521 (2).html", "4521 (2).pdf"] == [path.name for path in second]
    assert [b"page", b"sheet"] == [path.read_bytes() for path in second]
    assert b"sheet" == (folder / "4521.pdf").read_bytes()
    assert 3 == len(list(folder.iterdir()))


@pytest.mark.parametrize("ending", ["", ".txt", ".tar.gz"])
def test_any_ending_will_do(tmp_path: Path, ending: str) -> None:
    """Also none, and a stem with a dot in it."""
    (path,) = save_new(tmp_path, "page.v2", {ending: b"x"})

    assert f"page.v2{ending}" == path.name
    assert b"x" == path.read_bytes()


def test_nothing_is_left_of_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half of it nor its name, nor the one that went well beside it."""
    real = Path.write_bytes

    def full(path: Path, whole: bytes) -> int:
        if whole == b"sheet":
            message = "no space left"
            raise OSError(28, message)
        return real(path, whole)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space left"):
        save_new(tmp_path, "4521", {".html": b"page", ".pdf": b"sheet"})

    assert [] == list(tmp_path.iterdir())


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    """The reason is the system's."""
    (tmp_path / "folder").write_text("in the way")
    with pytest.raises(OSError, match="exists"):
        save_new(tmp_path / "folder", "x", {".pdf": b""})


def test_what_is_gone_is_not_opened(tmp_path: Path) -> None:
    """And nobody is asked to."""

    assert not open_file(tmp_path / "gone.pdf")
