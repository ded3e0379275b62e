"""A field over a list: typing filters, Esc ends it, Down goes into the list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.panels.filter_field import MOST, FilterField


def test_keys_of_a_filter(qtbot: QtBot) -> None:
    """Down keeps the words, Esc takes them; both leave."""
    field = FilterField("Find")
    qtbot.addWidget(field)
    field.show()
    left: list[str] = []
    field.left.connect(lambda: left.append(field.text()))
    QTest.keyClicks(field, "hb1")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert ["hb1", "hb1", ""] == left


def test_a_pasted_megabyte_is_cut(qtbot: QtBot) -> None:
    """No filter is that long."""
    field = FilterField("Find")
    qtbot.addWidget(field)
    field.insert("x" * 1_000_000)

    assert MOST == len(field.text())
