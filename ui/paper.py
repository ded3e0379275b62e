"""Puts a sheet that leaves the room on A4: one head, one foot, one look, as PDF.

Everything on a sheet is text as it was typed, never mark-up; nothing is fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ui.plain import plain
from ui.theme import Theme

MARGIN_MM = 16.0
BAND_MM = 12.0
"""The head and the foot of a page, each with the gap to what is written."""
DPI = 288
MM_PER_INCH = 25.4
TITLE_PT, HEADING_PT, TEXT_PT, SMALL_PT = 16.0, 11.0, 9.5, 8.0
GAP = 4.0
EXERCISE = "EXERCISE. Nothing on this page happened."
SIGN_HERE = "Name, number, signature, date and time"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. What was put right later is struck through, and stays."""

    cells: tuple[str, ...]
    struck: bool = False
    """Whether the last cell is."""
    note: str = ""
    """What stands behind the last cell, never struck."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading. `widths` are percent; without rows it says `nothing`."""

    heading: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Row]
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on paper. `force` and `printed` stand on every page of it."""

    force: str
    title: str
    printed: str
    """Who printed it and when."""
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    signed: Sequence[str]
    """For what somebody signs, a line each."""
    exercise: bool = False


def paper(sheet: Sheet) -> bytes:
    """Return a sheet as a PDF of as many pages as it takes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(plain(sheet.title))
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    _Press(sheet, writer).run()
    return bytes(buffer.data().data())


class _Press:
    """One sheet on its way to one writer."""

    def __init__(self, sheet: Sheet, writer: QPdfWriter) -> None:
        self._sheet = sheet
        self._writer = writer
        self._ink = Theme.load("light")
        band = BAND_MM / MM_PER_INCH * DPI
        width, height = float(writer.width()), float(writer.height())
        self._head = QRectF(0, 0, width, band)
        self._body = QRectF(0, band, width, height - 2 * band)
        self._foot = QRectF(0, height - band, width, band)
        document = self._document = QTextDocument()
        document.documentLayout().setPaintDevice(writer)
        document.setDocumentMargin(0)
        document.setPageSize(self._body.size())
        document.setDefaultFont(_face(TEXT_PT))
        anywhere = QTextOption()
        anywhere.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(anywhere)
        self._cursor = QTextCursor(document)

    def run(self) -> None:
        """Write down all there is, then put it on pages."""
        # Laid out once at the end: after each cell would cost the square of them.
        self._cursor.beginEditBlock()
        self._write()
        self._cursor.endEditBlock()
        painter = QPainter(self._writer)
        pages = self._document.pageCount()
        for page in range(pages):
            if page:
                self._writer.newPage()
            self._page(painter, page, pages)
        painter.end()

    # ------------------------------------------------------------------ what is written

    def _write(self) -> None:
        self._text(
            self._sheet.title, TITLE_PT, "text.primary", bold=True, under=2 * GAP
        )
        if self._sheet.facts:
            rows = [Row((name, value)) for name, value in self._sheet.facts]
            self._rows((), (22, 78), rows)
        for table in self._sheet.tables:
            self._text(table.heading, HEADING_PT, "text.primary", bold=True, over=4)
            if table.rows:
                self._rows(table.columns, table.widths, table.rows)
            else:
                self._text(table.nothing, TEXT_PT, "text.muted")
        if self._sheet.signed:
            self._text("", TEXT_PT, "text.primary", over=2)
            rows = [Row((each, SIGN_HERE)) for each in self._sheet.signed]
            self._rows((), (22, 78), rows, tall=True)

    def _text(
        self, text: str, points: float, ink: str, *, bold: bool = False,
        over: float = 0.0, under: float = 0.0,
    ) -> None:  # fmt: skip
        block = QTextBlockFormat()
        block.setTopMargin(over * GAP)
        block.setBottomMargin(under)
        at_start = self._document.isEmpty()
        if at_start:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._cursor.insertText(plain(text), self._kind(ink, points, bold=bold))

    def _rows(
        self, columns: tuple[str, ...], widths: tuple[int, ...], rows: Sequence[Row],
        *, tall: bool = False,
    ) -> None:  # fmt: skip
        heads = 1 if columns else 0
        table = self._cursor.insertTable(
            len(rows) + heads, len(widths), self._look(widths, heads)
        )
        head = self._kind("text.muted", SMALL_PT)
        for number, name in enumerate(columns):
            self._cell(table, 0, number, name, head, tall=False)
        usual, quiet = self._kind("text.primary"), self._kind("text.muted")
        struck, small = self._kind("text.muted"), self._kind("text.muted", SMALL_PT)
        struck.setFontStrikeOut(True)
        for line, row in enumerate(rows, heads):
            for number, text in enumerate(row.cells[:-1]):
                kind = usual if columns else quiet
                self._cell(table, line, number, text, kind, tall=tall)
            last = struck if row.struck else small if tall else usual
            number = len(row.cells) - 1
            end = self._cell(table, line, number, row.cells[-1], last, tall=tall)
            end.insertText(plain(row.note), quiet)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _look(self, widths: tuple[int, ...], heads: int) -> QTextTableFormat:
        look = QTextTableFormat()
        look.setBorder(0)
        look.setCellSpacing(0)
        look.setCellPadding(0)
        look.setHeaderRowCount(heads)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        kind = QTextLength.Type.PercentageLength
        look.setColumnWidthConstraints([QTextLength(kind, each) for each in widths])
        return look

    def _cell(
        self, table: QTextTable, line: int, column: int, text: str,
        kind: QTextCharFormat, *, tall: bool,
    ) -> QTextCursor:  # fmt: skip
        """Fill a cell; return the end of what stands in it."""
        cell = table.cellAt(line, column)
        shape = QTextTableCellFormat()
        shape.setTopPadding(GAP * (9 if tall else 1))
        shape.setBottomPadding(GAP)
        shape.setRightPadding(2.0 * GAP)
        shape.setBottomBorder(0.75)
        shape.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBottomBorderBrush(QBrush(self._ink.color("border.hair")))
        cell.setFormat(shape)
        end = cell.firstCursorPosition()
        end.insertText(plain(text), kind)
        return end

    def _kind(
        self, ink: str, points: float = TEXT_PT, *, bold: bool = False
    ) -> QTextCharFormat:
        kind = QTextCharFormat()
        kind.setFont(_face(points, bold=bold))
        kind.setForeground(QBrush(self._ink.color(ink)))
        return kind

    # ------------------------------------------------------------------ what is printed

    def _page(self, painter: QPainter, page: int, pages: int) -> None:
        sheet, head, foot = self._sheet, self._head, self._foot
        self._line(painter, head, sheet.force, sheet.title, top=True)
        said = f"Page {page + 1} of {pages}"
        self._line(painter, foot, sheet.printed, said, top=False)
        if sheet.exercise:
            self._band(painter, head)
        painter.save()
        painter.translate(0, self._body.top() - page * self._body.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = self._body.translated(
            0, page * self._body.height() - self._body.top()
        )
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _line(
        self, painter: QPainter, band: QRectF, left: str, right: str, *, top: bool
    ) -> None:
        """Write the head or the foot, with its hairline towards the body."""
        edge = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
        painter.setFont(_face(SMALL_PT))
        metrics = painter.fontMetrics()
        gap = metrics.height() * 0.5
        y = band.top() + metrics.height() + gap
        if not top:
            y = band.bottom() - metrics.height() - gap
        painter.setPen(QPen(self._ink.color("border.control"), DPI / 144))
        painter.drawLine(round(band.left()), round(y), round(band.right()), round(y))
        painter.setPen(self._ink.color("text.secondary"))
        third = round(band.width() / 3) - metrics.height()
        for text, side in (
            (left, Qt.AlignmentFlag.AlignLeft), (right, Qt.AlignmentFlag.AlignRight),
        ):  # fmt: skip
            fits = metrics.elidedText(plain(text), Qt.TextElideMode.ElideRight, third)
            flag = side | edge | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(band, flag, fits)

    def _band(self, painter: QPainter, head: QRectF) -> None:
        """What is on no account to be taken for real says so on every page."""
        painter.setFont(_face(SMALL_PT, bold=True))
        painter.setPen(self._ink.color("link.exercise"))
        flag = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(head, flag, EXERCISE)


def _face(points: float, *, bold: bool = False) -> QFont:
    font = QFont("Inter")
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # Letters that change with their neighbours, or figures with equal widths, are
    # lost to whoever copies the text.
    font.setFeature(QFont.Tag("calt"), 0)
    return font
