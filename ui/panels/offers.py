"""A list that drops down under a field: marked by arrows, taken by Enter."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from controlroom.domain.words import distance
from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.places import MOST, Offer
from ui.theme import Theme

ROW = 24


class Offers(QWidget):
    """The list; it lies over what is below and moves nothing."""

    taken = Signal(object)
    """An offer was clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.offers: list[Offer] = []
        self.marked = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Places")
        self.hide()

    def offer(self, offers: list[Offer], under: QWidget) -> None:
        """Show offers under a field; none hides the list."""
        self.offers, self.marked = offers[:MOST], -1
        window = under.window()
        if not self.offers or not under.isVisible():
            self.hide()
            return
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = under.mapTo(window, QPoint(0, under.height() + 2))
        high = self._theme.px(ROW * len(self.offers)) + 2
        self.setGeometry(corner.x(), corner.y(), under.width(), high)
        self.show()
        self.raise_()
        self.update()

    def mark(self, by: int) -> None:
        """Mark the next offer, or the one before; beyond the ends none is marked."""
        count = len(self.offers)
        self.marked = (self.marked + 1 + by) % (count + 1) - 1
        self.update()

    @property
    def current(self) -> Offer | None:
        """The marked offer."""
        if self.isVisible() and 0 <= self.marked < len(self.offers):
            return self.offers[self.marked]
        return None

    # ------------------------------------------------------------------- Qt overrides

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes an offer."""
        row = int(event.position().y() / self._theme.px(ROW))
        if 0 <= row < len(self.offers):
            self.taken.emit(self.offers[row])

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, kind and how far off each is."""
        with QPainter(self) as painter:
            theme = self._theme
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            for number, offer in enumerate(self.offers):
                self._paint_row(ink, width, number * ROW, offer, number == self.marked)
            ink.rounded(0, 0, width, self.height() / theme.scale, line="border.control")

    def _paint_row(
        self,
        ink: Ink,
        width: float,
        top: float,
        offer: Offer,
        marked: bool,  # noqa: FBT001 - a row is marked or not
    ) -> None:
        if marked:
            ink.fill(1, top + 1, width - 2, ROW, "surface.selected")
            ink.fill(1, top + 1, 3, ROW, "accent.base")
        away = distance(offer.metres) if offer.metres is not None else ""
        said = " · ".join(part for part in (offer.kind, away) if part)
        wide = min(ink.width_of(said, "caption"), width / 2)
        ink.text(
            12, top, width - 36 - wide, ROW, offer.text, color="text.primary",
            weight=500,
        )  # fmt: skip
        ink.text(
            width - 12 - wide, top, wide + 1, ROW, said, "caption", "text.muted",
            align=RIGHT,
        )  # fmt: skip
