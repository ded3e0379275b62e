"""What every journal promises, whatever keeps it; a new engine adds one line here."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from controlroom.domain.errors import BugError, JournalError
from controlroom.journal.base import Entry, Journal
from controlroom.journal.sqlite import SqliteJournal
from tests.helpers.waiting import PATIENCE_S

Opener = Callable[[], Journal]

ENGINES: dict[str, Callable[[Path], Journal]] = {
    "sqlite": lambda folder: SqliteJournal.open(folder / "journal.db"),
}


@pytest.fixture(params=list(ENGINES.values()), ids=list(ENGINES))
def reopen(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[], Journal]]:
    """Close what is open and open the same journal again, any number of times."""
    opened: list[Journal] = []

    def again() -> Journal:
        for journal in opened:
            journal.close()
        opened[:] = [request.param(tmp_path)]
        return opened[0]

    yield again
    for journal in opened:
        journal.close()


def _entry(number: int, text: str = "words") -> Entry:
    return Entry(
        at_us=1_000_000 * number,
        actor="per_1",
        event=f"{text} {number}".encode(),
        desk="Desk 1",
    )


def _fill(journal: Journal, rows: int) -> None:
    for number in range(1, rows + 1):
        journal.append([_entry(number)], command_id=f"cmd_{number}", answer=b"yes")
    journal.commit().result(PATIENCE_S)


def test_rows_are_numbered_from_one_without_gaps(reopen: Opener) -> None:
    """Seq is the order of facts: 1, 2, 3, across appends of several rows."""
    journal = reopen()

    rows = journal.append([_entry(1), _entry(2)]) + journal.append([_entry(3)])

    assert [1, 2, 3] == [row.seq for row in rows]
    assert 3 == journal.last_seq


def test_what_was_committed_is_read_again(reopen: Opener) -> None:
    """A row comes back as it was appended, in every field, after opening again."""
    journal = reopen()
    appended = journal.append([_entry(1), _entry(2)], command_id="cmd_1")
    journal.commit().result(PATIENCE_S)

    journal = reopen()

    assert appended == list(journal.read())
    assert b"words 1" == appended[0].event
    assert "cmd_1" == appended[0].command_id
    assert 2 == journal.last_seq == journal.durable_seq


def test_a_commit_ends_when_the_rows_are_durable(reopen: Opener) -> None:
    """The future's result is a durable seq that covers all that was appended."""
    journal = reopen()
    journal.append([_entry(1), _entry(2)])

    assert 2 == journal.commit().result(PATIENCE_S)
    assert 2 == journal.durable_seq


def test_a_commit_can_be_awaited(reopen: Opener) -> None:
    """The gateway's loop waits for the disk without standing still."""
    journal = reopen()

    async def commit() -> int:
        journal.append([_entry(1)])
        return await asyncio.wrap_future(journal.commit())

    assert 1 == asyncio.run(commit())


def test_a_commit_of_nothing_ends_at_once(reopen: Opener) -> None:
    """Nothing to wait for is no reason to wait."""

    assert 0 == reopen().commit().result(PATIENCE_S)


def test_reading_starts_after_a_seq(reopen: Opener) -> None:
    """A desk that resumes gets every row after its own, and none before."""
    journal = reopen()
    _fill(journal, 5)

    assert [4, 5] == [row.seq for row in journal.read(3)]
    assert [] == list(journal.read(5))


def test_a_retry_finds_the_first_answer(reopen: Opener) -> None:
    """An accepted command is remembered, before and after opening again."""
    journal = reopen()
    journal.append([_entry(1), _entry(2)], command_id="cmd_a", answer=b"done")
    before = journal.find_command("cmd_a")
    journal.commit().result(PATIENCE_S)

    after = reopen().find_command("cmd_a")

    assert before is not None
    assert before == after
    assert (2, b"done") == (before.seq, before.answer)


def test_an_unknown_command_is_not_found(reopen: Opener) -> None:
    """A command that was never accepted has no answer."""

    assert reopen().find_command("cmd_new") is None


def test_a_command_is_accepted_once(reopen: Opener) -> None:
    """The same command twice is a fault of ours, and leaves no second row."""
    journal = reopen()
    journal.append([_entry(1)], command_id="cmd_a")

    with pytest.raises(BugError, match="cmd_a was already accepted"):
        journal.append([_entry(2)], command_id="cmd_a")

    assert 1 == journal.commit().result(PATIENCE_S)


def test_the_epoch_stays_while_the_journal_does(reopen: Opener) -> None:
    """A desk resumes over a restart: the same journal has the same epoch."""
    epoch = reopen().epoch

    assert epoch == reopen().epoch
    assert len(epoch) >= 32


def test_an_untouched_journal_is_proven(reopen: Opener) -> None:
    """The proof counts the rows and names the head."""
    journal = reopen()
    _fill(journal, 20)

    verdict = journal.verify()

    assert verdict.proven
    assert (20, 20) == (verdict.rows, verdict.head_seq)
    assert next(iter(journal.read(19))).chain.hex() == verdict.head


def test_an_empty_journal_is_proven(reopen: Opener) -> None:
    """Nothing was written and nothing was lost."""

    assert reopen().verify().proven


def test_an_erased_payload_leaves_the_chain_proven(reopen: Opener) -> None:
    """Words can be taken away: the row stays, says so, and proves the others."""
    journal = reopen()
    _fill(journal, 3)

    journal.erase(2).result(PATIENCE_S)

    verdict = journal.verify()
    row = next(iter(journal.read(1)))
    assert verdict.proven
    assert (2,) == verdict.erased
    assert (None, None) == (row.event, row.salt)


def test_a_backup_is_proven_and_another_epoch(
    reopen: Opener, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A restored copy holds the same rows, and desks must not resume into it."""
    journal = reopen()
    _fill(journal, 10)
    epoch, rows = journal.epoch, list(journal.read())
    folder = tmp_path / "restored"
    folder.mkdir()

    verdict = journal.backup(folder / "journal.db")

    engine = request.node.callspec.id
    restored = ENGINES[engine](folder)
    try:
        assert verdict.proven
        assert rows == list(restored.read())
        assert epoch != restored.epoch
        assert restored.find_command("cmd_3") is not None
    finally:
        restored.close()


def test_a_backup_replaces_nothing(reopen: Opener, tmp_path: Path) -> None:
    """A copy never overwrites a file, were it an older backup."""
    journal = reopen()
    taken = tmp_path / "taken.db"
    taken.write_text("older")

    with pytest.raises(JournalError, match="exists already"):
        journal.backup(taken)

    assert "older" == taken.read_text()


def test_a_closed_journal_takes_nothing(reopen: Opener) -> None:
    """After closing, what cannot become durable is refused, not swallowed."""
    journal = reopen()
    journal.close()

    with pytest.raises(JournalError, match="closed"):
        journal.append([_entry(1)])


def test_closing_commits_what_waits(reopen: Opener) -> None:
    """Rows staged before closing are there after opening again."""
    journal = reopen()
    journal.append([_entry(1)])

    assert 1 == reopen().durable_seq
