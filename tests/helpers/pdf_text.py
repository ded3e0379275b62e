"""What stands on the pages of a PDF."""

from pathlib import Path

from PySide6.QtPdf import QPdfDocument


def pages_of(path: Path) -> list[str]:
    """Return the text of each page, its blanks and lines as one blank each."""
    document = QPdfDocument()
    document.load(str(path))
    pages = [
        " ".join(document.getAllText(page).text().split())
        for page in range(document.pageCount())
    ]
    document.close()
    return pages
