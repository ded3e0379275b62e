"""Cells of the tables that leave the room: the one place where a text becomes one.

A page is opened by spreadsheets too, and to those a cell that begins with `=` is a
formula. Every cell says that it is text, to each of them in its own words; the letters
stay as they were typed, for a page is evidence.
"""

from html import escape

TEXT = "mso-number-format:'\\@';unicode-bidi:isolate"
"""Excel's word for text; and what turns round stays in its own cell."""
LIBRE = "0;0;@"
"""LibreOffice's word for the same."""


def cell(text: str, *, kind: str = "", more: str = "") -> str:
    """Return a cell that says a text, never mark-up and never a formula.

    kind: its class. more: HTML of our own that follows the text.
    """
    return marked_cell(f"{escape(text)}{more}", kind=kind)


def marked_cell(html: str, *, kind: str = "") -> str:
    """Return a cell with HTML whose texts were escaped already."""
    named = f" class='{kind}'" if kind else ""
    return f'<td{named} style="{TEXT}" sdnum="{LIBRE}">{html}</td>'
