"""Two desks at one thing: presence, conflicts, transfers, messages, orphans."""

import pytest
from pytest_bdd import scenarios

from tests.helpers.live_room import SECTORS

FORSAKEN_SOON = """
[[grades]]
code = "A"
name = "Always looked at"
attend_s = 600
unattended_s = 2
"""


@pytest.fixture(scope="module")
def codes() -> str:
    """Codes with a grade that somebody must always look at."""
    return SECTORS + FORSAKEN_SOON


scenarios("together.feature")
