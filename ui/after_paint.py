"""Lets what is dear to paint wait until the window has painted what is not: a key is
answered by the lists first, and the map follows in the same breath.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from ui.guard import guarded, guarded_with

LATEST_MS = 40
"""A window with nothing to paint keeps nobody waiting longer."""


class AfterPaint(QObject):
    """Says when the window of a widget has painted once more, or had nothing to."""

    passed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWidget | None = None
        self._latest = QTimer(self, singleShot=True)
        self._latest.timeout.connect(self._pass)

    @property
    def is_waiting(self) -> bool:
        """Whether the window has not painted yet."""
        return self._window is not None

    def wait(self) -> None:
        """Wait for the next painting; whoever waits already goes on waiting."""
        if self._window is None:
            self._window = self._widget.window()
            self._window.installEventFilter(self)
            self._latest.setInterval(LATEST_MS)
        if self._latest.interval():  # it has not begun to paint
            self._latest.start()

    @guarded
    def _pass(self) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
            self._latest.stop()
            self.passed.emit()

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to paint: what waits has its turn after that."""
        if event.type() == QEvent.Type.UpdateRequest and watched is self._window:
            self._latest.setInterval(0)
            self._latest.start()
        return False


class Strokes(QObject):
    """Says of every key of a widget's window before anybody is given it.

    What is a shortcut is none any more; whoever does it says so.
    """

    struck = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._heard: QWindow | None = None

    def listen(self) -> None:
        """Listen to the window that the widget is shown in, wherever that is by now."""
        self._heard = self._widget.window().windowHandle()
        if self._heard is not None:
            self._heard.installEventFilter(self)

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key goes on to whoever it is for."""
        if event.type() == QEvent.Type.KeyPress and watched is self._heard:
            self.struck.emit()
        return False
