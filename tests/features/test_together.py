"""Two desks at one thing: presence, conflicts, transfers, messages, orphans."""

from collections.abc import Iterator

import pytest
from pytest_bdd import scenarios

from tests.helpers.live_room import SECTORS, LiveRoom

FORSAKEN_SOON = """
[[grades]]
code = "A"
name = "Always looked at"
attend_s = 600
unattended_s = 2
"""


@pytest.fixture(scope="module")
def room(
    _collected: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveRoom]:
    """A room with a grade that somebody must always look at."""
    home = tmp_path_factory.mktemp("room") / "home"
    with LiveRoom(home, codes=SECTORS + FORSAKEN_SOON) as room:
        yield room


scenarios("together.feature")
