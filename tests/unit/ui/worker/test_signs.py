"""Signs on the ground: arrows where one may drive, symbols that stand out."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.ground.labels import SYMBOLS
from controlroom.ground.layers import Shapes
from tests.helpers.map_room import count, paint, touched
from ui.theme import Theme
from ui.worker.signs import (
    ARROWS_FROM_ZOOM,
    SYMBOL_PX,
    has_symbol,
    paint_arrows,
    paint_symbol,
)
from ui.worker.strokes import Brush

DARK = Theme.load("dark")
TILE = (0.0, 0.0, 400.0)


def _arrows(lines: list[list[tuple[float, float]]], zoom: float = 18.0) -> QImage:
    shapes = Shapes.of([np.array(line) for line in lines])
    return paint(lambda p: paint_arrows(Brush(p, DARK, zoom, 2.0), shapes, TILE))


def test_an_arrow_points_to_its_head(qtbot: QtBot) -> None:
    """The barbs are at the end that one drives to: more ink on that half."""
    east = _arrows([[(0.40, 0.5), (0.42, 0.5)]])
    west = _arrows([[(0.42, 0.5), (0.40, 0.5)]])
    left, right = (144, 180, 20, 40), (164, 180, 20, 40)

    assert touched(east.copy(*right)) > 1.3 * touched(east.copy(*left))
    assert touched(west.copy(*left)) > 1.3 * touched(west.copy(*right))


def test_arrows_are_of_one_size(qtbot: QtBot) -> None:
    """However far the two points are apart: they only say where and which way."""
    short, long = ([[(0.4, 0.5), (0.4 + by, 0.5)]] for by in (0.001, 0.1))

    assert touched(_arrows(short)) == pytest.approx(touched(_arrows(long)), rel=0.1)


def test_no_arrows_from_afar_and_none_of_anything_else(qtbot: QtBot) -> None:
    """From a district's height they would be dust; a line of three points is none."""
    line = [[(0.4, 0.5), (0.42, 0.5)]]

    assert 0 == touched(_arrows(line, ARROWS_FROM_ZOOM - 0.1))
    assert 0 == touched(_arrows([[(0.1, 0.1), (0.2, 0.2), (0.3, 0.1)]]))
    assert 0 == touched(_arrows([]))


def test_an_arrow_without_a_direction_is_harmless(qtbot: QtBot) -> None:
    """Two points that fell together in the tile's grid."""
    image = _arrows([[(0.4, 0.5), (0.4, 0.5)]])

    assert touched(image) < 200


def _symbol(kind: str, unit: float) -> QImage:
    middle = np.array([320.0, 240.0])
    return paint(lambda p: paint_symbol(Brush(p, DARK, 17.0, unit), kind, middle))


@pytest.mark.parametrize("kind", sorted(SYMBOLS))
def test_every_symbol_is_drawn(qtbot: QtBot, kind: str) -> None:
    """A plate in the colour of names, a figure in that of their halo, at any scale."""
    for unit in (1.0, 2.0):
        image = _symbol(kind, unit)
        side = SYMBOL_PX * unit

        assert has_symbol(kind)
        assert count(image, DARK.color("map.label"), 3) > 0.3 * side**2
        assert count(image, DARK.color("map.halo"), 3) > 0.1 * side**2


def test_other_places_have_none(qtbot: QtBot) -> None:
    """A name alone is enough for most."""

    assert not has_symbol("landmark")
