"""Columns drawn in one call: what is filled in is what appears, and room grows."""

import numpy as np
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import count, paint
from ui.map.fragments import WIDTH, Fragments


def test_each_row_is_a_sprite(qtbot: QtBot) -> None:
    """Three rows draw the atlas's cell three times, centred where they say."""
    atlas = QPixmap(10, 10)
    atlas.fill(QColor("#00ff00"))
    rows = Fragments(2)
    rows.fill(np.array([[20.0, 20.0], [60.0, 20.0], [100.0, 20.0]]), [0, 0, 10, 10])
    image = paint(lambda painter: rows.draw(painter, 3, atlas))

    assert 300 == count(image, QColor("#00ff00"))
    assert QColor("#00ff00") == image.pixelColor(15, 15)
    assert QColor("#ff00ff") == image.pixelColor(14, 15)


def test_none_draws_nothing(qtbot: QtBot) -> None:
    """No rows, no sprite, and no pointer into an empty array."""
    atlas = QPixmap(4, 4)
    atlas.fill(QColor("#00ff00"))
    image = paint(lambda painter: Fragments().draw(painter, 0, atlas))

    assert 0 == count(image, QColor("#00ff00"))


def test_room_grows() -> None:
    """Asking for more rows than there are gives them, upright and opaque."""
    rows = Fragments(4).rows(1000)

    assert (1000, WIDTH) == rows.shape
    assert {1.0} == set(rows[:, [6, 7, 9]].ravel().tolist())
