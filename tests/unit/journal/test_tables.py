"""The journal's file: how it is opened, what it says about itself."""

import sqlite3
from pathlib import Path

import pytest

from controlroom.domain.errors import JournalError
from controlroom.journal import tables
from controlroom.journal.base import Remembered, Row
from controlroom.journal.tables import Meta


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file goes."""
    return tmp_path / "journal.db"


def _created(path: Path) -> sqlite3.Connection:
    connection = tables.connect(path)
    meta = tables.new_meta(exercise=True, origin_us=1_700_000_000_000_000, rate=10.0)
    tables.create_tables(connection, meta)
    return connection


def _row(seq: int) -> Row:
    return Row(seq, 5, 1, "a", "d", "", b"event", b"salt", b"digest", b"chain")


def test_the_file_survives_a_power_cut(path: Path) -> None:
    """WAL with synchronous FULL (2), nobody else inside, erased bytes overwritten."""
    connection = tables.connect(path)
    said = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "locking_mode", "secure_delete")
    ]
    connection.close()

    assert ["wal", 2, "exclusive", 1] == said


def test_a_second_program_is_kept_out(path: Path) -> None:
    """One writer: SQLite of Debian 12 may lose data with two."""
    connection = tables.connect(path)

    with pytest.raises(JournalError, match="open in another program"):
        tables.connect(path)

    connection.close()


def test_meta_is_read_as_it_was_written(path: Path) -> None:
    """Exercise, origin and rate are of the journal, not of whoever opens it."""
    connection = _created(path)
    meta = tables.read_meta(connection, path)
    connection.close()

    assert (True, 1_700_000_000_000_000, 10.0) == (
        meta.exercise,
        meta.origin_us,
        meta.rate,
    )
    assert 32 == len(meta.epoch) == len(meta.journal_id)


def test_a_copy_gets_another_epoch_when_opened(path: Path) -> None:
    """Desks must not resume into a restored past; its rows stay proven."""
    connection = _created(path)
    before = tables.read_meta(connection, path)
    connection.close()

    tables.forget_epoch(path)

    connection = tables.connect(path)
    after = tables.read_meta(connection, path)
    again = tables.read_meta(connection, path)
    connection.close()
    assert before.epoch != after.epoch
    assert after == again
    assert before.genesis() == after.genesis()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_file_that_is_no_journal_is_refused(path: Path, content: bytes) -> None:
    """One line that names the file."""
    path.write_bytes(content)

    with pytest.raises(JournalError, match=r"journal\.db"):  # noqa: PT012 - either
        connection = tables.connect(path)
        try:
            tables.read_meta(connection, path)
        finally:
            connection.close()


def test_a_newer_format_is_refused(path: Path) -> None:
    """Both numbers are said."""
    connection = _created(path)
    connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")

    with pytest.raises(JournalError, match="format 99, this program reads 1"):
        tables.read_meta(connection, path)

    connection.close()


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """A place that cannot hold a file is said with its path."""

    with pytest.raises(JournalError, match="cannot open"):
        tables.connect(tmp_path / "missing" / "journal.db")


def test_rows_and_answers_go_in_together(path: Path) -> None:
    """What is inserted is read again, and counted from where one asks."""
    connection = _created(path)
    answer = Remembered("cmd_1", 2, b"yes", b"mark")
    tables.insert(connection, [_row(1), _row(2), _row(3)], [answer])
    found = tables.select_rows(connection, 1, 10)
    kept = tables.select_command(connection, "cmd_1")
    last = tables.last_row(connection)
    connection.close()

    assert [_row(2), _row(3)] == found
    assert answer == kept
    assert _row(3) == last


def test_a_group_that_breaks_leaves_nothing(path: Path) -> None:
    """A row that exists already takes its whole group back."""
    connection = _created(path)
    tables.insert(connection, [_row(1)], [])

    with pytest.raises(sqlite3.IntegrityError):
        tables.insert(connection, [_row(2), _row(1)], [])
    connection.execute("ROLLBACK")

    assert [_row(1)] == tables.select_rows(connection, 0, 10)
    connection.close()


def test_one_answer_for_one_command(path: Path) -> None:
    """The index on command ids is unique, whatever the memory says."""
    connection = _created(path)
    answer = Remembered("cmd_1", 1, b"yes", b"mark")

    with pytest.raises(sqlite3.IntegrityError):
        tables.insert(connection, [], [answer, answer])

    connection.close()


def test_the_newest_answers_come_oldest_first(path: Path) -> None:
    """They are added to memory in the order they were given."""
    connection = _created(path)
    given = [Remembered(f"cmd_{9 - n}", n, b"", b"") for n in range(1, 5)]
    tables.insert(connection, [], given)

    assert given[2:] == tables.newest_commands(connection, 2)
    assert {"cmd_5", "cmd_6", "cmd_7", "cmd_8"} == set(
        tables.all_command_ids(connection)
    )
    connection.close()


def test_an_answer_is_selected_with_its_row(path: Path) -> None:
    """The chain at its seq proves an answer; a row that is gone proves nothing."""
    connection = _created(path)
    tables.insert(
        connection,
        [_row(1)],
        [Remembered("a", 1, b"", b""), Remembered("b", 9, b"", b"")],
    )
    found = tables.select_commands(connection, "", 10)
    connection.close()

    assert [b"chain", None] == [chain for _, chain in found]


def test_an_erased_row_keeps_its_digest(path: Path) -> None:
    """Payload and salt go; what the chain needs stays."""
    connection = _created(path)
    tables.insert(connection, [_row(1)], [])
    tables.erase_row(connection, 1)
    erased = tables.select_rows(connection, 0, 1)[0]
    connection.close()

    assert (None, None, b"digest") == (erased.event, erased.salt, erased.digest)


def test_a_new_meta_names_a_new_journal() -> None:
    """No two journals have the same id or epoch."""
    metas: list[Meta] = [
        tables.new_meta(exercise=False, origin_us=0, rate=1.0) for _ in range(10)
    ]

    assert 10 == len({meta.journal_id for meta in metas})
    assert 10 == len({meta.epoch for meta in metas})
