"""`controlroom verify` and `controlroom backup`: what they ask, and for real."""

import sqlite3
from pathlib import Path

import pytest

from controlroom import cli
from controlroom.gateway import admin
from controlroom.journal.base import Entry
from controlroom.journal.sqlite import SqliteJournal
from tests.helpers.owner_asks import Asked
from tests.helpers.waiting import PATIENCE_S


def test_verify_asks_for_the_proof(asked: Asked) -> None:
    """Of the folder that was named, and creates nothing."""

    assert 0 == cli.main(["verify", "--home", "/a/folder"])
    assert admin.Verify() == asked.ask
    assert not asked.create


def test_backup_asks_with_an_absolute_path(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway stands in another folder."""
    monkeypatch.chdir(tmp_path)

    assert 0 == cli.main(["backup", "copy.db"])
    assert admin.Backup(path=str(tmp_path / "copy.db")) == asked.ask


def _journal(home: Path) -> None:
    with SqliteJournal.open(home / "journal.db") as journal:
        for number in range(5):
            # An event that this program writes: a person who signed off.
            event = b"\x83\xa5event\xaasigned_off\xa9person_id\xa5per_1\xa4desk\xa1A"
            journal.append([Entry(at_us=number, actor="per_1", event=event)])
        journal.commit().result(PATIENCE_S)


def test_a_sound_journal_is_proven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0, with the head to note down."""
    _journal(tmp_path)
    status = cli.main(["verify", "--home", str(tmp_path)])
    out = capsys.readouterr().out

    assert 0 == status
    assert "5 rows, 0 erased, proven" in out
    assert "head 5 " in out


def test_a_changed_journal_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, and the row is named."""
    _journal(tmp_path)
    connection = sqlite3.connect(tmp_path / "journal.db", isolation_level=None)
    connection.execute("UPDATE row SET actor = 'per_2' WHERE seq = 3")
    connection.close()
    status = cli.main(["verify", "--home", str(tmp_path)])
    said = capsys.readouterr().err

    assert 1 == status
    assert "NOT PROVEN" in said
    assert "seq 3: it does not follow from the row before" in said


def test_a_copy_is_made_and_proven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is a journal of its own."""
    _journal(tmp_path)
    copy = tmp_path / "safe" / "journal.db"
    copy.parent.mkdir()

    assert 0 == cli.main(["backup", str(copy), "--home", str(tmp_path)])
    assert "5 rows, 0 erased, proven" in capsys.readouterr().out
    with SqliteJournal.open(copy) as journal:
        assert 5 == journal.durable_seq
