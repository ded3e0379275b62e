"""Charts in the room's design: pyqtgraph draws, and is loaded when a chart is first
seen, so that no window waits for it.
"""

import math
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.guard import guarded
from ui.pads import pad
from ui.paint import RIGHT, Ink, faded
from ui.theme import Theme

WIDTH = 280
HEAD = 24
"""Design pixels; the head is as high as the heads of the list's columns beside it."""
SLOT_S = 10
"""Seconds that one number of a feed's history counts."""
SLOTS = 60
"""Numbers that are drawn: ten minutes; of a longer history the newest."""
MINUTES = SLOTS * SLOT_S / 60
X_TICKS = (
    (-10.0, "\u221210 min"),
    (-7.5, ""),
    (-5.0, "\u22125"),
    (-2.5, ""),
    (0.0, "0"),
)
STEPS = (1, 2, 3, 4, 5, 6, 8, 10)
SILENT = "No messages in the last 10 min."
BEGUN = "Messages have begun. They are drawn every 10 s."
NOT_KEPT = "This gateway keeps no history of its feeds."


def round_top(most: float) -> float:
    """Return where a scale from 0 ends, at least 1: round, and so is its half."""
    if not 1.0 < most < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in STEPS if most <= step * power)


def said_rate(rate: float) -> str:
    """Return messages a second: `0.4`, `12`, `1,200`."""
    return f"{rate:,.0f}" if rate >= 10 or rate == int(rate) else f"{rate:.1f}"


def said_errors(count: int) -> str:
    """Return `3 errors`; nothing for none."""
    return f"{count:,} error{'' if count == 1 else 's'}" if count else ""


def newest(history: tuple[int, ...]) -> list[int]:
    """Return the newest `SLOTS` numbers; what is missing before them counts as 0."""
    kept = [max(0, each) for each in history[-SLOTS:]]
    return [0] * (SLOTS - len(kept)) + kept


class FeedChart(QWidget):
    """One feed's messages a second over ten minutes, its errors as amber marks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self._heard = [0] * SLOTS
        self._wrong = [0] * SLOTS
        self._words = SILENT
        self._plot: _Plot | None = None
        self._column = QVBoxLayout(self)
        pad(self._column, theme, (4, HEAD + 8, 0, 6))
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def words(self) -> str:
        """What is said in place of a drawing; empty while there is one."""
        return self._words

    def show_feed(
        self, name: str, history: tuple[int, ...], errors: tuple[int, ...], rate: float
    ) -> None:
        """Show a feed by its name in the room's words.

        `history` and `errors` count each 10 s, oldest first; `rate` is messages a
        second now, which may be ahead of the last whole 10 s.
        """
        heard, wrong = newest(history), newest(errors)
        words = "" if any(heard) or any(wrong) else _why_empty(history, rate)
        if (name, heard, wrong, words) == (
            self._name, self._heard, self._wrong, self._words,
        ):  # fmt: skip
            return
        self._name, self._heard, self._wrong, self._words = name, heard, wrong, words
        self.setAccessibleName(f"{name}, messages a second, last 10 min")
        self.setAccessibleDescription(words or self._in_words())
        self._draw()
        self.update()

    def _in_words(self) -> str:
        last, most = self._heard[-1] / SLOT_S, max(self._heard) / SLOT_S
        errors = said_errors(sum(self._wrong)) or "No errors"
        return (
            f"Latest {said_rate(last)} a second, at most {said_rate(most)}. {errors}."
        )

    def _draw(self) -> None:
        if self._plot is None:
            return
        self._plot.widget.setVisible(not self._words)
        if not self._words:
            self._plot.draw(self._heard, self._wrong)

    def _dress(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        if self._plot is not None:
            self._plot.dress(self._theme)
        self.update()

    def _paint_head(self, ink: Ink, width: float) -> None:
        errors = said_errors(sum(self._wrong))
        ink.text(
            12, 0, width - 24, HEAD - 1, errors, "caption", "alarm.high_text",
            align=RIGHT,
        )  # fmt: skip
        free = width - 24 - ink.width_of(errors, "caption") - (8 if errors else 0)
        taken = ink.text(
            12, 0, free, HEAD - 1, self._name, "caption", tabular=False, weight=600
        )
        x = 12 + taken + 6
        ink.text(
            x, 0, max(0.0, 12 + free - x), HEAD - 1, "a second", "caption",
            "text.muted",
        )  # fmt: skip

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, head and hairlines; words where there is nothing to draw."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            self._paint_head(ink, width)
            hair = theme.color("border.hair")
            painter.fillRect(0, theme.px(HEAD) - 1, self.width(), 1, hair)
            painter.fillRect(0, 0, 1, self.height(), hair)
            if self._words:
                ink.paragraph(12, HEAD + 8, width - 24, self._words, color="text.muted")

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Load what draws, once somebody looks."""
        super().showEvent(event)
        if self._plot is None:
            self._plot = _Plot()
            self._plot.dress(self._theme)
            self._column.addWidget(self._plot.widget)
            self._draw()


def _why_empty(history: tuple[int, ...], rate: float) -> str:
    if not history:
        return NOT_KEPT
    return BEGUN if rate > 0 else SILENT


class _Plot:
    """pyqtgraph's side of a chart: steps over a hairline grid, nothing to press."""

    def __init__(self) -> None:
        import pyqtgraph as pg  # noqa: PLC0415 - a fifth of a second: only when seen

        self.widget: Any = pg.PlotWidget()
        self.widget.useOpenGL(b=False)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._item: Any = self.widget.getPlotItem()
        self._item.setMenuEnabled(False)
        self._item.setMouseEnabled(x=False, y=False)
        self._item.hideButtons()
        self._item.disableAutoRange()
        self._item.setXRange(-MINUTES, 0.0, padding=0)
        self._curve: Any = pg.PlotCurveItem(fillLevel=0.0)
        self._marks: Any = pg.ScatterPlotItem(symbol="d", pxMode=True, pen=None)
        self._item.addItem(self._curve)
        self._item.addItem(self._marks)
        self._bottom: Any = self._item.getAxis("bottom")
        self._left: Any = self._item.getAxis("left")
        self._bottom.setTicks([list(X_TICKS)])
        # Lines of its own: an axis with a grid drops labels at its ends.
        self._item.showAxis("right")
        self._grid: Any = self._item.getAxis("right")
        self._grid.setGrid(255)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours, fonts and scale."""
        self.widget.setBackground(theme.color("surface.panel"))
        line = theme.color("text.secondary")
        self._curve.setPen(_pen(line, max(1.0, theme.scale)))
        self._curve.setBrush(faded(line, 0.14))
        self._marks.setBrush(theme.color("alarm.high_text"))
        self._marks.setSize(theme.px(7))
        font = theme.font("label", tabular=True, weight=400)
        hair = _pen(theme.color("border.hair"), 1.0)
        for axis in (self._bottom, self._left, self._grid):
            axis.setPen(hair)
            axis.setTickPen(hair)
            axis.setTextPen(theme.color("text.muted"))
            axis.setStyle(
                tickFont=font, tickLength=0, tickAlpha=255, tickTextOffset=theme.px(6),
                hideOverlappingLabels=theme.px(24),
            )  # fmt: skip
        for axis in (self._left, self._grid):
            axis.setPen(QPen(Qt.PenStyle.NoPen))
        self._grid.setStyle(showValues=False)
        self._grid.setWidth(0)
        self._left.setWidth(theme.px(44))
        self._bottom.setHeight(theme.px(24))
        self._item.setContentsMargins(0, theme.px(6), theme.px(12), 0)

    def draw(self, heard: list[int], wrong: list[int]) -> None:
        """Draw numbers of each slot, oldest first."""
        rates = [each / SLOT_S for each in heard]
        top = round_top(max(rates))
        edges = [-MINUTES + MINUTES * slot / SLOTS for slot in range(SLOTS + 1)]
        self._item.setYRange(0.0, top, padding=0)
        for axis in (self._left, self._grid):
            axis.setTicks([[(y, said_rate(y)) for y in (0.0, top / 2, top)]])
        self._curve.setData(edges, rates, stepMode="center")
        places = [slot for slot in range(SLOTS) if wrong[slot]]
        middle = MINUTES / SLOTS / 2
        # A rug just over the base line, where no rate can hide them.
        self._marks.setData(
            [edges[slot] + middle for slot in places], [0.05 * top] * len(places)
        )


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
