"""Small plates in the corners of the map, and the card of what is under the pointer."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from ui.guard import guarded
from ui.plain import plain
from ui.theme import Theme

HEIGHT = 24
_PAD, _GAP = 8, 8
_CARD_LINE = 18


class Word(NamedTuple):
    """A run of text in a token colour; `cap` draws it as a key."""

    text: str
    colour: str = "text.secondary"
    weight: int = 400
    cap: bool = False


class Chip(QWidget):
    """A plate with words in one or more lines; `clicked` where a click does something.

    What it shows is kept as a picture: the map under it moves thirty times a second.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, active: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._active = active
        self._lines: tuple[tuple[Word, ...], ...] = ()
        self._icon = ""
        self._edge = "border.strong"
        self._picture: QPixmap | None = None
        self._bar_px = 0.0
        if active:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._redraw)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, lines apart."""
        return "\n".join(" ".join(word.text for word in line) for line in self._lines)

    def say(
        self,
        *lines: tuple[Word, ...],
        icon: str = "",
        edge: str = "border.strong",
        bar_px: float = 0.0,
    ) -> None:
        """Show words; nothing hides the chip. `bar_px`: a scale bar of that width."""
        said = (lines, icon, edge, bar_px)
        if said == (self._lines, self._icon, self._edge, self._bar_px):
            return
        self._lines, self._icon, self._edge, self._bar_px = said
        self._redraw()
        self.setVisible(any(lines) or bar_px > 0)

    def _redraw(self) -> None:
        self._picture = None
        size = self._measure()
        if size != self.size():
            self.resize(size)
        self.update()

    def _measure(self) -> QSize:
        width = max((self._line_width(line) for line in self._lines), default=0.0)
        if self._icon:
            width += self._theme.px(14) + self._theme.px(_GAP)
        if self._bar_px:
            width += self._bar_px + self._theme.px(_GAP)
        height = HEIGHT + _CARD_LINE * max(len(self._lines) - 1, 0)
        if len(self._lines) > 1:
            height += 6
        return QSize(round(width) + 2 * self._theme.px(_PAD), self._theme.px(height))

    def _line_width(self, line: tuple[Word, ...]) -> float:
        gap = self._theme.px(_GAP)
        widths = [self._word_width(word) for word in line]
        return sum(widths) + gap * max(len(widths) - 1, 0)

    def _word_width(self, word: Word) -> float:
        metrics = QFontMetricsF(
            self._theme.font("caption", tabular=True, weight=word.weight)
        )
        pad = 2 * self._theme.px(5) if word.cap else 0
        return metrics.horizontalAdvance(plain(word.text)) + pad

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is kept, painting it first when it is new."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._paint()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click where it does something."""
        if self._active:
            self.clicked.emit()
            event.accept()

    def _paint(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(self._edge), 1))
        painter.setBrush(self._theme.color("map.plate"))
        radius = self._theme.size("radius.s")
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        left = float(self._theme.px(_PAD))
        if self._icon:
            edge = self._theme.px(14)
            icon = self._theme.pixmap(self._icon, 14)
            painter.drawPixmap(
                round(left), round((self._theme.px(HEIGHT) - edge) / 2), icon
            )
            left += edge + self._theme.px(_GAP)
        if self._bar_px:
            self._paint_bar(painter, left)
            left += self._bar_px + self._theme.px(_GAP)
        top = 0.0 if len(self._lines) < 2 else float(self._theme.px(3))
        for line in self._lines:
            self._paint_line(painter, line, left, top)
            top += self._theme.px(_CARD_LINE)
        painter.end()
        return picture

    def _paint_bar(self, painter: QPainter, left: float) -> None:
        painter.setPen(QPen(self._theme.color("text.secondary"), 1.5))
        middle, tick = self.height() / 2, self._theme.px(3)
        right = left + self._bar_px
        for x in (left, right):
            painter.drawLine(QLineF(x, middle - tick, x, middle + tick))
        painter.drawLine(QLineF(left, middle + tick, right, middle + tick))

    def _paint_line(
        self, painter: QPainter, line: tuple[Word, ...], left: float, top: float
    ) -> None:
        for word in line:
            width = self._word_width(word)
            box = QRectF(left, top, width, self._theme.px(HEIGHT))
            if word.cap:
                cap = box.adjusted(0.5, self._theme.px(4), -0.5, -self._theme.px(4))
                painter.setPen(QPen(self._theme.color("border.strong"), 1))
                painter.setBrush(self._theme.color("surface.panel"))
                painter.drawRoundedRect(cap, 3, 3)
            painter.setFont(
                self._theme.font("caption", tabular=True, weight=word.weight)
            )
            painter.setPen(self._theme.color(word.colour))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, plain(word.text))
            left += width + self._theme.px(_GAP)
