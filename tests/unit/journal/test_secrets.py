"""Tokens by hash: issued once, found, revoked; nothing readable on disk."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom.domain.errors import JournalError
from controlroom.journal.secrets import Secrets

NOW_US = 1_795_300_328_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "secrets.db"


@pytest.fixture
def kept(path: Path) -> Iterator[Secrets]:
    """An open, empty file."""
    with Secrets.open(path) as opened:
        yield opened


def test_a_token_stands_for_its_holder(kept: Secrets) -> None:
    """Whoever brings the token is that person, device or hub."""
    token = kept.issue("device", "dev_1", NOW_US, "a phone")
    found = kept.find(token)

    assert found is not None
    assert ("device", "dev_1", "a phone", NOW_US) == (
        found.kind,
        found.subject_id,
        found.label,
        found.created_us,
    )


def test_tokens_survive_a_restart(path: Path) -> None:
    """A phone need not be enrolled again because the gateway was."""
    with Secrets.open(path) as first:
        token = first.issue("person", "per_1", NOW_US)

    with Secrets.open(path) as second:
        assert second.find(token) is not None


@pytest.mark.parametrize(
    "token", ["", "guess", "x" * 10_000, "\0", "\ud800", "💂", "' OR 1=1 --"]
)
def test_a_hostile_token_opens_nothing(kept: Secrets, token: str) -> None:
    """Whatever is sent, an unknown token is nobody."""
    kept.issue("person", "per_1", NOW_US)

    assert kept.find(token) is None


def test_a_revoked_token_opens_nothing(path: Path) -> None:
    """At once, and after a restart; others of the same kind stay."""
    with Secrets.open(path) as kept:
        tokens = [kept.issue("person", "per_1", NOW_US) for _ in range(2)]
        other = kept.issue("person", "per_2", NOW_US)

        assert 2 == kept.revoke("per_1", NOW_US + 1)
        assert 0 == kept.revoke("per_1", NOW_US + 2)
        assert [None, None] == [kept.find(token) for token in tokens]
        assert kept.find(other) is not None
    with Secrets.open(path) as again:
        assert again.find(tokens[0]) is None


def test_two_tokens_are_never_the_same(kept: Secrets) -> None:
    """256 random bits each."""
    tokens = {kept.issue("device", "dev_1", NOW_US) for _ in range(100)}

    assert 100 == len(tokens)
    assert {43} == {len(token) for token in tokens}


def test_no_token_is_on_disk(path: Path) -> None:
    """Whoever reads the file learns whom tokens stand for, not one token."""
    with Secrets.open(path) as kept:
        token = kept.issue("person", "per_1", NOW_US)

    assert token.encode() not in path.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_is_its_owners_alone(path: Path) -> None:
    """Mode 0600, also when the file was there with another."""
    path.touch(mode=0o644)
    Secrets.open(path).close()

    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_a_token_made_elsewhere_is_adopted(kept: Secrets) -> None:
    """A private gateway knows its owner by a token in a file."""
    kept.adopt("made elsewhere", "admin", "owner", NOW_US)
    found = kept.find("made elsewhere")

    assert found is not None
    assert "admin" == found.kind


def test_holders_are_listed_without_tokens(kept: Secrets) -> None:
    """Who was given a token, revoked ones included."""
    kept.issue("person", "per_1", NOW_US)
    kept.issue("person", "per_2", NOW_US + 1)
    kept.revoke("per_1", NOW_US + 2)

    assert [("per_1", NOW_US + 2), ("per_2", None)] == [
        (holder.subject_id, holder.revoked_us) for holder in kept.holders()
    ]


def test_keys_are_kept_by_name(path: Path) -> None:
    """A key is replaced whole and found after a restart."""
    with Secrets.open(path) as kept:
        kept.keep("seal", b"one")
        kept.keep("seal", b"two")
    with Secrets.open(path) as kept:
        assert b"two" == kept.kept("seal")
        assert kept.kept("other") is None


def test_a_second_program_is_kept_out(path: Path, kept: Secrets) -> None:
    """Two gateways on one folder are one too many."""

    with pytest.raises(JournalError, match="open in another program"):
        Secrets.open(path)


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    """One line that names it."""
    path.write_bytes(b"not a database at all" * 100)

    with pytest.raises(JournalError, match=r"secrets\.db"):
        Secrets.open(path)


def test_a_place_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """A file where a folder should be."""
    (tmp_path / "taken").write_text("")

    with pytest.raises(JournalError, match="cannot open"):
        Secrets.open(tmp_path / "taken" / "secrets.db")
