"""The SQLite journal where it is more than the contract: proof, failure, kill -9."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom.domain.errors import JournalError
from controlroom.journal import commands, sqlite
from controlroom.journal.base import Entry
from controlroom.journal.sqlite import SqliteJournal
from tests.helpers.waiting import PATIENCE_S

ROOT = Path(__file__).parents[3]
VICTIM = ROOT / "tests" / "helpers" / "journal_victim.py"
KILLS = 10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    """An open, empty journal."""
    with SqliteJournal.open(path) as opened:
        yield opened


def _entry(number: int, size: int = 10) -> Entry:
    return Entry(at_us=number, actor="per_1", desk="Desk 1", event=b"x" * size)


def _fill(journal: SqliteJournal, rows: int) -> None:
    for number in range(rows):
        seq = journal.last_seq + 1
        journal.append([_entry(number)], command_id=f"cmd_{seq}", answer=b"yes")
    journal.commit().result(PATIENCE_S)


def _closed_with(path: Path, rows: int) -> None:
    with SqliteJournal.open(path) as journal:
        _fill(journal, rows)


def _damage(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


def _found(path: Path) -> set[int]:
    with SqliteJournal.open(path) as journal:
        return {fault.seq for fault in journal.verify().faults}


def _fill_disk(journal: SqliteJournal) -> None:
    """No page more than there are: SQLite then says that the disk is full."""
    pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._connection.execute(f"PRAGMA max_page_count = {pages}")


@pytest.mark.parametrize(
    "column",
    [
        "at_us",
        "schema",
        "actor",
        "desk",
        "command_id",
        "event",
        "salt",
        "digest",
        "chain",
    ],
)
@pytest.mark.parametrize("bit", [0, 5])
def test_a_flipped_bit_is_found_in_any_column(
    path: Path, column: str, bit: int
) -> None:
    """SQLite's own check passes it; the chain names the row."""
    _closed_with(path, 6)
    connection = sqlite3.connect(path, isolation_level=None)
    asked = f"SELECT {column} FROM row WHERE seq = 4"  # noqa: S608 - a column of ours
    value = connection.execute(asked).fetchone()[0]
    changed = f"UPDATE row SET {column} = ? WHERE seq = 4"  # noqa: S608 - the same
    connection.execute(changed, (_flipped(value, bit),))
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()

    assert "ok" == sound
    assert {4} == _found(path)


def _flipped(value: object, bit: int) -> object:
    if isinstance(value, int):
        return value ^ (1 << bit)
    raw = bytearray(value.encode() if isinstance(value, str) else bytes(value))  # type: ignore[call-overload]  # text or blob
    raw[0] ^= 1 << bit
    return raw.decode("latin-1") if isinstance(value, str) else bytes(raw)


@pytest.mark.parametrize(
    ("statement", "seqs"),
    [
        ("DELETE FROM row WHERE seq = 3", {3, 4}),
        ("UPDATE row SET seq = 70 WHERE seq = 3", {3, 4, 7, 70}),
        ("UPDATE row SET event = NULL WHERE seq = 3", {3}),
        ("UPDATE command SET answer = x'00' WHERE seq = 3", {3}),
        ("UPDATE command SET seq = 4 WHERE seq = 3", {4}),
        ("UPDATE meta SET value = 'true' WHERE name = 'exercise'", {1}),
        ("UPDATE meta SET value = '2.0' WHERE name = 'rate'", {1}),
    ],
)
def test_what_was_done_to_the_file_is_found(
    path: Path, statement: str, seqs: set[int]
) -> None:
    """A row taken out or renumbered, an answer changed, an exercise made real."""
    _closed_with(path, 6)
    _damage(path, statement)

    with SqliteJournal.open(path, exercise=None) as journal:
        faults = {fault.seq for fault in journal.verify().faults}

    assert seqs <= faults


def test_a_page_that_cannot_be_read_is_a_fault(path: Path) -> None:
    """A file that SQLite itself gives up on is a verdict, not a fault of ours."""
    _closed_with(path, 400)
    with SqliteJournal.open(path) as journal:
        salt = next(journal.read(200)).salt or b""
    content = bytearray(path.read_bytes())
    # The page that holds the row: its salt stands nowhere else.
    page = content.index(salt) // 4096 * 4096
    content[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(content)

    with SqliteJournal.open(path) as journal:
        verdict = journal.verify()

    assert not verdict.proven
    assert verdict.faults[0].seq > 1


def test_an_exercise_is_refused_by_a_live_gateway(path: Path) -> None:
    """And the reverse; whoever only proves takes what there is."""
    SqliteJournal.open(path, exercise=True, origin_us=7, rate=10.0).close()

    with pytest.raises(JournalError, match="an exercise: a live gateway"):
        SqliteJournal.open(path, exercise=False)
    with SqliteJournal.open(path, exercise=None) as journal:
        assert (True, 7, 10.0) == (journal.exercise, journal.origin_us, journal.rate)


def test_a_live_journal_is_refused_by_an_exercise(path: Path) -> None:
    """Practice never writes into the real record."""
    SqliteJournal.open(path).close()

    with pytest.raises(JournalError, match="is live: an exercise"):
        SqliteJournal.open(path, exercise=True)


def test_no_journal_is_not_created_unasked(path: Path) -> None:
    """A proof of a mistyped folder is a line, not an empty journal."""

    with pytest.raises(JournalError, match="there is no journal"):
        SqliteJournal.open(path, create=False)
    assert not path.exists()


def test_a_second_gateway_is_kept_out(path: Path, journal: SqliteJournal) -> None:
    """One clear line."""

    with pytest.raises(JournalError, match="open in another program"):
        SqliteJournal.open(path)


def test_a_full_disk_is_said_and_nothing_is_acknowledged(
    journal: SqliteJournal,
) -> None:
    """Whoever waits is told; what came before is safe."""
    _fill(journal, 3)
    _fill_disk(journal)
    journal.append([_entry(4, 100_000)], command_id="cmd_lost")

    with pytest.raises(JournalError, match="disk is full"):
        journal.commit().result(PATIENCE_S)

    assert "full" in journal.failure
    assert 3 == journal.durable_seq
    with pytest.raises(JournalError, match="disk is full"):
        journal.append([_entry(5)])


def test_reopening_takes_the_disk_as_the_truth(journal: SqliteJournal) -> None:
    """After a failed commit the next row follows the last durable one."""
    _fill(journal, 3)
    _fill_disk(journal)
    journal.append([_entry(4, 100_000)], command_id="cmd_lost")
    with pytest.raises(JournalError):
        journal.commit().result(PATIENCE_S)

    journal.reopen()

    assert journal.find_command("cmd_lost") is None
    assert 4 == journal.append([_entry(4)])[0].seq
    assert 4 == journal.commit().result(PATIENCE_S)
    assert journal.verify().proven


def test_the_memory_of_commands_reaches_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old command is found by its hash and fetched."""
    monkeypatch.setattr(commands, "HELD_WHOLE", 4)
    monkeypatch.setattr(sqlite, "HELD_WHOLE", 4)
    _closed_with(path, 20)

    with SqliteJournal.open(path) as journal:
        known = journal.find_command("cmd_1")

    assert known is not None
    assert 1 == known.seq


def test_commits_go_on_during_a_backup(
    path: Path, journal: SqliteJournal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a long journal holds nobody up, and is proven all the same."""
    monkeypatch.setattr(sqlite, "BACKUP_PAGES", 1)
    _fill(journal, 500)
    copied = threading.Thread(target=journal.backup, args=(tmp_path / "copy.db",))
    copied.start()
    during = 0
    while copied.is_alive():
        journal.append([_entry(1)])
        journal.commit().result(PATIENCE_S)
        during += 1
    copied.join()

    assert during > 0
    with SqliteJournal.open(tmp_path / "copy.db") as copy:
        assert copy.verify().proven
        assert copy.durable_seq >= 500


def test_a_backup_that_fails_leaves_nothing(
    journal: SqliteJournal, tmp_path: Path
) -> None:
    """Half a copy is worse than none."""
    _fill(journal, 2)

    with pytest.raises(JournalError, match="cannot write"):
        journal.backup(tmp_path / "missing" / "copy.db")

    assert journal.verify().proven
    assert [] == list(tmp_path.rglob("*.part"))


def test_reading_sees_only_what_is_durable(journal: SqliteJournal) -> None:
    """Rows that wait for the disk are nobody's business yet."""
    _fill(journal, 2)
    with journal._turn:
        journal.append([_entry(3)])
        waiting = journal.durable_seq

    assert 2 == waiting


def test_what_is_kept_is_gone_from_the_file_once_erased(path: Path) -> None:
    """The bytes are overwritten, not only unlinked."""
    with SqliteJournal.open(path) as journal:
        secret = b"the caller is Mrs Example of 4 Sample Street"
        journal.append([Entry(at_us=1, actor="per_1", event=secret)])
        journal.commit().result(PATIENCE_S)
        journal.erase(1).result(PATIENCE_S)

    left = path.read_bytes() + b"".join(
        other.read_bytes() for other in path.parent.glob("journal.db-*")
    )
    assert secret not in left


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_kill_9(path: Path) -> None:
    """Ten times killed in the middle: every acknowledged row is there and proven."""
    acknowledged = 0
    for _ in range(KILLS):
        victim = subprocess.Popen(
            # -P: its folder holds modules that are called like others' own.
            [sys.executable, "-P", str(VICTIM), str(path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
        )
        assert victim.stdout is not None
        said = [next(victim.stdout) for _ in range(25)]
        victim.kill()
        said += victim.stdout.readlines()
        victim.stdout.close()
        victim.wait(10)
        # The last line may have been cut short by the kill.
        acknowledged = max(int(line) for line in said if line.endswith("\n"))
        with SqliteJournal.open(path) as journal:
            assert journal.durable_seq >= acknowledged
            assert journal.find_command(f"cmd_{acknowledged}") is not None
            assert journal.verify().proven

    assert acknowledged >= KILLS * 25
