"""Margins that follow the text scale."""

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.pads import pad
from ui.theme import Theme


def _margins(layout: QHBoxLayout) -> tuple[int, int, int, int]:
    found = layout.contentsMargins()
    return found.left(), found.top(), found.right(), found.bottom()


def test_margins_grow_with_the_text(qtbot: QtBot) -> None:
    """A margin of ten is twenty at 200 %, without building anything anew."""
    theme, widget = Theme.load("dark"), QWidget()
    qtbot.addWidget(widget)
    layout = QHBoxLayout(widget)
    pad(layout, theme, (10, 5, 12, 0))
    before = _margins(layout)
    theme.rescale(2.0)

    assert (10, 5, 12, 0) == before
    assert (20, 10, 24, 0) == _margins(layout)


def test_a_layout_that_is_gone_is_left_alone(qtbot: QtBot) -> None:
    """A theme outlives the windows that it dressed."""
    theme = Theme.load("dark")
    for _ in range(3):
        widget = QWidget()
        layout = QHBoxLayout(widget)
        pad(layout, theme, (1, 2, 3, 4))
        del layout, widget
    theme.switch("light")

    assert "light" == theme.name
