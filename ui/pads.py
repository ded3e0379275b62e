"""Margins that follow the text scale while a window stands."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout

from ui.theme import Theme

Margins = tuple[float, float, float, float]
"""Left, top, right, bottom, design pixels."""


class _Pad(QObject):
    """Lives and dies with its layout; Qt then lets its connection go."""

    def __init__(self, layout: QLayout, theme: Theme, margins: Margins) -> None:
        super().__init__(layout)
        self._layout = layout
        self._theme = theme
        self._margins = margins
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Set the margins at the present scale."""
        left, top, right, bottom = (self._theme.px(each) for each in self._margins)
        self._layout.setContentsMargins(left, top, right, bottom)


def pad(layout: QLayout, theme: Theme, margins: Margins) -> None:
    """Give a layout its margins, now and whenever the theme changes."""
    _Pad(layout, theme, margins)
