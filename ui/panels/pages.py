"""How the pages of a dock are put together: a column, and an area that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def column_of(widget: QWidget) -> QVBoxLayout:
    """Return a column in a widget, without margins and gaps."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def scrolled(upper: QWidget) -> QScrollArea:
    """Return an area that fits what is in it, and scrolls where that cannot shrink."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(upper)
    for ground in (upper, area.viewport()):
        ground.setAutoFillBackground(False)
    return area
