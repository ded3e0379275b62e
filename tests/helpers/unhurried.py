"""Seconds that a desk gives a person do not run out while a slow machine works."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from tests.helpers.waiting import PATIENCE_S
from ui import opened, undo


@contextmanager
def unhurried() -> Iterator[None]:
    """Undo stays on offer, and what was opened is gone to however late it comes.

    That both end is tested where they are made.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "AT_ONCE_S", PATIENCE_S)
        patch.setattr(undo, "time", SimpleNamespace(monotonic=lambda: 0.0))
        yield
