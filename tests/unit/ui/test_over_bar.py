"""A scroll bar over the margin of a list."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractScrollArea
from pytestqt.qtbot import QtBot

from ui.over_bar import OverBar


def _area(qtbot: QtBot) -> QAbstractScrollArea:
    area = QAbstractScrollArea()
    area.resize(300, 200)
    qtbot.addWidget(area)
    return area


def test_it_moves_what_the_area_moves(qtbot: QtBot) -> None:
    """Both say one place, whoever was moved."""
    area = _area(qtbot)
    bar = OverBar(area)
    area.verticalScrollBar().setRange(0, 500)
    bar.fit(20, 10)
    bar.setValue(120)
    mine = area.verticalScrollBar().value()
    area.verticalScrollBar().setValue(60)

    assert (120, 60) == (mine, bar.value())


def test_it_lies_at_the_right_and_takes_no_width(qtbot: QtBot) -> None:
    """Rows keep their width; nothing to scroll shows no bar."""
    area = _area(qtbot)
    bar = OverBar(area)
    area.show()
    wide = area.viewport().width()
    bar.fit(20, 10)
    empty = bar.isVisible()
    area.verticalScrollBar().setRange(0, 500)
    bar.fit(20, 10)

    assert QRect(290, 20, 10, 180) == bar.geometry()
    assert (False, True, wide) == (empty, bar.isVisible(), area.viewport().width())
