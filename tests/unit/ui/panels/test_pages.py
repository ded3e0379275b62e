"""Pages of a dock."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.panels.pages import column_of, scrolled


def test_a_column_has_no_margins_and_no_gaps(qtbot: QtBot) -> None:
    """What stands in it fills it."""
    page, part = QWidget(), QWidget()
    qtbot.addWidget(page)
    column_of(page).addWidget(part)
    page.resize(300, 200)
    page.show()

    assert page.rect() == part.geometry()


def test_what_cannot_shrink_is_scrolled_to(qtbot: QtBot) -> None:
    """It fits the width, and takes a bar only where there is less height."""
    upper = QWidget()
    upper.setMinimumHeight(300)
    area = scrolled(upper)
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    roomy = area.verticalScrollBar().maximum()
    area.resize(300, 200)

    assert (0, 100) == (roomy, area.verticalScrollBar().maximum())
