"""The keys of an exercise are values: shared, never changed."""

import dataclasses

import pytest

from controlroom.exercise.doors import Doors


def test_a_closed_door_has_no_address() -> None:
    """Only the hub's door is always there; nothing can be changed afterwards."""
    doors = Doors(gateway_url="http://127.0.0.1:1", hub_token="t", phone_tokens={})

    assert (None, None, None) == (doors.cot, doors.phones_url, doors.calls_folder)
    with pytest.raises(dataclasses.FrozenInstanceError):
        doors.hub_token = "other"  # type: ignore[misc]  # that is the point
