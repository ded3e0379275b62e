"""Marks that rows and strips are painted with: text in a style, badges, state chips,
key caps and bars; every colour is a token.
"""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import Face, Theme

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter

STATE_FILL = {
    0: "emergency",
    1: "deployable",
    2: "deployable",
    3: "deployable",
    4: "not_deployable",
    5: "en_route",
    6: "at_scene",
    7: "deployable",
    8: "not_deployable",
    9: "not_deployable",
    10: "not_deployable",
}
"""Fill of a radio state; 11 has an outline only."""

DIGIT_ON = {
    "deployable": "on_light",
    "en_route": "on_light",
    "at_scene": "on_dark",
    "not_deployable": "on_grey",
    "emergency": "on_dark",
}
"""Colour of the digit that stands on a fill."""


class Ink:
    """A painter that speaks the design's words, at the theme's scale.

    Lengths are design pixels at 100 %; every method multiplies them itself, so that
    whoever paints a row can write the numbers of the design down.
    """

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._scale = theme.scale

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a rectangle of the design at the present scale."""
        scale = self._scale
        return QRectF(x * scale, y * scale, width * scale, height * scale)

    def fill(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle."""
        self.painter.fillRect(self.rect(x, y, width, height), self.theme.color(color))

    def text(  # noqa: PLR0913 - a style has many sides, and each call names them
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        style: str = "data",
        color: str = "text.secondary",
        *,
        align: Qt.AlignmentFlag = LEFT,
        tabular: bool = True,
        weight: int | None = None,
    ) -> float:
        """Draw one line in a box, cut with an ellipsis; return its width, design px."""
        if not text:
            return 0.0
        face = self.theme.face(style, tabular=tabular, weight=weight)
        scale, painter = self._scale, self.painter
        room = width * scale
        shown, advance = face.fit(text, room)
        painter.setFont(face.font)
        painter.setPen(self.theme.color(color))
        free = 0.0 if align is LEFT else room - advance
        left = x * scale + (free / 2 if align is CENTRE else free)
        top = y * scale + (height * scale - face.height) / 2
        painter.drawStaticText(QPointF(left, top), face.laid_out(shown))
        return advance / scale

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        style: str = "data",
        color: str = "text.secondary",
    ) -> float:
        """Draw text broken into lines; return how high it is, in design pixels."""
        lines = self.theme.face(style, weight=400).lines(text, width * self._scale)
        line = self.theme.line(style) / self._scale
        for number, part in enumerate(lines):
            top = y + number * line
            self.text(x, top, width + 1, line, part, style, color, weight=400)
        return len(lines) * line

    def width_of(
        self,
        text: str,
        style: str = "data",
        *,
        tabular: bool = True,
        weight: int | None = None,
    ) -> float:
        """Return how wide a line would be, in design pixels."""
        face = self.theme.face(style, tabular=tabular, weight=weight)
        return face.fit(text, math.inf)[1] / self._scale

    def rounded(  # noqa: PLR0913 - a box has six sides to say
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        line: str | None = None,
        line_width: float = 1.0,
        dashed: bool = False,
        radius: float = 3.0,
    ) -> None:
        """Draw a rounded box, filled, outlined or both."""
        box = self.rect(x, y, width, height)
        painter = self.painter
        painter.setBrush(self.theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        if line is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            pen = QPen(self.theme.color(line), line_width * self._scale)
            if dashed:
                pen.setDashPattern([2.0, 1.6])
            painter.setPen(pen)
            inset = line_width * self._scale / 2
            box = box.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, radius * self._scale, radius * self._scale)

    def icon(self, x: float, y: float, name: str, size: float, color: str) -> None:
        """Draw an icon with its upper left corner at a place."""
        place = QPointF(x * self._scale, y * self._scale)
        self.painter.drawPixmap(place, self.theme.pixmap(name, size, color))

    def dot(self, x: float, y: float, edge: float, color: str) -> None:
        """Draw a filled disc with its upper left corner at a place."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color(color))
        self.painter.drawEllipse(self.rect(x, y, edge, edge))

    def badge(self, x: float, y: float, grade: str, *, large: bool = False) -> None:
        """Draw the badge of a grade: letter, and weight of fill, never a hue."""
        width, height = (28.0, 24.0) if large else (22.0, 18.0)
        self._badge_box(x, y, width, height, grade)
        color = BADGE_TEXT.get(grade, "grade.r_text")
        self._badge_letter(x, y, width, height, grade, color, large)

    def emergency_badge(self, x: float, y: float, *, large: bool = False) -> None:
        """Draw the red badge with the 0 of an officer's emergency."""
        width, height = (28.0, 24.0) if large else (22.0, 18.0)
        self.rounded(x, y, width, height, fill="alarm.emergency")
        self._badge_letter(x, y, width, height, "0", "alarm.on_emergency", large)

    def state(self, x: float, y: float, state: int) -> None:
        """Draw the chip of a radio state, 18 by 16: digit on a fill."""
        kind = STATE_FILL.get(state)
        if kind is None:
            self.rounded(x, y, 18, 16, line="state.off")
            color = "text.muted"
        else:
            self.rounded(x, y, 18, 16, fill=f"state.{kind}")
            color = f"state.{DIGIT_ON[kind]}"
        if state == 7:
            self.rounded(x + 1.2, y + 1.2, 15.6, 13.6, line="state.on_light", radius=2)
        face = self.theme.face("data", tabular=True, weight=700, pixels=11)
        self._glyph(self.rect(x, y, 18, 16), str(state), face, color)

    def key(
        self,
        x: float,
        y: float,
        key: str,
        *,
        color: str = "text.secondary",
        line: str = "border.strong",
        fill: str | None = "surface.panel",
    ) -> float:
        """Draw a key cap 18 high; return its width in design pixels."""
        width = self.key_width(key)
        self.rounded(x, y, width, 18, fill=fill, line=line)
        face = self.theme.face("label", tabular=True)
        self._glyph(self.rect(x, y, width, 18), key, face, color)
        return width

    def key_width(self, key: str) -> float:
        """Return the width of a key cap in design pixels."""
        return max(18.0, round(self.width_of(key, "label") + 12))

    def bar(
        self, x: float, y: float, width: float, height: float, share: float, color: str
    ) -> None:
        """Draw a bar of used time: `share` is 0 to 1."""
        self.fill(x, y, width, height, "border.strong")
        self.fill(x, y, width * min(max(share, 0.0), 1.0), height, color)

    def ring(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the focus ring inside a row."""
        pen = QPen(self.theme.color("accent.focus"), 2 * self._scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = self._scale
        self.painter.drawRect(
            self.rect(x, y, width, height).adjusted(inset, inset, -inset, -inset)
        )

    def _badge_box(
        self, x: float, y: float, width: float, height: float, grade: str
    ) -> None:
        if grade == "I":
            self.rounded(x, y, width, height, fill="grade.i_fill")
        elif grade == "S":
            self.rounded(x, y, width, height, fill="grade.s_fill")
        elif grade == "E":
            self.rounded(x, y, width, height, line="grade.e_line", line_width=1.5)
        else:
            self.rounded(
                x, y, width, height, line="grade.r_line", line_width=1.5, dashed=True
            )

    def _badge_letter(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        letter: str,
        color: str,
        large: bool,  # noqa: FBT001 - a private mirror of badge()
    ) -> None:
        edge = 15 if large else 12
        face = self.theme.face("data", tabular=True, weight=700, pixels=edge)
        self._glyph(self.rect(x, y, width, height), letter, face, color)

    def _glyph(self, box: QRectF, text: str, face: Face, color: str) -> None:
        self.painter.setFont(face.font)
        self.painter.setPen(self.theme.color(color))
        wide = face.fit(text, math.inf)[1]
        left = box.x() + (box.width() - wide) / 2
        top = box.y() + (box.height() - face.height) / 2
        self.painter.drawStaticText(QPointF(left, top), face.laid_out(text))


BADGE_TEXT = {
    "I": "grade.i_text",
    "S": "grade.s_text",
    "E": "grade.e_text",
    "R": "grade.r_text",
}


def faded(color: QColor, share: float) -> QColor:
    """Return a colour at a share of its opacity."""
    found = QColor(color)
    found.setAlphaF(found.alphaF() * share)
    return found
