"""Mouse, wheel and keys over the map: the tool that is held is asked first, the rest
moves the view, clicks or hovers.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.guard import guarded, guarded_with, note_failure
from ui.map.hand import Hand
from ui.map.scene import Scene
from ui.map.tool import Spot, Tool
from ui.map.viewport import Viewport

_LEFT = Qt.MouseButton.LeftButton


class Gestures(QWidget):
    """A widget under the hand: says in signals what the hand meant.

    Signals: `moved` when a gesture moved the view; `clicked(place)`, `doubled(place)`
    and `hovered(place)` with widget pixels, when no tool took them; `tool_changed`;
    `sharpness_changed` on a screen with more or fewer pixels.
    """

    moved = Signal()
    clicked = Signal(QPointF)
    doubled = Signal(QPointF)
    hovered = Signal(QPointF)
    tool_changed = Signal()
    sharpness_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport = Viewport()
        self._hand = Hand(self.viewport)
        self._tool: Tool | None = None
        self._taken = False

    @property
    def tool(self) -> Tool | None:
        """The tool that is held, or none."""
        return self._tool

    def take_tool(self, tool: Tool | None) -> None:
        """Hold a tool, or none; the one held before is let go of."""
        before = self._tool
        if tool is before:
            return
        self._tool = tool
        self._taken = False
        if before is not None:
            before.let_go()
        self.setCursor(tool.cursor if tool else Qt.CursorShape.ArrowCursor)
        self.tool_changed.emit()
        self.update()

    def step_back(self) -> bool:
        """Esc: the tool steps back a level or is let go of; False when none is held."""
        tool = self._tool
        if tool is None:
            return False
        escape = int(Qt.Key.Key_Escape)
        if not self._ask(lambda: tool.key(escape, Qt.KeyboardModifier.NoModifier)):
            self.take_tool(None)
        return True

    def release_hand(self) -> None:
        """Let go of the map: what was pressed here went elsewhere."""
        self._hand.release()
        self._taken = False

    def zoom(self, steps: int, place: QPointF) -> None:
        """Zoom by steps as a gesture; what is under the place stays there."""
        pixel = self.pixel_of(place)
        if self._hand.zoom(steps, pixel.x(), pixel.y()):
            self.moved.emit()

    def pixel_of(self, place: QPointF) -> QPointF:
        """Return the device pixel of a point of the widget."""
        return place * self.devicePixelRatioF()

    def spot_of(self, place: QPointF) -> Spot:
        """Return what a tool is told about a point of the widget."""
        pixel = self.pixel_of(place)
        lat, lon = self.viewport.to_place(pixel.x(), pixel.y())
        return Spot(lat, lon, pixel.x(), pixel.y())

    def paint_tool(self, painter: QPainter, scene: Scene) -> None:
        """Let the tool paint; one that cannot is let go of, and the map goes on."""
        if self._tool is None:
            return
        painter.save()
        try:
            self._tool.paint(painter, scene)
        except Exception:  # noqa: BLE001 - a named door: else the whole map would go
            note_failure(f"{type(self._tool).__name__}.paint")
            QTimer.singleShot(0, self, lambda: self.take_tool(None))
        painter.restore()

    def _ask(self, take: Callable[[], bool]) -> bool:
        """Ask the tool; what it took may have changed what it paints."""
        taken = take()
        if taken:
            self.update()
        return taken

    # Qt's overrides

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keep a key from the window's actions when the tool wants it."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.sharpness_changed.emit()
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._tool is not None
            and event.key() in self._tool.keys
        ):
            event.accept()
            return True
        return super().event(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map, or give the press to the tool."""
        if event.button() != _LEFT:
            return
        tool = self._tool
        spot = self.spot_of(event.position())
        self._taken = tool is not None and self._ask(lambda: tool.press(spot))
        if not self._taken:
            self._hand.press(QPointF(spot.x, spot.y))

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, or say what is under the pointer."""
        place = event.position()
        if not self._taken and self._hand.move(self.pixel_of(place)):
            self.moved.emit()
            return
        tool = self._tool
        took = tool is not None and self._ask(lambda: tool.move(self.spot_of(place)))
        if not took and not event.buttons():
            self.hovered.emit(place)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: a press that did not move is a click."""
        if event.button() != _LEFT:
            return
        taken, self._taken = self._taken, False
        still, place = self._hand.release(), event.position()
        if not (taken or still):
            return
        tool = self._tool
        took = tool is not None and self._ask(lambda: tool.release(self.spot_of(place)))
        if still and not took:
            self.clicked.emit(place)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give a double click to the tool, or say it."""
        if event.button() != _LEFT:
            return
        tool, place = self._tool, event.position()
        if tool is None or not self._ask(lambda: tool.double(self.spot_of(place))):
            self.doubled.emit(place)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        eighths = event.angleDelta().y() or event.angleDelta().x()
        if self._hand.wheel(eighths, self.pixel_of(event.position())):
            self.moved.emit()
        event.accept()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, plus and minus zoom, unless the tool takes the key."""
        tool, key = self._tool, event.key()
        if tool is not None and self._ask(lambda: tool.key(key, event.modifiers())):
            return
        if self._hand.key(key):
            self.moved.emit()
        else:
            event.ignore()
