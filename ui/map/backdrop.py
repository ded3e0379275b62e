"""Around the symbols: the word of an exercise, lines without a map, focus, failure."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from controlroom.ground.mercator import Floats
from ui.map.fragments import Fragments
from ui.map.scene import Scene
from ui.map.viewport import Viewport
from ui.theme import Theme

_TURN_DEG = -18.0
_ACROSS, _DOWN = 420.0, 260.0
_LINES_APART_PX = 160.0
_SPACINGS_DEG = (
    30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002,
    0.001, 0.0005,
)  # fmt: skip


class Watermark:
    """EXERCISE across the map, faint, always at the same places of the screen."""

    def __init__(self) -> None:
        self._sprite = QPixmap()
        self._made_for: tuple[str, float] | None = None
        self._rows = Fragments()

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint the word all over the view."""
        made_for = (scene.theme.name, scene.unit)
        if self._made_for != made_for:
            self._made_for = made_for
            self._sprite = _draw_word(scene.theme, scene.unit)
        places = _lattice(scene)
        self._rows.fill(places, [0, 0, self._sprite.width(), self._sprite.height()])
        self._rows.draw(painter, len(places), self._sprite)


def _lattice(scene: Scene) -> Floats:
    unit, turn = scene.unit, math.radians(_TURN_DEG)
    reach = scene.view.width + scene.view.height
    across = np.arange(-reach, reach, _ACROSS * unit)
    down = np.arange(-reach, reach, _DOWN * unit)
    a, b = np.meshgrid(across, down)
    x = a * math.cos(turn) - b * math.sin(turn) + 0.32 * scene.view.width
    y = a * math.sin(turn) + b * math.cos(turn) + 0.3 * scene.view.height
    margin = 120 * unit
    seen = (x > -margin) & (x < scene.view.width + margin)
    seen &= (y > -margin) & (y < scene.view.height + margin)
    return np.asarray(np.rint(np.stack([x[seen], y[seen]], axis=1)))


def _draw_word(theme: Theme, unit: float) -> QPixmap:
    sprite = QPixmap(round(260 * unit), round(140 * unit))
    sprite.fill(Qt.GlobalColor.transparent)
    colour = QColor(theme.color("link.exercise"))
    colour.setAlphaF(0.16)
    font = QFont(theme.font("wall"))
    font.setPixelSize(round(34 * unit))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 6 * unit)
    painter = QPainter(sprite)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(sprite.width() / 2, sprite.height() / 2)
    painter.rotate(_TURN_DEG)
    painter.setFont(font)
    painter.setPen(colour)
    box = QRectF(-180 * unit, -30 * unit, 360 * unit, 60 * unit)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "EXERCISE")
    painter.end()
    return sprite


def paint_graticule(painter: QPainter, scene: Scene) -> None:
    """Paint lines of latitude and longitude with their degrees."""
    view, unit = scene.view, scene.unit
    north, west = view.to_place(0, 0)
    south, east = view.to_place(view.width, view.height)
    if east <= west:
        west, east = -180.0, 180.0
    span = (east - west) * _LINES_APART_PX * unit / view.width
    step = next((each for each in reversed(_SPACINGS_DEG) if each >= span), 30.0)
    digits = max(0, math.ceil(-math.log10(step)))
    font = QFont(scene.theme.font("label", tabular=True))
    font.setPixelSize(round(11 * unit))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setFont(font)
    line = QPen(scene.theme.color("map.street"), 1)
    words = scene.theme.color("map.label")
    for lon in _multiples(west, east, step):
        x, _ = view.place_to_screen((north + south) / 2, lon)
        painter.setPen(line)
        painter.drawLine(QLineF(round(x), 0, round(x), view.height))
        painter.setPen(words)
        painter.drawText(
            QPointF(round(x) + 4 * unit, 14 * unit), _degrees(lon, digits, "E", "W")
        )
    for lat in _multiples(south, north, step / 2):
        _, y = view.place_to_screen(lat, (west + east) / 2)
        painter.setPen(line)
        painter.drawLine(QLineF(0, round(y), view.width, round(y)))
        painter.setPen(words)
        said = _degrees(lat, digits + 1, "N", "S")
        painter.drawText(QPointF(4 * unit, round(y) - 4 * unit), said)


def paint_focus(painter: QPainter, theme: Theme, view: Viewport) -> None:
    """Paint the ring of a map that the keyboard speaks to."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent.focus"), 2 * view.unit))
    painter.drawRect(1, 1, view.width - 2, view.height - 2)


def paint_failure(widget: QWidget, theme: Theme) -> None:
    """Paint, instead of a map that failed, what still works."""
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), theme.color("surface.panel"))
    painter.setPen(theme.color("alarm.high_text"))
    painter.setFont(theme.font("body"))
    said = "The map could not be drawn.\nQueue, units and alarms go on."
    painter.drawText(widget.rect(), Qt.AlignmentFlag.AlignCenter, said)
    painter.end()


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    last = math.floor(high / step)
    return [index * step for index in range(first, min(last, first + 200) + 1)]


def _degrees(value: float, digits: int, positive: str, negative: str) -> str:
    return f"{abs(value):.{digits}f}° {positive if value >= 0 else negative}"
