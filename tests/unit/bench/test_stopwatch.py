"""When a window shows units that move."""

from pathlib import Path

import numpy as np
import pytest

from controlroom.bench import stopwatch
from controlroom.bench.stopwatch import count_moved
from ui import demo


def test_who_is_elsewhere_has_moved() -> None:
    """By more than a centimetre, in latitude or longitude."""
    before = np.array([[54.7, 54.7, 54.7, 54.7], [2.4, 2.4, 2.4, 2.4]])
    now = before.copy()
    now[0, 0] += 1e-5
    now[1, 1] += 1e-5
    now[0, 2] += 1e-9

    assert 2 == count_moved(before, now)


def test_who_was_not_known_has_not_moved() -> None:
    """A first fix is no movement, nor is a unit that came since."""
    before = np.array([[np.nan, 54.7], [np.nan, 2.4]])
    now = np.array([[54.7, 54.7, 54.8], [2.4, 2.4, 2.5]])

    assert 0 == count_moved(before, now)
    assert 0 == count_moved(np.zeros((2, 0)), now)


def test_the_desk_is_the_demos_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is handed on; only a watch is added."""
    handed: list[object] = []

    def opened(*given: object, **more: object) -> int:
        handed.extend((given, more))
        return 7

    monkeypatch.setattr(demo, "run", opened)
    status = stopwatch.run("http://gateway", "token", Path("home"), None, None)

    assert 7 == status
    assert [
        ("http://gateway", "token", Path("home"), None, None),
        {"opened": stopwatch.watch},
    ] == handed
    assert stopwatch.Album is demo.Album
