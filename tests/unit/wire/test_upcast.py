"""Older rows are read for ever; newer ones are refused with a sentence."""

from typing import Any

import pytest

from controlroom.domain.errors import WireError
from controlroom.wire import upcast as u


def test_today_s_events_pass_as_they_are() -> None:
    """An event of today's schema is not touched."""
    event = {"event": "unit_state_changed", "unit_id": "unit_1", "state": 2}

    assert event == u.upcast(event, u.SCHEMA)


@pytest.mark.parametrize("schema", [0, -1, u.SCHEMA + 1, 2**40])
def test_an_unknown_schema_is_refused(schema: int) -> None:
    """A row from the future, or from no version, is refused with both numbers."""
    with pytest.raises(WireError, match=f"schema {schema}, this program knows 1 to"):
        u.upcast({}, schema)


def test_each_version_has_its_step() -> None:
    """There is one function a version, none missing and none too many."""

    assert set(range(1, u.SCHEMA)) == set(u.STEPS)


def test_steps_are_applied_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """An event two versions old goes through both steps, oldest first."""

    def renamed(event: dict[str, Any]) -> dict[str, Any]:
        return {**event, "path": ["1"]}

    def again(event: dict[str, Any]) -> dict[str, Any]:
        return {**event, "path": [*event["path"], "2"]}

    monkeypatch.setattr(u, "SCHEMA", 3)
    monkeypatch.setattr(u, "STEPS", {1: renamed, 2: again})

    assert ["1", "2"] == u.upcast({}, 1)["path"]
