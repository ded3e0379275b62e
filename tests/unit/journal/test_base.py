"""What a proof's verdict says."""

from controlroom.journal.base import Fault, Verdict


def _verdict(*faults: Fault) -> Verdict:
    return Verdict(rows=1, erased=(), faults=faults, head_seq=1, head="ab", epoch="e")


def test_a_verdict_without_faults_is_proven() -> None:
    """Nothing found wrong is a proof."""

    assert _verdict().proven


def test_a_verdict_with_a_fault_is_not_proven() -> None:
    """One fault is enough."""

    assert not _verdict(Fault(1, "changed")).proven
