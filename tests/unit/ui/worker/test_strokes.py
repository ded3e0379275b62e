"""Lines of the ground: casings beside, tunnels faint, rails with ties, steps dashed."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from controlroom.ground.layers import LAYER, Shapes
from tests.helpers.map_room import count, paint, touched
from ui.theme import Theme
from ui.worker.strokes import Brush, paint_casing, paint_fill

DARK = Theme.load("dark")


SQUARE = (0.0, 0.0, 640.0)
LINE = Shapes.of([np.array([[100.0, 240.0], [540.0, 240.0]]) / 640.0])


def _paint(layer: str, zoom: float = 17.0, unit: float = 1.0) -> QImage:
    def draw(painter: QPainter) -> None:
        brush = Brush(painter, DARK, zoom, unit)
        if LAYER[layer].cased:
            paint_casing(brush, LAYER[layer], LINE, SQUARE)
        paint_fill(brush, LAYER[layer], LINE, SQUARE)

    return paint(draw)


def test_a_street_has_a_casing_beside_it(qtbot: QtBot) -> None:
    """Its own colour in the middle, the casing's along both edges."""
    image = _paint("main")

    assert count(image, DARK.color("map.main"), 2) > 440 * 12
    assert count(image, DARK.color("map.casing"), 2) > 440 * 1.5


def test_a_tunnel_is_faint_and_its_casing_broken(qtbot: QtBot) -> None:
    """Not the colour of the open street; less casing than one has."""
    open_street, tunnel = _paint("main"), _paint("tunnel_main")

    assert 0 == count(tunnel, DARK.color("map.main"), 2)
    assert touched(tunnel) > 1000
    assert count(tunnel, DARK.color("map.casing"), 2) < count(
        open_street, DARK.color("map.casing"), 2
    )


@pytest.mark.parametrize("layer", ["steps", "path", "boundary", "tunnel_rail"])
def test_broken_lines_have_gaps(qtbot: QtBot, layer: str) -> None:
    """Along the middle there are dashes and gaps in turn."""
    image = _paint(layer)
    bare = image.pixel(0, 0)
    along = np.array([image.pixel(x, 240) != bare for x in range(120, 520)])

    assert 0.2 < along.mean() < 0.9
    assert np.count_nonzero(np.diff(along.astype(int))) > 20


def test_rails_have_ties_from_near(qtbot: QtBot) -> None:
    """Across the rail close up, not from afar."""
    assert count(_paint("rail", 17.0), DARK.color("map.rail"), 2) > count(
        _paint("rail", 13.0), DARK.color("map.rail"), 2
    )


def test_twice_the_scale_is_twice_as_wide(qtbot: QtBot) -> None:
    """At 200 % a street has twice the pixels across."""
    once, twice = _paint("main"), _paint("main", unit=2.0)

    assert touched(twice) == pytest.approx(2 * touched(once), rel=0.1)


def test_what_is_too_far_away_is_not_painted(qtbot: QtBot) -> None:
    """Steps from a city's height are nothing."""

    assert 0 == touched(_paint("steps", 12.0))
