"""Tab bars that belong to no docks any more are put out of sight."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

from ui.guard import guarded, guarded_with

AWAY = QPoint(-10_000, -10_000)
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_MOVED = {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.ChildAdded}


class TabBars(QObject):
    """Looks, after the docks of a room have moved, for bars that lie over one.

    Qt forgets the bar of docks that are tabbed anew while they are shown, as when a
    kept layout comes back: it would stay where it was, over the queue or the map.
    """

    def __init__(self, room: QMainWindow) -> None:
        super().__init__(room)
        self._room = room
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.sweep)
        room.installEventFilter(self)

    @guarded
    def sweep(self) -> None:
        """Move every bar away that lies over a dock or over the middle."""
        taken = [
            dock.geometry()
            for dock in self._room.findChildren(QDockWidget, options=_DIRECT)
            if dock.isVisible() and not dock.isFloating()
        ]
        middle = self._room.centralWidget()
        if middle is not None:
            taken.append(middle.geometry())
        for bar in self._room.findChildren(QTabBar, options=_DIRECT):
            if any(bar.geometry().intersects(each) for each in taken):
                # Moved, not hidden: should Qt use it again, it gives it a place only.
                bar.move(AWAY)

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look once all docks have moved."""
        if event.type() in _MOVED:
            self._later.start()
        return False
