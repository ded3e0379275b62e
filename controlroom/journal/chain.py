"""The arithmetic of proof: digests, the chain and what breaks it; no files here.

A payload can be erased because the chain commits to its salted digest, not to itself:
the salt goes with the payload, so a digest left behind cannot be guessed at.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from controlroom.journal.base import Fault, Row

SALT_BYTES = 16

_encode = msgspec.msgpack.Encoder().encode


def genesis(journal_id: str, origin_us: int, rate: float, *, exercise: bool) -> bytes:
    """Return the chain before the first row: it binds the rows to what they are."""
    return hashlib.sha256(
        b"controlroom journal" + _encode((journal_id, exercise, origin_us, rate))
    ).digest()


def digest_of(salt: bytes, event: bytes) -> bytes:
    """Return the salted digest of a payload."""
    return hashlib.sha256(salt + event).digest()


def chain_of(
    previous: bytes, digest: bytes, header: tuple[int, int, int, str, str, str]
) -> bytes:
    """Return the link of a row: header is seq, at_us, schema, actor, desk, command."""
    return hashlib.sha256(previous + digest + _encode(header)).digest()


def mark_of(chain: bytes, command_id: str, answer: bytes) -> bytes:
    """Return what proves a remembered answer."""
    return hashlib.sha256(chain + command_id.encode() + b"\0" + answer).digest()


def header_of(row: Row) -> tuple[int, int, int, str, str, str]:
    """Return what the chain proves of a row besides its payload."""
    return row.seq, row.at_us, row.schema, row.actor, row.desk, row.command_id


class Proof:
    """Follows the chain row by row and names each row that breaks it, once."""

    def __init__(self, start: bytes) -> None:
        self.rows = 0
        self.erased: list[int] = []
        self.head_seq = 0
        self.head = start
        # After a break either the row's own link or the right one may be continued.
        self._accepted: tuple[bytes, ...] = (start,)

    def check(self, rows: Iterable[Row]) -> Iterator[Fault]:
        """Yield what is wrong with the next rows."""
        for row in rows:
            if row.seq != self.head_seq + 1:
                yield Fault(self.head_seq + 1, _missing(self.head_seq, row))
            yield from self._check_payload(row)
            yield from self._check_link(row)
            self.rows += 1
            self.head_seq = row.seq
            self.head = row.chain

    def _check_payload(self, row: Row) -> Iterator[Fault]:
        if row.event is None and row.salt is None:
            self.erased.append(row.seq)
        elif row.event is None or row.salt is None:
            yield Fault(row.seq, "half of its content is gone")
        elif digest_of(row.salt, row.event) != row.digest:
            yield Fault(row.seq, "its content is not what was written")

    def _check_link(self, row: Row) -> Iterator[Fault]:
        header = header_of(row)
        rights = [chain_of(known, row.digest, header) for known in self._accepted]
        if row.chain in rights:
            self._accepted = (row.chain,)
        else:
            self._accepted = (row.chain, rights[0])
            yield Fault(row.seq, "it does not follow from the row before")


def _missing(head_seq: int, row: Row) -> str:
    last = row.seq - 1
    if last <= head_seq:
        return f"row {row.seq} stands out of order"
    if last == head_seq + 1:
        return "the row is missing"
    return f"rows {head_seq + 1} to {last} are missing"
