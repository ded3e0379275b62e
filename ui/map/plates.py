"""Label plates as sprites: what each says is painted once and kept until it is full."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from ui.plain import plain
from ui.theme import Theme

SHEET_PX = (1024, 1536)
"""Width and height of a sheet at 100 %: what stands takes a half of it at most."""
MOST_KEPT = 0.75
PAD, GAP = 5.0, 7.0


class Plate(NamedTuple):
    """What a plate says and how loud; `note` follows the title in its own colour."""

    title: str
    note: str = ""
    note_colour: str = "stale.fading"
    strong: bool = False
    note_strong: bool = False
    framed: bool = False
    tall: bool = False

    @property
    def height(self) -> float:
        """Height in design pixels."""
        return 20.0 if self.tall else 18.0


class Cell(NamedTuple):
    """Where a plate stands in the sheet, whole pixels."""

    left: int
    top: int
    width: int
    height: int


class Plates:
    """A sheet of painted plates, filled shelf by shelf.

    When it is full it starts afresh with those that are `standing`, copied and not
    painted again; `generation` then says that cells have moved.
    """

    def __init__(self, theme: Theme, unit: float) -> None:
        self._theme = theme
        self._unit = unit
        self._edge, self._depth = (round(each * max(unit, 1.0)) for each in SHEET_PX)
        self.standing: frozenset[Plate] = frozenset()
        self.sheet = _sheet(self._edge, self._depth)
        self._spare: QPixmap | None = None
        self._cells: dict[Plate, Cell] = {}
        self._widths: dict[Plate, float] = {}
        self._left = self._top = 0
        self.generation = 0
        self._fonts = {
            strong: _font(theme, unit, 600 if strong else 500)
            for strong in (False, True)
        }
        self._note_fonts = {
            strong: _font(theme, unit, 600 if strong else 400)
            for strong in (False, True)
        }
        self._metrics = {
            strong: QFontMetricsF(font) for strong, font in self._fonts.items()
        }
        self._note_metrics = {
            strong: QFontMetricsF(font) for strong, font in self._note_fonts.items()
        }

    def width(self, plate: Plate) -> float:
        """Return the width of a plate in pixels."""
        width = self._widths.get(plate)
        if width is None:
            title = self._metrics[plate.strong]
            width = title.horizontalAdvance(plain(plate.title)) + 2 * PAD * self._unit
            if plate.note:
                note = self._note_metrics[plate.note_strong]
                width += note.horizontalAdvance(plain(plate.note)) + GAP * self._unit
            if len(self._widths) > 4096:
                self._widths.clear()
            self._widths[plate] = width
        return width

    def cell(self, plate: Plate) -> Cell:
        """Return where a plate stands, painting it if it is new."""
        cell = self._cells.get(plate)
        return cell if cell is not None else self._add(plate)

    def _add(self, plate: Plate) -> Cell:
        width = min(round(self.width(plate)) + 2, self._edge)
        cell = self._take(width)
        if cell is None:
            self._start_afresh()
            cell = self._take(width) or Cell(0, 0, width, self._height)
        self._cells[plate] = cell
        painter = QPainter(self.sheet)
        self._paint(painter, plate, cell)
        painter.end()
        return cell

    @property
    def _height(self) -> int:
        return round(20 * self._unit) + 2

    def _take(self, width: int) -> Cell | None:
        """Return the next free cell, None when the sheet is full."""
        if self._left + width > self._edge:
            self._left, self._top = 0, self._top + self._height
        if self._top + self._height > self._depth:
            return None
        cell = Cell(self._left, self._top, width, self._height)
        self._left += width
        return cell

    def _start_afresh(self) -> None:
        """Go over to the other sheet with what stands.

        When that is most of a sheet, with nothing: it would be full again at once.
        """
        old, cells = self.sheet, self._cells
        kept = [(plate, cells[plate]) for plate in self.standing if plate in cells]
        area = sum(cell.width for _, cell in kept) * self._height
        if area > MOST_KEPT * self._edge * self._depth:
            kept = []
        self.sheet = self._spare or _sheet(self._edge, self._depth)
        self.sheet.fill(Qt.GlobalColor.transparent)
        self._spare = old
        self._cells = {}
        self._left = self._top = 0
        self.generation += 1
        painter = QPainter(self.sheet)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for plate, was in kept:
            cell = self._take(was.width)
            if cell is not None:
                painter.drawPixmap(cell.left, cell.top, old, *was)
                self._cells[plate] = cell
        painter.end()

    def _paint(self, painter: QPainter, plate: Plate, cell: Cell) -> None:
        unit, theme = self._unit, self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = round(plate.height * unit)
        line = (1.5 if plate.framed else 1.0) * unit
        inset = 1 + line / 2
        box = QRectF(
            cell.left, cell.top + (cell.height - tall) // 2 - 1, cell.width, tall + 2
        )
        frame = box.adjusted(inset, inset, -inset, -inset)
        token = "accent.select_map" if plate.framed else "border.strong"
        painter.setPen(QPen(theme.color(token), line))
        painter.setBrush(theme.color("map.plate"))
        painter.drawRoundedRect(frame, 3 * unit, 3 * unit)
        text = box.adjusted(PAD * unit + 1, 0, -PAD * unit - 1, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._fonts[plate.strong])
        painter.setPen(theme.color("text.primary"))
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, plain(plate.title))
        if plate.note:
            painter.setFont(self._note_fonts[plate.note_strong])
            painter.setPen(theme.color(plate.note_colour))
            painter.drawText(
                text, middle | Qt.AlignmentFlag.AlignRight, plain(plate.note)
            )


def _font(theme: Theme, unit: float, weight: int) -> QFont:
    font = QFont(theme.font("caption", tabular=True, weight=weight))
    font.setPixelSize(max(round(12 * unit), 1))
    return font


def _sheet(width: int, height: int) -> QPixmap:
    sheet = QPixmap(width, height)
    sheet.fill(Qt.GlobalColor.transparent)
    return sheet
