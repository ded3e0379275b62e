"""Squares of every step of zoom, and which of them a view touches."""

import pytest

from ui.map.squares import Level, Window, level_of
from ui.map.viewport import Viewport


@pytest.mark.parametrize(
    ("step", "unit", "level"),
    [
        (30, 1.0, Level(15, 256, 2)), (31, 1.0, Level(15, 362, 2)),
        (30, 2.0, Level(15, 512, 1)), (30, 1.5, Level(15, 384, 2)),
        (31, 2.0, Level(15, 724, 1)),
    ],
)  # fmt: skip
def test_levels(step: int, unit: float, level: Level) -> None:
    """Squares are 512 to 768 pixels at every scale."""

    assert level == level_of(step, unit)
    assert level.side <= 1024


def test_a_window_and_its_squares() -> None:
    """Those it touches, those around it, none outside the world."""
    level = level_of(0, 1.0)
    window = Window(-100.0, 10.0, 300.0, 100.0)

    assert 512 == level.side
    assert [(0, 0)] == list(window.squares(level, around=0.0))
    assert (-1, 0) == window.extent(0, level)[2:4]
    assert (-2, -1) == window.extent(0, level, 1.0)[2:4]


def test_the_middle_of_a_window() -> None:
    """Half of a window is around the same middle."""

    assert Window(50.0, 25.0, 100.0, 50.0) == Window(0.0, 0.0, 200.0, 100.0).inner(0.5)


def test_a_view_at_another_scale() -> None:
    """Drawn twice as large as painted, a view shows half as many painted pixels."""
    view = Viewport(640, 480)

    assert (320.0, 240.0) == Window.of(view, 2.0)[2:]
