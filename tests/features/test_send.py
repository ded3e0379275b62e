"""The right unit is sent, and everybody knows what that costs."""

import pytest
from pytest_bdd import scenarios

from tests.helpers.live_room import SECTORS

ANSWER = """
[[grades]]
code = "A"
name = "Answer"
attend_s = 3600
acknowledge_s = 1
"""
"""A grade whose units answer at once: nobody waits three quarters of a minute here."""


@pytest.fixture(scope="module")
def codes() -> str:
    """Codes that know that grade."""
    return ANSWER + SECTORS


scenarios("send.feature")
