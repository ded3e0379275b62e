"""The row of a door."""

import pytest

from controlroom.gateway.ledger import (
    ERROR_LENGTH,
    SILENT_AFTER_S,
    SLOT_S,
    SLOTS,
    DoorLedger,
    one_line,
    quoted,
)

SECOND_US = 1_000_000


def test_new_door_listens() -> None:
    """A door nobody has spoken at listens; it is not lost."""
    ledger = DoorLedger("device")

    assert "listening" == ledger.state(10**15)
    assert not ledger.is_silent(10**15)


def test_rate_is_messages_a_second() -> None:
    """Ten seconds of 200 messages are 200 a second, and older ones are forgotten."""
    ledger = DoorLedger("device")
    for second in range(30):
        ledger.heard(second * SECOND_US, 150)
        ledger.heard(second * SECOND_US + 500_000, 50)

    assert 200.0 == ledger.rate(30 * SECOND_US)
    assert 0.0 == ledger.rate(60 * SECOND_US)
    assert 6_000 == ledger.messages


def test_goes_silent_and_comes_back() -> None:
    """A door that spoke and stops is silent; one message later it lives."""
    ledger = DoorLedger("cot")
    ledger.heard(SECOND_US)
    later_us = SECOND_US + int((SILENT_AFTER_S + 1) * SECOND_US)

    assert "live" == ledger.state(SECOND_US + 1)
    assert "silent" == ledger.state(later_us)

    ledger.alive(later_us)

    assert "live" == ledger.state(later_us)


def test_a_fault_stands_first() -> None:
    """A door that cannot open says why, whatever it heard before."""
    ledger = DoorLedger("cot")
    ledger.heard(SECOND_US)
    ledger.fault = "port 8087 is taken"
    status = ledger.status(SECOND_US)

    assert ("failed", "port 8087 is taken") == (status.state, status.last_error)


def test_refusal_is_one_counted_line() -> None:
    """What was wrong is counted by row and kept with who sent it."""
    ledger = DoorLedger("cot")
    ledger.refused(5, "10.0.0.7", "not XML:\r\n\x1b[2J", rows=3)
    status = ledger.status(5)

    assert 3 == status.errors
    assert "10.0.0.7: not XML:\\r\\n\\x1b[2J" == status.last_error
    assert 5 == status.last_error_us


def test_history_counts_each_ten_seconds() -> None:
    """Oldest first; silence between counts as 0; the 10 s that run are left out."""
    ledger = DoorLedger("cot")
    ledger.heard(0, 3)
    ledger.heard(9 * SECOND_US, 4)
    ledger.refused(25 * SECOND_US, "10.0.0.7", "not XML", rows=2)
    ledger.heard(25 * SECOND_US)
    ledger.heard(31 * SECOND_US, 100)
    row = ledger.status(39 * SECOND_US)

    assert SLOTS == len(row.history) == len(row.error_history)
    assert (0,) * (SLOTS - 3) + (7, 0, 1) == row.history
    assert (0,) * (SLOTS - 3) + (0, 0, 2) == row.error_history


def test_history_forgets_after_ten_minutes() -> None:
    """An hour of messages leaves ten minutes of them, and later none."""
    ledger = DoorLedger("device")
    for second in range(3_600):
        ledger.heard(second * SECOND_US, 2)

    assert (20,) * SLOTS == ledger.status(3_600 * SECOND_US).history
    assert (20,) + (0,) * (SLOTS - 1) == ledger.status(4_190 * SECOND_US).history
    assert (0,) * SLOTS == ledger.status(4_200 * SECOND_US).history
    assert SLOTS + 1 == len(ledger._slots)


def test_history_is_of_the_world() -> None:
    """In a room at ×60 ten seconds of the world are ten minutes of the room."""
    ledger = DoorLedger("device", silent_after_us=SECOND_US)
    ledger.run_at(60.0)
    ledger.heard(0)
    ledger.heard(599 * SECOND_US)
    ledger.heard(600 * SECOND_US)

    assert (2, 1) == ledger.status(2 * 600 * SECOND_US).history[-2:]
    assert 60 * SECOND_US == ledger.silent_after_us


def test_history_takes_what_comes_late() -> None:
    """A message timed before the last one counts with it: no slot is there twice."""
    ledger = DoorLedger("device")
    ledger.heard(SLOT_S * SECOND_US)
    ledger.heard(0)

    assert (0, 2) == ledger.status(2 * SLOT_S * SECOND_US).history[-2:]


def test_learns_the_clock_offset() -> None:
    """The first fix sets the offset, later ones move it slowly."""
    ledger = DoorLedger("phones")
    ledger.told(12 * SECOND_US, 10 * SECOND_US)

    assert 2 * SECOND_US == ledger.status(0).clock_offset_us

    ledger.told(10 * SECOND_US, 10 * SECOND_US)

    assert 1_800_000 == ledger.status(0).clock_offset_us


def test_one_line_clips() -> None:
    """A line of ten megabytes becomes one that fits a screen."""

    assert ERROR_LENGTH == len(one_line("x" * 10_000_000))
    assert ERROR_LENGTH >= len(one_line("\x00" * 10_000_000))
    assert one_line("x" * 300).endswith("…")


def test_text_of_people_stays_as_typed() -> None:
    """Only what is not printable is escaped."""

    assert "Zoë <b>Brücke</b>" == one_line("Zoë <b>Brücke</b>")


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b"<event/>", "“<event/>”"),
        (b"\x00\xff\n", "“\\x00\\xff\\x0a”"),
        (b"a\\b", "“a\\x5cb”"),
        (b"z" * 100, "“" + "z" * 48 + "”… (100 bytes)"),
        (b"", "“”"),
    ],
)
def test_quotes_offending_bytes(payload: bytes, expected: str) -> None:
    """Bytes are shown escaped, the first of them, with how many there were."""

    assert expected == quoted(payload)
