"""One thread that writes what waits in groups; it knows no SQL and no chain.

What came while the last group was being written is the next group, so nothing waits for
company. The queue is bounded by rows: `stage` refuses when too much waits.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress

import msgspec

from controlroom.domain.errors import JournalError
from controlroom.journal.base import Remembered, Row

WAITING_ROWS = 20_000
"""Rows that may wait for the disk; one more is refused."""
GROUP_ROWS = 2_000
"""Rows in one commit, so that the first of a flood do not wait for its last."""

Jobs = Callable[[], None]


class Batch(msgspec.Struct, frozen=True):
    """Rows that become durable together, and the answer they were given with."""

    rows: list[Row]
    remembered: Remembered | None


class Writer:
    """Runs `write(batches)` and jobs in turn, and tells who waits for a seq.

    `write` raises `JournalError` when nothing of the group was kept; from then on the
    writer refuses until `restart`.
    """

    def __init__(
        self, write: Callable[[Sequence[Batch]], None], durable_seq: int
    ) -> None:
        self.failure = ""
        self.durable_seq = durable_seq
        self._write = write
        self._wake = threading.Condition()
        self._staged: deque[Batch] = deque()
        self._staged_rows = 0
        self._awaited: deque[tuple[int, Future[int]]] = deque()
        self._jobs: deque[Jobs] = deque()
        self._closing = False
        self._thread = threading.Thread(
            target=self._run, name="journal writer", daemon=True
        )
        self._thread.start()

    def stage(self, batch: Batch) -> None:
        """Queue a batch. Raises `JournalError` when broken or when too much waits."""
        with self._wake:
            self._refuse_when_broken()
            if self._staged_rows + len(batch.rows) > WAITING_ROWS:
                msg = f"the journal is behind: {self._staged_rows} rows wait for it"
                raise JournalError(msg)
            self._staged.append(batch)
            self._staged_rows += len(batch.rows)
            self._wake.notify()

    def when_durable(self, seq: int) -> Future[int]:
        """Return a future that ends when that seq is durable."""
        future: Future[int] = Future()
        with self._wake:
            if self.failure:
                future.set_exception(JournalError(self.failure))
            elif seq <= self.durable_seq:
                future.set_result(self.durable_seq)
            else:
                self._awaited.append((seq, future))
        return future

    def run(self, job: Jobs) -> None:
        """Run a job in the writer's thread, between two groups."""
        with self._wake:
            if self._closing:
                raise JournalError("the journal is closed")
            self._jobs.append(job)
            self._wake.notify()

    def write_waiting(self) -> None:
        """Write one group now, from inside a long job: nobody waits for the job."""
        with self._wake:
            group = self._take()
        if group:
            self._commit(group)

    def restart(self, durable_seq: int) -> None:
        """Accept again, after the file was opened anew."""
        with self._wake:
            self.failure = ""
            self.durable_seq = durable_seq

    def close(self) -> None:
        """Write what waits and end the thread."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()

    def _refuse_when_broken(self) -> None:
        if self._closing:
            raise JournalError("the journal is closed")
        if self.failure:
            raise JournalError(self.failure)

    def _run(self) -> None:
        while True:
            with self._wake:
                while not (self._staged or self._jobs or self._closing):
                    self._wake.wait()
                group = self._take()
                job = self._jobs.popleft() if self._jobs else None
                if not group and job is None:
                    return
            if group:
                self._commit(group)
            if job is not None:
                job()

    def _take(self) -> list[Batch]:
        group: list[Batch] = []
        rows = 0
        while self._staged and rows < GROUP_ROWS:
            batch = self._staged.popleft()
            group.append(batch)
            rows += len(batch.rows)
        self._staged_rows -= rows
        return group

    def _commit(self, group: Sequence[Batch]) -> None:
        try:
            self._write(group)
        except JournalError as error:
            self._fail(error)
            return
        last = max((b.rows[-1].seq for b in group if b.rows), default=0)
        with self._wake:
            self.durable_seq = max(self.durable_seq, last)
            ended = []
            while self._awaited and self._awaited[0][0] <= self.durable_seq:
                ended.append(self._awaited.popleft()[1])
        for future in ended:
            _end(future, self.durable_seq)

    def _fail(self, error: JournalError) -> None:
        with self._wake:
            self.failure = str(error)
            self._staged.clear()
            self._staged_rows = 0
            failed = [future for _, future in self._awaited]
            self._awaited.clear()
        for future in failed:
            with suppress(InvalidStateError):
                future.set_exception(JournalError(str(error)))


def _end(future: Future[int], seq: int) -> None:
    # Whoever waited may have gone away; the row is durable all the same.
    with suppress(InvalidStateError):
        future.set_result(seq)
