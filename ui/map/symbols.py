"""What a unit looks like: outline by kind, fill and digit by state, edge by age of its
fix; single symbols around the origin, nothing about where they stand.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from controlroom.domain.freshness import FADING, HOLLOW, LAST_KNOWN
from ui.paint import DIGIT_ON, STATE_FILL
from ui.theme import Theme

KINDS = ("foot", "car", "van", "motorcycle", "dog", "horse", "air", "boat", "drone")
OFF_DUTY = 11
EMERGENCY = 0
_SECOND_LINE = 7
"""Committed but deployable: the fill of a free unit with a line inside."""

REACH = 15.5
"""No body with its casing reaches farther from its centre, design pixels."""
WEDGE_REACH = 23.0
"""Likewise for a wedge."""
ENVELOPE_REACH = 8.0

_POLYGONS = {
    "motorcycle": ((0.0, -12.5), (12.5, 0.0), (0.0, 12.5), (-12.5, 0.0)),
    "dog": ((0.0, -11.8), (11.2, -3.6), (6.9, 9.5), (-6.9, 9.5), (-11.2, -3.6)),
    "air": ((0.0, -13.0), (13.0, 9.5), (-13.0, 9.5)),
}
_FAR_WEDGE = {"van", "motorcycle", "air", "boat", "drone", "horse"}
_DIGIT_DOWN = {"dog": 0.8, "horse": -0.4, "air": 2.5, "boat": 0.4}
_FONT_PX = 100


@cache
def body_path(kind: str) -> QPainterPath:
    """Return the outline of a kind of unit around (0, 0), design pixels."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if kind in _POLYGONS:
        _polygon(path, *_POLYGONS[kind])
    elif kind == "foot":
        path.addEllipse(QPointF(0, 0), 9.5, 9.5)
    elif kind == "van":
        path.addRoundedRect(QRectF(-12.5, -8, 25, 16), 3, 3)
    elif kind == "horse":
        path.moveTo(-9.5, -9.5)
        path.lineTo(9.5, -9.5)
        path.lineTo(9.5, -2)
        path.cubicTo(9.5, 4, 5.5, 7.7, 0, 10.5)
        path.cubicTo(-5.5, 7.7, -9.5, 4, -9.5, -2)
        path.closeSubpath()
    elif kind == "boat":
        path.moveTo(-13, -7.5)
        path.lineTo(13, -7.5)
        path.cubicTo(12.5, 2.5, 7, 8.5, 0, 8.5)
        path.cubicTo(-7, 8.5, -12.5, 2.5, -13, -7.5)
        path.closeSubpath()
    elif kind == "drone":
        return _four_lobes()
    else:
        path.addRoundedRect(QRectF(-9, -9, 18, 18), 4, 4)
    return path


def paint_body(
    painter: QPainter, theme: Theme, kind: str, state: int, age: int
) -> None:
    """Paint a unit of a kind in a radio state; `age` is a step of freshness."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = body_path(kind)
    if state == EMERGENCY:
        _paint_live(painter, theme, path, kind, state)
    elif age >= HOLLOW:
        _paint_hollow(painter, theme, path, age)
        colour = "stale.hollow" if age == HOLLOW else "stale.last_known"
        text = str(state) if age == HOLLOW else "?"
        _paint_digit(painter, text, theme.color(colour), kind)
    elif age == FADING:
        _paint_fading(painter, theme, path, state)
        _paint_digit(painter, str(state), theme.color("text.primary"), kind)
    else:
        _paint_live(painter, theme, path, kind, state)


def paint_wedge(
    painter: QPainter,
    colour: QColor,
    casing: QColor,
    *,
    far: bool = False,
    is_open: bool = False,
) -> None:
    """Paint the heading mark of a unit that moves north; the caller rotates.

    far: for an outline that reaches farther. is_open: it went there when it was last
    heard, and is not moved ahead any more.
    """
    start = -13.5 if far else -11.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    if is_open:
        path.moveTo(-4.5, start - 0.5)
        path.lineTo(0, start - 6.5)
        path.lineTo(4.5, start - 0.5)
        painter.strokePath(path, _pen(casing, 3.4))
        painter.strokePath(path, _pen(colour, 1.5))
        return
    _polygon(path, (-5, start), (5, start), (0, start - 8))
    painter.strokePath(path, _pen(casing, 1.5))
    painter.fillPath(path, colour)


def wedge_is_far(kind: str) -> bool:
    """Return whether a kind's outline needs its wedge two pixels farther out."""
    return kind in _FAR_WEDGE


def paint_dot(
    painter: QPainter, theme: Theme, state: int, age: int, *, dim: bool = False
) -> None:
    """Paint a unit as a 9 px dot: the fill alone, a ring when its fix is old.

    dim: one of so many that only their number says something; a small quiet dot.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    centre = QPointF(0, 0)
    if dim:
        painter.setBrush(dimmed(theme, state, age))
        painter.drawEllipse(centre, 2.5, 2.5)
        return
    painter.setBrush(theme.color("state.casing"))
    painter.drawEllipse(centre, 4.5, 4.5)
    painter.setBrush(fill_of(theme, state, age))
    painter.drawEllipse(centre, 3.5, 3.5)
    if age >= HOLLOW and state != EMERGENCY:
        painter.setBrush(theme.color("surface.panel"))
        painter.drawEllipse(centre, 2.2, 2.2)


def fill_of(theme: Theme, state: int, age: int = 0) -> QColor:
    """Return the colour that stands for a state at an age."""
    if age >= HOLLOW and state != EMERGENCY:
        return theme.color("stale.hollow" if age == HOLLOW else "stale.last_known")
    fill = theme.color(f"state.{STATE_FILL.get(state, 'off')}")
    return _mix(fill, theme.color("surface.panel"), 0.5) if age == FADING else fill


def dimmed(theme: Theme, state: int, age: int) -> QColor:
    """Return the quiet colour of a unit in a crowd that a ring sums up."""
    return _mix(fill_of(theme, state, age), theme.color("map.land"), 0.5)


@cache
def symbol_font(weight: int) -> QFont:
    """Return the font of map symbols, large: its outlines are scaled down."""
    font = QFont(["Inter", "DejaVu Sans", "sans-serif"])
    font.setPixelSize(_FONT_PX)
    font.setWeight(QFont.Weight(weight))
    for feature in ("tnum", "zero", "ss02"):
        font.setFeature(QFont.Tag(feature), 1)
    return font


def paint_envelope(painter: QPainter, theme: Theme) -> None:
    """Paint the sign of a request that waits for an answer, around the origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(-6, -4.5, 12, 9)
    painter.setPen(_pen(theme.color("map.halo"), 3.0))
    painter.setBrush(theme.color("map.plate"))
    painter.drawRoundedRect(box, 1.5, 1.5)
    painter.setPen(_pen(theme.color("text.primary"), 1.2))
    painter.drawRoundedRect(box, 1.5, 1.5)
    painter.drawPolyline([QPointF(-6, -3.5), QPointF(0, 1), QPointF(6, -3.5)])


@cache
def text_path(text: str, px: float, weight: int) -> QPainterPath:
    """Return a text of map symbols as an outline, centred on x = 0 on its baseline."""
    path = QPainterPath()
    path.addText(0, 0, symbol_font(weight), text)
    box = path.boundingRect()
    scale = px / _FONT_PX
    centred = QTransform.fromScale(scale, scale).translate(-box.center().x(), 0)
    return centred.map(path)


def _paint_live(
    painter: QPainter, theme: Theme, path: QPainterPath, kind: str, state: int
) -> None:
    fill_name = STATE_FILL.get(state, "off")
    fill = theme.color(f"state.{fill_name}")
    danger = state == EMERGENCY
    casing = theme.color("state.on_dark" if danger else "state.casing")
    painter.strokePath(path, _pen(casing, 4.0 if danger else 3.0))
    painter.fillPath(path, fill)
    digit = theme.color(f"state.{DIGIT_ON.get(fill_name, 'on_dark')}")
    if state == _SECOND_LINE:
        # Four lobes have no room for a line inside: theirs is the square between them.
        around = body_path("car") if kind == "drone" else path
        inner = QTransform.fromScale(0.74, 0.74).map(around)
        painter.strokePath(inner, _pen(digit, 1.26))
    _paint_digit(painter, str(state), digit, kind)


def _paint_fading(
    painter: QPainter, theme: Theme, path: QPainterPath, state: int
) -> None:
    painter.strokePath(path, _pen(theme.color("state.casing"), 3.0))
    painter.fillPath(path, fill_of(theme, state, FADING))


def _paint_hollow(
    painter: QPainter, theme: Theme, path: QPainterPath, age: int
) -> None:
    panel = theme.color("surface.panel")
    painter.strokePath(path, _pen(theme.color("map.halo"), 5.0))
    painter.fillPath(path, panel)
    if age == LAST_KNOWN:
        pen = _pen(theme.color("stale.last_known"), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([1.5 / 1.6, 2.8 / 1.6])
    else:
        pen = _pen(theme.color("stale.hollow"), 1.8)
    painter.strokePath(path, pen)


def _paint_digit(painter: QPainter, text: str, colour: QColor, kind: str) -> None:
    px = 11.5 if len(text) == 1 else 10.5
    glyphs = text_path(text, px, 700)
    painter.fillPath(
        glyphs.translated(0, 4 + _DIGIT_DOWN.get(kind, 0.0)), QBrush(colour)
    )


def _four_lobes() -> QPainterPath:
    joined = QPainterPath()
    joined.addRect(QRectF(-7.5, -7.5, 15, 15))
    for x in (-8, 8):
        for y in (-8, 8):
            lobe = QPainterPath()
            lobe.addEllipse(QPointF(x, y), 4, 4)
            joined = joined.united(lobe)
    return joined


def _polygon(path: QPainterPath, *corners: tuple[float, float]) -> None:
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.closeSubpath()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _mix(one: QColor, other: QColor, part: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() * part + other.redF() * (1 - part),
        one.greenF() * part + other.greenF() * (1 - part),
        one.blueF() * part + other.blueF() * (1 - part),
    )
