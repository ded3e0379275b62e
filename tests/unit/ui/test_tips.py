"""What tooltips say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.hover import read_tooltip
from ui.tips import tip

HOSTILE = (
    "<b>HB14</b>", "<img src='file:///etc/passwd'>", "</p><h1>Stand down</h1>",
    "&lt;b&gt;", "a & b < c > d", '"quoted" \'twice\'', "<!-- gone -->", "<style>*{}",
    "two  spaces\nand a line", "CN24",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_shown_as_typed(text: str) -> None:
    """Nothing in it is taken for HTML, and nothing of it is lost."""

    assert text == read_tooltip(tip(text))


LETTERS = st.characters(
    min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc"]
)


@given(st.text(LETTERS, max_size=60))
def test_any_text_is_shown_as_typed(text: str) -> None:
    """Whatever a force calls its units."""

    assert text.replace("\xa0", " ") == read_tooltip(tip(text)).replace("\xa0", " ")


def test_control_characters_are_seen() -> None:
    """Nothing is hidden behind a bell or a NUL, and a line is one line."""

    assert "a\N{REPLACEMENT CHARACTER}b\nc\N{REPLACEMENT CHARACTER}" == read_tooltip(
        tip("a\x00b\r\nc\x07")
    )


def test_nothing_to_say_shows_no_tooltip() -> None:
    """An empty tooltip is none: a paragraph of nothing would be an empty box."""

    assert "" == tip("")
