"""What the commands of the owner would ask, without anybody who answers."""

import pytest

from controlroom.admin import asking
from tests.helpers.owner_asks import Asked


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Keeps what is asked and answers with nothing."""
    kept = Asked()
    monkeypatch.setattr(asking, "ask", kept.keep)
    return kept
