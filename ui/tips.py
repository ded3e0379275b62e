"""What a tooltip says, as it was typed: Qt takes text that looks like HTML for HTML,
so that a name could hide words, draw pictures or read files.
"""

from html import escape

from ui.plain import plain


def tip(text: str) -> str:
    """Return the text to hand to Qt's tooltips; nothing for nothing, which shows none.

    Lines and spaces stay as they are; control characters and marks become visible.
    """
    if not text:
        return ""
    shown = plain(text.replace("\r\n", "\n"))
    # Without a tag of its own Qt would show the entities themselves.
    return f'<p style="white-space: pre-wrap; margin: 0">{escape(shown)}</p>'
