"""Names on the ground: along streets, across districts, on water and in parks."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QPen, QTransform

from controlroom.ground.layers import Label
from controlroom.ground.mercator import Floats
from ui.worker.signs import has_symbol, paint_symbol
from ui.worker.strokes import Brush

_FONT_PX = 100.0
_OVERHANG = 1.06
"""A name may be this much longer than the line it stands on."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How one kind of name is written; lengths in design pixels."""

    colour: str
    px: float = 11.0
    weight: int = 500
    spacing: float = 0.2
    halo: float = 3.0
    capitals: bool = False
    slant: float = 0.0


STYLES = {
    "street": Lettering("map.label"),
    "city": Lettering("map.label", px=15.0, weight=600, halo=3.5),
    "area": Lettering("map.label_area", weight=600, spacing=2.4, capitals=True),
    "park": Lettering("map.label_park", weight=400, slant=0.21, halo=2.5),
    "water": Lettering("map.label_water", weight=400, slant=0.21, halo=2.5),
    "sea": Lettering("map.label_water", px=14.0, weight=400, spacing=1.6, slant=0.21),
    "landmark": Lettering("map.label", weight=400),
    "house": Lettering("map.label_area", px=9.5, weight=400, spacing=0.1, halo=2.0),
    "ref": Lettering("map.label", px=9.5, weight=600, halo=0.0),
}
_BELOW_SYMBOL_PX = 15.0
"""From the middle of a symbol down to the middle of its name."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A text set in one line at 100 px: glyph outlines and the middle of each."""

    glyphs: tuple[QPainterPath, ...]
    middles: tuple[float, ...]
    width: float


def paint_name(brush: Brush, label: Label, points: Floats) -> None:
    """Write a label whose points are already pixels; the halo first, then the letters.

    A name that is clearly longer than its line is left out, in every tile alike.
    """
    painter, theme, unit = brush.painter, brush.theme, brush.unit
    style = STYLES.get(label.kind, STYLES["landmark"])
    text = label.text.upper() if style.capitals else label.text
    line = _set_line(text, style.weight, style.spacing / style.px * _FONT_PX)
    scale = style.px * unit / _FONT_PX
    if label.kind == "ref":
        _paint_plate(brush, points[0], line.width * scale)
    elif has_symbol(label.kind):
        paint_symbol(brush, label.kind, points[0])
        points = points + np.array([0.0, _BELOW_SYMBOL_PX * unit])
    if len(points) > 1:
        outline = _along(line, points, scale, style)
    else:
        outline = _level(line, points[0], scale, style)
    if outline.isEmpty():
        return
    if style.halo:
        halo = QPen(theme.color("map.halo"), style.halo * unit)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(outline, halo)
    painter.fillPath(outline, theme.color(style.colour))


def _paint_plate(brush: Brush, middle: Floats, width: float) -> None:
    """The plate behind a road's number."""
    wide, high = width + 8.0 * brush.unit, 14.0 * brush.unit
    box = QRectF(middle[0] - wide / 2.0, middle[1] - high / 2.0, wide, high)
    plate = QPainterPath()
    plate.addRoundedRect(box, 3.0 * brush.unit, 3.0 * brush.unit)
    brush.painter.fillPath(plate, brush.theme.color("map.halo"))
    edge = QPen(brush.theme.color("map.path"), brush.unit)
    brush.painter.strokePath(plate, edge)


@lru_cache(maxsize=4096)
def _set_line(text: str, weight: int, spacing: float) -> _Line:
    font = QFont(["Inter", "DejaVu Sans", "sans-serif"])
    font.setPixelSize(int(_FONT_PX))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(font)
    glyphs, middles = [], []
    for index, letter in enumerate(text):
        start = metrics.horizontalAdvance(text[:index]) + index * spacing
        width = metrics.horizontalAdvance(letter)
        outline = QPainterPath()
        outline.addText(-width / 2, 0, font, letter)
        glyphs.append(outline)
        middles.append(start + width / 2)
    total = metrics.horizontalAdvance(text) + max(len(text) - 1, 0) * spacing
    return _Line(tuple(glyphs), tuple(middles), total)


def _level(line: _Line, middle: Floats, scale: float, style: Lettering) -> QPainterPath:
    joined = QPainterPath()
    joined.setFillRule(Qt.FillRule.WindingFill)
    left = middle[0] - line.width * scale / 2
    base = middle[1] + 0.35 * style.px * scale * _FONT_PX / style.px
    for glyph, x in zip(line.glyphs, line.middles, strict=True):
        place = QTransform.fromTranslate(left + x * scale, base)
        place.shear(-style.slant, 0)
        place.scale(scale, scale)
        joined.addPath(place.map(glyph))
    return joined


def _along(line: _Line, points: Floats, scale: float, style: Lettering) -> QPainterPath:
    joined = QPainterPath()
    joined.setFillRule(Qt.FillRule.WindingFill)
    steps = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    if line.width * scale > at[-1] * _OVERHANG:
        return joined
    start = (at[-1] - line.width * scale) / 2
    middles = start + np.array(line.middles) * scale
    places = _on_line(points, at, middles)
    # The direction over a letter's own width: bends turn letters, corners do not.
    reach = 0.3 * style.px * scale * _FONT_PX / style.px
    across = _on_line(points, at, middles + reach) - _on_line(
        points, at, middles - reach
    )
    angles = np.degrees(np.arctan2(across[:, 1], across[:, 0]))
    for glyph, (x, y), angle in zip(
        line.glyphs, places.tolist(), angles.tolist(), strict=True
    ):
        place = QTransform.fromTranslate(x, y)
        place.rotate(angle)
        place.shear(-style.slant, 0)
        place.scale(scale, scale)
        place.translate(0, 0.35 * _FONT_PX)
        joined.addPath(place.map(glyph))
    return joined


def _on_line(points: Floats, at: Floats, where: Floats) -> Floats:
    """Places (n, 2) at lengths along a line; beyond its ends it goes on straight."""
    segment = np.clip(np.searchsorted(at, where, side="right") - 1, 0, len(at) - 2)
    length = np.maximum(at[segment + 1] - at[segment], 1e-9)
    part = ((where - at[segment]) / length)[:, None]
    return np.asarray(points[segment] + part * (points[segment + 1] - points[segment]))
