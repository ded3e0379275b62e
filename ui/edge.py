"""The frame around a window: violet hatch and bar in an exercise, red while nobody has
accepted an emergency; it lies on top and takes no clicks.
"""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPixmap, QPolygonF, QRegion
from PySide6.QtWidgets import QWidget

from ui.guard import guarded, guarded_with
from ui.paint import Ink, faded
from ui.theme import Theme

BAR = 24
"""Height of the bar that says EXERCISE, design pixels."""
EMERGENCY = 4
"""Width of the red frame, design pixels."""


class Edge(QWidget):
    """The frame of one window; the window leaves `margins()` free for it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._exercise = ""
        self._right = ""
        self._emergency = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        theme.changed.connect(self._follow)
        self.hide()

    def say_exercise(self, text: str, right: str = "") -> None:
        """Frame the window as an exercise with a sentence; an empty one ends it."""
        if (text, right) != (self._exercise, self._right):
            self._exercise, self._right = text, right
            self._follow()

    def show_emergency(self, strength: float) -> None:
        """Frame the window in red, 0 none, 1 full; 0.4 between the flashes."""
        if strength != self._emergency:
            self._emergency = strength
            self._follow()

    def margins(self) -> tuple[int, int, int, int]:
        """Return what a window leaves free: left, top, right, bottom, pixels."""
        if not self._exercise:
            return (0, 0, 0, 0)
        side = self._side()
        return (side, self._theme.px(BAR), side, side)

    def _side(self) -> int:
        return round(self._theme.size("exercise_frame"))

    @guarded
    def _follow(self) -> None:
        self.setVisible(bool(self._exercise) or self._emergency > 0)
        self.setGeometry(self._window.rect())
        self._cut()
        self.raise_()
        self.update()

    def _cut(self) -> None:
        """Cover only the frame itself, so that what is inside repaints without it."""
        left, top, right, bottom = self.margins()
        red = self._theme.px(EMERGENCY) if self._emergency > 0 else 0
        inside = self.rect().adjusted(
            max(left, red), max(top, red), -max(right, red), -max(bottom, red)
        )
        self.setMask(QRegion(self.rect()) - QRegion(inside))

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._follow()
        return False

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw hatch, bar and red frame."""
        with QPainter(self) as painter:
            if self._exercise:
                self._paint_exercise(painter)
            if self._emergency > 0:
                color = faded(
                    self._theme.color("alarm.emergency_line"), self._emergency
                )
                width = self._theme.px(EMERGENCY)
                for band in _bands(self.rect(), width):
                    painter.fillRect(band, color)

    def _paint_exercise(self, painter: QPainter) -> None:
        side = self._side()
        for band in _bands(self.rect(), side):
            painter.fillRect(band, QBrush(self._hatch()))
        ink = Ink(painter, self._theme)
        width = self.width() / self._theme.scale
        ink.fill(0, 0, width, BAR, "link.exercise_fill")
        x = 16 + self._paint_word(painter, ink) + 14
        right = ink.width_of(self._right, "data") if self._right else 0.0
        color = "link.on_exercise"
        ink.text(x, 0, width - x - right - 32, BAR, self._exercise, "data", color)
        ink.text(width - right - 16, 0, right + 1, BAR, self._right, "data", color)

    def _paint_word(self, painter: QPainter, ink: Ink) -> float:
        """Draw EXERCISE letter by letter, spaced 2 px; return its width."""
        x = 16.0
        for letter in "EXERCISE":
            wide = ink.width_of(letter, "data", tabular=False, weight=700)
            ink.text(
                x, 0, wide + 2, BAR, letter, "data", "link.on_exercise",
                tabular=False, weight=700,
            )  # fmt: skip
            x += wide + 2
        return x - 16

    def _hatch(self) -> QPixmap:
        """Return a tile of 45 degree stripes, 8 px across each."""
        # Two stripes of 8 px across the diagonal repeat every 16 * sqrt(2) px sideways.
        edge = max(8, round(self._theme.px(16) * 2**0.5))
        tile = QPixmap(edge, edge)
        tile.fill(self._theme.color("surface.exercise"))
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("link.exercise_fill"))
        half = edge / 2
        for x in (-edge, 0, edge):
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x, 0),
                        QPointF(x + half, 0),
                        QPointF(x + half - edge, edge),
                        QPointF(x - edge, edge),
                    ]
                )
            )
        painter.end()
        return tile


def _bands(rect: QRect, width: int) -> list[QRectF]:
    """Return the four bands of a frame."""
    x, y, w, h = rect.x(), rect.y(), rect.width(), rect.height()
    return [
        QRectF(x, y, w, width),
        QRectF(x, y + h - width, w, width),
        QRectF(x, y + width, width, h - 2 * width),
        QRectF(x + w - width, y + width, width, h - 2 * width),
    ]
