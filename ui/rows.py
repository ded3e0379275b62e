"""A list of painted rows in sections, for queues and units of any length; it knows
neither incidents nor units.

Every section's rows are equally high, so that laying out costs by section, not by row.
Pinned sections never scroll away. What arrives never moves the row under the hand.
"""

import itertools
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from ui.guard import guarded, guarded_with
from ui.over_bar import OverBar
from ui.paint import Ink
from ui.row_painter import Look, RowPainter
from ui.spans import HEAD, Place, Section, Span, Spans
from ui.theme import Theme
from ui.tips import tip

__all__ = ["Look", "RowPainter", "RowView"]

PHASES_MS = range(20, 220, 40)
"""How long after a tick of the clock a list paints, one list after another."""


class RowView(QAbstractScrollArea):
    """The list itself: scrolling, the current row, keys and the pointer."""

    _phases: ClassVar = itertools.cycle(PHASES_MS)

    chosen = Signal(str)
    """The person moved to this row."""
    activated = Signal(str)
    """The person pressed Enter on this row or clicked it twice."""
    pressed = Signal(str)
    """The person clicked this row or pressed Space on it."""
    folded = Signal(str)
    """The person folded or unfolded the section with this key."""
    hands_changed = Signal()
    """The pointer or the focus came in or left."""

    def __init__(self, theme: Theme, painter: RowPainter, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._painter = painter
        self._spans = Spans()
        self._current: str | None = None
        self._hovered: str | None = None
        self._pointer_inside = False
        self.ground = "surface.panel"
        """Colour behind the rows."""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._over = OverBar(self)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._tick = QTimer(self, singleShot=True, interval=next(RowView._phases))
        self._tick.timeout.connect(self.viewport().update)
        theme.changed.connect(self._rescale)

    @property
    def current(self) -> str | None:
        """Key of the current row."""
        return self._current

    @property
    def sections(self) -> list[Section]:
        """The sections as they stand."""
        return self._spans.sections

    @property
    def hands_on(self) -> bool:
        """True while the pointer or the focus is in the list: no re-sorting."""
        return self._pointer_inside or self.hasFocus()

    def set_sections(self, sections: list[Section]) -> None:
        """Show other rows; what is under the hand stays where it is on the screen."""
        anchor = self._anchor()
        self._lay_out(sections)
        if anchor is not None:
            key, screen_y = anchor
            place = self._spans.place_of(key)
            if place is not None:
                self.verticalScrollBar().setValue(place.top - screen_y)
        self.viewport().update()

    def tick(self) -> None:
        """Draw every row anew for a clock that went on, in a turn of this list's own.

        Were all lists drawn in one turn, a key would wait for all of them.
        """
        if not self._tick.isActive():
            self._tick.start()

    def renew(self, touched: Callable[[str], bool]) -> None:
        """Draw the rows that were touched anew, and every head: it counts them."""
        self._update_rows(*filter(touched, self.visible_keys()))
        self._update_rows(*(HEAD + each.key for each in self.sections if each.head))

    def set_current(self, key: str | None, *, reveal: bool = False) -> None:
        """Make a row current without telling anybody; `reveal` scrolls to it."""
        if key != self._current:
            before, self._current = self._current, key
            self._update_rows(before, key)
        if reveal and key is not None:
            self._reveal(key)

    def step(self, by: int) -> None:
        """Make the row so many further on the current one, and say so."""
        steps = self._spans.steps()
        if not steps:
            return
        if self._current in steps:
            index = steps.index(self._current) + by
        else:
            index = 0 if by > 0 else len(steps) - 1
        self._choose(steps[min(max(index, 0), len(steps) - 1)])

    def row_rect(self, key: str) -> QRect | None:
        """Return where a row stands in the viewport; None when it is not shown."""
        place = self._spans.place_of(key)
        if place is None:
            return None
        shift = 0 if place.pinned else self._spans.pinned_height - self._scroll()
        wide = self.viewport().width() // place.across
        return QRect(place.column * wide, place.top + shift, wide, place.height)

    def key_at(self, point: QPoint) -> str | None:
        """Return the key of the row or head under a point of the viewport."""
        share = point.x() / max(1, self.viewport().width())
        return self._spans.key_at(point.y(), self._scroll(), share)

    def visible_keys(self) -> list[str]:
        """Return the keys of the rows that can be seen now."""
        return self._spans.visible_keys(self.viewport().height(), self._scroll())

    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _across(self) -> int:
        """Return how many rows stand beside each other where the hand is."""
        span = self._spans.span_of(self._current) if self._current else None
        folded = span is not None and span.section.folded
        return 1 if span is None or folded else span.section.across

    def _page(self) -> int:
        return max(0, self.viewport().height() - self._spans.pinned_height)

    def _anchor(self) -> tuple[str, int] | None:
        """Return a row that is seen now and its y in the scrolled part."""
        for key in (self._current, self._hovered):
            place = self._spans.place_of(key) if key else None
            if place is not None and not place.pinned:
                y = place.top - self._scroll()
                if 0 <= y < self._page():
                    return str(key), y
        if self._scroll() == 0:
            return None
        key = self._spans.key_at(self._spans.pinned_height, self._scroll())
        place = self._spans.place_of(key) if key else None
        return None if place is None else (str(key), place.top - self._scroll())

    def _lay_out(self, sections: list[Section]) -> None:
        self._spans.lay_out(sections, self._theme.px)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._spans.scrolled_height - self._page()))
        bar.setPageStep(self._page())
        bar.setSingleStep(self._theme.px(28))
        self._over.fit(self._spans.pinned_height, self._theme.px(10))

    def _rescale(self) -> None:
        self._lay_out(self.sections)
        self.viewport().update()

    def _reveal(self, key: str) -> None:
        place: Place | None = self._spans.place_of(key)
        if place is None or place.pinned:
            return
        bar = self.verticalScrollBar()
        if place.top < bar.value():
            bar.setValue(place.top)
        elif place.top + place.height > bar.value() + self._page():
            bar.setValue(place.top + place.height - self._page())

    def _choose(self, key: str) -> None:
        before, self._current = self._current, key
        self._reveal(key)
        self._update_rows(before, key)
        self.setAccessibleDescription(self._painter.tip(key))
        if not key.startswith(HEAD):
            self.chosen.emit(key)

    def _fold(self, *, folded: bool) -> None:
        span = self._spans.span_of(self._current) if self._current else None
        if span is None or not span.head or span.section.folded == folded:
            return
        if folded:
            self._current = HEAD + span.section.key
        elif span.section.keys:
            self._current = span.section.keys[0]
        self.folded.emit(span.section.key)

    def _paint_span(self, painter: QPainter, span: Span, asked: QRegion) -> None:
        """Draw of a section what is asked for; two rows far apart are two rows."""
        section, clip = span.section, asked.boundingRect()
        ink = Ink(painter, self._theme)
        wide = self.viewport().width()
        top = span.top + self._spans.shift(span, self._scroll())
        if span.head and asked.intersects(QRect(0, top, wide, span.head)):
            self._paint_head(ink, wide / self._theme.scale, section, top)
        first, last = self._spans.rows_between(
            span, clip.top(), clip.bottom() + 1, self._scroll()
        )
        wide //= section.across
        for index in range(first, last):
            line, column = divmod(index, section.across)
            place = QPoint(column * wide, top + span.head + line * span.row)
            if asked.intersects(QRect(place, QSize(wide, span.row))):
                self._paint_row(ink, wide, section, section.keys[index], place)

    @guarded
    def _paint_head(self, ink: Ink, width: float, section: Section, top: int) -> None:
        ink.painter.translate(0, top)
        try:
            self._painter.paint_head(ink, width, section)
            if self._current == HEAD + section.key and self.hasFocus():
                ink.ring(0, 0, width, section.head)
        finally:
            ink.painter.translate(0, -top)

    @guarded
    def _paint_row(
        self, ink: Ink, wide: int, section: Section, key: str, place: QPoint
    ) -> None:
        """Draw one row; one that cannot be drawn leaves the others alone."""
        ink.painter.translate(place)
        try:
            width = wide / self._theme.scale
            self._painter.paint_row(ink, width, section.row, key, self._look(key))
        finally:
            ink.painter.translate(-place)

    def _look(self, key: str) -> Look:
        current = key == self._current
        return Look(
            selected=current,
            hovered=key == self._hovered,
            focused=current and self.hasFocus(),
        )

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that the event asks for, pinned ones last and on top."""
        with QPainter(self.viewport()) as painter:
            ground = self._theme.color(self.ground)
            painter.fillRect(event.rect(), ground)
            spans, asked = self._spans, event.region()
            for span in spans.spans:
                if not span.section.pinned:
                    self._paint_span(painter, span, asked)
            if spans.pinned_height:
                pinned = QRect(0, 0, self.viewport().width(), spans.pinned_height)
                painter.fillRect(pinned & event.rect(), ground)
                for span in spans.spans:
                    if span.section.pinned:
                        self._paint_span(painter, span, asked)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and pages walk, Enter activates, left and right fold."""
        page = max(1, self.viewport().height() // self._theme.px(44) - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        key, across = Qt.Key(event.key()), self._across()
        if across > 1:
            steps = {each: by * across for each, by in steps.items()}
            steps |= {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            self.step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current:
            self.activated.emit(self._current)
        elif key == Qt.Key.Key_Space and self._current:
            self.pressed.emit(self._current)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._fold(folded=key == Qt.Key.Key_Left)
        else:
            event.ignore()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a row or folds a section."""
        key = self.key_at(event.position().toPoint())
        if key is None:
            return
        if key.startswith(HEAD):
            self._current = key
            self.folded.emit(key.removeprefix(HEAD))
        else:
            self._choose(key)
            self.pressed.emit(key)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks activate a row."""
        key = self.key_at(event.position().toPoint())
        if key is not None and not key.startswith(HEAD):
            self.activated.emit(key)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was pressed here is let go here."""
        event.accept()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit."""
        self._hover(self.key_at(event.position().toPoint()))

    @guarded
    def enterEvent(self, event: QEnterEvent) -> None:
        """The hand came in."""
        self._pointer_inside = True
        self.hands_changed.emit()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        """The hand left."""
        self._pointer_inside = False
        self._hover(None)
        self.hands_changed.emit()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row becomes current when none is."""
        super().focusInEvent(event)
        if self._current is None and (steps := self._spans.steps()):
            self._current = steps[0]
        if self._current is not None:
            self.setAccessibleDescription(self._painter.tip(self._current))
        self._update_rows(self._current)
        self.hands_changed.emit()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self._update_rows(self._current)
        self.hands_changed.emit()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scroll range follows the height."""
        super().resizeEvent(event)
        self._lay_out(self.sections)

    @guarded_with(otherwise=False)
    def viewportEvent(self, event: QEvent) -> bool:
        """A row that may be cut is whole in its tooltip."""
        if isinstance(event, QHelpEvent):
            key = self.key_at(event.pos())
            whole = self._painter.tip(key) if key and not key.startswith(HEAD) else ""
            QToolTip.showText(event.globalPos(), tip(whole), self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def _hover(self, key: str | None) -> None:
        if key != self._hovered:
            before, self._hovered = self._hovered, key
            self._update_rows(before, key)

    def _update_rows(self, *keys: str | None) -> None:
        """Draw these rows anew and no others."""
        for key in keys:
            rect = self.row_rect(key) if key else None
            if rect is not None:
                self.viewport().update(rect)
