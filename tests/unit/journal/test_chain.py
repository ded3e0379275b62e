"""The arithmetic of proof, without a file."""

import hashlib

import msgspec
import pytest

from controlroom.journal.base import Row
from controlroom.journal.chain import (
    Proof,
    chain_of,
    digest_of,
    genesis,
    header_of,
    mark_of,
)

START = genesis("journal", 0, 1.0, exercise=False)


def _rows(count: int) -> list[Row]:
    made: list[Row] = []
    chain = START
    for seq in range(1, count + 1):
        salt, event = bytes([seq]) * 16, b"event %d" % seq
        digest = digest_of(salt, event)
        header = (seq, seq * 10, 1, "per_1", "Desk 1", f"cmd_{seq}")
        chain = chain_of(chain, digest, header)
        made.append(Row(*header, event, salt, digest, chain))
    return made


def _faults(damaged: list[Row]) -> list[int]:
    return [fault.seq for fault in Proof(START).check(damaged)]


def test_the_chain_is_what_the_design_says() -> None:
    """A stranger can compute it: SHA-256 over previous, digest and msgpack header."""
    row = _rows(1)[0]
    header = msgspec.msgpack.encode((1, 10, 1, "per_1", "Desk 1", "cmd_1"))
    digest = hashlib.sha256(bytes([1]) * 16 + b"event 1").digest()

    assert hashlib.sha256(START + digest + header).digest() == row.chain


def test_an_untouched_chain_has_no_faults() -> None:
    """Every row follows from the one before."""

    assert [] == _faults(_rows(5))


@pytest.mark.parametrize("changed", ["live", "exercise", "origin", "rate"])
def test_the_chain_begins_with_what_the_journal_is(changed: str) -> None:
    """An exercise cannot be passed off as real: the first row would not follow."""
    other = {
        "live": genesis("other", 0, 1.0, exercise=False),
        "exercise": genesis("journal", 0, 1.0, exercise=True),
        "origin": genesis("journal", 1, 1.0, exercise=False),
        "rate": genesis("journal", 0, 2.0, exercise=False),
    }[changed]

    assert START != other


@pytest.mark.parametrize(
    "change",
    [
        {"at_us": 31},
        {"schema": 2},
        {"actor": "per_2"},
        {"desk": "Desk 2"},
        {"command_id": "cmd_9"},
        {"event": b"event 4"},
        {"salt": bytes(16)},
        {"digest": bytes(32)},
        {"chain": bytes(32)},
        {"salt": None},
        {"event": None},
    ],
    ids=str,
)
def test_a_changed_field_is_found_and_named(change: dict[str, object]) -> None:
    """Whatever is changed in row 3 is found at row 3, and nowhere else."""
    damaged = _rows(6)
    damaged[2] = msgspec.structs.replace(damaged[2], **change)

    assert {3} == set(_faults(damaged))


def test_a_missing_row_is_named() -> None:
    """Taking a row away is seen at its own seq, and at the row behind it."""
    damaged = _rows(6)
    del damaged[2]

    assert [3, 4] == _faults(damaged)


def test_missing_rows_are_named_with_both_ends() -> None:
    """Several rows gone are one line."""
    damaged = _rows(9)
    del damaged[2:5]

    first = next(iter(Proof(START).check(damaged)))

    assert (3, "rows 3 to 5 are missing") == (first.seq, first.what)


def test_a_row_with_another_number_stands_out() -> None:
    """A row renumbered leaves a hole and does not prove where it now stands."""
    damaged = _rows(3)
    damaged[2] = msgspec.structs.replace(damaged[2], seq=7)

    assert [3, 7] == _faults(damaged)


def test_rows_that_change_places_are_found() -> None:
    """Order is part of what is proven."""
    damaged = _rows(4)
    damaged[1], damaged[2] = damaged[2], damaged[1]

    assert _faults(damaged)


def test_an_erased_row_is_no_fault() -> None:
    """Without salt and payload the row still holds its digest's place in the chain."""
    erased = _rows(3)
    erased[1] = msgspec.structs.replace(erased[1], event=None, salt=None)
    proof = Proof(START)

    assert [] == list(proof.check(erased))
    assert [2] == proof.erased


def test_many_faults_are_each_named_once() -> None:
    """A row proven wrong does not make the rows behind it wrong."""
    damaged = _rows(10)
    for index in (2, 5, 6):
        damaged[index] = msgspec.structs.replace(damaged[index], actor="somebody")

    assert [3, 6, 7] == _faults(damaged)


def test_the_header_is_all_but_payload_and_proof() -> None:
    """Six fields, in the order of the row."""

    assert (1, 10, 1, "per_1", "Desk 1", "cmd_1") == header_of(_rows(1)[0])


def test_an_answer_is_bound_to_its_row_and_command() -> None:
    """Another answer, command or place gives another mark."""
    marks = {
        mark_of(START, "cmd_1", b"yes"),
        mark_of(START, "cmd_1", b"no"),
        mark_of(START, "cmd_2", b"yes"),
        mark_of(bytes(32), "cmd_1", b"yes"),
        mark_of(START, "cmd_", b"1yes"),
    }

    assert 5 == len(marks)
