"""What the person's hand does to the view: drag, wheel and keys; knows no symbols."""

from PySide6.QtCore import QPointF, Qt

from ui.map.viewport import STEP, Viewport, next_step

NOTCH = 120
"""Eighths of a degree of one notch of a wheel: one step of zoom."""
CLICK_PX = 5.0
"""A press that moves less than this is a click, design pixels."""
PAN_PART = 0.2
"""An arrow key moves the view by this part of it."""


class Hand:
    """Turns gestures into changes of a viewport; each method says whether it moved."""

    def __init__(self, view: Viewport) -> None:
        self._view = view
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._turned = 0

    @property
    def is_dragging(self) -> bool:
        """Whether the map hangs on the pointer now."""
        return self._dragging

    def press(self, place: QPointF) -> None:
        """Take hold at a pixel."""
        self._pressed, self._last, self._dragging = place, place, False

    def move(self, place: QPointF) -> bool:
        """Drag, once the pointer has left the place of the press."""
        if self._pressed is None:
            return False
        away = place - self._pressed
        if not self._dragging:
            reach = CLICK_PX * self._view.unit
            if max(abs(away.x()), abs(away.y())) < reach:
                return False
            self._dragging = True
        step = place - self._last
        self._last = place
        self._view.pan(-step.x(), -step.y())
        return True

    def release(self) -> bool:
        """Let go; True when it was a click and not a drag."""
        clicked = self._pressed is not None and not self._dragging
        self._pressed, self._dragging = None, False
        return clicked

    def wheel(self, eighths: int, place: QPointF) -> bool:
        """Zoom by whole steps at a pixel; small turns of a touchpad add up."""
        if eighths * self._turned < 0:
            self._turned = 0
        self._turned += eighths
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        return self.zoom(steps, place.x(), place.y())

    def zoom(self, steps: int, x: float, y: float) -> bool:
        """Zoom by steps; what is under the pixel stays there."""
        before = self._view.zoom
        if steps:
            self._view.zoom_at(next_step(before, steps), x, y)
        return abs(self._view.zoom - before) >= STEP / 2

    def key(self, key: int) -> bool:
        """Pan with the arrows, zoom with plus and minus around the middle."""
        view = self._view
        middle = (view.width / 2, view.height / 2)
        across, down = view.width * PAN_PART, view.height * PAN_PART
        match key:
            case Qt.Key.Key_Left:
                view.pan(-across, 0)
            case Qt.Key.Key_Right:
                view.pan(across, 0)
            case Qt.Key.Key_Up:
                view.pan(0, -down)
            case Qt.Key.Key_Down:
                view.pan(0, down)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                return self.zoom(1, *middle)
            case Qt.Key.Key_Minus:
                return self.zoom(-1, *middle)
            case _:
                return False
        return True
