"""The demo's desk with a stopwatch: says when its window shows units that move."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtGui import QPainter

from controlroom.domain.columns import F64
from ui import demo
from ui.app import DeskApp

Album = demo.Album
MOVING = 10
"""So many units at another place than in the painting before: the room lives."""
MOVED_DEG = 1e-7
"""A centimetre."""


def run(
    url: str, token: str, home: Path, pack: Path | None, album: Album | None
) -> int:
    """Open the demo's desk, watched; the same as the module this stands in for."""
    return demo.run(url, token, home, pack, album, opened=watch)


def watch(desk: DeskApp) -> None:
    """Print one JSON line, `moving_s`, after the first painting in which units move.

    moving_s: seconds by the system's monotonic clock.
    """
    stage = desk.window.map.stage
    paint: Callable[[QPainter], None] = stage.paint
    before: list[F64] = []

    def painted(painter: QPainter) -> None:
        paint(painter)
        now = drawn(desk)
        if before and count_moved(before[-1], now) >= MOVING:
            del stage.__dict__["paint"]
            print(json.dumps({"moving_s": time.monotonic()}), flush=True)
        before[:] = [now]

    stage.__dict__["paint"] = painted


def drawn(desk: DeskApp) -> F64:
    """Return latitude and longitude of every unit as the map draws it now, (2, n)."""
    return np.array(desk.frame.tracks.ahead(desk.frame.now_us()))


def count_moved(before: F64, now: F64) -> int:
    """Return how many units known in both are elsewhere."""
    size = min(before.shape[1], now.shape[1])
    gone = np.abs(now[:, :size] - before[:, :size]).max(axis=0)
    return int((gone > MOVED_DEG).sum())
