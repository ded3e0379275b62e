"""One camera on the wall: header, picture, footer; a picture that does not move is
grey, hatched and says since when.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from controlroom.domain import words
from ui.dock import Tool
from ui.frame import SECOND_US, FrameTick
from ui.guard import guarded
from ui.paint import CENTRE, Ink, faded
from ui.theme import Theme
from ui.video.sentences import CameraWords
from ui.video.viewing import Viewing

HEADER, FOOTER = 28.0, 26.0
MIN_WIDTH, MIN_HEIGHT = 320.0, 220.0
NARROW = 420.0
"""Below this width the header says the delay alone."""
LEAST = 30.0
"""Words that would get less room than this are left out."""
SHOWN_AFTER_S = 0.3
"""A wait shorter than this shows no seconds."""
HATCH = 16.0
"""Width of a stripe over a frozen picture."""


class Tile(QWidget):
    """Shows one viewing. Focus is the selection: its keys are the window's."""

    closed = Signal()
    """The person wants it gone."""
    focused = Signal()

    def __init__(self, theme: Theme, frame: FrameTick, viewing: Viewing) -> None:
        super().__init__()
        self.viewing = viewing
        self._theme = theme
        self._frame = frame
        self._words = CameraWords(frame)
        self._grey: QImage | None = None
        self._frozen_us: int | None = None
        self._close = Tool(theme, "close", "Close this picture")
        self._close.setParent(self)
        self._close.clicked.connect(self.closed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewing.changed.connect(self._turn)
        viewing.arrived.connect(self._show)
        theme.changed.connect(self._dress)
        self._dress()
        self._turn()

    @property
    def sentence(self) -> str:
        """What stands across the picture, in one sentence; empty while it moves."""
        return " ".join(self._across())

    def refresh(self) -> None:
        """Say the present ages, names and times."""
        self.setAccessibleDescription(self.sentence)
        self.update()

    def _dress(self) -> None:
        self.setMinimumSize(self._theme.px(MIN_WIDTH), self._theme.px(MIN_HEIGHT))
        self.update()

    def _turn(self) -> None:
        frozen = self.viewing.phase == "frozen"
        if frozen and self._grey is None:
            still_us = int(self.viewing.player.still_s() * self._frame.rate * SECOND_US)
            self._frozen_us = self._frame.now_us() - still_us
            image = self.viewing.player.image
            if image is not None:
                self._grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        elif not frozen:
            self._grey = None
        name = self._words.name(self.viewing.camera_id)
        self.setAccessibleName(f"{name}, {self.viewing.phase}")
        self.refresh()

    def _show(self) -> None:
        self.update(self._picture_box().toAlignedRect())

    def _picture_box(self) -> QRectF:
        top, bottom = self._theme.px(HEADER), self._theme.px(FOOTER)
        return QRectF(0, top, self.width(), max(1, self.height() - top - bottom))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw header, picture and footer, and the ring when the keys are here."""
        painter = QPainter(self)
        ink = Ink(painter, self._theme)
        width = self.width() / self._theme.scale
        height = self.height() / self._theme.scale
        self._paint_picture(painter, ink)
        self._paint_header(ink, width)
        self._paint_footer(ink, width, height)
        if self.hasFocus():
            ink.ring(0, 0, width, height)
        painter.end()

    def _paint_header(self, ink: Ink, width: float) -> None:
        viewing, camera_id = self.viewing, self.viewing.camera_id
        ink.fill(0, 0, width, HEADER, "surface.header")
        ink.icon(10, 6, self._words.icon(camera_id), 16, "text.secondary")
        status, color = self._status(narrow=width < NARROW)
        taken = ink.width_of(status)
        right = width - 34 - taken
        if viewing.phase == "frozen":
            _triangle(ink, right - 18, 8, "alarm.high_text")
        else:
            camera = self._words.camera(camera_id)
            ink_state(ink, right - 17, 9, camera.state if camera else "off")
        ink.text(right, 0, taken + 1, HEADER, status, color=color)
        name = self._words.name(camera_id)
        room = right - 24 - 34
        used = ink.text(34, 0, room, HEADER, name, color="text.primary", weight=600)
        where = self._words.where(camera_id, viewing.wish.incident_id)
        ink.text(34 + used + 10, 0, room - used - 10, HEADER, where)

    def _status(self, *, narrow: bool) -> tuple[str, str]:
        if self.viewing.phase == "frozen":
            return "frozen", "alarm.high_text"
        if self.viewing.phase in {"refused", "over"}:
            return "not open", "text.muted"
        if self.viewing.phase in {"asking", "opening"}:
            return "opening", "text.secondary"
        return self._words.status(self.viewing, brief=narrow), "text.secondary"

    def _paint_footer(self, ink: Ink, width: float, height: float) -> None:
        top = height - FOOTER
        ink.fill(0, top, width, FOOTER, "surface.header")
        viewing = self.viewing
        if not viewing.open:
            ink.text(12, top, width - 24, FOOTER, "Esc closes, Enter opens it again")
            return
        camera_id = viewing.camera_id
        ink.icon(10, top + 5, "viewing", 16, "text.secondary")
        # Who looks and whether the wearer knows come before when it stops.
        x = 34.0
        names = self._words.watcher_names(camera_id) or "nobody yet"
        x += 14 + ink.text(
            x, top, width - 46, FOOTER, names, color="text.primary", weight=500
        )
        told = self._words.told(camera_id, viewing.viewing_id)
        if width - 12 - x > LEAST:
            x += 14 + ink.text(x, top, width - 12 - x, FOOTER, told)
        room = width - 12 - x
        if room > LEAST:
            ends = self._words.ends(viewing)
            taken = min(ink.width_of(ends), room)
            ink.text(width - 12 - taken, top, taken + 1, FOOTER, ends)

    def _paint_picture(self, painter: QPainter, ink: Ink) -> None:
        box = self._picture_box()
        painter.fillRect(box, self._theme.color("surface.window"))
        viewing = self.viewing
        image = self._grey if viewing.phase == "frozen" else viewing.player.image
        if image is not None and viewing.phase in {"live", "frozen"}:
            place = _fitted(image, box)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
            if viewing.phase == "frozen":
                painter.setOpacity(0.5)
                painter.drawTiledPixmap(place, self._hatch())
                painter.setOpacity(1.0)
        self._paint_across(painter, ink, box)

    def _paint_across(self, painter: QPainter, ink: Ink, box: QRectF) -> None:
        title, text = self._across()
        if not title:
            return
        scale = self._theme.scale
        width, middle = self.width() / scale, box.center().y() / scale
        lines = self._theme.face("data", weight=400).lines(text, (width - 48) * scale)
        high = 40 + 18 * len(lines)
        top = middle - high / 2
        band = faded(self._theme.color("surface.window"), 0.86)
        painter.fillRect(ink.rect(0, top, width, high), band)
        color = "text.primary" if self._waits() else "alarm.high_text"
        ink.text(24, top + 8, width - 48, 22, title, "title", color, align=CENTRE)
        for number, line in enumerate(lines):
            y = top + 31 + 18 * number
            ink.text(24, y, width - 48, 18, line, align=CENTRE)

    def _waits(self) -> bool:
        return self.viewing.phase in {"asking", "opening", "over"}

    def _across(self) -> tuple[str, str]:
        """Return title and text across the picture: what failed, and what is done."""
        viewing = self.viewing
        waited_s = viewing.waited_s()
        seconds = f" {words.age(waited_s)}" if waited_s >= SHOWN_AFTER_S else ""
        match viewing.phase:
            case "asking" | "opening":
                name = self._words.name(viewing.camera_id)
                return f"Opening {name}{seconds}", ""
            case "frozen":
                return self._frozen(words.age(waited_s))
            case "refused":
                return "Not opened", viewing.sentence
            case "over":
                return "Closed", viewing.sentence
            case "live":
                return "", ""

    def _frozen(self, age: str) -> tuple[str, str]:
        viewing = self.viewing
        retry = f"Trying again in {words.age(viewing.retry_in_s() + 0.99)}."
        why = f"{viewing.sentence[:1].upper()}{viewing.sentence[1:]}. "
        why = why if viewing.sentence else ""
        if viewing.first_picture_s is None or self._frozen_us is None:
            return f"No picture yet, {age}", f"{why}{retry}"
        last = self._words.say.clock_seconds(self._frozen_us)
        return f"Picture frozen {age}", f"Last frame {last}. {why}{retry}"

    def _hatch(self) -> QPixmap:
        """Return a tile of 45 degree stripes, every other one dark."""
        edge = max(8, round(self._theme.px(2 * HATCH)))
        tile = QPixmap(edge, edge)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("surface.window"))
        half = edge / 2
        for x in (0, edge):
            corners = ((x, 0), (x + half, 0), (x + half - edge, edge), (x - edge, edge))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.end()
        return tile

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click brings the keys here."""
        self.setFocus()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window's keys now mean this picture."""
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool stays at the right end of the header."""
        super().resizeEvent(event)
        hint = self._close.sizeHint()
        self._close.setGeometry(
            self.width() - hint.width() - self._theme.px(4),
            (self._theme.px(HEADER) - hint.height()) // 2,
            hint.width(), hint.height(),
        )  # fmt: skip


def _fitted(image: QImage, box: QRectF) -> QRectF:
    """Return the largest place in a box that keeps the image's shape."""
    share = min(box.width() / image.width(), box.height() / image.height())
    wide, high = image.width() * share, image.height() * share
    return QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)


def _triangle(ink: Ink, x: float, y: float, color: str) -> None:
    painter = ink.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.theme.color(color))
    box = ink.rect(x, y, 12, 11)
    top = QPointF(box.center().x(), box.top())
    painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))


def ink_state(ink: Ink, x: float, y: float, state: str) -> None:
    """Draw what a camera does, 10 wide and grey: recording a disc, buffering half a
    disc, off a ring; red would spend the colour of danger.
    """
    color = ink.theme.color("text.secondary")
    painter = ink.painter
    painter.setPen(color)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = ink.rect(x + 0.5, y + 0.5, 9, 9)
    painter.drawEllipse(box)
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    if state == "recording":
        painter.drawEllipse(box)
    elif state == "buffering":
        painter.drawPie(box, 90 * 16, 180 * 16)
