"""A scroll bar that lies over the free margin at the right: rows keep their width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


class OverBar(QScrollBar):
    """Shows and moves what the area's own bar, which stays hidden, would."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.valueChanged.connect(area.verticalScrollBar().setValue)
        area.verticalScrollBar().valueChanged.connect(self.setValue)

    def fit(self, top: int, wide: int) -> None:
        """Follow the area's range, from a height downwards; pixels."""
        own, area = self._area.verticalScrollBar(), self._area
        self.setRange(0, own.maximum())
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setVisible(own.maximum() > 0)
        self.setGeometry(area.width() - wide, top, wide, area.height() - top)
