"""What an action is: a role may do it or reads why not."""

import pytest

from tests.helpers.window_room import WindowRoom
from ui.acting import reason
from ui.actions import ACTIONS, BY_NAME


@pytest.mark.parametrize("role", ["observer", "officer"])
def test_an_observer_changes_nothing(role: str, window_room: WindowRoom) -> None:
    """Without the right, every row that sends something says so."""
    window_room.become(role)
    free = [
        action.name
        for action in ACTIONS
        if action.act is not None and not reason(action, window_room.stage)
    ]

    # Whoever only watches may still say where they sit.
    assert {"observer": ["position"], "officer": []}[role] == free


def test_before_a_gateway_nothing_is_allowed(window_room: WindowRoom) -> None:
    """Without a welcome there is no role, and that is what is said."""
    window_room.room.frame.welcome = None

    assert "no gateway yet" == reason(BY_NAME["new_incident"], window_room.stage)
    assert "" == reason(BY_NAME["map"], window_room.stage)
