"""Text as it was typed: what would steer, hide or turn text round is made visible.

What is kept and sent stays as it is; this is for what is drawn.
"""

SHOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for each character that has no picture of its own."""
BREAKS = "\n\t"
"""Controls that mean what they do: lines and gaps."""
_MARKS = (
    "\u061c\u200e\u200f"  # marks that give a direction to what is beside them
    "\u202a\u202b\u202c\u202d\u202e"  # embeddings and overrides
    "\u2066\u2067\u2068\u2069"  # isolates
)
# C0 without breaks, delete and C1, and the marks of Unicode's bidirectional algorithm.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_TABLE = {code: SHOWN for code in _CONTROLS if chr(code) not in BREAKS} | {
    ord(mark): SHOWN for mark in _MARKS
}


def plain(text: str) -> str:
    """Return a text to draw: the same length, each hidden character a visible one.

    Right-to-left letters keep their direction; only marks that would turn round what
    stands beside them, and so disguise it, lose their power.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)
