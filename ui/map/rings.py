"""How a group of units looks: a ring divided by state, its number, who asks."""

import time
from collections import OrderedDict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from controlroom.ground.mercator import Floats
from ui.map.atlas import Atlas
from ui.map.fragments import Fragments
from ui.map.groups import LARGEST, PARTS, RADIUS, Groups
from ui.map.symbols import (
    ENVELOPE_REACH,
    paint_envelope,
    symbol_font,
    text_path,
)
from ui.theme import Theme

SEGMENTS = 24
"""A ring is divided into so many; whoever is there at all has one."""
_STROKE = 4.0
_GAP_DEG = 3.0
_MOST_RINGS = 4_096
"""Different rings painted at once, at most."""
_KEPT_RINGS = 512
"""Rings kept painted; with more the one used longest ago makes room for a new one. A
view with so many rings that these are not enough keeps three times its own."""
_SIZES = 3
_FIGURES_PX = (13.0, 12.0, 11.5)
_THOUSANDS = 10
"""The glyph after the ten figures: thousands of units say `12k`."""
_ENVELOPE_AT = (-13.0, -12.0)


class _Made(NamedTuple):
    """Rings and figures of one count: codes of their sprites.

    whose: the ring of each figure; across: pixels from its middle.
    """

    counts: NDArray[np.int64]
    codes: NDArray[np.int64]
    glyphs: NDArray[np.int64]
    whose: NDArray[np.int64]
    across: Floats


class Rings:
    """Draws groups: rings, figures and envelopes, each in one call."""

    def __init__(self) -> None:
        self._made_for: tuple[str, float] | None = None
        self._known: OrderedDict[int, int] = OrderedDict()
        self._keys: list[int] = []
        self._rings: Atlas | None = None
        self._figures: Atlas | None = None
        self._envelope: Atlas | None = None
        self._advances: Floats = np.zeros(_SIZES)
        self._made: _Made | None = None
        self._rows, self._figure_rows = Fragments(), Fragments()
        self._envelope_rows = Fragments()

    def paint(
        self, painter: QPainter, theme: Theme, unit: float, groups: Groups
    ) -> None:
        """Paint every group."""
        if not len(groups):
            return
        self._make(theme, unit)
        # Whole pixels: a ring stands still while its members stir, and stays crisp.
        centres = np.rint(groups.places)
        made = self._made_of(groups)
        if self._rings is not None:
            self._rings.place(self._rows, made.codes, centres)
            self._rings.draw(painter, self._rows, len(made.codes))
        if self._figures is not None:
            spots = centres[made.whose]
            spots[:, 0] += made.across
            self._figures.place(self._figure_rows, made.glyphs, spots)
            self._figures.draw(painter, self._figure_rows, len(spots))
        asking = centres[groups.asks] + np.array(_ENVELOPE_AT) * unit
        if self._envelope is not None and len(asking):
            none = np.zeros(len(asking), np.int64)
            self._envelope.place(self._envelope_rows, none, asking)
            self._envelope.draw(painter, self._envelope_rows, len(asking))

    def make_ready(
        self, theme: Theme, unit: float, groups: Groups, slice_s: float
    ) -> bool:
        """Paint the rings of groups that nobody has seen; True when none is left.

        For so long, but never none at all.
        """
        self._make(theme, unit)
        if self._rings is None:
            return True
        until_s = time.perf_counter() + slice_s
        sizes = _sizes(groups)
        for code in np.unique(self._codes(sizes, shares(groups.parts))).tolist():
            if self._rings.add(code, phase=0) and time.perf_counter() > until_s:
                return False
        return True

    def _made_of(self, groups: Groups) -> "_Made":
        """What rings and figures show; until the next count only places change."""
        made = self._made
        if made is None or made.counts is not groups.counts:
            sizes = _sizes(groups)
            codes = self._codes(sizes, shares(groups.parts))
            figures = self._figures_of(groups.counts, sizes)
            made = self._made = _Made(groups.counts, codes, *figures)
        return made

    def _codes(
        self, sizes: NDArray[np.int64], segments: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """A small number for each different ring."""
        places = (SEGMENTS + 1) ** np.arange(len(PARTS))
        keys = segments @ places * _SIZES + sizes
        shown = self._made.codes if self._made is not None else keys
        most = min(max(_KEPT_RINGS, 3 * max(len(keys), len(shown))), _MOST_RINGS)
        return np.array([self._code_of(key, most) for key in keys.tolist()], np.int64)

    def _code_of(self, key: int, most: int) -> int:
        """The code of a ring, which from here on is the one used last."""
        code = self._known.get(key)
        if code is not None:
            self._known.move_to_end(key)
            return code
        if len(self._known) < most:
            code = len(self._known)
            self._keys.append(key)
        else:
            _, code = self._known.popitem(last=False)
            self._keys[code] = key
            self._let_go(code)
        self._known[key] = code
        return code

    def _let_go(self, code: int) -> None:
        """Let a sprite be another ring's; what is shown may have to be made anew."""
        if self._rings is not None:
            self._rings.forget(code)
        if self._made is not None and (self._made.codes == code).any():
            self._made = None

    def _figures_of(
        self, counts: NDArray[np.int64], sizes: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """Glyphs of the numbers, whose they are, and how far from the middle."""
        thousands = counts >= 10_000
        left = np.where(thousands, counts // 1_000, counts)
        figures = np.floor(np.log10(np.maximum(left, 1))).astype(np.int64) + 1
        figures += thousands
        advance = self._advances[sizes]
        glyphs, whose, across = [], [], []
        for place in range(int(figures.max())):
            here = np.flatnonzero(figures > place)
            glyph = left[here] % 10
            if place == 0:
                glyph[thousands[here]] = _THOUSANDS
                keep = ~thousands[here]
                left[here[keep]] //= 10
            else:
                left[here] //= 10
            glyphs.append(sizes[here] * (_THOUSANDS + 1) + glyph)
            whose.append(here)
            across.append(((figures[here] - 1) / 2 - place) * advance[here])
        return np.concatenate(glyphs), np.concatenate(whose), np.concatenate(across)

    def _make(self, theme: Theme, unit: float) -> None:
        if self._made_for == (theme.name, unit):
            return
        self._made_for = (theme.name, unit)
        self._theme, self._unit = theme, unit
        self._advances = np.array([_advance(px) for px in _FIGURES_PX]) * unit

        def figure(painter: QPainter, code: int) -> None:
            size, glyph = divmod(code, _THOUSANDS + 1)
            px = _FIGURES_PX[size]
            path = text_path("k" if glyph == _THOUSANDS else str(glyph), px, 600)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(path.translated(0, 0.36 * px), theme.color("text.primary"))

        def envelope(painter: QPainter, _code: int) -> None:
            paint_envelope(painter, theme)

        self._figures = Atlas(_SIZES * (_THOUSANDS + 1), 8.0, unit, figure)
        self._envelope = Atlas(1, ENVELOPE_REACH, unit, envelope)
        self._forget()

    def _forget(self) -> None:
        """Begin the sheet of rings anew."""
        self._known, self._keys, self._made = OrderedDict(), [], None
        theme, keys = self._theme, self._keys

        def ring(painter: QPainter, code: int) -> None:
            rest, size = divmod(keys[code], _SIZES)
            segments = [
                rest // (SEGMENTS + 1) ** part % (SEGMENTS + 1)
                for part in range(len(PARTS))
            ]
            paint_ring_of(painter, theme, segments, _radius(size))

        self._rings = Atlas(_MOST_RINGS, LARGEST + 1.0, self._unit, ring)


def shares(parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Divide rings into segments by how many are in each part (n, 5)."""
    total = np.maximum(parts.sum(axis=1, keepdims=True), 1)
    segments = parts * SEGMENTS // total
    segments[(parts > 0) & (segments == 0)] = 1
    rows = np.arange(len(parts))
    segments[rows, parts.argmax(axis=1)] += SEGMENTS - segments.sum(axis=1)
    return np.asarray(segments)


def paint_ring_of(
    painter: QPainter, theme: Theme, segments: list[int], radius: float = RADIUS
) -> None:
    """Paint a ring around the origin, clockwise from the top in the order of `PARTS`.

    segments: of `SEGMENTS`, by part. The part that is old is a thin line.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre, line = QPointF(0, 0), radius - _STROKE / 2 - 1.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("state.casing"))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(theme.color("map.plate"))
    painter.drawEllipse(centre, line - _STROKE / 2, line - _STROKE / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(-line, -line, 2 * line, 2 * line)
    alone = max(segments) == SEGMENTS
    start = 0
    for part, count in zip(PARTS, segments, strict=True):
        if not count:
            continue
        old = part == "old"
        colour = theme.color("stale.hollow" if old else f"state.{part}")
        pen = QPen(colour, 1.6 if old else _STROKE)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        # Qt counts sixteenths of a degree, anticlockwise from three o'clock.
        gap = 0.0 if alone else _GAP_DEG
        begin = 90 - 360 * start / SEGMENTS - gap / 2
        length = 360 * count / SEGMENTS - gap
        painter.drawArc(box, round(begin * 16), -round(length * 16))
        start += count


def _sizes(groups: Groups) -> NDArray[np.int64]:
    """Which of the three sizes each ring has."""
    return np.rint((groups.radii - RADIUS) / _step()).astype(np.int64)


def _radius(size: int) -> float:
    return RADIUS + size * _step()


def _step() -> float:
    return (LARGEST - RADIUS) / (_SIZES - 1)


def _advance(px: float) -> float:
    """How wide a figure is: all are equally wide."""
    font = symbol_font(600)
    return QFontMetricsF(font).horizontalAdvance("0") * px / font.pixelSize()
