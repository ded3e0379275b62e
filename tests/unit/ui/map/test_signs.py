"""Signs beside a point of the map."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, touched
from ui.map.signs import paint_sign


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_sign_is_a_plate_with_words(qtbot: QtBot, theme: str) -> None:
    """In the colours of the theme, around its point."""
    scene = MapRoom().scene(theme=theme)
    image = paint(
        lambda it: paint_sign(it, scene, QPointF(320, 240), ("430 m  072\u00b0",))
    )
    plate, words = scene.theme.color("map.plate"), scene.theme.color("text.primary")

    assert count(image, plate, 8) > 600
    assert count(image, words, 40) > 20
    assert (
        touched(image.copy(0, 0, 640, 200))
        == touched(image.copy(0, 280, 640, 200))
        == 0
    )


@pytest.mark.parametrize("where", [(-900.0, -900.0), (5_000.0, 5_000.0)])
def test_a_sign_stays_inside_the_view(qtbot: QtBot, where: tuple[float, float]) -> None:
    """What is measured far off is still read."""
    scene = MapRoom().scene()
    said = ("19936 km in 3 legs", "last 430 m")
    inside = paint(lambda it: paint_sign(it, scene, QPointF(320, 240), said))
    image = paint(lambda it: paint_sign(it, scene, QPointF(*where), said))

    assert touched(inside) == pytest.approx(touched(image), rel=0.1)


def test_no_words_no_sign(qtbot: QtBot) -> None:
    """Nothing to say paints nothing."""
    scene = MapRoom().scene()

    assert 0 == touched(paint(lambda it: paint_sign(it, scene, QPointF(320, 240), ())))
