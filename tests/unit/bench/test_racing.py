"""Desks that race for units, a short race."""

import pytest

from controlroom.bench.racing import measure
from controlroom.domain.decide import sending


def test_no_race_breaks_the_rule() -> None:
    """Some are sent, many are refused, none is booked twice."""
    rows = list(measure(1_500))

    assert ["command.racing", "command.racing_rate"] == [row["name"] for row in rows]
    assert 0 == rows[0]["value"]
    accepted = rows[0]["case"]["accepted"]
    assert isinstance(accepted, int)
    assert 100 < accepted < 1_500


def test_a_broken_rule_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room whose gateway forgets who is committed is found out."""
    monkeypatch.setattr(sending, "_check_committed", lambda *_a, **_k: None)
    (broken, _) = measure(300)

    assert 0 < broken["value"]
