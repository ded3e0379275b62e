"""Small signs that a layer writes beside a point of the map; a few at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from ui.map.scene import Scene
from ui.plain import plain

LINE = 16.0
PAD = 7.0
_TEXT = 12


def paint_sign(
    painter: QPainter,
    scene: Scene,
    point: QPointF,
    lines: Sequence[str],
    colour: str = "text.primary",
) -> None:
    """Write lines on a plate around a point, the first one strong; colours as tokens.

    The plate stays inside the view.
    """
    if not lines:
        return
    unit, theme = scene.unit, scene.theme
    fonts = [_font(scene, 600 if not place else 400) for place in range(len(lines))]
    said = [plain(line) for line in lines]
    width = max(
        QFontMetricsF(font).horizontalAdvance(line)
        for font, line in zip(fonts, said, strict=True)
    )
    width += 2 * PAD * unit
    height = (LINE * len(lines) + 4) * unit
    left = min(max(point.x() - width / 2, 0.0), scene.view.width - width)
    top = min(max(point.y() - height / 2, 0.0), scene.view.height - height)
    painter.setPen(QPen(theme.color("border.strong"), unit))
    painter.setBrush(theme.color("map.plate"))
    painter.drawRoundedRect(QRectF(left, top, width, height), 3 * unit, 3 * unit)
    painter.setPen(theme.color(colour))
    for place, (font, line) in enumerate(zip(fonts, said, strict=True)):
        painter.setFont(font)
        box = QRectF(left, top + (2 + LINE * place) * unit, width, LINE * unit)
        _write(painter, box, line)


def paint_cross(painter: QPainter, scene: Scene) -> None:
    """Mark the middle of the map: there the next point is taken by key."""
    unit, x, y = scene.unit, scene.view.width / 2, scene.view.height / 2
    for colour, width in (("surface.window", 4.0), ("accent.select_map", 1.5)):
        painter.setPen(QPen(scene.theme.color(colour), width * unit))
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(
                QPointF(x + 5 * right * unit, y + 5 * down * unit),
                QPointF(x + 15 * right * unit, y + 15 * down * unit),
            )


def _write(painter: QPainter, box: QRectF, line: str) -> None:
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)


def _font(scene: Scene, weight: int) -> QFont:
    font = QFont(scene.theme.font("caption", tabular=True, weight=weight))
    font.setPixelSize(round(_TEXT * scene.unit))
    return font
