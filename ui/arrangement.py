"""Where the docks of the main window stand at first, and how that follows its width."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from ui.dock import Panel
from ui.theme import Theme

WIDE = 1600
"""Narrower than this, design pixels, the units are a tab behind the incident."""
SMALL = 1280
"""Narrower than this the queue hides; F6 brings it."""
LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
SIDE, INCIDENT, UNITS, LOW = 512, 696, 279, 300
"""Widths and heights of the design."""


class Arrangement:
    """Places queue, incident and units; what is beside the units; what is below.

    `apart` begin as windows of their own, for another screen.
    """

    def __init__(
        self,
        room: QMainWindow,
        theme: Theme,
        *,
        sides: tuple[Panel, Panel, Panel],
        beside: Sequence[Panel],
        below: Sequence[Panel],
        apart: Sequence[Panel],
    ) -> None:
        self._room = room
        self._theme = theme
        self._queue, self._incident, self._units = sides
        self._beside = tuple(beside)
        self._below = tuple(below)
        self._apart = tuple(apart)
        self._narrow: bool | None = None
        self._small = False

    def reset(self, width: int) -> None:
        """Put every dock back where the design has it; width: of the window."""
        places = [(self._queue, LEFT), (self._incident, RIGHT), (self._units, RIGHT)]
        places += [(panel, RIGHT) for panel in self._beside]
        places += [(panel, BOTTOM) for panel in (*self._below, *self._apart)]
        for panel, area in places:
            # Docks that are tabbed while they are shown leave tab bars behind that
            # no layout owns any more, over whatever stands there.
            panel.hide()
            panel.setFloating(False)
            self._room.addDockWidget(area, panel)
        self._tab_beside_units()
        for panel in self._below[1:]:
            self._room.tabifyDockWidget(self._below[0], panel)
        for panel in (self._queue, self._incident, self._units):
            panel.show()
        for panel in self._apart:
            panel.setFloating(True)
        self._narrow = None
        self.follow_width(width)
        self.size()

    def size(self) -> None:
        """Give the docks the widths and heights of the design."""
        px = self._theme.px
        wide, high = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        sides = [self._queue, self._incident]
        self._room.resizeDocks(sides, [px(SIDE), px(SIDE)], wide)
        self._room.resizeDocks([self._below[0]], [px(LOW)], high)
        if not self._narrow:
            rows = [px(INCIDENT), px(UNITS)]
            self._room.resizeDocks([self._incident, self._units], rows, high)

    def follow_width(self, width: int) -> None:
        """Below 1600 the units go behind the incident, below 1280 the queue hides."""
        design = width / self._theme.scale
        narrow = design < WIDE
        if narrow != self._narrow:
            self._narrow = narrow
            docked = (self._units, *self._beside, self._incident)
            if any(each.isFloating() for each in docked):
                return
            if narrow:
                self._room.tabifyDockWidget(self._incident, self._units)
                self._tab_beside_units()
                self._incident.raise_()
            else:
                self._untab_units()
        small = design < SMALL
        if small != self._small:
            self._small = small
            self._queue.setVisible(not small)

    def _tab_beside_units(self) -> None:
        for panel in self._beside:
            self._room.tabifyDockWidget(self._units, panel)

    def _untab_units(self) -> None:
        """Put the units under the incident; a tab must leave before it can be split."""
        shown = {panel: not panel.isHidden() for panel in (self._units, *self._beside)}
        for panel in shown:
            self._room.removeDockWidget(panel)
            self._room.addDockWidget(RIGHT, panel)
        down = Qt.Orientation.Vertical
        self._room.splitDockWidget(self._incident, self._units, down)
        self._tab_beside_units()
        for panel, is_shown in shown.items():
            panel.setVisible(is_shown)
        self._units.raise_()
        self.size()
