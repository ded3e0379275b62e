"""Names on the ground: along streets, across districts, on water and in parks."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QTransform,
)

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
    **{
        f"overlay_{number}": Lettering(
            f"map.overlay_{number}", px=12.0, weight=600, halo=4.0
        )
        for number in (1, 2, 3, 4)
    },
}
_BELOW_SYMBOL_PX = 15.0
"""From the middle of a symbol down to the middle of its name."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter at 100 px, its base line at 0, centred; and the halo round it."""

    outline: QPainterPath
    halo: QPainterPath


@dataclass(frozen=True, slots=True)
class _Line:
    """A text set in one line at 100 px: its letters and the middle of each."""

    glyphs: tuple[_Glyph, ...]
    middles: tuple[float, ...]
    width: float


def paint_name(brush: Brush, label: Label, points: Floats) -> None:
    """Write a label whose points are already pixels; the halo first, then the letters.

    A name that is clearly longer than its line is left out, in every tile alike.
    """
    painter, theme, unit = brush.painter, brush.theme, brush.unit
    style = STYLES.get(label.kind, STYLES["landmark"])
    text = label.text.upper() if style.capitals else label.text
    line = _set_line(text, style)
    scale = style.px * unit / _FONT_PX
    if label.kind == "ref":
        _paint_plate(brush, points[0], line.width * scale)
    elif has_symbol(label.kind):
        paint_symbol(brush, label.kind, points[0])
        points = points + np.array([0.0, _BELOW_SYMBOL_PX * unit])
    if len(points) > 1:
        places = _along(line, points, scale, style)
    else:
        places = _level(line, points[0], scale, style)
    letters = list(zip(line.glyphs, places, strict=False))
    halo, ink = theme.color("map.halo"), theme.color(style.colour)
    for glyph, place in letters:
        painter.fillPath(place.map(glyph.halo), halo)
    for glyph, place in letters:
        painter.fillPath(place.map(glyph.outline), ink)


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
def _set_line(text: str, style: Lettering) -> _Line:
    spacing = style.spacing / style.px * _FONT_PX
    metrics = QFontMetricsF(_font(style.weight))
    glyphs, middles = [], []
    for index, letter in enumerate(text):
        start = metrics.horizontalAdvance(text[:index]) + index * spacing
        middles.append(start + metrics.horizontalAdvance(letter) / 2)
        glyphs.append(_glyph(letter, style.weight, style.halo / style.px * _FONT_PX))
    total = metrics.horizontalAdvance(text) + max(len(text) - 1, 0) * spacing
    return _Line(tuple(glyphs), tuple(middles), total)


@lru_cache(maxsize=4096)
def _glyph(letter: str, weight: int, halo: float) -> _Glyph:
    """A letter, stroked once: filling its halo is four times as fast as stroking it."""
    font = _font(weight)
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    outline.addText(-QFontMetricsF(font).horizontalAdvance(letter) / 2, 0, font, letter)
    if not halo:
        return _Glyph(outline, QPainterPath())
    stroker = QPainterPathStroker()
    stroker.setWidth(halo)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCurveThreshold(1.0)  # a hundredth of the letter's height
    around = stroker.createStroke(outline)
    around.addPath(outline)
    around.setFillRule(Qt.FillRule.WindingFill)
    return _Glyph(outline, around.simplified())


@lru_cache
def _font(weight: int) -> QFont:
    font = QFont(["Inter", "DejaVu Sans", "sans-serif"])
    font.setPixelSize(int(_FONT_PX))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _level(
    line: _Line, middle: Floats, scale: float, style: Lettering
) -> list[QTransform]:
    """Where each letter of a text stands that is written level round a point."""
    left = middle[0] - line.width * scale / 2
    base = middle[1] + 0.35 * _FONT_PX * scale
    found = []
    for x in line.middles:
        place = QTransform.fromTranslate(left + x * scale, base)
        place.shear(-style.slant, 0)
        place.scale(scale, scale)
        found.append(place)
    return found


def _along(
    line: _Line, points: Floats, scale: float, style: Lettering
) -> list[QTransform]:
    """Where each letter of a text stands along a line; none when it is too short."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    if line.width * scale > at[-1] * _OVERHANG:
        return []
    start = (at[-1] - line.width * scale) / 2
    middles = start + np.array(line.middles) * scale
    places = _on_line(points, at, middles)
    # The direction over a letter's own width: bends turn letters, corners do not.
    reach = 0.3 * _FONT_PX * scale
    across = _on_line(points, at, middles + reach) - _on_line(
        points, at, middles - reach
    )
    angles = np.degrees(np.arctan2(across[:, 1], across[:, 0]))
    found = []
    for (x, y), angle in zip(places.tolist(), angles.tolist(), strict=True):
        place = QTransform.fromTranslate(x, y)
        place.rotate(angle)
        place.shear(-style.slant, 0)
        place.scale(scale, scale)
        place.translate(0, 0.35 * _FONT_PX)
        found.append(place)
    return found


def _on_line(points: Floats, at: Floats, where: Floats) -> Floats:
    """Places (n, 2) at lengths along a line; beyond its ends it goes on straight."""
    segment = np.clip(np.searchsorted(at, where, side="right") - 1, 0, len(at) - 2)
    length = np.maximum(at[segment + 1] - at[segment], 1e-9)
    part = ((where - at[segment]) / length)[:, None]
    return np.asarray(points[segment] + part * (points[segment + 1] - points[segment]))
