"""The style sheet."""

import re

import pytest

from ui.style import sheet
from ui.theme import Theme


@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_colour_is_a_token(name: str) -> None:
    """No token is left unfilled, and no colour was written by hand."""
    theme = Theme.load(name)
    text = sheet(theme)
    known = {
        theme.hex(f"{group}.{token}")
        for group, tokens in theme.value(name).items()
        for token in tokens
    }

    assert not re.search(r"@\w+\.|\ddp\b", text)
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", text)) <= known


def test_lengths_follow_the_text_scale() -> None:
    """Hairlines stay one pixel, everything else grows."""
    text = sheet(Theme.load("dark", 2.0))

    assert "font-size: 26px" in text
    assert "border: 1px solid" in text
