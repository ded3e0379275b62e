"""Lets Qt's event loop turn while a benchmark waits for something."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

LOOK_MS = 2
LIMIT_S = 60.0


def turn_until(
    holds: Callable[[], bool], limit_s: float = LIMIT_S, every_ms: int = LOOK_MS
) -> None:
    """Let the event loop turn until something holds. Raises `TimeoutError`.

    every_ms: between looks; 0 is after every turn, which costs a core.
    """
    if holds():
        return
    loop, timer = QEventLoop(), QTimer()
    until_s = time.monotonic() + limit_s
    timer.timeout.connect(
        lambda: loop.quit() if holds() or time.monotonic() > until_s else None
    )
    timer.start(every_ms)
    loop.exec()
    timer.stop()
    if not holds():
        raise TimeoutError(f"waited {limit_s:g} s in vain")


def turn_for(seconds: float) -> None:
    """Let the event loop turn for so long and no more often than it has work."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
