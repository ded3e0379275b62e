"""The right unit is sent, and everybody knows what that costs."""

from collections.abc import Iterator

import pytest
from pytest_bdd import scenarios

from tests.helpers.live_room import SECTORS, LiveRoom

ANSWER = """
[[grades]]
code = "A"
name = "Answer"
attend_s = 3600
acknowledge_s = 1
"""
"""A grade whose units answer at once: nobody waits three quarters of a minute here."""


@pytest.fixture(scope="module")
def room(
    _collected: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveRoom]:
    """A room whose codes know that grade."""
    home = tmp_path_factory.mktemp("room") / "home"
    with LiveRoom(home, codes=ANSWER + SECTORS) as room:
        yield room


scenarios("send.feature")
