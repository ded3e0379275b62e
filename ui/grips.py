"""Six pixels to take hold of where docks meet in one: invisible, over the line."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from ui.guard import guarded, guarded_with
from ui.theme import Theme

Resize = Callable[[int], None]
"""Moves the line by so many pixels from where the drag began."""

SIDES = {
    Qt.DockWidgetArea.LeftDockWidgetArea: 1,
    Qt.DockWidgetArea.RightDockWidgetArea: -1,
}
"""Which way a dock at a side grows: with the pointer, or against it."""


class Grip(QWidget):
    """One line between docks: shows the cursor of a splitter and drags."""

    def __init__(self, room: QMainWindow, *, upright: bool) -> None:
        super().__init__(room)
        self._upright = upright
        self._from = 0
        self.begin: Callable[[], Resize] | None = None
        """Called when a drag begins; returns what moves the line."""
        self._resize: Resize | None = None
        self.setCursor(
            Qt.CursorShape.SplitHCursor if upright else Qt.CursorShape.SplitVCursor
        )

    def _at(self, event: QMouseEvent) -> int:
        place = event.globalPosition().toPoint()
        return place.x() if self._upright else place.y()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton and self.begin is not None:
            self._from, self._resize = self._at(event), self.begin()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line follows the pointer."""
        if self._resize is not None:
            self._resize(self._at(event) - self._from)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._resize = None


class Grips(QObject):
    """The grips of a room of docks; they follow wherever the docks go."""

    def __init__(
        self, room: QMainWindow, theme: Theme, docks: list[QDockWidget]
    ) -> None:
        super().__init__(room)
        self._room = room
        self._theme = theme
        self._docks = docks
        self._sides = {dock: Grip(room, upright=True) for dock in docks}
        self._downs = {dock: Grip(room, upright=False) for dock in docks}
        # Docks move one after the other: the grips go once all have.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.follow)
        for dock in docks:
            dock.installEventFilter(self)
            self._sides[dock].begin = lambda dock=dock: self._widen(dock)
            self._downs[dock].begin = lambda dock=dock: self._heighten(dock)
        theme.changed.connect(self._later.start)

    @guarded
    def follow(self) -> None:
        """Stand where the docks meet now."""
        for dock in self._docks:
            self._place(self._sides[dock], self._side_line(dock))
            self._place(self._downs[dock], self._down_line(dock))

    def _place(self, grip: Grip, line: QRect | None) -> None:
        if line is None:
            grip.hide()
            return
        half = round(self._theme.size("splitter.grab") / 2)
        upright = line.width() <= line.height()
        grip.setGeometry(
            line.adjusted(-half, 0, half, 0)
            if upright
            else line.adjusted(0, -half, 0, half)
        )
        grip.show()
        grip.raise_()

    def _stands(self, dock: QDockWidget) -> bool:
        # A tab that lies behind another is visible to nobody, and has no region.
        return (
            not dock.isFloating()
            and dock.isVisible()
            and not dock.visibleRegion().isEmpty()
        )

    def _side_line(self, dock: QDockWidget) -> QRect | None:
        """Return the line between a dock at a side and the middle."""
        way = SIDES.get(self._room.dockWidgetArea(dock))
        if way is None or not self._stands(dock):
            return None
        box = dock.geometry()
        x = box.right() + 1 if way > 0 else box.left() - 1
        return QRect(x, box.top(), 1, box.height())

    def _down_line(self, dock: QDockWidget) -> QRect | None:
        """Return the line over a dock: to the one above it, or to the middle."""
        if not self._stands(dock):
            return None
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        if self._room.dockWidgetArea(dock) == bottom or self._above(dock):
            box = dock.geometry()
            return QRect(box.left(), box.top() - 1, box.width(), 1)
        return None

    def _above(self, dock: QDockWidget) -> QDockWidget | None:
        """Return the dock that stands over another in the same column."""
        box = dock.geometry()
        for other in self._docks:
            over = other.geometry()
            meets = 0 < box.top() - over.bottom() < 8
            column = over.left() < box.right() and over.right() > box.left()
            if other is not dock and meets and column and self._stands(other):
                return other
        return None

    def _widen(self, dock: QDockWidget) -> Resize:
        before = dock.width()
        way = SIDES.get(self._room.dockWidgetArea(dock), 1)
        across = Qt.Orientation.Horizontal

        def resize(by: int) -> None:
            self._room.resizeDocks([dock], [max(1, before + way * by)], across)

        return resize

    def _heighten(self, dock: QDockWidget) -> Resize:
        before, above = dock.height(), self._above(dock)
        over = above.height() if above is not None else 0
        down = Qt.Orientation.Vertical

        def resize(by: int) -> None:
            if above is None:
                self._room.resizeDocks([dock], [max(1, before - by)], down)
            else:
                heights = [max(1, over + by), max(1, before - by)]
                self._room.resizeDocks([above, dock], heights, down)

        return resize

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Docks that move, grow, come or go take their grips along."""
        if event.type() in {
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        }:
            self._later.start()
        return False
