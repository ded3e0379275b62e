"""The writer's thread: groups, order, refusal, failure; no disk."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future

import pytest

from controlroom.domain.errors import JournalError
from controlroom.journal import writer as writing
from controlroom.journal.base import Row
from controlroom.journal.writer import Batch, Writer
from tests.helpers.waiting import PATIENCE_S


def _batch(*seqs: int) -> Batch:
    return Batch([Row(s, 0, 1, "a", "", "", b"", b"", b"", b"") for s in seqs], None)


class _Disk:
    """Takes groups, one at a time, and can be held or broken."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.broken = False
        self.free = threading.Event()
        self.free.set()
        self.asked = threading.Event()

    def write(self, group: Sequence[Batch]) -> None:
        """Write a group, when the disk lets it."""
        self.asked.set()
        self.free.wait(PATIENCE_S)
        if self.broken:
            raise JournalError("the disk is full")
        self.groups.append([row.seq for one in group for row in one.rows])


def _held(disk: _Disk, writer: Writer) -> None:
    """Let the writer stand in the middle of its first group."""
    disk.free.clear()
    writer.stage(_batch(1))
    assert disk.asked.wait(PATIENCE_S)


def test_what_waits_is_one_group() -> None:
    """While one group is being written everything that comes is the next one."""
    disk = _Disk()
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    for seq in range(2, 7):
        writer.stage(_batch(seq))
    durable = writer.when_durable(6)

    disk.free.set()
    durable.result(PATIENCE_S)
    writer.close()

    assert [[1], [2, 3, 4, 5, 6]] == disk.groups


def test_a_flood_is_written_in_bounded_groups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first of many does not wait for the last."""
    monkeypatch.setattr(writing, "GROUP_ROWS", 2)
    disk = _Disk()
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    for seq in range(2, 7):
        writer.stage(_batch(seq))
    disk.free.set()
    writer.close()

    assert [[1], [2, 3], [4, 5], [6]] == disk.groups


def test_a_future_ends_no_sooner_than_its_row() -> None:
    """Acknowledged is durable."""
    disk = _Disk()
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    first = writer.when_durable(1)

    assert not first.done()
    disk.free.set()
    assert 1 == first.result(PATIENCE_S)
    writer.close()


def test_too_much_waiting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue is bounded: a disk that stands still does not fill the memory."""
    monkeypatch.setattr(writing, "WAITING_ROWS", 3)
    disk = _Disk()
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    writer.stage(_batch(2, 3, 4))

    with pytest.raises(JournalError, match="behind: 3 rows wait"):
        writer.stage(_batch(5))

    disk.free.set()
    writer.close()


def test_a_failure_reaches_everybody_who_waits() -> None:
    """Nobody is left waiting for rows that were given up."""
    disk = _Disk()
    disk.broken = True
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    writer.stage(_batch(2))
    waiting = [writer.when_durable(1), writer.when_durable(2)]
    disk.free.set()

    for future in waiting:
        with pytest.raises(JournalError, match="full"):
            future.result(PATIENCE_S)
    writer.close()

    assert [] == disk.groups


def test_after_a_failure_nothing_is_taken_until_restart() -> None:
    """The rows behind a lost one would hang in the air."""
    disk = _Disk()
    disk.broken = True
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    lost = writer.when_durable(1)
    disk.free.set()
    with pytest.raises(JournalError):
        lost.result(PATIENCE_S)

    with pytest.raises(JournalError, match="full"):
        writer.stage(_batch(2))
    with pytest.raises(JournalError, match="full"):
        writer.when_durable(1).result(0)

    disk.broken = False
    writer.restart(0)
    writer.stage(_batch(1))
    assert 1 == writer.when_durable(1).result(PATIENCE_S)
    writer.close()


def test_somebody_who_left_does_not_stop_the_writer() -> None:
    """A cancelled future is nobody's fault."""
    disk = _Disk()
    writer = Writer(disk.write, 0)
    _held(disk, writer)
    gone = writer.when_durable(1)
    gone.cancel()
    disk.free.set()
    writer.stage(_batch(2))

    assert 2 == writer.when_durable(2).result(PATIENCE_S)
    writer.close()


def test_a_job_runs_between_groups_and_may_write() -> None:
    """A long copy lets commits through."""
    disk = _Disk()
    writer = Writer(disk.write, 0)
    done: Future[int] = Future()

    def job() -> None:
        writer.stage(_batch(1))
        writer.write_waiting()
        done.set_result(writer.durable_seq)

    writer.run(job)

    assert 1 == done.result(PATIENCE_S)
    writer.close()


def test_a_closed_writer_takes_no_job() -> None:
    """What can no longer run is refused, not forgotten."""
    writer = Writer(_Disk().write, 0)
    writer.close()

    with pytest.raises(JournalError, match="closed"):
        writer.run(lambda: None)


def test_closing_twice_is_harmless() -> None:
    """Whoever cleans up need not know who cleaned up before."""
    writer = Writer(_Disk().write, 0)
    writer.close()
    writer.close()

    assert "" == writer.failure
