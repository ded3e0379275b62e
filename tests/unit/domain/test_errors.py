"""Refusals carry a code for programs and a sentence for people."""

from controlroom.domain.errors import Conflict, KnownError, Refused


def test_a_refusal_has_a_code_and_a_sentence() -> None:
    """Programs read the code, operators the sentence; both stay apart."""
    refusal = Refused("committed", "TV21 is committed.")

    assert ("committed", "TV21 is committed.") == (refusal.code, refusal.sentence)
    assert "TV21 is committed." == str(refusal)


def test_a_conflict_is_a_refusal() -> None:
    """Whoever handles refusals handles conflicts, by their own code."""
    conflict = Conflict("Ash was first.")

    assert isinstance(conflict, Refused)
    assert isinstance(conflict, KnownError)
    assert "conflict" == conflict.code
