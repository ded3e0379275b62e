"""Files by their digest: whole or not there at all."""

import hashlib
from pathlib import Path

import pytest

from controlroom.domain.errors import JournalError
from controlroom.journal.blobs import Blobs

BODY = b"\xff\xd8\xff" + bytes(range(256)) * 40
DIGEST = hashlib.sha256(BODY).hexdigest()


def _files(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob("*") if each.is_file()]


def test_a_file_comes_in_pieces_and_rests_by_its_digest(tmp_path: Path) -> None:
    """Size, digest and first bytes are known; the same file twice is there once."""
    blobs = Blobs(tmp_path / "blobs")
    for _ in range(2):
        incoming = blobs.begin()
        for start in range(0, len(BODY), 1000):
            incoming.write(BODY[start : start + 1000], 16)
        assert (len(BODY), DIGEST, BODY[:16]) == (
            incoming.size, incoming.sha256, incoming.head,
        )  # fmt: skip
        incoming.keep()

    assert [DIGEST] == _files(tmp_path)
    assert (True, len(BODY)) == (blobs.has(DIGEST), blobs.size(DIGEST))
    assert BODY[100:150] == blobs.read(DIGEST, 100, 50)


def test_what_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    """Dropped now, or found half by the next run."""
    blobs = Blobs(tmp_path)
    with blobs.begin() as incoming:
        incoming.write(BODY, 16)

    assert [] == _files(tmp_path)
    half = blobs.begin()
    half.write(BODY, 16)
    half._file.flush()
    assert 1 == len(_files(tmp_path))
    Blobs(tmp_path)
    assert [] == _files(tmp_path)
    half._file.close()


@pytest.mark.parametrize("name", ["../../secrets.db", "", "AB" * 32, "ab" * 31, "a/b"])
def test_only_a_digest_names_a_file(tmp_path: Path, name: str) -> None:
    """No path, and no other name, reaches the disk."""
    blobs = Blobs(tmp_path)
    with pytest.raises(JournalError):
        blobs.read(name, 0, 10)
    with pytest.raises(JournalError):
        blobs.has(name)


def test_a_file_that_is_not_here_is_said(tmp_path: Path) -> None:
    """An error of the environment, with its reason."""
    blobs = Blobs(tmp_path)

    assert not blobs.has(DIGEST)
    with pytest.raises(JournalError, match="cannot use"):
        blobs.size(DIGEST)
    with pytest.raises(JournalError):
        blobs.read(DIGEST, 0, 1)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "blobs").write_text("x")
    with pytest.raises(JournalError):
        Blobs(tmp_path / "blobs").begin()
