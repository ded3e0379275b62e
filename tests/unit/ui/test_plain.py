"""What is drawn hides nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.plain import SHOWN, plain


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Pier 4", "Pier 4"),
        ("evil \u202egnp.exe", f"evil {SHOWN}gnp.exe"),
        ("\u2066inside\u2069", f"{SHOWN}inside{SHOWN}"),
        ("bell\x07", f"bell{SHOWN}"),
        ("\x1b[31m red", f"{SHOWN}[31m red"),
        ("\x7f\x85\x9f", SHOWN * 3),
        ("two\nlines\tand a gap", "two\nlines\tand a gap"),
        ("Müller · 40 m − שלום", "Müller · 40 m − שלום"),
        ("<b>HB14</b> &amp;", "<b>HB14</b> &amp;"),
        ("", ""),
    ],
)
def test_hidden_characters_become_visible(typed: str, drawn: str) -> None:
    """Each is one visible character; what is seen anyway stays."""

    assert drawn == plain(typed)


@given(st.text(max_size=80))
def test_any_text_keeps_its_length_and_steers_nothing(typed: str) -> None:
    """No control but line and gap, no mark of direction, whatever comes in."""
    drawn = plain(typed)
    steering = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}

    assert len(typed) == len(drawn)
    assert not [c for c in drawn if unicodedata.bidirectional(c) in steering]
    assert not [c for c in drawn if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@given(st.text(max_size=80))
def test_drawn_text_is_drawn_the_same(typed: str) -> None:
    """Made visible twice is made visible once."""

    assert plain(typed) == plain(plain(typed))
