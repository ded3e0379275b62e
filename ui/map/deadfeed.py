"""The ladder of a dead feed: a banner, then no colour, then no claim to live."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from controlroom.domain import words
from controlroom.domain.freshness import LinkLook, link_look
from ui.map.chips import Word
from ui.map.scene import Scene

_SAID = "NO LIVE DATA"


class DeadFeed:
    """How old the last frame is, and what the map says about it."""

    def __init__(self) -> None:
        self.age_s = 0.0

    @property
    def look(self) -> LinkLook:
        """live, banner, desaturated or no_live_data."""
        return link_look(self.age_s)

    def banner(self, now_us: int, zone: str) -> tuple[Word, ...]:
        """Return the banner's words; none while the feed lives."""
        if self.look == "live":
            return ()
        last = words.clock_seconds(now_us - round(self.age_s * 1e6), zone)
        return (
            Word(f"Picture frozen {words.age(self.age_s)}.", "alarm.high_text", 600),
            Word(f"Last frame {last}."),
            Word("Symbols stand where they were. Trying again."),
        )

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint NO LIVE DATA across the map, once it is time."""
        if self.look != "no_live_data":
            return
        unit, theme = scene.unit, scene.theme
        band = QRectF(0, scene.view.height * 0.44, scene.view.width, 76 * unit)
        ground = QColor(theme.color("surface.window"))
        ground.setAlphaF(0.78)
        painter.fillRect(band, ground)
        painter.setPen(QPen(theme.color("alarm.high"), unit))
        painter.drawLine(band.topLeft(), band.topRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        font = QFont(theme.font("wall"))
        font.setPixelSize(round(36 * unit))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 4 * unit)
        painter.setFont(font)
        painter.setPen(theme.color("alarm.high_text"))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, _SAID)
