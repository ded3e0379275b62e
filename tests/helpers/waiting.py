"""Waiting for what is to happen, never for how long it might take."""

import threading
import time
from collections.abc import Callable

PATIENCE_S = 60.0
"""How long anything is waited for before a test says that it never came.

It guards against hanging and measures nothing: a loaded machine may take its time.
"""
LOOK_S = 0.02


def wait_for(condition: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Return as soon as the condition holds. Raises `TimeoutError` if it never does."""
    end_s = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > end_s:
            msg = f"waited {timeout_s} s in vain"
            raise TimeoutError(msg)
        pause.wait(LOOK_S)
