"""What any journal promises: rows in order, durable when it says so, provable later.

Append and commit come from one thread, the gateway's loop; everything else may come
from any thread. The same contract test runs against every engine.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One encoded event on its way into the journal; `at_us` is room time."""

    at_us: int
    actor: str
    event: bytes
    desk: str = ""
    schema: int = 1


class Row(msgspec.Struct, frozen=True):
    """One event at rest (decision 4). An erased row has neither event nor salt.

    `digest` is SHA-256(salt ‖ event), `chain` is SHA-256(previous chain ‖ digest ‖
    header), where the header is the msgpack array of the first six fields.
    """

    seq: int
    at_us: int
    schema: int
    actor: str
    desk: str
    command_id: str
    event: bytes | None
    salt: bytes | None
    digest: bytes
    chain: bytes


class Remembered(msgspec.Struct, frozen=True):
    """The first answer to an accepted command; `seq` is that of its last event.

    `mark` is SHA-256(chain at seq ‖ command id ‖ 0 ‖ answer): answers are proven too.
    """

    command_id: str
    seq: int
    answer: bytes
    mark: bytes


class Fault(msgspec.Struct, frozen=True):
    """One thing a proof found wrong, by the seq it was found at."""

    seq: int
    what: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a proof found. `head` is the last chain in hex: note it down elsewhere."""

    rows: int
    erased: tuple[int, ...]
    faults: tuple[Fault, ...]
    head_seq: int
    head: str
    epoch: str

    @property
    def proven(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


class Journal(Protocol):
    """Rows in order. `epoch` names the journal, `last_seq` the last row appended."""

    @property
    def epoch(self) -> str:
        """Random name, new when the journal was created or restored."""

    @property
    def last_seq(self) -> int:
        """Seq of the last row appended, durable or not; 0 when empty."""

    @property
    def durable_seq(self) -> int:
        """Seq of the last row that survives a power cut."""

    @property
    def failure(self) -> str:
        """Why the last commit failed; empty while all is well."""

    @property
    def exercise(self) -> bool:
        """Whether nothing in here is real."""

    @property
    def origin_us(self) -> int:
        """Room time at which the room's clock started, 0 for the time of day."""

    @property
    def rate(self) -> float:
        """Seconds of room time a second."""

    def append(
        self, entries: Sequence[Entry], *, command_id: str = "", answer: bytes = b""
    ) -> list[Row]:
        """Stage entries that become durable together, and number them.

        A `command_id` is remembered with `answer`. Raises `JournalError` after a failed
        commit and when too much waits, `BugError` when the command is already known.
        """

    def commit(self) -> Future[int]:
        """Ask for all that was appended; the result is the durable seq.

        The future ends in the writer's thread, with `JournalError` when it failed: then
        nothing of what waited is kept, and `reopen` comes before the next append.
        """

    def find_command(self, command_id: str) -> Remembered | None:
        """Return the first answer of an accepted command, durable or not yet."""

    def read(self, after_seq: int = 0) -> Iterator[Row]:
        """Yield durable rows after a seq, in order; appends go on meanwhile."""

    def verify(self) -> Verdict:
        """Prove all durable rows; appends go on meanwhile."""

    def backup(self, path: Path) -> Verdict:
        """Write a proven copy, which is another epoch once opened; appends go on."""

    def erase(self, seq: int) -> Future[int]:
        """Take the content of a durable row away; the chain still proves."""

    def reopen(self) -> None:
        """After a failed commit: take what is on disk as the truth again."""

    def close(self) -> None:
        """Commit what waits and let go of the file."""
