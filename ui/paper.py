"""Makes a page that leaves the room ready for paper: HTML to PDF, by Qt alone."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

DPI = 96


def write_pdf(html: str, path: Path) -> bool:
    """Write a page as PDF on A4; return whether that went well.

    The page is text and tables: nothing in it is fetched, and no script runs.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(DPI)
    writer.setTitle(path.stem)
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
    del writer
    try:
        path.write_bytes(bytes(buffer.data().data()))
    except OSError:
        return False
    return True
