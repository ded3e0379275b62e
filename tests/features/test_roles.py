"""Who may do what: an observer, a call taker, a partner, each at a desk."""

from collections.abc import Iterator

import pytest
from pytest_bdd import scenarios

from tests.helpers.live_room import LiveRoom


@pytest.fixture(scope="module")
def room(
    _collected: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveRoom]:
    """A room in which Ash may sit down as a dispatcher, call taker or observer."""
    with LiveRoom(tmp_path_factory.mktemp("room") / "home") as room:
        room.token("Ash", also=("call_taker", "observer"))
        yield room


scenarios("roles.feature")
