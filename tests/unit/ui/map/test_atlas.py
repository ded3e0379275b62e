"""Sprites painted when first seen, at half pixels, from a sheet that grows."""

import numpy as np
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import count, paint, touched
from ui.map.atlas import Atlas
from ui.map.fragments import Fragments

GREEN = QColor("#00ff00")


def _square(painter: QPainter, code: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(-3, -3, 6, 6, GREEN if code == 0 else QColor("#0000ff"))


def test_a_sprite_stands_where_it_is_placed(qtbot: QtBot) -> None:
    """Its middle is the place, whole pixels or halves."""
    atlas, rows = Atlas(2, 4.0, 1.0, _square), Fragments()
    atlas.place(rows, np.array([0]), np.array([[20.0, 30.0]]))
    image = paint(lambda painter: atlas.draw(painter, rows, 1))

    assert 36 == count(image, GREEN, 0)
    assert GREEN == image.pixelColor(17, 27)
    assert GREEN == image.pixelColor(22, 32)


def test_half_pixels_glide(qtbot: QtBot) -> None:
    """At half a pixel its edges are half covered, so that it does not jump."""
    atlas, rows = Atlas(2, 4.0, 1.0, _square), Fragments()
    atlas.place(rows, np.array([0]), np.array([[20.5, 30.0]]))
    image = paint(lambda painter: atlas.draw(painter, rows, 1))

    assert 0 < image.pixelColor(17, 30).green() < 255
    assert GREEN == image.pixelColor(20, 30)


def test_painted_once(qtbot: QtBot) -> None:
    """A sprite that was seen before is not painted again."""
    atlas, rows = Atlas(2, 4.0, 1.0, _square), Fragments()
    for _ in range(3):
        atlas.place(rows, np.array([0, 0, 1]), np.full((3, 2), 9.0))

    assert 2 == atlas.painted


def test_the_sheet_grows(qtbot: QtBot) -> None:
    """More sprites than the first sheet holds keep what stood there before."""

    def gray(painter: QPainter, code: int) -> None:
        painter.fillRect(-2, -2, 4, 4, QColor(code % 256, code % 256, code % 256))

    atlas, rows = Atlas(300, 2.0, 1.0, gray), Fragments()
    places = np.array([[3.0 + 6 * (c % 50), 3.0 + 6 * (c // 50)] for c in range(250)])
    atlas.place(rows, np.arange(250), places)
    image = paint(lambda painter: atlas.draw(painter, rows, 250))
    seen = [image.pixelColor(int(x), int(y)).red() for x, y in places]

    assert list(range(250)) == seen


def test_scale(qtbot: QtBot) -> None:
    """At 200 % a sprite is twice as wide and high."""
    atlas, rows = Atlas(2, 4.0, 2.0, _square), Fragments()
    atlas.place(rows, np.array([0]), np.array([[40.0, 40.0]]))
    image = paint(lambda painter: atlas.draw(painter, rows, 1))

    assert 144 == count(image, GREEN, 0)


def _corner(painter: QPainter, _code: int) -> None:
    painter.fillRect(1, -4, 2, 3, GREEN)


def test_no_more_is_drawn_than_was_painted(qtbot: QtBot) -> None:
    """A mark at one side of its place stays there; the empty rest costs nothing."""
    atlas, rows = Atlas(1, 6.0, 1.0, _corner), Fragments()
    atlas.place(rows, np.array([0]), np.array([[20.0, 30.0]]))
    image = paint(lambda painter: atlas.draw(painter, rows, 1))
    left, top = 21, 26

    assert [2.0, 3.0] == rows.rows(1)[0, 4:6].tolist()
    assert 6 == count(image.copy(left, top, 2, 3), GREEN, 0)
    assert 6 == count(image, GREEN, 0)


def test_a_sprite_of_nothing(qtbot: QtBot) -> None:
    """What paints nothing is painted once, and nothing is drawn."""
    atlas, rows = Atlas(1, 6.0, 1.0, lambda _painter, _code: None), Fragments()
    for _ in range(2):
        atlas.place(rows, np.array([0]), np.array([[20.0, 30.0]]))
    image = paint(lambda painter: atlas.draw(painter, rows, 1))

    assert 1 == atlas.painted
    assert 0 == touched(image)


def test_room_that_was_given_back_is_used_again(qtbot: QtBot) -> None:
    """The next sprite stands there alone; the one that went is painted when needed."""
    atlas, rows = Atlas(9, 4.0, 1.0, _square), Fragments()
    where = np.array([[20.0, 30.0]])
    for code in range(1, 9):
        atlas.place(rows, np.array([code]), where)
        first = rows.rows(1)[0].tolist()
        atlas.forget(code)
    atlas.place(rows, np.array([0]), where)
    image = paint(lambda painter: atlas.draw(painter, rows, 1))

    assert first == rows.rows(1)[0].tolist()
    assert 36 == count(image, GREEN, 0)
    assert 36 == touched(image)

    atlas.forget(5)
    atlas.place(rows, np.array([5]), where)

    assert first != rows.rows(1)[0].tolist()
    assert 10 == atlas.painted
