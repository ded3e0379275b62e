"""Presses keys at a real window and waits until their change has been painted."""

import random
import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from controlroom.bench.loop import turn_for

SOONEST_MS, LATEST_MS = 40, 160
"""A key comes at any time between, so at any point of the window's own work."""
LIMIT_MS = 5_000
_FLUSHED = QEvent.Type(QEvent.registerEventType())


class Keyboard(QObject):
    """A hand at a window. What a press takes is counted from when it was *due*.

    A window that is busy then takes the key late, as it would from a person; that is
    part of the figure. The end is when every widget that shows the change was painted
    and the window has gone on to its next event.
    """

    def __init__(self, window: QWidget, seed: int = 1) -> None:
        super().__init__()
        self._window = window
        self._chance = random.Random(seed)
        self._awaited: set[QWidget] = set()
        self._painted_s = 0.0
        self._loop: QEventLoop | None = None
        self.struck = 0
        """Keys that were pressed without being measured."""

    def press(
        self,
        key: Qt.Key,
        shown_by: Sequence[QWidget],
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> float:
        """Press a key; return the milliseconds until all of `shown_by` are painted.

        Raises `TimeoutError` when one of them never is.
        """
        wait_ms = self._chance.randint(SOONEST_MS, LATEST_MS)
        due_s = time.perf_counter() + wait_ms / 1000
        loop = self._loop = QEventLoop()

        def strike() -> None:
            self._watch(shown_by)
            QTest.keyClick(self._window.windowHandle(), key, modifiers)

        timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(strike)
        timer.start(wait_ms)
        limit = QTimer(singleShot=True, interval=wait_ms + LIMIT_MS)
        limit.timeout.connect(lambda: loop.exit(1))
        limit.start()
        late = loop.exec()
        limit.stop()
        self._forget()
        if late:
            name = Qt.Key(key).name
            raise TimeoutError(f"{name} changed nothing in {LIMIT_MS / 1000:g} s")
        return (self._painted_s - due_s) * 1e3

    def type(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key that is not measured and let the window do what it does."""
        for modifier in modifiers or (Qt.KeyboardModifier.NoModifier,):
            self.struck += 1
            QTest.keyClick(self._window.windowHandle(), key, modifier)
        turn_for(LATEST_MS / 1000)

    def _watch(self, widgets: Sequence[QWidget]) -> None:
        self._awaited = set(widgets)
        for widget in widgets:
            widget.installEventFilter(self)

    def _forget(self) -> None:
        for widget in self._awaited:
            widget.removeEventFilter(self)
        self._awaited = set()

    # ------------------------------------------------------------------- Qt overrides

    def eventFilter(  # noqa: N802 - Qt's name
        self, watched: QObject, event: QEvent
    ) -> bool:
        """Cross off who is painted; the last one has the window's flush awaited."""
        if event.type() == QEvent.Type.Paint and watched in self._awaited:
            self._awaited = {each for each in self._awaited if each is not watched}
            watched.removeEventFilter(self)
            if not self._awaited:
                # Delivered after the update that paints and flushes this window.
                high = Qt.EventPriority.HighEventPriority.value
                QCoreApplication.postEvent(self, QEvent(_FLUSHED), high)
        return False

    def event(self, event: QEvent) -> bool:
        """The window went on: what it painted stands on the screen."""
        if event.type() == _FLUSHED:
            self._painted_s = time.perf_counter()
            if self._loop is not None:
                self._loop.exit(0)
            return True
        return bool(super().event(event))
