"""A pointer that rests on something, and what the tooltip there then says."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip, QWidget


def tooltip_at(widget: QWidget, at: QPoint) -> str:
    """Rest on a point of a widget; return what a person then reads, or nothing."""
    QToolTip.hideText()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    return read_tooltip(QToolTip.text()) if QToolTip.isVisible() else ""


def read_tooltip(text: str) -> str:
    """Return what a person reads of a tooltip's text, taken for HTML when Qt does."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()
