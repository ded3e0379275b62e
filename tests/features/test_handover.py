"""A shift ends: what stands open is handed over, and breaks are covered."""

import pytest
from pytest_bdd import scenarios

from tests.helpers.live_room import SECTORS

PROMPT = """
[[grades]]
code = "P"
name = "Prompt"
risk_s = 1
"""


@pytest.fixture(scope="module")
def codes() -> str:
    """A grade whose risk is asked about almost at once."""
    return f"{SECTORS}\n{PROMPT}"


scenarios("handover.feature")
